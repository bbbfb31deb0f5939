"""How many sentences a second are cut, against a plain expression in the same run?

    python bench/segmentation.py LANGUAGE TEXT [LANGUAGE TEXT ...]

TEXT is plain text with a sentence in a line; five lines make a paragraph. The plain expression
cuts after each stop that white space and a capital follow, and knows no abbreviations. Figures
are of CPU time on one core, the best of five runs.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measure import machine

from tmtool.text.segmentation import rules_for, spans

PLAIN = re.compile(r"(?<=[.!?…])\s+(?=[«“\"(]?[A-ZА-ЯЁ])")
RUNS = 5


def main() -> None:
    if len(sys.argv) < 3 or not len(sys.argv) % 2:
        sys.exit(__doc__)
    print(machine())
    print("| language | sentences | tmtool, a second | plain, a second | time, of plain |")
    print("|---|---:|---:|---:|---:|")
    for language, file in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        lines = [line.strip() for line in Path(file).read_text("utf-8").split("\n") if line.strip()]
        texts = [" ".join(lines[start : start + 5]) for start in range(0, len(lines), 5)]
        rules = rules_for(language)
        found = sum(len(spans(text, rules)) for text in texts)
        ours = best(lambda texts=texts, rules=rules: [spans(text, rules) for text in texts])
        plain = best(lambda texts=texts: [PLAIN.split(text) for text in texts])
        row = (language, f"{found:,}", f"{found / ours:,.0f}", f"{found / plain:,.0f}")
        print("|", " | ".join(row), f"| {ours / plain:.1f} |")


def best(work: Callable[[], object]) -> float:
    """The CPU seconds of the fastest run."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
