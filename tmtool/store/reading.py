"""Reading the texts of all units of a pair of languages, in the order of their ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from tmtool.store import search

__all__ = ["all_pairs"]

_AT_ONCE = 2_000


def all_pairs(
    connection: sqlite3.Connection,
    sources: Sequence[int],
    targets: Sequence[int],
    corpus: str | None = None,
) -> Iterator[list[search.Pair]]:
    """Yield each visible unit's id and texts, some hundreds at a time, each unit once.

    With `corpus`, only its units are read.

    Of several texts of a unit in one of the languages the one whose tag is named first counts.
    """
    last = 0
    while True:
        numbers = [
            number
            for (number,) in connection.execute(
                "SELECT id FROM unit WHERE id > ?"
                " AND (? IS NULL OR corpus_id = (SELECT id FROM corpus WHERE name = ?))"
                " ORDER BY id LIMIT ?",
                (last, corpus, corpus, _AT_ONCE),
            )
        ]
        if not numbers:
            return
        last = numbers[-1]
        found: dict[int, search.Pair] = {}
        for pair in search.pairs(connection, numbers, sources, targets):
            found.setdefault(pair[0], pair)
        if found:
            yield list(found.values())
