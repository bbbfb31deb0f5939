"""What does TER cost, against sacreBLEU, and are the figures the same?

    python bench/ter.py TEXT [--segments N]

TEXT is plain text, a segment in a line. Its segments, and stretches of 150 of its words, are the
references; drafts are made of them, with words changed and runs moved, from a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from measure import machine
from sacrebleu.metrics.lib_ter import translation_edit_rate

from tmtool.scoring.ter import edits

Pair = tuple[list[str], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("text", type=Path, metavar="TEXT")
    parser.add_argument("--segments", type=int, default=20, metavar="N", help="long ones; 20")
    options = parser.parse_args()
    segments = [line.split() for line in options.text.read_text("utf-8").split("\n") if line]
    words = [word for segment in segments for word in segment]
    stretches = [words[at : at + 150] for at in range(0, len(words) - 150, 150)]
    print(machine())
    print("| segments | words | sacreBLEU ms | tmtool ms | ratio | different |")
    print("|---|---:|---:|---:|---:|---:|")
    report("as in the text, runs moved", segments[: 20 * options.segments], words, 1)
    report("150 words, changed", stretches[: options.segments], words, 0)
    report("150 words, runs moved", stretches[: options.segments], words, 5)


def report(name: str, references: Sequence[list[str]], words: list[str], moves: int) -> None:
    dice = random.Random(1)
    pairs = [(draft(reference, words, moves, dice), reference) for reference in references]
    theirs, expected = measured(lambda one, two: translation_edit_rate(one, two)[0], pairs)
    ours, found = measured(edits, pairs)
    mean = sum(map(len, references)) / len(references)
    different = sum(one != two for one, two in zip(expected, found, strict=True))
    print(
        f"| {name} ({len(pairs)}) | {mean:.0f} | {theirs:.2f} | {ours:.2f} "
        f"| {theirs / ours:.0f} | {different} |"
    )


def draft(reference: list[str], words: list[str], moves: int, dice: random.Random) -> list[str]:
    changed = [dice.choice(words) if dice.random() < 0.2 else word for word in reference]
    for _ in range(moves):
        start, length = dice.randrange(len(changed)), dice.randint(2, 12)
        run = changed[start : start + length]
        del changed[start : start + length]
        at = dice.randint(0, len(changed))
        changed[at:at] = run
    return changed


def measured(
    count: Callable[[list[str], list[str]], int], pairs: Sequence[Pair]
) -> tuple[float, list[int]]:
    """Return the CPU milliseconds of a pair, and the edits of all."""
    start = time.process_time()
    found = [count(*pair) for pair in pairs]
    return (time.process_time() - start) * 1000 / len(pairs), found


if __name__ == "__main__":
    main()
