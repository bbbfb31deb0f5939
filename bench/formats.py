"""How fast TMX is read and written, beside expat alone, and in how much memory.

    python bench/formats.py UNITS.tsv.xz [--units 10000 100000 1000000]

The table has repository, kind (HT or MT), date, English and Russian. It is written as TMX of so
many units; each figure is the CPU time of a process of its own. "expat" is a parser of the
standard library whose handlers do nothing: what no reader in Python can be faster than.
"""

from __future__ import annotations

import argparse
import lzma
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import measure

from tmtool.formats import WriteOptions, find
from tmtool.formats.values import parse_time
from tmtool.models import TranslationUnit, Variant

_EXPAT = """
import sys
from xml.parsers import expat
parser = expat.ParserCreate()
parser.buffer_text = True
parser.StartElementHandler = lambda name, attributes: None
parser.EndElementHandler = lambda name: None
parser.CharacterDataHandler = lambda text: None
with open(sys.argv[1], "rb") as file:
    parser.ParseFile(file)
"""
_READ = """
import gc, sys
from pathlib import Path
from tmtool.formats import ReadOptions, find
gc.set_threshold(50_000)  # as `tmtool import` does
path = Path(sys.argv[1])
for unit in find(path).read_units(path, ReadOptions(recover={recover})):
    pass
"""
_NOTHING = "import tmtool.formats.tmx"
_RUNS = 5


def units(table: Path) -> Iterator[TranslationUnit]:
    """Yield the units of the table, without end."""
    while True:
        with lzma.open(table, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                document, kind, date, english, russian = line.rstrip("\n").split("\t")
                yield TranslationUnit(
                    (Variant("en", english), Variant("ru", russian)),
                    document=document,
                    status="approved" if kind == "HT" else "machine",
                    changed_at=parse_time(date),
                )


def report(path: Path, count: int, start: float) -> None:
    """Print what reading a file costs in each way; `start` is what starting Python costs."""
    python = sys.executable
    costs = measure.in_turn(
        {
            "expat": [python, "-c", _EXPAT, str(path)],
            "read": [python, "-c", _READ.format(recover=False), str(path)],
            "recover": [python, "-c", _READ.format(recover=True), str(path)],
        },
        _RUNS if count < 1_000_000 else 2,
    )
    alone = min(cost.cpu for cost in costs["expat"])
    for name, found in costs.items():
        cpu = min(cost.cpu for cost in found) - (0 if name == "expat" else start)
        memory = max(cost.memory for cost in found)
        print(
            f"{count:>9,}  {name:8} {count / cpu:>9,.0f} units/s  {alone / cpu:>5.0%}"
            f"  {memory:>5.0f} MB"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--units", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    arguments = parser.parse_args()
    print(measure.machine())
    started = measure.in_turn({"start": [sys.executable, "-c", _NOTHING]}, _RUNS)["start"]
    start = min(cost.cpu for cost in started)
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.units:
            path = Path(folder) / "memory.tmx"
            chosen = islice(units(arguments.table), count)
            find(path).write_units(path, chosen, WriteOptions("en", "ru"))
            report(path, count, start)


if __name__ == "__main__":
    main()
