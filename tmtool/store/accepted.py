"""Findings of checks that a person has looked at and called right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tmtool.errors import NotFoundError
from tmtool.models import AcceptedFinding, Issue
from tmtool.models.checks import FINDING_DIGITS
from tmtool.store.clock import now


def digests(connection: sqlite3.Connection) -> frozenset[bytes]:
    """Return the digests of all accepted findings."""
    return frozenset(digest for (digest,) in connection.execute("SELECT digest FROM accepted"))


def put(
    connection: sqlite3.Connection, issues: Iterable[Issue], *, note: str | None, by: str | None
) -> int:
    """Accept findings and return how many were not accepted before; needs a write transaction.

    One that is accepted already gets the note, where one is given.
    """
    added = 0
    at = now()
    for issue in issues:
        texts = issue.check, issue.source, issue.draft, issue.message
        added += connection.execute(
            "INSERT OR IGNORE INTO accepted"
            " (digest, check_id, source, draft, message, note, at, by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (issue.digest, *texts, note, at, by),
        ).rowcount
        if note is not None:
            connection.execute(
                "UPDATE accepted SET note = ? WHERE digest = ?", (note, issue.digest)
            )
    return added


def stream(connection: sqlite3.Connection) -> Iterator[AcceptedFinding]:
    """Yield the accepted findings in the order they were accepted in."""
    rows = connection.execute(
        "SELECT digest, check_id, source, draft, message, note, at, by FROM accepted"
        " ORDER BY at, check_id, digest"
    )
    yield from map(_accepted, rows)


def remove(connection: sqlite3.Connection, finding: str) -> AcceptedFinding:
    """Take a finding back and return it; needs a write transaction; raises NotFoundError."""
    row = connection.execute(
        "DELETE FROM accepted WHERE substr(lower(hex(digest)), 1, ?) = ?"
        " RETURNING digest, check_id, source, draft, message, note, at, by",
        (FINDING_DIGITS, finding.strip().lower()),
    ).fetchone()
    if row is None:
        raise NotFoundError(
            f"no finding {finding!r} is accepted",
            hint="`tmtool check --list-accepted` shows those that are.",
        )
    return _accepted(row)


def _accepted(row: Sequence[Any]) -> AcceptedFinding:
    return AcceptedFinding(row[0].hex()[:FINDING_DIGITS], *row[1:])
