"""Another memory's review queue: what it has mined, and what was decided there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from tmtool.models import MergeConflict, MergePart, MergeSide, Prefer
from tmtool.store import concepts
from tmtool.store.precedence import settle
from tmtool.store.settlement import Counts, Told

_COLUMNS = (
    "language",
    "target",
    "key",
    "text",
    "frequency",
    "c_value",
    "translations",
    "state",
    "translation",
    "mined_at",
    "decided_at",
    "decided_by",
)
_DECISION = ("text", "state", "translation", "decided_at", "decided_by")
_SELECT = f"SELECT {', '.join(_COLUMNS)}, concept_id, id FROM candidate"

_Row = dict[str, Any]


class CandidateMerge:
    """Takes over candidates; figures of ours stay, and a decision counts more than none.

    Needs a write transaction, unless `dry_run`, which writes nothing.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        other: sqlite3.Connection,
        *,
        prefer: Prefer,
        told: Told,
        dry_run: bool,
    ) -> None:
        self._connection = connection
        self._other = other
        self._prefer = prefer
        self._told = told
        self._dry_run = dry_run
        self._counts = Counts()

    def take(self) -> MergePart:
        """Take all of them and say what became of them."""
        for values in self._other.execute(f"{_SELECT} ORDER BY id"):
            self._take_one(_row(values))
        return self._counts.part("candidates")

    def _take_one(self, theirs: _Row) -> None:
        found = self._connection.execute(
            f"{_SELECT} WHERE (language, target, key) = (?, ?, ?)",
            (theirs["language"], theirs["target"], theirs["key"]),
        ).fetchone()
        if found is None:
            self._counts.added += 1
            self._insert(theirs)
            return
        ours = _row(found)
        if theirs["state"] == "new" or _decision(ours) == _decision(theirs):
            self._counts.duplicate += 1
        elif ours["state"] == "new" or self._settled(ours, theirs):
            self._counts.updated += 1
            self._decide(ours["id"], theirs)
        else:
            self._counts.kept += 1

    def _settled(self, ours: _Row, theirs: _Row) -> bool:
        """Settle a conflict and tell of it; return whether theirs is taken."""
        sides = _side(ours), _side(theirs)
        taken, reason = settle(*sides, self._prefer)
        differs = tuple(name for name in ("state", "translation") if ours[name] != theirs[name])
        self._told(
            MergeConflict(
                "candidate", ours["id"], None, ours["key"], differs, *sides, taken, reason
            )
        )
        return taken == "theirs"

    def _insert(self, theirs: _Row) -> None:
        if self._dry_run:
            return
        names = (*_COLUMNS, "concept_id")
        values = {**theirs, "concept_id": self._concept(theirs["concept_id"])}
        self._connection.execute(
            f"INSERT INTO candidate ({', '.join(names)}) VALUES ({','.join('?' * len(names))})",
            [values[name] for name in names],
        )

    def _decide(self, number: int, theirs: _Row) -> None:
        if self._dry_run:
            return
        assignments = ", ".join(f"{name} = ?" for name in _DECISION)
        self._connection.execute(
            f"UPDATE candidate SET {assignments}, concept_id = ifnull(?, concept_id) WHERE id = ?",
            (
                *(theirs[name] for name in _DECISION),
                self._concept(theirs["concept_id"]),
                number,
            ),
        )

    def _concept(self, theirs: int | None) -> int | None:
        """Return the number that a concept of the other memory has here by now."""
        if theirs is None:
            return None
        for concept in concepts.read(self._other, [theirs]):
            glossary = concepts.find_glossary(self._connection, concept.glossary or "")
            same = glossary and concepts.same(self._connection, glossary, concept)
            return same.id if same else None
        return None


def _row(values: Sequence[Any]) -> _Row:
    return dict(zip((*_COLUMNS, "concept_id", "id"), values, strict=True))


def _decision(row: _Row) -> tuple[object, object]:
    return row["state"], row["translation"]


def _side(row: _Row) -> MergeSide:
    texts = {row["language"]: row["text"]}
    if row["translation"] is not None:
        texts[row["target"]] = row["translation"]
    return MergeSide(texts, row["state"], row["decided_at"], row["decided_by"])
