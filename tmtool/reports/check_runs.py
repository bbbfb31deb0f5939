"""What a report of scores tells of checks, as the runs that JUnit and SARIF are made of."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.models import CheckedSegment, CheckRun, DraftSegment, Issue, ScoreReport

__all__ = ["check_runs"]


def check_runs(
    report: ScoreReport, source_language: str, target_language: str
) -> list[tuple[CheckRun, list[CheckedSegment]]]:
    """Return a run for each draft that was checked, or else for each that a gate judged.

    The languages are empty where they are not known.
    """
    languages = source_language, target_language
    if not report.findings:
        judged = dict.fromkeys(one.draft for one in report.gate)
        return [(CheckRun(name, *languages, report.segments, ()), []) for name in judged]
    return [
        (
            CheckRun(one.draft, *languages, one.report.segments, one.checks),
            _by_segment(one.report.issues),
        )
        for one in report.findings
    ]


def _by_segment(issues: Sequence[Issue]) -> list[CheckedSegment]:
    found: dict[int | str, list[Issue]] = {}
    for issue in issues:
        found.setdefault(issue.segment, []).append(issue)
    return [
        CheckedSegment(DraftSegment(segment, some[0].source, some[0].draft), tuple(some))
        for segment, some in found.items()
    ]
