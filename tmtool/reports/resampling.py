"""What resampling tells of scores, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tmtool.models import LOWER_IS_BETTER, Comparison, Resampling, ScoreReport
from tmtool.reports.tables import grid, metric_name, shown
from tmtool.reports.words import drawn

if TYPE_CHECKING:
    from rich.console import Console

STARS = ((0.001, "***"), (0.01, "**"), (0.05, "*"))
"""Marks of p-values below a limit, the lowest first."""


def stars(p_value: float) -> str:
    """Return the mark of a p-value; none from 0.05 up."""
    return next((mark for limit, mark in STARS if p_value < limit), "")


def notes(console: Console, report: ScoreReport, asked: Resampling) -> None:
    """Draw the comparisons, then say what the intervals and the stars mean."""
    if report.comparisons:
        _comparisons(console, report)
    console.print(shown(drawn(asked), style="dim"))
    if report.comparisons:
        marks = ", ".join(f"{mark} p < {limit:g}" for limit, mark in reversed(STARS))
        console.print(shown(f"{marks}, after Holm's correction", style="dim"))


def _comparisons(console: Console, report: ScoreReport) -> None:
    baseline = report.comparisons[0].baseline
    console.print()
    console.print(shown(f"Against {baseline}:"))
    rows = [
        (
            one.draft,
            metric_name((one.metric, "raw")),
            Text(f"{one.difference:+.2f}", justify="right"),
            _probability(one.p_value),
            _probability(one.p_holm),
            _verdict(one),
        )
        for one in report.comparisons
    ]
    console.print(grid(("draft", "metric", "difference", "p", "p (Holm)", ""), rows))
    console.print()


def _probability(value: float) -> Text:
    return Text(f"{value:.4f}", justify="right")


def _verdict(one: Comparison) -> Text:
    if not (mark := stars(one.p_holm)):
        return Text("not significant", style="dim")
    better = (one.difference > 0) != (one.metric in LOWER_IS_BETTER)
    return Text(f"{'better' if better else 'worse'} {mark}", style="green" if better else "red")
