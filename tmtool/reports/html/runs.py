"""Trends of scores as a page of HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import isnan

from tmtool.models import LOWER_IS_BETTER, RunChange, Score, TrendPoint
from tmtool.reports.html import page
from tmtool.reports.html.line_chart import HEIGHT, LEFT, RIGHT, WIDTH, Chart, chart
from tmtool.version import VERSION


@dataclass(frozen=True, slots=True)
class Trend:
    """The runs of one trend, the oldest first, with a chart for each metric."""

    name: str
    points: Sequence[TrendPoint]
    charts: Sequence[Chart]


def runs(found: Sequence[TrendPoint], metrics: Collection[str], date: str) -> str:
    """Return the page of trends, by all metrics or by some, made on a date."""
    return page(
        "runs.html.j2",
        styles=("base", "runs"),
        trends=[_trend(name, found, metrics) for name in dict.fromkeys(p.run.name for p in found)],
        chosen=metrics,
        lower=LOWER_IS_BETTER,
        figure=figure,
        verdict=verdict,
        size={"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT},
        date=date,
        version=VERSION,
    )


def _trend(name: str, found: Sequence[TrendPoint], metrics: Collection[str]) -> Trend:
    points = [point for point in found if point.run.name == name]
    every = dict.fromkeys(score.metric for point in points for score in point.run.scores)
    wanted = [metric for metric in every if not metrics or metric in metrics]
    charts = [made for metric in wanted if (made := chart(points, metric)) is not None]
    return Trend(name, points, charts)


def figure(score: Score) -> str:
    """Return a score with its interval, where it has one."""
    said = "–" if isnan(score.score) else f"{score.score:.2f}"
    if score.low is None or score.high is None:
        return said
    return f"{said} [{score.low:.1f}–{score.high:.1f}]"


def verdict(change: RunChange) -> str:
    """Return what a change means, in words."""
    better = change.is_better
    if better is None:
        return "the same"
    said = "better" if better else "worse"
    return said if change.p_holm is None else f"{said}, p = {change.p_holm:.3f}"
