"""Checking drafts: against their source, and against the glossary."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tmtool.jobs.found_terms import FoundTerms
from tmtool.jobs.pairs import require_terms
from tmtool.jobs.spelling import SpellingCheck
from tmtool.jobs.unedited import UneditedMatches
from tmtool.models import SEVERITIES, CheckedSegment, CheckReport, DraftSegment, Issue
from tmtool.quality.acronyms import AcronymCheck
from tmtool.quality.kept import check_kept
from tmtool.quality.registry import (
    MEMORY_RULES,
    TERM_RULES,
    Setting,
    Settings,
    TextChecks,
    one_by_one,
)
from tmtool.quality.spelling import SPELLING_RULES
from tmtool.quality.terms import check_terms

TERMS_ALONE = one_by_one([rule.id for rule in TERM_RULES], {})
"""Settings by which terms are checked and nothing else."""


class TermChecks:
    """The checks that need a glossary, which does not change meanwhile.

    Raises NotFoundError for a glossary that is not there, InputError where the glossary has terms
    but none in one of the languages.
    """

    def __init__(
        self, connection: sqlite3.Connection, source: str, target: str, glossary: str | None = None
    ) -> None:
        self._terms = FoundTerms(connection, glossary)
        require_terms(connection, source, target, glossary)
        self._pair = source, target
        self._acronyms = AcronymCheck(target)

    def __call__(self, segment: DraftSegment) -> Iterator[Issue]:
        """Yield the issues of a segment that has a draft, with the severities of the rules."""
        if not segment.draft.strip():
            return
        source, target = self._pair
        asked = self._terms(segment.source, source)
        given = self._terms(segment.draft, target)
        translated = [one for one in asked if not one.occurrence.term.do_not_translate]
        yield from check_terms(segment, translated, given, target)
        yield from check_kept(segment, asked)
        yield from self._acronyms.check(segment, asked, given)


class Checker:
    """Checks segments one after another: with terms and matches where there is a memory.

    `severities` gives checks by their ids another severity, or switches them off.
    """

    def __init__(
        self,
        connection: sqlite3.Connection | None,
        source: str,
        target: str,
        *,
        glossary: str | None = None,
        severities: Mapping[str, Setting] | None = None,
    ) -> None:
        self._settings = Settings(severities)
        self._texts = TextChecks(source, target, self._settings)
        self._terms = None
        if connection is not None and self._settings.any_of(TERM_RULES):
            self._terms = TermChecks(connection, source, target, glossary)
        self._memory = None
        if connection is not None and self._settings.any_of(MEMORY_RULES):
            self._memory = UneditedMatches(connection, source, target)
        self._spelling = None
        if self._settings.any_of(SPELLING_RULES):
            self._spelling = SpellingCheck(connection, source, target, glossary)

    def check(self, segment: DraftSegment) -> CheckedSegment:
        """Return a segment with its issues: the gravest first, then by their place."""
        return CheckedSegment(segment, tuple(sorted(self._issues(segment), key=_order)))

    def _issues(self, segment: DraftSegment) -> Iterator[Issue]:
        for checks in (self._terms, self._texts, self._memory, self._spelling):
            for issue in checks(segment) if checks else ():
                severity = self._settings.severity(issue.check, issue.severity)
                if severity:
                    same = severity == issue.severity
                    yield issue if same else replace(issue, severity=severity)


def _order(issue: Issue) -> tuple[int, str, int]:
    place = -1 if issue.start is None else issue.start
    return SEVERITIES.index(issue.severity), issue.side, place


def check_texts(
    segments: Iterable[DraftSegment],
    source: str,
    target: str,
    severities: Mapping[str, Setting] | None = None,
) -> Iterator[CheckedSegment]:
    """Check drafts without a memory, and yield every segment with its issues as it goes."""
    return map(Checker(None, source, target, severities=severities).check, segments)


def report(checked: Iterable[CheckedSegment], *, show_accepted: bool = False) -> CheckReport:
    """Return what was found in all segments together; accepted findings are never summed up."""
    segments = quiet = 0
    issues: list[Issue] = []
    for one in checked:
        segments += 1
        quiet += sum(issue.accepted for issue in one.issues)
        issues += (issue for issue in one.issues if show_accepted or not issue.accepted)
    summary = Counter(issue.check for issue in issues if not issue.accepted)
    return CheckReport(segments, tuple(issues), dict(summary), quiet)
