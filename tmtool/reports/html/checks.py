"""Findings of checks as a page of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tmtool.models import CheckedSegment, CheckRun, Issue, Severity, Span
from tmtool.reports.grouped import grouped
from tmtool.reports.html import page
from tmtool.version import VERSION

__all__ = ["MOST", "checks"]

MOST = 500
"""Findings of a check that a page shows."""


def checks(
    run: CheckRun, checked: Iterable[CheckedSegment], date: str, *, show_accepted: bool = False
) -> str:
    """Return the page of a run of checks made on a date, its findings grouped by check.

    With `show_accepted`, accepted findings are there, too, and marked.
    """
    groups = grouped(checked, MOST, show_accepted=show_accepted)
    found: Counter[Severity] = sum((group.found for group in groups.values()), Counter())
    return page(
        "checks.html.j2",
        run=run,
        groups=[(check, groups[check.id]) for check in run.checks if check.id in groups],
        found=found,
        accepted=sum(group.accepted for group in groups.values()),
        span=_span,
        date=date,
        version=VERSION,
    )


def _span(issue: Issue, side: str) -> Span | None:
    """Return the words at fault in one of the texts of a finding."""
    if issue.side != side or issue.start is None or issue.end is None:
        return None
    return issue.start, issue.end
