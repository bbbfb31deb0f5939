"""What does the page of scores cost: to write, in size, and in a browser?

    python bench/pages.py TEXT

TEXT is plain text, a segment in a line. Its lines are repeated to 20,000 segments; two drafts of
them have words left out, replaced and moved. The last figures need Chromium.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Cost, machine, run

SEGMENTS = 20_000
SHARES = (0.05, 0.15)
"""The share of words that is changed in each draft."""

SHOWN = (
    "new Promise((done) => { const start = performance.now();"
    " const field = document.querySelector('[name=q]'); field.value = 'government';"
    " field.dispatchEvent(new Event('change', { bubbles: true }));"
    " requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); })"
)


def draft(lines: Sequence[str], share: float) -> Iterator[str]:
    """Yield lines with some of their words left out, replaced or moved."""
    chance = random.Random(share)
    words = " ".join(lines[:2_000]).split()
    for line in lines:
        kept = []
        for word in line.split():
            lot = chance.random()
            if lot >= share / 2:
                kept.append(chance.choice(words) if lot < share else word)
        if len(kept) > 8 and chance.random() < 3 * share:
            kept = kept[3:] + kept[:3]
        yield " ".join(kept) or "-"


def main() -> None:
    """Write the texts, and score them with and without a page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("text", type=Path, metavar="TEXT")
    arguments = parser.parse_args()
    lines = [line for line in arguments.text.read_text(encoding="utf-8").split("\n") if line]
    lines = list(islice(cycle(lines), SEGMENTS))
    print(machine())
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / "ref.txt", folder / "a.txt", folder / "b.txt"]
        for file, made in zip(
            files, (lines, *(draft(lines, share) for share in SHARES)), strict=True
        ):
            file.write_text("\n".join(made) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "tmtool", "score", *map(str, files[1:])]
        command += ["-r", str(files[0]), "-m", "chrf", "-m", "bleu", "-f", "csv"]
        tell("no page", run(command))
        for most in (2_000, SEGMENTS):
            page = folder / f"{most}.html"
            cost = run([*command, "--html", str(page), "--html-segments", str(most)])
            tell(f"page with {most:,} segments", cost)
            print(f"  {page.stat().st_size / 1e6:.1f} MB")
            in_browser(page, folder / f"profile-{most}")


def tell(what: str, cost: Cost) -> None:
    """Print a cost."""
    print(f"{what}: {cost.cpu:.1f} s CPU, {cost.memory:.0f} MB")


def in_browser(page: Path, profile: Path) -> None:
    """Print how long the page takes to be there, and to follow a filter."""
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
    import chromium

    if chromium.PROGRAM is None:
        return
    with chromium.tab(profile) as tab:
        tab.look(width=1280, height=900)
        tab.open(page.as_uri())
        loaded = tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd")
        print(f"  in a browser after {loaded:.0f} ms, filtered after", end=" ")
        print(" and ".join(f"{tab.run(SHOWN):.0f} ms" for _ in range(2)))


if __name__ == "__main__":
    main()
