"""What a look-up costs in memories of several sizes, against a scan of all sources by characters.

    python bench/matching.py FILE QUERIES --folder FOLDER [--sizes 10000,100000,1000000]

FILE and QUERIES have the columns repository, status, date, English, Russian. A memory of each
size is made in FOLDER unless it is there. Each query is looked up warm, in one process; the
scan is rapidfuzz's `process.extract` over a list of all sources with the same lowest rate.
Times are CPU time. Also printed: a process's first look-up, look-ups by several processes,
and concordances. `--plot FILE` draws the median against the size.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from measure import in_turn, machine, median_cpu, run, tmtool
from plot import Line, plot

COLUMNS = "document,status,changed_at,en,ru"
LANGUAGES = {"en": ("en", "ru"), "ru": ("ru", "en")}
PLACE = {"en": 3, "ru": 4}
WARMING = 100
"""Queries that are looked up before any is timed; none of them is asked again."""

PHRASES = {
    "en": ("retrieval", "press the button", "virtual machine", '"in the following example"'),
    "ru": ("учётная запись", "создать подключение", "виртуальная машина"),
}


def rows(file: Path, count: int | None = None) -> list[list[str]]:
    """The first rows of a table, each as its columns."""
    found = []
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == count:
                break
            found.append(line.rstrip("\n").split("\t"))
    return found


def made(file: Path, size: int, folder: Path) -> Path:
    """The memory of the first units of a file, made where it is missing."""
    database = folder / f"{size}.db"
    if not database.exists():
        part = folder / f"{size}.tsv"
        with file.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
            for number, line in enumerate(lines):
                if number == size:
                    break
                out.write(line)
        run(tmtool("--db", str(database), "import", str(part), "--columns", COLUMNS))
    return database


def sentences(queries: Sequence[Sequence[str]], place: int, count: int) -> list[str]:
    """Sentences of 6 to 30 words, as people wrote them, that are not in the memory."""
    found = [row[place] for row in queries if 6 <= len(row[place].split()) <= 30]
    return random.Random(7).sample(found, count)


def short_segments(sources: Sequence[str], count: int) -> list[str]:
    """Segments of 1 to 4 words of the memory in which one word was replaced."""
    some = random.Random(7)
    short = [text for text in sources if 1 <= len(text.split()) <= 4]
    found = []
    for text in some.sample(short, count):
        words = text.split()
        words[some.randrange(len(words))] = some.choice(some.choice(short).split())
        found.append(" ".join(words))
    return found


def times(call: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """The milliseconds of CPU of each call."""
    found = []
    for query in queries:
        start = time.process_time()
        call(query)
        found.append(1000 * (time.process_time() - start))
    return found


def described(found: Sequence[float]) -> tuple[float, float, float]:
    """The median, the 95th percentile and the largest."""
    ordered = sorted(found)
    return statistics.median(ordered), ordered[int(0.95 * len(ordered))], ordered[-1]


def compare(database: Path, sources: Sequence[str], queries: Sequence[str], source: str, rate: int):
    """Print what look-ups cost against the scan, and return both medians."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    import tmtool as package

    def scan(query: str) -> object:
        return process.extract(
            query,
            sources,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=rate / 100,
            limit=5,
        )

    with package.open(database) as memory:

        def look_up(query: str) -> object:
            return memory.lookup(query, *LANGUAGES[source], min_rate=rate)

        times(look_up, queries[:WARMING])
        ours = described(times(look_up, queries[WARMING:]))
    theirs = described(times(scan, queries[WARMING:][:100]))
    ratios = [f"1/{scanned / mine:.0f}" for mine, scanned in zip(ours, theirs, strict=True)]
    print(
        f"  {len(sources):>9,} {source} {rate} %  "
        + "  ".join(f"{mine:7.2f} ms ({ratio})" for mine, ratio in zip(ours, ratios, strict=True))
        + f"   scan {theirs[0]:.0f} / {theirs[1]:.0f} / {theirs[2]:.0f} ms",
        flush=True,
    )
    return ours[0], theirs[0]


def first_look_ups(database: Path, queries: Sequence[str]) -> None:
    """Print what a fresh process's look-up costs, as a ratio to importing click and sqlite3."""
    base = {"import click, sqlite3": [sys.executable, "-c", "import click, sqlite3"]}
    options = ["-f", "json", "-s", "en", "-t", "ru"]
    for kind in ("--no-fragments", "--fragments"):
        commands = {
            query: tmtool("--db", str(database), "lookup", kind, *options, query)
            for query in queries
        }
        costs = in_turn(base | commands, 5)
        unit = median_cpu(costs.pop("import click, sqlite3"))
        found = described([median_cpu(cost) / unit for cost in costs.values()])
        print(
            f"  first look-up of a process, {kind}: {found[0]:.2f} / {found[1]:.2f} /"
            f" {found[2]:.2f} x",
            flush=True,
        )


def in_parallel(database: Path, queries: Sequence[str], folder: Path) -> None:
    """Print what a file of look-ups takes with one process and with two."""
    file = folder / "queries.txt"
    file.write_text("".join(query + "\n" for query in queries), encoding="utf-8")
    walls = {}
    for workers in (1, 2, 1, 2):
        start = time.perf_counter()
        options = ["-s", "en", "-t", "ru", "-f", "jsonl", "--no-fragments"]
        options += ["--workers", str(workers)]
        run(tmtool("--db", str(database), "lookup", "--file", str(file), *options))
        walls[workers] = min(walls.get(workers, 1e9), time.perf_counter() - start)
    print(
        f"  {len(queries):,} look-ups: {walls[1]:.1f} s with 1 process, {walls[2]:.1f} s with 2:"
        f" {walls[1] / walls[2]:.2f} x as fast"
    )


def concordances(database: Path) -> None:
    """Print what a concordance costs in an open memory."""
    import tmtool as package

    with package.open(database) as memory:
        for language, phrases in PHRASES.items():
            for phrase in phrases:
                memory.concordance(phrase, *LANGUAGES[language])
                start = time.process_time()
                lines = memory.concordance(phrase, *LANGUAGES[language])
                spent = 1000 * (time.process_time() - start)
                print(f"  concordance {phrase}: {spent:.0f} ms, {len(lines)} lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    queries = rows(given.queries)
    print(machine())
    print("median, 95th percentile, largest (as a part of the scan's)")
    lines = {}
    for size in sizes:
        database = made(given.file, size, given.folder)
        units = rows(given.file, size)
        for language, place in PLACE.items():
            sources = [row[place] for row in units]
            kinds = {
                "sentences": sentences(queries, place, given.count + WARMING),
                "short": short_segments(sources, given.count + WARMING),
            }
            for kind, texts in kinds.items():
                print(kind)
                medians = compare(database, sources, texts, language, 70)
                for name, value in zip(("look-up", "scan"), medians, strict=True):
                    lines.setdefault(f"{name}, {kind}, {language}", []).append((size, value))
    first_look_ups(database, sentences(queries, PLACE["en"], 20))
    in_parallel(database, [row[PLACE["en"]] for row in queries], given.folder)
    concordances(database)
    if given.plot:
        given.plot.write_text(
            plot([Line(name, points) for name, points in lines.items()]), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
