"""What a check is: its rule, the texts that it reads, and what it finds in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tmtool.models import DraftSegment, Issue, Severity
from tmtool.models.checks import Side

__all__ = ["Finding", "Rule", "TextCheck", "Texts", "as_issue"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check's id, the severity of a finding that is sure, and the rule in one line."""

    id: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Texts:
    """A source segment and its draft, with the primary tags of their languages: ru, en."""

    source: str
    draft: str
    source_language: str
    target_language: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check finds; `severity` is `None` for the one of the check's rule."""

    check: str
    message: str
    start: int | None = None
    end: int | None = None
    replacement: str | None = None
    side: Side = "draft"
    severity: Severity | None = None


TextCheck = Callable[[Texts], Iterator[Finding]]


def as_issue(segment: DraftSegment, found: Finding, severity: Severity) -> Issue:
    """Return a finding as an issue of a segment; `severity` is that of the rule."""
    return Issue(
        segment=segment.segment,
        check=found.check,
        severity=found.severity or severity,
        message=found.message,
        source=segment.source,
        draft=segment.draft,
        side=found.side,
        start=found.start,
        end=found.end,
        replacement=found.replacement,
    )
