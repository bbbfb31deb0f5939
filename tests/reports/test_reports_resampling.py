"""Intervals and comparisons on a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tmtool.models import Comparison, Resampling, Score, ScoreReport
from tmtool.reports import tables
from tmtool.reports.resampling import stars


def drawn(report: ScoreReport, width: int = 80) -> list[str]:
    file = io.StringIO()
    tables.scores(Console(file=file, width=width, highlight=False), report)
    return [line.rstrip() for line in file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("p_value", "mark"),
    [
        (0.0009, "***"),
        (0.001, "**"),
        (0.0099, "**"),
        (0.01, "*"),
        (0.049, "*"),
        (0.05, ""),
        (1, ""),
    ],
)
def test_stars(p_value: float, mark: str):
    assert stars(p_value) == mark


def test_intervals_stay_whole_in_eighty_columns():
    draft = "corpora/examples/draft-good.en.txt"
    report = ScoreReport(
        segments=3,
        excluded=0,
        scores=tuple(
            Score(draft, metric, "raw", 100.0, "sig", low=99.96, high=100.0)
            for metric in ("bleu", "chrf", "chrf++", "ter")
        ),
        resampling=Resampling(level=99.9),
    )
    lines = drawn(report)
    intervals = [line for line in lines if "–" in line]
    assert [line.count("100.0–100.0") for line in intervals] == [4]
    assert "99.9 % intervals by bootstrap: 1,000 resamples, seed 12345" in lines


def test_verdicts_know_where_lower_is_better():
    def one(metric: str, difference: float, p_holm: float) -> Comparison:
        return Comparison(metric, "a", "b", difference, 0.004, p_holm)

    report = ScoreReport(
        segments=3,
        excluded=0,
        scores=(Score("a", "chrf", "raw", 5.0, "sig"),),
        comparisons=(
            one("chrf", 1.5, 0.04),
            one("ter", -1.5, 0.004),
            one("ter-norm", 1.5, 0.0004),
            one("bleu", -0.004, 0.5),
        ),
        resampling=Resampling(confidence=False, compare=True, test="randomisation", resamples=9),
    )
    lines = drawn(report)
    start = lines.index("Against a:")
    assert lines[start + 1 : start + 9] == [
        "draft  metric      difference  p       p (Holm)",
        "b      chrf ↑           +1.50  0.0040    0.0400  better *",
        "b      ter ↓            -1.50  0.0040    0.0040  better **",
        "b      ter-norm ↓       +1.50  0.0040    0.0004  worse ***",
        "b      bleu ↑           -0.00  0.0040    0.5000  not significant",
        "",
        "approximate randomisation: 9 resamples, seed 12345",
        "* p < 0.05, ** p < 0.01, *** p < 0.001, after Holm's correction",
    ]
