"""Segments that stand in a memory several times, and where units come from."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from tmtool.store.connection import placeholders

_AT_ONCE = 500
_VISIBLE = "u.import_id NOT IN (SELECT id FROM import WHERE finished_at IS NULL)"

Repeated = dict[int, list[int]]
"""The digests of an equal segment's translations, each with the units that have it."""

Origin = tuple[str, str | None, str | None]
"""A corpus, a document and who changed a unit last."""


def repeated(
    connection: sqlite3.Connection,
    sources: Sequence[int],
    targets: Sequence[int],
    corpus: str | None = None,
) -> Iterator[Repeated]:
    """Yield each segment that has several translations in one language, in no certain order.

    Digests are read in their order, and no text is.
    """
    # CROSS JOIN keeps the order of the tables: what has one digest comes together.
    rows = connection.execute(
        "SELECT r.digest, t.language_id, t.digest, u.id FROM (SELECT digest FROM variant_digest"
        f" WHERE language_id IN ({placeholders(sources)})"
        " GROUP BY digest HAVING count(*) > 1) r"
        " CROSS JOIN variant_digest d ON d.digest = r.digest"
        f" AND d.language_id IN ({placeholders(sources)})"
        " CROSS JOIN unit u ON u.id = d.unit_id CROSS JOIN variant t ON t.unit_id = d.unit_id"
        f" WHERE t.language_id IN ({placeholders(targets)}) AND {_VISIBLE}"
        " AND (? IS NULL OR u.corpus_id = (SELECT id FROM corpus WHERE name = ?))",
        (*sources, *sources, *targets, corpus, corpus),
    )
    for _, same in groupby(rows, key=lambda row: row[0]):
        yield from _by_language(list(same))


def _by_language(rows: Sequence[tuple[int, int, int, int]]) -> Iterator[Repeated]:
    """Yield the translations in each language of which there are several."""
    for language in dict.fromkeys(row[1] for row in rows):
        found: Repeated = {}
        for _, other, digest, unit in rows:
            if other == language and unit not in found.setdefault(digest, []):
                found[digest].append(unit)
        if len(found) > 1:
            yield found


def all_units(
    connection: sqlite3.Connection,
    sources: Sequence[int],
    targets: Sequence[int],
    corpus: str | None = None,
) -> int:
    """Return how many units have a text in one of the sources and in one of the targets."""
    (count,) = connection.execute(
        f"SELECT count(*) FROM unit u WHERE {_VISIBLE}"
        " AND EXISTS (SELECT 1 FROM variant s WHERE s.unit_id = u.id"
        f" AND s.language_id IN ({placeholders(sources)}))"
        " AND EXISTS (SELECT 1 FROM variant t WHERE t.unit_id = u.id"
        f" AND t.language_id IN ({placeholders(targets)}))"
        " AND (? IS NULL OR u.corpus_id = (SELECT id FROM corpus WHERE name = ?))",
        (*sources, *targets, corpus, corpus),
    ).fetchone()
    return int(count)


def of_corpus(connection: sqlite3.Connection, corpus: str) -> set[int]:
    """Return the numbers of all units of a corpus."""
    return {
        number
        for (number,) in connection.execute(
            "SELECT u.id FROM unit u JOIN corpus c ON c.id = u.corpus_id WHERE c.name = ?",
            (corpus,),
        )
    }


def origins(connection: sqlite3.Connection, units: Collection[int]) -> Counter[Origin]:
    """Return where these units come from, and from each place how many."""
    wanted = list(units)
    found: Counter[Origin] = Counter()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.update(
            connection.execute(
                "SELECT c.name, u.document, coalesce(u.changed_by, u.created_by) FROM unit u"
                f" JOIN corpus c ON c.id = u.corpus_id WHERE u.id IN ({placeholders(some)})",
                some,
            )
        )
    return found
