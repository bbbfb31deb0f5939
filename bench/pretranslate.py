"""What filling an XLIFF file costs, against looking the same segments up with `lookup --file`.

    python bench/pretranslate.py MEMORY QUERIES [--units 10000]

The segments are those of QUERIES (the English column of the tables of bench/README.md), which
the memory does not have, and others of the memory, evenly taken, up to the number asked for.
"""

from __future__ import annotations

import argparse
import tempfile
from html import escape
from itertools import islice
from pathlib import Path

from measure import machine, run, tmtool

import tmtool as package

HEAD = '<xliff version="1.2"><file original="a" source-language="en" target-language="ru"><body>\n'
END = "</body></file></xliff>\n"
ENGLISH = 3


def segments(memory: Path, queries: Path, count: int) -> list[str]:
    """Return the segments that are looked up."""
    with queries.open(encoding="utf-8") as lines:
        found = [line.rstrip("\n").split("\t")[ENGLISH] for line in islice(lines, count)]
    with package.open(memory, create=False) as opened:
        units = opened.statistics().units
        step = max(1, units // max(1, count - len(found)))
        for unit in islice(opened.units(), 0, None, step):
            english = unit.variant("en")
            if len(found) < count and english is not None:
                found.append(" ".join(english.text.split()))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("memory", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--units", type=int, default=10_000)
    given = parser.parse_args()
    texts = segments(given.memory, given.queries, given.units)
    with tempfile.TemporaryDirectory() as folder:
        lines, path, output = (Path(folder) / name for name in ("a.txt", "a.xlf", "b.xlf"))
        lines.write_text("\n".join(texts) + "\n", encoding="utf-8")
        units = (
            f'<trans-unit id="{number}"><source>{escape(text)}</source></trans-unit>\n'
            for number, text in enumerate(texts)
        )
        path.write_text(HEAD + "".join(units) + END, encoding="utf-8")
        start = ["--db", str(given.memory)]
        print(machine())
        for workers in ("1", "2"):
            lookup = run(
                tmtool(
                    *start,
                    *("lookup", "--file", str(lines), "-s", "en", "-t", "ru", "--limit", "1"),
                    *("--no-fragments", "-f", "jsonl", "--workers", workers),
                )
            )
            filled = run(
                tmtool(
                    *(*start, "pretranslate", str(path), "-o", str(output)),
                    *("--workers", workers),
                )
            )
            print(
                f"{len(texts):,} segments, {workers} processes:"
                f" lookup --file {lookup.cpu:.1f} s CPU ({lookup.wall:.1f} s),"
                f" pretranslate {filled.cpu:.1f} s CPU ({filled.wall:.1f} s),"
                f" {filled.cpu / lookup.cpu:.2f} of it, {filled.memory:.0f} MB"
            )


if __name__ == "__main__":
    main()
