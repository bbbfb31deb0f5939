"""What a check of drafts finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""All severities, the gravest first."""

Side = Literal["source", "draft"]

FINDING_DIGITS = 10
"""Hexadecimal digits of a finding's id."""


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
    `accepted` issues are those that a person has looked at and called right.
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
    accepted: bool = False

    @property
    def digest(self) -> bytes:
        """16 bytes of BLAKE2 over the check, both texts, and the words at fault and their place.

        The segment, its file, the severity and the message do not count: the same text in
        another file is the same finding, and a text that was changed has a new one.
        """
        place = "" if self.start is None else f"{self.start}-{self.end}"
        parts = (self.check, self.source, self.draft, self.side, place)
        lengths = ",".join(str(len(part)) for part in parts)
        content = "\0".join((lengths, *parts)).encode("utf-8", "surrogatepass")
        return blake2b(content, digest_size=16).digest()

    @property
    def finding(self) -> str:
        """The finding's id: the first ten hexadecimal digits of its digest."""
        return self.digest.hex()[:FINDING_DIGITS]


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that a person has called right: it stays quiet while its texts are the same.

    `finding` is its id, `message` what the check said when it was accepted.
    """

    finding: str
    check: str
    source: str
    draft: str
    message: str
    note: str | None
    at: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Repair:
    """A draft before and after its safe repairs, and the ids of the checks that asked for them."""

    segment: DraftSegment
    after: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedSegment:
    """A segment that was checked, with what was found in it."""

    segment: DraftSegment
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeCheck:
    """A check that was made: its id, the severity that holds, and its rule in one line."""

    id: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What a report says of a run of checks on one draft.

    `draft` names the file, or what was checked in its stead. Where `source` is given, both are
    text files whose lines are the segments. `segments` counts all that were checked.
    """

    draft: str
    source_language: str
    target_language: str
    segments: int
    checks: tuple[MadeCheck, ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a draft: `summary` counts the issues of each check.

    `accepted` counts those that were left out since they are accepted.
    """

    segments: int
    issues: tuple[Issue, ...] = ()
    summary: Mapping[str, int] = field(default_factory=dict)
    accepted: int = 0
