"""What analysing an XLIFF file costs, against looking the same segments up with `lookup --file`.

    python bench/analyze.py MEMORY QUERIES [--units 10000]

The segments are those of `pretranslate.py`: of QUERIES, which the memory does not have, and of
the memory. Both look for the best match from 50 %. How much memory an analysis takes is shown
for a tenth of the segments, all of them, and all of them ten times over, which are repetitions.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from measure import machine, run, tmtool
from pretranslate import END, HEAD, segments

LOWEST = "50"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("memory", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--units", type=int, default=10_000)
    given = parser.parse_args()
    texts = segments(given.memory, given.queries, given.units)
    with tempfile.TemporaryDirectory() as folder:
        lines, path = Path(folder) / "a.txt", Path(folder) / "a.xlf"
        lines.write_text("\n".join(texts) + "\n", encoding="utf-8")
        write(path, texts)
        start = ["--db", str(given.memory)]
        print(machine())
        for workers in ("1", "2"):
            lookup = run(
                tmtool(
                    *(*start, "lookup", "--file", str(lines), "-s", "en", "-t", "ru"),
                    *("--min-rate", LOWEST, "--limit", "1", "--no-fragments", "-f", "jsonl"),
                    *("--workers", workers),
                )
            )
            for more in ((), ("--internal",)):
                found = run(tmtool(*start, "analyze", str(path), "--workers", workers, *more))
                print(
                    f"{len(texts):,} segments, {workers} processes:"
                    f" lookup --file {lookup.cpu:.1f} s CPU ({lookup.wall:.1f} s),"
                    f" {' '.join(('analyze', *more))} {found.cpu:.1f} s CPU ({found.wall:.1f} s),"
                    f" {found.cpu / lookup.cpu:.2f} of it, {found.memory:.0f} MB"
                )
        for some in (texts[: len(texts) // 10], texts, texts * 10):
            write(path, some)
            cost = run(tmtool(*start, "analyze", str(path)))
            print(f"{len(some):,} segments: {cost.cpu:.1f} s CPU, {cost.memory:.0f} MB")


def write(path: Path, texts: Sequence[str]) -> None:
    """Write an XLIFF file without translations."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number, text in enumerate(texts):
            file.write(f'<trans-unit id="{number}"><source>{escape(text)}</source></trans-unit>\n')
        file.write(END)


if __name__ == "__main__":
    main()
