"""Runs of scoring for a terminal: tables, and a line of blocks for each metric."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import isnan
from typing import TYPE_CHECKING

from rich.text import Text

from tmtool.models import Run, RunChange, Score, TrendPoint
from tmtool.reports.records import stamp
from tmtool.reports.resampling import STARS, stars
from tmtool.reports.tables import facts, fitted, grid, metric_name, shown
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["metrics_of", "run", "sparkline", "trends"]

BLOCKS = "▁▂▃▄▅▆▇█"
BREAK = "│"

_WIDEST = 60
"""The most runs in a line of blocks; the newest ones."""


def trends(console: Console, found: Sequence[TrendPoint], metrics: Collection[str] = ()) -> None:
    """Draw each trend: its runs, the newest last, and a line of blocks for each metric."""
    if not found:
        console.print("No run; `tmtool score` keeps them in the memory.")
        return
    names = dict.fromkeys(point.run.name for point in found)
    for number, name in enumerate(names):
        if number:
            console.print()
        points = [point for point in found if point.run.name == name]
        console.print(shown(name, style="bold"))
        _trend(console, points, metrics_of(points, metrics))
    changes = [change for point in found for change in point.changes]
    if changes:
        said = "▲ better, ▼ worse than the run before"
        if any(stars(one.p_holm) for one in changes if one.p_holm is not None):
            marks = ", ".join(f"{mark} p < {limit:g}" for limit, mark in reversed(STARS))
            said += f"; {marks}, after Holm's correction"
        console.print()
        console.print(shown(said, style="dim"))


def metrics_of(points: Sequence[TrendPoint], metrics: Collection[str] = ()) -> list[str]:
    """Return the metrics that runs were scored by, or those of them that are named."""
    every = dict.fromkeys(score.metric for point in points for score in point.run.scores)
    return [metric for metric in every if not metrics or metric in metrics]


def _trend(console: Console, points: Sequence[TrendPoint], metrics: Sequence[str]) -> None:
    gated = any(point.run.gate for point in points)
    names = [metric_name((metric, "raw")) for metric in metrics]
    columns = ["run", "when", "by", "draft", "segments", *names, *(["gate"] if gated else [])]
    rows: list[list[object]] = []
    for point in points:
        if point.is_break and rows:
            rows.append([Text("┄┄"), Text("other references", style="dim"), *[None] * len(columns)])
            rows[-1] = rows[-1][: len(columns)]
        rows.append(_row(point, metrics, gated=gated))
    fitted(console, columns, rows)
    lines = [_chart(points, metric) for metric in metrics] if len(points) > 1 else []
    if drawn := [line for line in lines if line is not None]:
        console.print()
        console.print(grid(("", "", "", ""), drawn, header=False))


def _row(point: TrendPoint, metrics: Sequence[str], *, gated: bool) -> list[object]:
    run = point.run
    when = run.at[:16].replace("T", " ")
    cells: list[object] = [str(run.id), when, run.by, run.draft, run.segments]
    cells += [_figure(run.score(metric), point.change(metric)) for metric in metrics]
    return [*cells, _verdict(run)] if gated else cells


def _figure(score: Score | None, change: RunChange | None) -> Text | None:
    """Return a score with its change: `81.03 +0.52 ▲*`."""
    if score is None or isnan(score.score):
        return None
    text = Text(f"{score.score:.2f}", justify="right")
    if change is None:
        return text
    better = change.is_better
    arrow = {True: " ▲", False: " ▼", None: " ="}[better]
    said = f" {change.difference:+.2f}{arrow}"
    if change.p_holm is not None:
        said += stars(change.p_holm)
    style = {True: "green", False: "red", None: "dim"}[better]
    return text.append(said, style=style)


def _verdict(run: Run) -> Text:
    said = {True: "passed", False: "failed", None: ""}[run.passed]
    return Text(said, style="red" if run.passed is False else "")


def _chart(points: Sequence[TrendPoint], metric: str) -> tuple[Text, ...] | None:
    """Return a metric with the first figure, a block for each run, and the last figure."""
    figures = [_value(point.run.score(metric)) for point in points[-_WIDEST:]]
    breaks = [point.is_break for point in points[-_WIDEST:]]
    known = [figure for figure in figures if figure is not None]
    if len(known) < 2:
        return None
    return (
        Text(metric_name((metric, "raw"))),
        Text(f"{known[0]:.2f}", justify="right"),
        Text(sparkline(figures, breaks), style="cyan"),
        Text(f"{known[-1]:.2f}  ({min(known):.2f}–{max(known):.2f})"),
    )


def _value(score: Score | None) -> float | None:
    return None if score is None or isnan(score.score) else score.score


def sparkline(figures: Sequence[float | None], breaks: Sequence[bool]) -> str:
    """Return a block for each figure, the highest for the largest; a bar stands before a break.

    A figure that is missing is a blank.
    """
    known = [figure for figure in figures if figure is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    width = high - low
    drawn = []
    for place, (figure, is_break) in enumerate(zip(figures, breaks, strict=True)):
        if is_break and place:
            drawn.append(BREAK)
        if figure is None:
            drawn.append(" ")
            continue
        level = (figure - low) / width if width else 0.5
        drawn.append(BLOCKS[min(int(level * len(BLOCKS)), len(BLOCKS) - 1)])
    return "".join(drawn)


def run(console: Console, found: Run) -> None:
    """Draw one run with all that is known of it."""
    known = (
        ("run", str(found.id)),
        ("trend", found.name),
        ("scored", stamp(found.at, found.by)),
        ("draft", found.draft),
        ("references", ", ".join(found.references) or None),
        ("languages", "–".join(filter(None, (found.source_language, found.target_language)))),
        ("segments", _segments(found)),
        ("test set", found.test_set),
        ("tmtool", found.version),
        ("checks", ", ".join(f"{name} {n}" for name, n in (found.checks or {}).items())),
    )
    table = facts()
    for name, value in known:
        if value:
            table.add_row(shown(name, "dim"), shown(value))
    console.print(table)
    console.print()
    rows = [
        (metric_name((one.metric, one.input)), _plain(one), _interval(one), shown(one.signature))
        for one in found.scores
    ]
    console.print(grid(("metric", "score", "interval", "signature"), rows))
    if found.gate:
        console.print()
    for result in found.gate:
        style = "" if result.passed else "red"
        said = "passed" if result.passed else "failed"
        console.print(shown(f"gate {said}: {result.reason}", style=style))


def _segments(found: Run) -> str:
    said = f"{found.segments:,}"
    return f"{said}, {counted(found.excluded, 'empty one')} left out" if found.excluded else said


def _plain(score: Score) -> Text:
    return Text("" if isnan(score.score) else f"{score.score:.2f}", justify="right")


def _interval(score: Score) -> str | None:
    known = score.low is not None and score.high is not None
    return f"{score.low:.1f}–{score.high:.1f}" if known else None
