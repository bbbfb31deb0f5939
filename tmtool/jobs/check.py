"""Checking drafts against the glossary."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from tmtool.jobs.found_terms import FoundTerms
from tmtool.jobs.pairs import require_terms
from tmtool.models import CheckedSegment, CheckReport, DraftSegment, Issue
from tmtool.quality.acronyms import AcronymCheck
from tmtool.quality.kept import check_kept
from tmtool.quality.terms import check_terms


class Checker:
    """Checks segments one after another, with a glossary that does not change meanwhile.

    Raises NotFoundError for a glossary that is not there, InputError where the glossary has terms
    but none in one of the languages.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        source: str,
        target: str,
        *,
        glossary: str | None = None,
    ) -> None:
        self._terms = FoundTerms(connection, glossary)
        require_terms(connection, source, target, glossary)
        self._pair = source, target
        self._acronyms = AcronymCheck(target)

    def check(self, segment: DraftSegment) -> CheckedSegment:
        """Return a segment with its issues: those of the draft's words first, by their place."""
        source, target = self._pair
        asked = self._terms(segment.source, source)
        given = self._terms(segment.draft, target)
        translated = [one for one in asked if not one.occurrence.term.do_not_translate]
        issues = [
            *check_terms(segment, translated, given, target),
            *check_kept(segment, asked),
            *self._acronyms.check(segment, asked, given),
        ]
        return CheckedSegment(segment, tuple(sorted(issues, key=_place)))


def _place(issue: Issue) -> tuple[str, int]:
    return issue.side, -1 if issue.start is None else issue.start


def report(checked: Iterable[CheckedSegment]) -> CheckReport:
    """Return what was found in all segments together."""
    segments = 0
    issues: list[Issue] = []
    for one in checked:
        segments += 1
        issues += one.issues
    return CheckReport(segments, tuple(issues), dict(Counter(issue.check for issue in issues)))
