"""What drafts are called in a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tmtool.models import ScoreReport

__all__ = ["renamed", "short_names"]


def short_names(drafts: Sequence[str]) -> dict[str, str]:
    """Return drafts with the ends of their paths, as short as tells them apart."""
    names = {draft: draft for draft in drafts}
    for size in range(max((draft.count("/") for draft in drafts), default=0) + 1, 0, -1):
        shorter = {draft: "/".join(draft.split("/")[-size:]) for draft in drafts}
        if len(set(shorter.values())) < len(names):
            break
        names = shorter
    return names


def renamed(report: ScoreReport, name: Callable[[str], str]) -> ScoreReport:
    """Return a report with other names of its drafts and references."""
    return replace(
        report,
        scores=tuple(replace(row, draft=name(row.draft)) for row in report.scores),
        segment_scores=tuple(replace(row, draft=name(row.draft)) for row in report.segment_scores),
        term_scores=tuple(replace(row, text=name(row.text)) for row in report.term_scores),
        comparisons=tuple(
            replace(row, draft=name(row.draft), baseline=name(row.baseline))
            for row in report.comparisons
        ),
        buckets=tuple(replace(row, draft=name(row.draft)) for row in report.buckets),
        effort=tuple(replace(row, draft=name(row.draft)) for row in report.effort),
        findings=tuple(replace(row, draft=name(row.draft)) for row in report.findings),
        gate=tuple(replace(row, draft=name(row.draft)) for row in report.gate),
        runs=tuple(replace(row, draft=name(row.draft)) for row in report.runs),
        texts=tuple(
            replace(row, drafts={name(draft): text for draft, text in row.drafts.items()})
            for row in report.texts
        ),
    )
