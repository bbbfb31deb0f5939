"""Units with the same texts as another, and which of them is the best."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice

from tmtool.models import STATUSES, TranslationUnit
from tmtool.store import units
from tmtool.store.unit_filter import Filter

_BATCH = 5_000
_BEST_FIRST = "status, changed DESC, used DESC, unit"

# The texts that stand before or after a unit in its document, by their digests.
_NEIGHBOUR = """
(SELECT group_concat(digest) FROM (
  SELECT v.digest FROM live_unit n CROSS JOIN variant v ON v.unit_id = n.id
  WHERE n.corpus_id = u.corpus_id AND n.document IS u.document AND n.position = u.position {}
  ORDER BY n.id, v.language_id))
"""
_PLACE = f"""
UPDATE temp.same SET place = (
  SELECT json_array(u.context, {_NEIGHBOUR.format("- 1")}, {_NEIGHBOUR.format("+ 1")})
  FROM unit u WHERE u.id = same.unit)
WHERE texts IN (SELECT texts FROM temp.same GROUP BY texts HAVING count(*) > 1)
"""


def worse_duplicates(
    connection: sqlite3.Connection,
    chosen: Filter,
    *,
    across_corpora: bool = False,
    keep_contexts: bool = False,
) -> Iterator[tuple[int, int]]:
    """Yield units that have the same texts as a better one, with that one; those of one together.

    Texts are the same where they are so letter by letter, with their markup, in all languages.
    The best is approved before a draft before a machine translation, then the one changed last,
    then the most used, then the first. Without `across_corpora` only units of one corpus are
    compared; with `keep_contexts` only those with the same context id and the same neighbours in
    their documents.
    """
    _collect(connection, units.stream(connection, chosen), across_corpora=across_corpora)
    try:
        if keep_contexts:
            connection.execute(_PLACE)
        yield from connection.execute(
            "SELECT unit, kept FROM (SELECT unit, first_value(unit) OVER"
            f" (PARTITION BY texts, place ORDER BY {_BEST_FIRST}) AS kept FROM temp.same)"
            " WHERE unit <> kept ORDER BY kept, unit"
        )
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.same")


def _collect(
    connection: sqlite3.Connection, found: Iterable[TranslationUnit], *, across_corpora: bool
) -> None:
    connection.execute("DROP TABLE IF EXISTS temp.same")
    connection.execute(
        "CREATE TEMP TABLE same (unit INTEGER PRIMARY KEY, texts BLOB, place TEXT DEFAULT '',"
        " status INTEGER, changed TEXT, used INTEGER)"
    )
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        connection.executemany(
            "INSERT INTO temp.same (unit, texts, status, changed, used) VALUES (?, ?, ?, ?, ?)",
            [_row(unit, across_corpora=across_corpora) for unit in batch],
        )


def _row(unit: TranslationUnit, *, across_corpora: bool) -> Sequence[object]:
    parts = [] if across_corpora else [unit.corpus or ""]
    for text in sorted((v.language, v.text, v.markup or "") for v in unit.variants):
        parts += text
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return (
        unit.id,
        blake2b(joined, digest_size=16).digest(),
        STATUSES.index(unit.status),
        unit.changed_at or unit.created_at or "",
        unit.usage_count,
    )
