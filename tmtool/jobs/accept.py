"""Accepting findings of checks, and leaving out those that are accepted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import replace

from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.checks import check_texts
from tmtool.models import AcceptedFinding, CheckedSegment, Issue
from tmtool.models.checks import FINDING_DIGITS
from tmtool.store import accepted
from tmtool.store.connection import transaction

_ID = re.compile(rf"[0-9a-f]{{{FINDING_DIGITS}}}")


def accept(
    connection: sqlite3.Connection, issues: Iterable[Issue], *, note: str | None, by: str | None
) -> int:
    """Accept findings, all of them or none, and return how many were not accepted before."""
    check_texts((note,))
    with transaction(connection):
        return accepted.put(connection, issues, note=note, by=by)


def reopen(connection: sqlite3.Connection, finding: str) -> AcceptedFinding:
    """Take an accepted finding back, and return it; raises NotFoundError."""
    with transaction(connection):
        return accepted.remove(connection, finding)


def marked(
    checked: Iterable[CheckedSegment], digests: Container[bytes]
) -> Iterator[CheckedSegment]:
    """Yield segments with their issues, those marked whose digests are among the accepted."""
    if not digests:
        yield from checked
        return
    for one in checked:
        issues = tuple(
            replace(issue, accepted=True) if issue.digest in digests else issue
            for issue in one.issues
        )
        yield replace(one, issues=issues) if issues else one


def without_accepted(checked: Iterable[CheckedSegment]) -> Iterator[CheckedSegment]:
    """Yield segments without the issues that are accepted."""
    for one in checked:
        left = tuple(issue for issue in one.issues if not issue.accepted)
        yield one if len(left) == len(one.issues) else replace(one, issues=left)


def named(checked: Iterable[CheckedSegment], findings: Collection[str]) -> list[Issue]:
    """Return the issues with these ids, each once.

    Raises InputError for what is no id, NotFoundError where nothing with an id was found.
    """
    wanted = {finding.strip().lower() for finding in findings}
    for finding in sorted(wanted):
        if not _ID.fullmatch(finding):
            raise InputError(
                f"{finding!r} is not the id of a finding",
                hint=f"Ids are {FINDING_DIGITS} digits and letters from a to f, as `tmtool check`"
                " shows them.",
            )
    found: dict[bytes, Issue] = {}
    for one in checked:
        for issue in one.issues:
            if issue.finding in wanted:
                found.setdefault(issue.digest, issue)
    missing = wanted - {issue.finding for issue in found.values()}
    if missing:
        raise NotFoundError(
            f"this run did not find {', '.join(sorted(missing))}",
            hint="Give the ids that the same command shows; nothing was accepted.",
        )
    return list(found.values())
