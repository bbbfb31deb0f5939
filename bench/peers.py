"""What other ways to look up cost on the same memory, and how much of it they find.

    python bench/peers.py FILE QUERIES MEMORY [--units 100000] [--count 100] [--toolkit PYTHON]

All look for the five segments most like a query by characters, from 70 % on, among the first
units of FILE (columns repository, status, date, English, Russian); MEMORY is tmtool's of the
same units. The reference is rapidfuzz over all sources. SQLite's FTS5 takes the 100 best by
bm25 for the query's words and compares those. translate-toolkit's matcher (GPL, so a program
of its own) runs under the Python given. *found* is how many queries, of those for which the
reference has a match, get a match at least as like.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from matching import PLACE, described, rows, sentences, short_segments
from measure import machine
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

LOWEST = 0.7
TOOLKIT = """
import json, sys, time
from translate.search import match
from translate.storage import factory, pypo
sources, queries = json.load(sys.stdin)
store = pypo.pofile()
for source in sources:
    unit = store.addsourceunit(source)
    unit.target = "x"
matcher = match.matcher(store, max_candidates=5, min_similarity=70, max_length=1000)
answers = []
for query in queries:
    start = time.process_time()
    try:
        found = [unit.source for unit in matcher.matches(query)]
    except TypeError:
        found = []
    answers.append((found, 1000 * (time.process_time() - start)))
json.dump(answers, sys.stdout)
"""

Answer = tuple[list[str], float]


def timed(call: Callable[[str], list[str]], queries: Sequence[str]) -> list[Answer]:
    """Each query's matches with the milliseconds of CPU."""
    answers = []
    for query in queries:
        start = time.process_time()
        found = call(query)
        answers.append((found, 1000 * (time.process_time() - start)))
    return answers


def scan(sources: Sequence[str]) -> Callable[[str], list[str]]:
    """rapidfuzz over all sources."""

    def call(query: str) -> list[str]:
        return [text for text, _, _ in extract(query, sources)]

    return call


def extract(query: str, sources: Sequence[str]) -> list[tuple[str, float, int]]:
    return process.extract(
        query, sources, scorer=Levenshtein.normalized_similarity, score_cutoff=LOWEST, limit=5
    )


def fts(sources: Sequence[str]) -> Callable[[str], list[str]]:
    """SQLite's full-text search with bm25 and a limit, then rapidfuzz."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE segment USING fts5(text)")
    connection.executemany("INSERT INTO segment VALUES (?)", ((text,) for text in sources))

    def call(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        found = connection.execute(
            "SELECT text FROM segment WHERE segment MATCH ? ORDER BY rank LIMIT 100", (words,)
        )
        return [text for text, _, _ in extract(query, [row[0] for row in found])]

    return call


def tmtool_memory(memory: Path, rate: int) -> Callable[[str], list[str]]:
    """tmtool from some rate on; its rates are not those by characters."""
    import tmtool

    opened = tmtool.open(memory)

    def call(query: str) -> list[str]:
        return [m.source for m in opened.lookup(query, "en", "ru", min_rate=rate, limit=5)]

    call("warm up")
    call("and load the arrays")
    return call


def toolkit(python: str, sources: Sequence[str], queries: Sequence[str]) -> list[Answer]:
    """translate-toolkit's matcher in a process of its own."""
    done = subprocess.run(
        [python, "-c", TOOLKIT],
        input=json.dumps([sources, queries]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [(found, spent) for found, spent in json.loads(done.stdout)]


def best(query: str, found: Sequence[str]) -> float:
    return max((Levenshtein.normalized_similarity(query, text) for text in found), default=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("memory", type=Path)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--toolkit", help="a Python with translate-toolkit")
    given = parser.parse_args()
    sources = [row[PLACE["en"]] for row in rows(given.file, given.units)]
    print(machine())
    for kind, queries in (
        ("sentences", sentences(rows(given.queries), PLACE["en"], given.count)),
        ("short", short_segments(sources, given.count)),
    ):
        answers = {
            "rapidfuzz over all": timed(scan(sources), queries),
            "FTS5, bm25, limit 100": timed(fts(sources), queries),
            "tmtool from 70 %": timed(tmtool_memory(given.memory, 70), queries),
            "tmtool from 40 %": timed(tmtool_memory(given.memory, 40), queries),
        }
        if given.toolkit:
            answers["translate-toolkit"] = toolkit(given.toolkit, sources, queries)
        right = [found for found, _ in answers["rapidfuzz over all"]]
        wanted = [best(query, found) for query, found in zip(queries, right, strict=True)]
        for name, found in answers.items():
            got = [best(query, texts) for query, (texts, _) in zip(queries, found, strict=True)]
            reached = sum(g >= w - 1e-9 for g, w in zip(got, wanted, strict=True) if w)
            median, high, most = described([spent for _, spent in found])
            print(
                f"{kind:10} {name:22} {median:8.2f} / {high:8.2f} / {most:8.2f} ms"
                f"   found {reached} of {sum(map(bool, wanted))}",
                flush=True,
            )


if __name__ == "__main__":
    main()
