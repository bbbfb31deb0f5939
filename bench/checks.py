"""How fast drafts are checked without a glossary, and how much is found in human translations.

    python bench/checks.py FILE [UNITS]

FILE is a table of repository, HT or MT, date, English and Russian; its first UNITS human
translations (20,000 unless told) are checked in both directions, in one process.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from measure import machine

from tmtool.jobs.check import check_texts
from tmtool.models import CheckedSegment, DraftSegment


def human_translations(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the English and the Russian text of units that people translated."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 5 and fields[1] == "HT":
                yield fields[3], fields[4]


def report(checked: list[CheckedSegment], seconds: float, direction: str) -> None:
    """Print the speed, the units with an error, and the findings of each check."""
    with_errors = sum(any(i.severity == "error" for i in one.issues) for one in checked)
    found = Counter((issue.severity, issue.check) for one in checked for issue in one.issues)
    print(f"{direction}: {len(checked) / seconds:,.0f} units/s of CPU;", end=" ")
    print(f"{with_errors / len(checked):.2%} of the units have an error")
    for (severity, check), number in sorted(found.items()):
        print(f"  {severity:7} {check:25} {number:,}")


def main() -> None:
    """Check the units in both directions."""
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    units = list(islice(human_translations(Path(sys.argv[1])), limit))
    print(machine())
    for source, target in (("en", "ru"), ("ru", "en")):
        rows = units if source == "en" else [(other, one) for one, other in units]
        segments = [DraftSegment(number, *row) for number, row in enumerate(rows, 1)]
        started = time.process_time()
        checked = list(check_texts(segments, source, target, {"spelling": "off"}))
        report(checked, time.process_time() - started, f"{source}-{target}")


if __name__ == "__main__":
    main()
