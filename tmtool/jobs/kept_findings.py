"""Findings of a run that are gone through several times: to be accepted, shown and reported."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self

from tmtool.jobs.accept import marked
from tmtool.jobs.hunspell import missing
from tmtool.jobs.spool import Spool
from tmtool.models import CheckedSegment, MadeCheck, Severity
from tmtool.quality.registry import MEMORY_RULES, RULES, TERM_RULES, Setting, Settings
from tmtool.quality.spelling import SPELLING_RULES

__all__ = ["KeptFindings", "OfSeverities", "Passing", "checks_made"]


class Passing:
    """Segments as they are checked, counted as they go by."""

    def __init__(self, checked: Iterable[CheckedSegment]) -> None:
        self._checked = checked
        self.segments = 0

    def __iter__(self) -> Iterator[CheckedSegment]:
        for one in self._checked:
            self.segments += 1
            yield one


class KeptFindings:
    """The segments with issues, kept in a temporary file; gone when the block ends.

    `segments` counts all that were checked. Issues whose digests are among `accepted` are marked.
    """

    def __init__(self) -> None:
        self._spool: Spool[CheckedSegment] = Spool()
        self.segments = 0
        self.accepted: Container[bytes] = frozenset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spool.__exit__(kind, error, trace)

    def keep(self, checked: Iterable[CheckedSegment]) -> None:
        """Take all segments, and keep those with issues."""
        for one in checked:
            self.segments += 1
            if one.issues:
                self._spool.add(one)

    def __iter__(self) -> Iterator[CheckedSegment]:
        return marked(self._spool, self.accepted)


class OfSeverities:
    """The segments of a run with the issues of some severities, as often as they are asked for."""

    def __init__(self, checked: Iterable[CheckedSegment], severities: Container[Severity]) -> None:
        self._checked = checked
        self._severities = severities

    def __iter__(self) -> Iterator[CheckedSegment]:
        for one in self._checked:
            issues = tuple(issue for issue in one.issues if issue.severity in self._severities)
            if issues:
                yield replace(one, issues=issues)


def checks_made(
    severities: Mapping[str, Setting] | None, target: str, *, terms: bool
) -> tuple[MadeCheck, ...]:
    """Return the checks that settings ask for and that can be made.

    Those of terms and of the memory need a memory (`terms`), and spelling a dictionary.
    """
    settings = Settings(severities)
    left_out = set() if terms else {*TERM_RULES, *MEMORY_RULES}
    if settings.any_of(SPELLING_RULES) and missing(target):
        left_out |= set(SPELLING_RULES)
    found = []
    for rule in RULES.values():
        severity = settings.severity(rule.id, rule.severity)
        if severity is not None and rule not in left_out:
            found.append(MadeCheck(rule.id, severity, rule.text))
    return tuple(found)
