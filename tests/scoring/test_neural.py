"""Counts of neural metrics: a score for each segment, whose mean is the text's."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tmtool.models import Resampling
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.neural import counted
from tmtool.scoring.report import report

Samples = list[tuple[str, str, str | None]]


@dataclass
class Lengths:
    """A network whose score is the length of the draft, and of the reference where it has one."""

    needs_references: bool = True
    signature: str = "model:lengths"
    seen: list[Samples] = field(default_factory=list)

    def scores(self, samples: Samples) -> list[float]:
        self.seen.append(list(samples))
        return [len(draft) / 100 + len(reference or "") / 10 for _, draft, reference in samples]


TEXT = parallel_text({"x": ["a", "bb"], "y": ["", "dddd"]}, [["r", "rr"], ["rrr", None]])
SOURCE = ["один", "два"]


def test_of_several_references_the_mean_counts():
    network = Lengths()
    x, y = counted(network, TEXT, SOURCE, TEXT.references)
    assert network.seen[0] == [("один", "a", "r"), ("один", "a", "rrr"), ("два", "bb", "rr")]
    assert x.segment_scores() == pytest.approx([21.0, 22.0])
    assert y.segment_scores() == pytest.approx([20.0, 24.0])
    assert (x.score(), y.score()) == pytest.approx((21.5, 22.0))
    assert (x.draft, x.metric, x.input) == ("x", "comet", "raw")
    assert x.signature == "nrefs:var|model:lengths"


def test_a_network_without_references_sees_none():
    network = Lengths(needs_references=False)
    x, _ = counted(network, TEXT, SOURCE, TEXT.references)
    assert network.seen[0] == [("один", "a", None), ("два", "bb", None)]
    assert x.signature == "nrefs:0|model:lengths"


def test_intervals_and_comparisons_come_as_with_any_metric():
    counts = list(counted(Lengths(), TEXT, SOURCE, TEXT.references))
    made = report(TEXT, counts, resampling=Resampling(compare=True, resamples=100))
    assert (made.scores[0].low, made.scores[0].high) == pytest.approx((21.0, 22.0))
    assert made.comparisons[0].difference == pytest.approx(0.5)
