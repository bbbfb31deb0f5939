"""What is known of the words of two languages, kept as long as the memory stays much the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Literal

from tmtool.languages import primary
from tmtool.store import languages, search
from tmtool.store.clock import now
from tmtool.store.connection import transaction

__all__ = ["LearntFrom", "State", "Subject", "find", "keep", "sample", "state"]

LearntFrom = Literal["units", "list"]
"""The memory's units and terms, or the documents of a list."""

_AT_ONCE = 2_000
"""Units that are read at once."""

_SPREAD = 2_654_435_761
"""Ids times this number, taken modulo 2^32, are in no order that units were added in."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a memory has come: its units and terms, and the last number of each kind."""

    units: int
    last_unit: int
    last_change: int
    terms: int

    @classmethod
    def read(cls, text: str) -> State | None:
        """Return a state from the text of one, `None` where it is of another form."""
        with suppress(ValueError, TypeError):
            return cls(**json.loads(text))
        return None

    def text(self) -> str:
        """Return the state as it is stored."""
        return json.dumps(asdict(self))

    def share_changed(self, now: State) -> float:
        """Return how many units and terms were added, removed and changed, to those there were."""
        added = max(now.last_unit - self.last_unit, 0)
        removed = max(self.units + added - now.units, 0)
        changed = max(now.last_change - self.last_change, 0) + abs(now.terms - self.terms)
        return (added + removed + changed) / max(self.units + self.terms, 1)


def state(connection: sqlite3.Connection) -> State:
    """Return how far the memory has come."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM live_unit), (SELECT coalesce(max(id), 0) FROM live_unit),"
        " (SELECT coalesce(max(id), 0) FROM change), (SELECT count(*) FROM term)"
    ).fetchone()
    return State(*row)


def sample(
    connection: sqlite3.Connection, source: str, target: str, *, longest: int
) -> Iterator[tuple[str, str]]:
    """Yield the texts of visible units in both languages, of which neither is too long.

    Those that a person translated come first, then those that were aligned and that nobody has
    looked at, then what a machine translated; among them they come in an order that depends on
    nothing but their numbers, and is not that in which they were added.
    """
    numbers = languages.numbers_of_pair(connection, source, target)
    if not all(numbers):
        return
    rows = connection.execute(
        "SELECT id FROM live_unit ORDER BY CASE WHEN status = 'machine' THEN 2"
        " WHEN properties LIKE '%\"x-align-confidence\"%'"
        " AND properties NOT LIKE '%\"x-align-reviewed\"%' THEN 1 ELSE 0 END,"
        f" (id * {_SPREAD}) & 4294967295"
    )
    while some := [number for (number,) in islice(rows, _AT_ONCE)]:
        found = {pair[0]: pair for pair in reversed(_pairs(connection, some, numbers))}
        for number in some:
            _, text, other = found.get(number, (0, "", ""))
            if text and len(text) <= longest and len(other) <= longest:
                yield text, other


def _pairs(
    connection: sqlite3.Connection,
    units: Sequence[int],
    numbers: tuple[Sequence[int], Sequence[int]],
) -> list[search.Pair]:
    return list(search.pairs(connection, units, *numbers))


@dataclass(frozen=True, slots=True)
class Subject:
    """Two languages, and from what it was learnt that is known of them."""

    source: str
    target: str
    learnt_from: LearntFrom

    @property
    def key(self) -> tuple[str, str, str]:
        """The values by which it is stored."""
        return primary(self.source), primary(self.target), self.learnt_from


def find(connection: sqlite3.Connection, subject: Subject) -> tuple[str, bytes] | None:
    """Return what is known, with its fingerprint; `None` where nothing is."""
    row = connection.execute(
        "SELECT fingerprint, data FROM word_knowledge"
        " WHERE source_language = ? AND target_language = ? AND learnt_from = ?",
        subject.key,
    ).fetchone()
    return None if row is None else (row[0], row[1])


def keep(connection: sqlite3.Connection, subject: Subject, fingerprint: str, data: bytes) -> None:
    """Keep what is known in the place of what was.

    It is only a cache: where nothing can be written, nothing is.
    """
    with suppress(sqlite3.Error), transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO word_knowledge VALUES (?, ?, ?, ?, ?, ?)",
            (*subject.key, fingerprint, data, now()),
        )
