"""Results as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tmtool.models import (
    LOWER_IS_BETTER,
    BucketScore,
    ConcordanceLine,
    Edit,
    Match,
    Renderings,
    Score,
    ScoreReport,
    SegmentScore,
    Span,
    TermScore,
)
from tmtool.reports.fitting import are_figures, parts, width
from tmtool.reports.words import counted, visible

if TYPE_CHECKING:
    from rich.console import Console

_FOLDED = 20
"""The width to which a column of names is folded before a table is drawn in parts."""

MOST_RENDERINGS = 10
"""Translations of a phrase that are shown."""


def grid(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str = "",
    header: bool = True,
) -> Table:
    """Return a plain table; numbers go to the right, with commas; `None` stays empty.

    A number that only names a thing, such as a unit's, is given as text.
    """
    table = Table(
        title=title or None, title_justify="left", box=None, pad_edge=False, show_header=header
    )
    listed = [list(row) for row in rows]
    for index, column in enumerate(columns):
        cells = [row[index] for row in listed]
        numeric = any(isinstance(cell, int | float) for cell in cells)
        table.add_column(
            column,
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=are_figures(cells),
        )
    for row in listed:
        table.add_row(*("" if cell is None else _cell(cell) for cell in row))
    return table


def fitted(
    console: Console, columns: Sequence[str], rows: Iterable[Sequence[object]], *, keys: int = 1
) -> None:
    """Draw a table, in parts one below the other where it is wider than the console.

    A figure that is cut in two would be read as another one. Each part begins with the first
    `keys` columns, which say what its rows are.
    """
    listed = [list(row) for row in rows]
    widths = [_width(*column) for column in zip(columns, *listed, strict=True)]
    for number, part in enumerate(parts(widths, console.width, keys=keys)):
        if number:
            console.print()
        console.print(grid([columns[i] for i in part], ([row[i] for i in part] for row in listed)))


def _width(column: str, *cells: object) -> int:
    """Return the least width that a column should have: names may be folded, figures not."""
    wanted = max(width("" if cell is None else str(_cell(cell))) for cell in (column, *cells))
    return wanted if are_figures(cells) else min(wanted, _FOLDED)


def _cell(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return shown(f"{value:,}" if isinstance(value, int | float) else str(value))


def facts(columns: int = 2) -> Table:
    """Return an empty table without a header; what is too long for its column is folded."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table


def shown(text: str, style: str = "") -> Text:
    """Return a text to draw; whatever is in it, it is no command to the terminal."""
    return Text(visible(text), style=style)


def matches(console: Console, found: Sequence[Match], *, explain: bool = False) -> None:
    """Draw matches, best first, with their differences from the query marked."""
    if not found:
        console.print("No match; a lower --min-rate or `tmtool concordance` may find more.")
        return
    if found[0].kind == "fragment":
        console.print("No match (a lower --min-rate may find some); parts that the memory has:")
    for match in found:
        head = Text.assemble(
            (f"{match.rate:3}% {match.kind}", "bold green" if match.rate == 100 else "bold"),
            visible(f"  unit {match.unit}, {_origin(match)}"),
        )
        console.print(head)
        console.print(indented(_differences(match)))
        console.print(indented(_target(match)))
        if match.repaired is not None:
            console.print(indented(Text("repaired: ").append_text(shown(match.repaired))))
        if explain:
            _explain(console, match)


def _origin(match: Match) -> str:
    parts = [match.corpus, match.document, match.status, match.changed_by]
    parts.append(match.changed_at[:10] if match.changed_at else None)
    parts.append(f"{match.count} times" if match.count > 1 else None)
    parts.append("ambiguous" if match.ambiguous else None)
    return ", ".join(part for part in parts if part)


def _target(match: Match) -> Text:
    """Return the target; where a fragment's translation in it is not clear, it is dim."""
    unclear = match.fragment is not None and match.fragment.target_span is None
    return shown(match.target, style="dim" if unclear else "bold")


def _differences(match: Match) -> Text:
    """Return the source with `[-theirs-]` and `{+ours+}`, readable without colour too."""
    if match.rate == 100 or not match.edits:
        return shown(match.source)
    pieces = Text()
    for edit in match.edits:
        if pieces and not edit.source.startswith((",", ".", ";", ":", ")", "»", "!", "?")):
            pieces.append(" ")
        pieces.append_text(_marked(edit))
    return pieces


def _marked(edit: Edit) -> Text:
    if edit.op == "equal":
        return shown(edit.source)
    theirs = shown(f"[-{edit.source}-]", style="red") if edit.source else Text()
    ours = shown(f"{{+{edit.query}+}}", style="green") if edit.query else Text()
    return theirs.append_text(ours)


def _explain(console: Console, match: Match) -> None:
    table = facts()
    parts = ", ".join(f"{name} {value:g}" for name, value in match.similarity)
    if parts:
        table.add_row("similarity", shown(parts))
    for penalty in match.penalties:
        table.add_row("penalty", shown(f"{penalty.reason} -{penalty.points}"))
    for edit in match.edits:
        if edit.op != "equal":
            stretches = (f"“{text}”" for text in (edit.source, edit.query) if text)
            table.add_row(edit.op, shown(" → ".join(stretches)))
    console.print(Padding(table, (0, 0, 0, 4)))


def renderings(console: Console, found: Renderings) -> None:
    """Draw how a phrase is translated, the most frequent way first."""
    if not found.found:
        return
    console.print()
    rows = [(rendering.text, rendering.count) for rendering in found.found[:MOST_RENDERINGS]]
    console.print(grid(("translated as", "times"), rows))
    if found.unclear:
        console.print(shown(f"not clear: {found.unclear:,}", style="dim"))


def concordance(console: Console, lines: Sequence[ConcordanceLine]) -> None:
    """Draw the lines of a concordance with the hits marked on both sides."""
    if not lines:
        console.print("Not found.")
    for line in lines:
        times = f", {line.count} times" if line.count > 1 else ""
        place = ", ".join(part for part in (line.corpus, line.document) if part)
        console.print(shown(f"unit {line.unit}, {place}{times}", style="dim"))
        console.print(indented(highlighted(console, line.source, line.source_spans)))
        console.print(indented(highlighted(console, line.target, line.target_spans)))


def highlighted(console: Console, text: str, spans: Sequence[Span]) -> Text:
    """Return a text with stretches marked: by colour, by `**…**` where there is none."""
    mark = "" if console.color_system and not console.no_color else "**"
    marked = Text()
    last = 0
    for start, end in spans:
        marked.append(visible(text[last:start]))
        marked.append(visible(f"{mark}{text[start:end]}{mark}"), style="bold yellow")
        last = end
    return marked.append(visible(text[last:]))


def indented(drawn: Text | Table) -> Padding:
    """Return what is drawn two columns further to the right."""
    return Padding(drawn, (0, 0, 0, 2))


def scores(console: Console, report: ScoreReport) -> None:
    """Draw a row for each draft and a column for each metric, then the signatures."""
    metrics = list(dict.fromkeys((s.metric, s.input) for s in report.scores))
    rows = []
    for draft in dict.fromkeys(score.draft for score in report.scores):
        found = {(s.metric, s.input): s for s in report.scores if s.draft == draft}
        rows.append([draft, *(with_interval(found[key]) for key in metrics)])
    if report.segment_scores:
        _segment_scores(console, report.segment_scores)
    fitted(console, ["draft", *map(metric_name, metrics)], rows)
    if report.term_scores:
        _term_scores(console, report.term_scores)
    if report.buckets or report.effort or report.findings or report.memory_draft:
        from tmtool.reports import beside

        beside.notes(console, report)
    excluded = f", {counted(report.excluded, 'empty one')} left out" if report.excluded else ""
    by_id = ", aligned by id" if report.aligned_by == "id" else ""
    console.print(f"{counted(report.segments, 'segment')}{by_id}{excluded}")
    if report.resampling:
        from tmtool.reports import resampling

        resampling.notes(console, report, report.resampling)
    for signature in dict.fromkeys((s.metric, s.signature) for s in report.scores):
        # In one piece, so that it can be copied and cited.
        console.print(shown(f"{signature[0]}: {signature[1]}", style="dim"), soft_wrap=True)


def _segment_scores(console: Console, lines: Sequence[SegmentScore]) -> None:
    metrics = list(lines[0].scores)
    rows = [
        (str(line.segment), line.draft, *(_number(line.scores[name]) for name in metrics))
        for line in lines
    ]
    fitted(console, ["segment", "draft", *(metric_name((m, "raw")) for m in metrics)], rows, keys=2)
    console.print()


def _term_scores(console: Console, found: Sequence[TermScore]) -> None:
    """Draw the parts of term accuracy, of drafts and of references: their ceiling.

    Three tables, so that they fit 80 columns: how many terms are answered, by what, and how
    consistently concepts are rendered.
    """
    console.print()
    counted_ = [
        (row.role, row.text, _number(row.accuracy), row.needed, row.answered, row.avoided)
        for row in found
    ]
    console.print(grid(("", "text", "terms ↑", "needed", "answered", "to avoid"), counted_))
    console.print()
    ways = ("exact", "inflected", "acronym", "preferred", "admitted")
    rows = [(row.role, row.text, *(getattr(row, name) for name in ways)) for row in found]
    console.print(grid(("", "answered by", *ways), rows))
    console.print()
    same = [
        (row.role, row.text, row.forbidden, row.repeated, row.consistent, _number(row.consistency))
        for row in found
    ]
    console.print(
        grid(("", "rendered by", "forbidden", "repeated", "consistent", "consistency ↑"), same)
    )
    console.print()


def with_interval(score: Score | BucketScore) -> Text:
    """Return a score, with its confidence interval below it where there is one."""
    if score.score is None or score.low is None or score.high is None:
        return _number(score.score)
    return Text(f"{score.score:.2f}\n{score.low:.1f}–{score.high:.1f}", justify="right")


def _number(value: float | None) -> Text:
    return Text("" if value is None else f"{value:.2f}", justify="right")


def metric_name(key: tuple[str, str]) -> str:
    """Return a metric and the form of the text as a heading, with an arrow to what is better."""
    metric, form = key
    arrow = "↓" if metric in LOWER_IS_BETTER else "↑"
    return f"{metric} {arrow}" if form == "raw" else f"{metric} ({form}) {arrow}"
