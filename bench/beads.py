"""What does a file of beads cost to write, to read and to keep up, and its page in a browser?

    python bench/beads.py SOURCE TARGET

SOURCE and TARGET are plain texts that translate each other line by line. Their lines are repeated
to 2,000 and to 50,000 beads: one in twelve has two source segments, one in twelve is doubtful.
The last figures need Chromium.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import machine

from tmtool.alignment import edits
from tmtool.formats.beads import BeadsWriter, read_beads, write_beads
from tmtool.jobs.alignment_page import alignment_page
from tmtool.models import AlignedPair, Alignment, Bead, DocumentSegment

SIZES = (2_000, 50_000)
FOUND = (
    "(() => { const start = performance.now(); form.elements.q.value = 'government'; apply();"
    " return performance.now() - start; })()"
)


def a_pair(lines: Sequence[tuple[str, str]]) -> AlignedPair:
    """Return documents made of these lines."""
    source: list[DocumentSegment] = []
    target: list[DocumentSegment] = []
    beads = []
    for at, (one, other) in enumerate(lines):
        half = one.find(" ", len(one) // 2)
        texts = [one[:half], one[half + 1 :]] if at % 12 == 0 and half > 0 else [one]
        places = tuple(range(len(source), len(source) + len(texts)))
        beads.append(Bead(places, (len(target),), 0.99 if at % 12 != 5 else 0.6, ("length",)))
        source += (DocumentSegment(text, at, after=" ") for text in texts)
        target.append(DocumentSegment(other, at))
    return AlignedPair(
        "source.txt",
        "target.txt",
        "ru",
        "en",
        tuple(source),
        tuple(target),
        Alignment(tuple(beads), 0.95, "parallel"),
        ("open",) * len(beads),
    )


def cpu(act: Callable[[], object], runs: int = 3) -> float:
    """Return the median of the CPU seconds."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def parsed(path: Path) -> int:
    """Do what any reader must: parse the rows and the JSON of a file."""
    count = 0
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            count += 1
            if line.startswith("# {"):
                json.loads(line[2:])
            else:
                next(csv.reader([line], delimiter="\t"))
    return count


def main() -> None:
    """Measure both sizes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    texts = (path.read_text(encoding="utf-8").split("\n") for path in vars(arguments).values())
    lines = [(one, other) for one, other in zip(*texts, strict=True) if one and other]
    print(machine())
    for size in SIZES:
        with TemporaryDirectory() as name:
            one_size(a_pair(list(islice(cycle(lines), size))), Path(name))


def one_size(pair: AlignedPair, folder: Path) -> None:
    """Print what a file and a page of so many beads cost."""
    path = folder / "a.tsv"
    written = cpu(lambda: write_beads(path, pair))
    plain = cpu(lambda: parsed(path))
    read = cpu(lambda: read_beads(path))
    writer = BeadsWriter(path)
    writer.write(pair)
    accepted = iter([edits.settle(pair, number, "accepted") for number in range(5)])
    again = cpu(lambda: writer.write(next(accepted)), 5)
    print(f"{len(pair.states):,} beads: {path.stat().st_size / 1e6:.1f} MB")
    print(f"  parsed {plain:.2f} s; read {read:.2f} s, {read / plain:.1f} of that")
    print(
        f"  written {written:.2f} s, after an answer {again:.3f} s, {again / written:.2f} of that"
    )
    page = folder / "a.html"
    made = cpu(lambda: page.write_text(alignment_page(pair, "2026-11-26", 0.9), "utf-8"), 1)
    print(f"  page {made:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
    in_browser(page, folder / "profile")


def in_browser(page: Path, profile: Path) -> None:
    """Print how long the page takes to be there, and to find a word."""
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
    import chromium

    if chromium.PROGRAM is None:
        return
    with chromium.tab(profile) as tab:
        tab.look(width=1280, height=900)
        tab.open(page.as_uri())
        loaded = tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd")
        found = " and ".join(f"{tab.run(FOUND):.0f} ms" for _ in range(2))
        print(f"  in a browser after {loaded:.0f} ms, searched in {found}")


if __name__ == "__main__":
    main()
