"""What stands beside the scores of drafts, on a terminal: buckets, effort, findings, the memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from tmtool.models import (
    LOWER_IS_BETTER,
    SEVERITIES,
    BucketKind,
    BucketScore,
    DraftFindings,
    Effort,
    MemoryDraft,
    ScoreReport,
)
from tmtool.reports.checks import SEVERITY_STYLES
from tmtool.reports.tables import fitted, metric_name, shown, with_interval
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console

MOST_BUCKETS = 20
"""Buckets of one kind that are shown; of documents the worst."""

NAMES: Mapping[BucketKind, str] = {
    "length": "words",
    "match": "match",
    "document": "document",
    "label": "label",
}
"""What a kind of buckets is called at the head of its column."""


def notes(console: Console, report: ScoreReport) -> None:
    """Draw what was asked for besides scores, a table for each."""
    if not report.term_scores:
        console.print()
    for kind in dict.fromkeys(row.by for row in report.buckets):
        _buckets(console, kind, [row for row in report.buckets if row.by == kind])
    if report.effort:
        _effort(console, report.effort)
    if report.findings:
        _findings(console, report.findings)
    if report.memory_draft:
        _memory(console, report.memory_draft, report.segments)


def worst_first(rows: Sequence[BucketScore]) -> list[str]:
    """Return the names of buckets by the first draft's score by the first metric."""
    first = [row for row in rows if (row.draft, row.metric) == (rows[0].draft, rows[0].metric)]
    sign = -1 if rows[0].metric in LOWER_IS_BETTER else 1
    scored = sorted(
        (row for row in first if row.score is not None), key=lambda row: sign * (row.score or 0)
    )
    return [row.bucket for row in (*scored, *(row for row in first if row.score is None))]


def _buckets(console: Console, kind: BucketKind, rows: Sequence[BucketScore]) -> None:
    names = list(dict.fromkeys(row.bucket for row in rows))
    if kind == "document":
        names = worst_first(rows)
    metrics = list(dict.fromkeys(row.metric for row in rows))
    drafts = list(dict.fromkeys(row.draft for row in rows))
    by_key = {(row.bucket, row.draft, row.metric): row for row in rows}
    lines = []
    for name in names[:MOST_BUCKETS]:
        for draft in drafts:
            found = [by_key[name, draft, metric] for metric in metrics]
            cells = [with_interval(row) for row in found]
            lines.append([name or "(none)", found[0].segments, draft, *cells])
    headings = [metric_name((metric, "raw")) for metric in metrics]
    fitted(console, [NAMES[kind], "segments", "draft", *headings], lines, keys=3)
    if len(names) > MOST_BUCKETS:
        left = counted(len(names) - MOST_BUCKETS, f"more {kind}")
        console.print(shown(f"{left}; -f json has all", style="dim"))
    console.print()


def _effort(console: Console, found: Sequence[Effort]) -> None:
    rows = [
        (
            one.draft,
            _share(one.edits, one.words),
            one.shifts,
            _share(one.changed, one.characters),
            one.inserted,
            one.deleted,
            one.keystrokes,
        )
        for one in found
    ]
    columns = ("draft", "words to edit", "moves", "characters", "typed", "deleted", "keystrokes")
    fitted(console, columns, rows)
    console.print()


def _share(part: int, whole: int) -> Text:
    share = f" ({100 * part / whole:.1f} %)" if whole else ""
    return Text(f"{part:,}{share}", justify="right")


def _findings(console: Console, found: Sequence[DraftFindings]) -> None:
    """Draw how often each check found something in each draft, the gravest first."""
    counts = [Counter((one.severity, one.check) for one in each.report.issues) for each in found]
    kinds = sorted(set().union(*counts), key=lambda kind: (SEVERITIES.index(kind[0]), kind[1]))
    if kinds:
        rows = [
            [
                shown(severity, SEVERITY_STYLES[severity]),
                check,
                *(n[severity, check] for n in counts),
            ]
            for severity, check in kinds
        ]
        fitted(console, ["", "check", *(one.draft for one in found)], rows, keys=2)
    else:
        console.print("The checks found nothing.")
    console.print()


def _memory(console: Console, draft: MemoryDraft, segments: int) -> None:
    said = (
        f"memory: the best match of {draft.filled:,} of {counted(segments, 'segment')}, from"
        f" {draft.min_rate} % on; {draft.exact:,} exact, {draft.repaired:,} repaired"
    )
    console.print(shown(said, style="dim"))
