"""Results as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tmtool.models import ConcordanceLine, Edit, Match, ScoreReport, Span, TermHit

if TYPE_CHECKING:
    from rich.console import Console

LOWER_IS_BETTER = ("ter",)
"""Metrics (by the start of their names) that fall as a draft gets better."""


def grid(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> Table:
    """Return a plain table; numbers go to the right, `None` stays empty."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    listed = [list(row) for row in rows]
    for index, column in enumerate(columns):
        numeric = any(isinstance(row[index], int | float) for row in listed)
        table.add_column(
            column, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric
        )
    for row in listed:
        table.add_row(*("" if cell is None else _cell(cell) for cell in row))
    return table


def _cell(value: object) -> Text | str:
    return value if isinstance(value, Text) else escape(str(value))


def matches(console: Console, found: Sequence[Match], *, explain: bool = False) -> None:
    """Draw matches, best first, with their differences from the query marked."""
    if not found:
        console.print("No match.")
        return
    for match in found:
        head = Text.assemble(
            (f"{match.rate:3}% {match.kind}", "bold green" if match.rate == 100 else "bold"),
            f"  unit {match.unit}, {_origin(match)}",
        )
        console.print(head)
        console.print(_indented(_differences(match)))
        console.print(_indented(Text(match.target, style="bold")))
        if explain:
            _explain(console, match)


def _origin(match: Match) -> str:
    parts = [match.corpus, match.document, match.status, match.changed_by]
    parts.append(match.changed_at[:10] if match.changed_at else None)
    parts.append(f"{match.count} times" if match.count > 1 else None)
    parts.append("ambiguous" if match.ambiguous else None)
    return ", ".join(part for part in parts if part)


def _differences(match: Match) -> Text:
    """Return the source with `[-theirs-]` and `{+ours+}`, readable without colour too."""
    if match.rate == 100 or not match.edits:
        return Text(match.source)
    pieces = Text()
    for edit in match.edits:
        if pieces and not edit.source.startswith((",", ".", ";", ":", ")", "»", "!", "?")):
            pieces.append(" ")
        pieces.append_text(_marked(edit))
    return pieces


def _marked(edit: Edit) -> Text:
    if edit.op == "equal":
        return Text(edit.source)
    theirs = Text(f"[-{edit.source}-]", style="red") if edit.source else Text()
    ours = Text(f"{{+{edit.query}+}}", style="green") if edit.query else Text()
    return theirs.append_text(ours)


def _explain(console: Console, match: Match) -> None:
    for name, value in match.similarity:
        console.print(f"    {name:12}{value:6.1f}")
    for penalty in match.penalties:
        console.print(f"    {penalty.reason:12}{-penalty.points:6}")
    for edit in match.edits:
        if edit.op != "equal":
            console.print(Text(f"    {edit.op:12}{edit.source!r} -> {edit.query!r}"))


def concordance(console: Console, lines: Sequence[ConcordanceLine]) -> None:
    """Draw the lines of a concordance with the hits marked on both sides."""
    if not lines:
        console.print("Not found.")
    for line in lines:
        times = f", {line.count} times" if line.count > 1 else ""
        place = ", ".join(part for part in (line.corpus, line.document) if part)
        console.print(Text(f"unit {line.unit}, {place}{times}", style="dim"))
        console.print(_indented(_highlighted(console, line.source, line.source_spans)))
        console.print(_indented(_highlighted(console, line.target, line.target_spans)))


def _highlighted(console: Console, text: str, spans: Sequence[Span]) -> Text:
    """Return a text with stretches marked: by colour, by `**…**` where there is none."""
    mark = "" if console.color_system and not console.no_color else "**"
    marked = Text()
    last = 0
    for start, end in spans:
        marked.append(text[last:start])
        marked.append(f"{mark}{text[start:end]}{mark}", style="bold yellow")
        last = end
    return marked.append(text[last:])


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def terms(console: Console, hits: Sequence[TermHit]) -> None:
    """Draw the terms found in a text with their translations and evidence."""
    rows = []
    for hit in hits:
        found: tuple[object, ...] = (hit.text, hit.term, "nested" if hit.nested else hit.confidence)
        for translation in hit.translations or (None,):
            if translation is None:
                rows.append((*found, "", "", "", ""))
                continue
            evidence = translation.evidence
            used = f"{evidence.used} of {evidence.of}" if evidence else ""
            rows.append((*found, translation.text, translation.status, used, translation.note))
            found = ("", "", "")
    columns = ("found", "term", "", "translation", "status", "used", "note")
    console.print(grid(columns, rows) if rows else "No term found.")


def scores(console: Console, report: ScoreReport) -> None:
    """Draw a row for each draft and a column for each metric, then the signatures."""
    metrics = list(dict.fromkeys((s.metric, s.input) for s in report.scores))
    rows = []
    for draft in dict.fromkeys(score.draft for score in report.scores):
        found = {(s.metric, s.input): s.score for s in report.scores if s.draft == draft}
        rows.append([draft, *(f"{found[key]:.2f}" for key in metrics)])
    console.print(grid(["draft", *map(_metric_name, metrics)], rows))
    excluded = f", {report.excluded} empty ones left out" if report.excluded else ""
    console.print(f"{report.segments} segments{excluded}")
    for signature in dict.fromkeys((s.metric, s.signature) for s in report.scores):
        console.print(Text(f"{signature[0]}: {signature[1]}", style="dim"))


def _metric_name(key: tuple[str, str]) -> str:
    metric, form = key
    arrow = "↓" if metric.startswith(LOWER_IS_BETTER) else "↑"
    return f"{metric} {arrow}" if form == "raw" else f"{metric} ({form}) {arrow}"
