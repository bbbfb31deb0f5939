"""What checks find in drafts, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from tmtool.models import AcceptedFinding, CheckedSegment, Issue, Severity, Span
from tmtool.models.checks import Side
from tmtool.reports.tables import facts, highlighted, indented, shown
from tmtool.reports.words import visible

if TYPE_CHECKING:
    from rich.console import Console

SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "dim"}


def segment(console: Console, found: CheckedSegment) -> None:
    """Draw a segment and its draft with the words at fault marked, and the issues below."""
    console.print(shown(f"segment {found.segment.segment}", style="bold"))
    sides: tuple[tuple[Side, str], ...] = (
        ("source", found.segment.source),
        ("draft", found.segment.draft),
    )
    for side, text in sides:
        console.print(indented(highlighted(console, text, _marked(found.issues, side))))
    table = facts(columns=0)
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for issue in found.issues:
        said = shown(issue.message)
        if (
            issue.replacement
            and issue.replacement.strip()
            and f"‘{issue.replacement}’" not in issue.message
        ):
            said.append_text(Text(" → ")).append_text(shown(issue.replacement, style="green"))
        severity = (
            shown("accepted", "dim")
            if issue.accepted
            else shown(issue.severity, SEVERITY_STYLES[issue.severity])
        )
        table.add_row(severity, issue.check, shown(issue.finding, "dim"), said)
    console.print(indented(table))


def accepted(console: Console, found: Iterable[AcceptedFinding]) -> None:
    """Draw the findings that are accepted, each with its texts and why."""
    for one in found:
        by = f" by {one.by}" if one.by else ""
        head = shown(one.finding, "bold").append(f"  {one.check}, {one.at[:10]}{visible(by)}")
        console.print(head)
        for text in (one.source, one.draft, one.message):
            console.print(indented(shown(text, "dim" if text is one.message else "")))
        if one.note:
            console.print(indented(shown(f"note: {one.note}")))


def _marked(issues: Iterable[Issue], side: Side) -> list[Span]:
    """Return the stretches of a text that issues are about, none within another."""
    spans: list[Span] = []
    for issue in sorted(issues, key=lambda issue: issue.start or 0):
        if issue.side != side or issue.start is None or issue.end is None:
            continue
        if spans and issue.start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], issue.end)
        else:
            spans.append((issue.start, issue.end))
    return spans
