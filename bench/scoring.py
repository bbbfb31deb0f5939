"""What do intervals and tests of significance cost, against sacreBLEU's own in the same run?

    python bench/scoring.py TEXT [--segments N] [--whole] [--again]

TEXT has a segment on each line; it is repeated up to N segments as the reference, and drafts are
made of it by dropping and doubling words, so that every draft is different. Figures are CPU
seconds of resampling alone, the statistics being there already. With --whole, those of whole
processes from text to figures (four metrics, 1,000 resamples, every segment's scores), which
takes minutes. With --again, what the next version of a draft costs where the memory has kept
what was counted in the first: every hundredth segment is changed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
from measure import machine, run
from rescoring import cpu, scored_again
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from tmtool.models import Resampling, Score, ScoreReport
from tmtool.scoring import confidence, metrics
from tmtool.scoring.counts import Counts
from tmtool.scoring.resampling import Sample, bootstrap
from tmtool.scoring.scorers import Scorer

FOUR = {
    "bleu": BLEU,
    "chrf": CHRF,
    "chrf++": lambda **options: CHRF(word_order=2, **options),
    "ter": TER,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--segments", type=int, default=20_000, metavar="N")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--worker", choices=["sacrebleu", "tmtool"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    lines = options.text.read_text(encoding="utf-8").split("\n")
    reference = list(islice(cycle(filter(str.strip, lines)), options.segments))
    if options.worker:
        whole(options.worker, reference)
        return
    print(f"{machine()}; {options.segments:,} segments\n")
    if options.whole:  # first: a process is started with the peak memory of this one
        whole_processes(options.text, options.segments)
    if options.again:
        scored_again(*(draft_of(reference, seed, 0.15) for seed in (1, 2)), reference)
    print("| resampling | sacreBLEU | tmtool | times as fast |\n|---|---:|---:|---:|")
    one_draft(reference)
    for test in ("bs", "ar"):
        many_drafts(reference[:3000], test)


def draft_of(reference: Sequence[str], seed: int, rate: float) -> list[str]:
    dice = random.Random(seed)
    drafts = []
    for line in reference:
        words = []
        for word in line.split():
            chance = dice.random()
            words += [] if chance < rate else [word, word] if chance < 1.5 * rate else [word]
        drafts.append(" ".join(words))
    return drafts


def statistics(metric: str, drafts: dict[str, list[str]], reference: list[str]) -> dict[str, Any]:
    return Scorer(metric).statistics(drafts, [reference])


def row(name: str, theirs: float, ours: float) -> None:
    print(f"| {name} | {theirs:.2f} s | {ours:.3f} s | {theirs / ours:.0f} |", flush=True)


def one_draft(reference: list[str], resamples: int = 1000) -> None:
    """Intervals of one draft by each metric, and by all four at once; TER of fewer segments."""
    draft = draft_of(reference, 1, 0.15)
    samples, total = [], 0.0
    for name, build in FOUR.items():
        # Few segments for TER's statistics, repeated: they cost minutes, resampling does not.
        part = 1000 if name == "ter" else len(reference)
        found = statistics(name, {"d": draft[:part]}, reference[:part])["d"]
        found = np.resize(found, (len(reference), found.shape[1]))
        samples.append(Sample(name, found))
        metric = build()
        rows = found.tolist()
        metric._extract_corpus_statistics = lambda *_, rows=rows: rows
        theirs = cpu(lambda m=metric: m.corpus_score(draft, [reference], n_bootstrap=resamples))
        ours = cpu(lambda: bootstrap(samples[-1:], resamples=resamples, seed=12345))
        total += theirs
        row(f"{name}, {resamples:,} resamples", theirs, ours)
    ours = cpu(lambda: bootstrap(samples, resamples=resamples, seed=12345))
    row(f"all four, {resamples:,} resamples", total, ours)


def many_drafts(reference: list[str], test: str, number: int = 16, resamples: int = 2000) -> None:
    """A test of drafts against the first by BLEU, with intervals where sacreBLEU gives them."""
    drafts = {f"d{i}": draft_of(reference, i, 0.1 + 0.01 * i) for i in range(number)}
    found = statistics("bleu", drafts, reference)
    counts = [Counts(name, "bleu", "raw", "nrefs:1|", rows) for name, rows in found.items()]
    known = {id(texts): found[name].tolist() for name, texts in drafts.items()}
    metric = BLEU()
    metric.corpus_score(["a"], [["a"]])  # so that it knows the number of references
    metric._extract_corpus_statistics = lambda texts, _: known[id(texts)]
    systems = list(drafts.items())
    theirs: dict[str, Any] = {}

    def sacrebleu() -> None:
        judge = PairedTest(
            systems, {"BLEU": metric}, [reference], test_type=test, n_samples=resamples
        )
        theirs["p"] = [one.p_value for one in judge()[1]["BLEU"][1:]]

    report = ScoreReport(
        segments=len(reference),
        excluded=0,
        scores=tuple(Score(one.draft, "bleu", "raw", one.score(), one.signature) for one in counts),
    )
    asked = Resampling(
        confidence=test == "bs",
        compare=True,
        test="bootstrap" if test == "bs" else "randomisation",
        resamples=resamples,
    )
    ours: dict[str, Any] = {}

    def tmtool() -> None:
        after = confidence.with_confidence(report, {one.key: one.rows for one in counts}, asked)
        ours["p"] = [one.p_value for one in after.comparisons]

    seconds = cpu(sacrebleu), cpu(tmtool)
    row(f"{number} drafts, {test}, BLEU, {resamples:,} resamples, 3,000 segments", *seconds)
    print(f"p-values are {'the same' if ours == theirs else 'NOT the same'}", file=sys.stderr)


def whole(worker: str, reference: list[str]) -> None:
    """Score a draft with intervals, and every segment, in this process."""
    draft = draft_of(reference, 1, 0.15)
    if worker == "tmtool":
        metrics.score({"d": draft}, [reference], segments=True, resampling=Resampling())
        return
    for name, build in FOUR.items():
        build().corpus_score(draft, [reference], n_bootstrap=1000)
        judge = build(effective_order=True) if name == "bleu" else build()
        for segment, other in zip(draft, reference, strict=True):
            judge.sentence_score(segment, [other])


def whole_processes(text: Path, segments: int) -> None:
    print("| whole process | CPU | memory |\n|---|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "text"
        copy.write_bytes(text.read_bytes())
        for worker in ("sacrebleu", "tmtool"):
            command = [sys.executable, __file__, str(copy), "--segments", str(segments)]
            cost = run([*command, "--worker", worker])
            print(f"| {worker} | {cost.cpu:.1f} s | {cost.memory:.0f} MB |", flush=True)
    print()


if __name__ == "__main__":
    main()
