"""How fast are workbooks beside openpyxl, and how fast are many units changed?

    python bench/workbooks.py [--units 50000] [--replace]

CPU seconds and the largest memory of the process. openpyxl has to be installed; --replace needs
nothing else.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tmtool
from tmtool.formats import ReadOptions, WriteOptions, xlsx
from tmtool.models import TranslationUnit, Variant
from tmtool.text.replacing import Wanted

COLUMNS = ["en", "ru", "document", "position"]
WORDS = [f"word{number}" for number in range(5000)]


def units(count: int) -> Iterator[TranslationUnit]:
    for number in range(count):
        texts = (
            Variant("en", f"The Parties shall consult article {number} of this Convention"),
            Variant("ru", f"Стороны консультируются по статье {number} этой Конвенции"),
        )
        yield TranslationUnit(texts, document="act", position=number)


def timed(label: str, work: Callable[[], object]) -> float:
    start = time.process_time()
    result = work()
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{label:40} {spent:7.2f} s CPU  {memory:5} MB  {result}")
    return spent


def own_rows(path: Path) -> int:
    with xlsx.XlsxRows.open(path, ReadOptions()) as rows:
        return sum(1 for _ in rows)


def workbooks(folder: Path, count: int) -> None:
    import openpyxl

    def write() -> int:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(COLUMNS)
        for unit in units(count):
            first, second = unit.variants
            sheet.append([first.text, second.text, unit.document, unit.position])
        book.save(theirs)
        return count

    def read(path: Path) -> int:
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(1 for _ in book.active.iter_rows(values_only=True))

    ours, theirs = folder / "ours.xlsx", folder / "theirs.xlsx"
    options = WriteOptions("en", "ru")
    own = timed("write, tmtool", lambda: xlsx.write_units(ours, units(count), options))
    print(f"  of openpyxl: {own / timed('write, openpyxl', write):.2f}")
    for path in (ours, theirs):
        own = timed(f"rows of {path.name}, tmtool", lambda path=path: own_rows(path))
        other = timed(f"rows of {path.name}, openpyxl", lambda path=path: read(path))
        print(f"  of openpyxl: {own / other:.2f}")
    timed("units", lambda: sum(1 for _ in xlsx.read_units(ours, ReadOptions())))


def replacing(folder: Path, count: int) -> None:
    chance = random.Random(1)
    path = folder / "a.tsv"
    with path.open("w", encoding="utf-8") as file:
        file.write("en\tru\n")
        for number in range(count):
            words = [" ".join(chance.choices(WORDS, k=12)) for _ in range(2)]
            file.write(f"Article {number} {words[0]} colour\tСтатья {number} {words[1]}\n")
    with tmtool.open(folder / "a.db") as memory:
        timed("import", lambda: memory.load(path).added)
        for what in ("Article 1", "colour"):
            wanted = Wanted(what, f"{what}x")
            found = list(memory.find_replacements(wanted, language="en"))
            timed("find", lambda wanted=wanted: sum(1 for _ in memory.find_replacements(wanted)))
            timed("apply", lambda found=found: memory.apply_replacements(found)[0])
            timed("undo", lambda: memory.undo().units)
        timed("duplicates", lambda: sum(1 for _ in memory.find_duplicates()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=50_000)
    parser.add_argument("--replace", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        (replacing if given.replace else workbooks)(Path(name), given.units)


if __name__ == "__main__":
    main()
