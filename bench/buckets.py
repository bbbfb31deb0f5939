"""What do buckets, their intervals and edit effort cost beside the scores themselves?

    python bench/buckets.py TEXT [--segments N]

TEXT has a segment on each line; it is repeated up to N segments as the reference, and a draft is
made of it by dropping and doubling words. Documents have from 1 to 39 segments. Figures are CPU
seconds in one process, and the share of what the four usual metrics cost.
"""

from __future__ import annotations

import argparse
import random
from itertools import cycle, islice
from pathlib import Path

from measure import machine
from scoring import cpu, draft_of

from tmtool.models import Resampling
from tmtool.scoring import effort, metrics
from tmtool.scoring.buckets import Buckets, bucket_scores, by_length
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.report import report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--segments", type=int, default=20_000, metavar="N")
    options = parser.parse_args()
    lines = options.text.read_text(encoding="utf-8").split("\n")
    reference = list(islice(cycle(filter(str.strip, lines)), options.segments))
    text = parallel_text({"draft": draft_of(reference, 1, 0.15)}, [reference])
    counts: list[Counts] = []
    documents = Buckets("document", documents_of(len(reference)))
    lengths = by_length(reference)
    print(f"{machine()}; {len(reference):,} segments, {len(documents.places()):,} documents\n")
    print("| | CPU | of the scores |\n|---|---:|---:|")
    scores = cpu(lambda: counts.extend(metrics.counted(text, ("bleu", "chrf", "chrf++", "ter"))))
    by_document = Resampling(documents=tuple(documents.of))
    both = [lengths, documents]
    for name, seconds in (
        ("BLEU, chrF, chrF++ and TER", scores),
        ("intervals of the whole", cpu(lambda: report(text, counts, resampling=Resampling()))),
        ("words of all segments", cpu(lambda: by_length(reference))),
        ("buckets by length and document", cpu(lambda: bucket_scores(counts, both))),
        ("with intervals", cpu(lambda: bucket_scores(counts, both, Resampling()))),
        ("with intervals, documents drawn", cpu(lambda: bucket_scores(counts, both, by_document))),
        ("edit effort", cpu(lambda: list(metrics.counted(text, effort.METRICS)))),
    ):
        print(f"| {name} | {seconds:.2f} s | {100 * seconds / scores:.0f} % |")


def documents_of(segments: int) -> list[str]:
    dice = random.Random(1)
    names: list[str] = []
    while len(names) < segments:
        names += [f"document {len(names)}"] * dice.randint(1, 39)
    return names[:segments]


if __name__ == "__main__":
    main()
