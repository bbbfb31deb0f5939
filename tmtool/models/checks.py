"""What a check of drafts finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""All severities, the gravest first."""

Side = Literal["source", "draft"]


@dataclass(frozen=True, slots=True)
class DraftSegment:
    """A source segment and its draft.

    `segment` is the unit's number or its id in its file, or else the line, from 1. Segments
    that follow one another with the same `document` are one running text.
    """

    segment: int | str
    source: str
    draft: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that an editor should look at in a draft.

    `source` and `draft` are the texts of the segment; `start` and `end` (excluded) are the code
    points, in the one that `side` names, of the words at fault: `None` where it is the whole
    text. `replacement` is what could stand in their place, `None` where that is not known.
    """

    segment: int | str
    check: str
    severity: Severity
    message: str
    source: str
    draft: str
    side: Side
    start: int | None = None
    end: int | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedSegment:
    """A segment that was checked, with what was found in it."""

    segment: DraftSegment
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a draft: `summary` counts the issues of each check."""

    segments: int
    issues: tuple[Issue, ...] = ()
    summary: Mapping[str, int] = field(default_factory=dict)
