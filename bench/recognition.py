"""How fast terms are found: one sentence in a million terms, and many in the sample glossary.

    python bench/recognition.py [TERMS]

A glossary of TERMS terms (a million unless told) is made up of words of real Russian sentences and
imported; then a sentence of about 25 words is looked up in it, in the same process and in new
connections whose pages the system has, but the process has not. The second part recognises the
sample glossary's terms in 10,000 sentences.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from measure import machine

from tmtool.jobs.termbase import Termbase
from tmtool.memory import Memory
from tmtool.store import term_keys
from tmtool.terminology.keys import text_keys, token_lemmas
from tmtool.text.russian import readings
from tmtool.text.tokens import tokens

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
LENGTHS = (1, 2, 2, 2, 3, 3, 4, 5)
NOMINALS = ("NOUN", "ADJF")


def sentences() -> list[str]:
    lines = (DATA / "ntrex" / "ru.txt").read_text(encoding="utf-8").splitlines()
    rows = (DATA / "legal" / "un_sdg.en-ru.tsv").read_text(encoding="utf-8").splitlines()
    return [*lines, *(row.split("\t")[2] for row in rows[1:])]


def glossary(path: Path, words: list[str], terms: int) -> None:
    """Write a table of made-up terms, all different, each of one to five words of real text.

    The words are nouns and adjectives, as those of terms are.
    """
    chance = random.Random(4)
    made: set[str] = set()
    while len(made) < terms:
        made.add(" ".join(chance.choices(words, k=chance.choice(LENGTHS))))
    with path.open("w", encoding="utf-8") as file:
        file.write("concept\tlanguage\tterm\n")
        for number, term in enumerate(sorted(made)):
            file.write(f"c{number}\tru\t{term}\n")


def milliseconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def report(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{name}: median {median(ordered):.2f} ms, 95 % {ordered[len(ordered) * 19 // 20]:.2f} ms"
    )


def structure(folder: Path, terms: int) -> None:
    lines = sentences()
    table, path = folder / "terms.tsv", folder / "terms.db"
    words = (w.text for line in lines[:1000] for w in tokens(line))
    glossary(table, [word for word in words if readings(word)[0].part_of_speech in NOMINALS], terms)
    with Memory(path, create=True) as memory:
        started = time.process_time()
        memory.glossary.load(table)
        spent = time.process_time() - started
    size = path.stat().st_size / 1e6
    print(f"{terms:,} terms imported in {spent:.0f} s of CPU, {size:.0f} MB")
    keys = []
    for line in lines[1000:]:
        words = tokens(line)
        if 22 <= len(words) <= 28:
            keys.append(list(text_keys(words, token_lemmas(words, "ru"), max(LENGTHS))))
    keys = keys[:200]
    print(f"{len(keys)} sentences, {median(map(len, keys)):.0f} keys each")
    with Memory(path) as memory:
        connection = memory._connection
        hits = [len(term_keys.find(connection, "ru", found)) for found in keys]
        print(f"{median(hits):.0f} keys of terms in each")
        report(
            "warm", [milliseconds(lambda k=k: term_keys.find(connection, "ru", k)) for k in keys]
        )

    def cold(found: list[str]) -> None:
        connection = sqlite3.connect(path)
        term_keys.find(connection, "ru", found)
        connection.close()

    report("cold, with opening the file", [milliseconds(lambda k=k: cold(k)) for k in keys])


def recognition(folder: Path) -> None:
    lines = (sentences() * 5)[:10_000]
    with Memory(folder / "samples.db", create=True) as memory:
        memory.glossary.load(ROOT / "glossaries" / "treaties.ru-en.tbx")
        termbase = Termbase(memory._connection)
        started = time.process_time()
        found = sum(len(termbase.occurrences(line, "ru")) for line in lines)
        spent = time.process_time() - started
    speed = len(lines) / spent
    print(f"{len(lines):,} sentences: {speed:,.0f} a second of CPU, {found:,} occurrences")


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        recognition(Path(name))
        structure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)


if __name__ == "__main__":
    main()
