"""Units as rows: reading, adding, changing and removing them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby
from operator import attrgetter

from tmtool.errors import NotFoundError
from tmtool.models import TranslationUnit, Variant
from tmtool.store import digests, unit_index
from tmtool.store.connection import is_id, placeholders
from tmtool.store.fingerprints import fingerprint, halves, identity, text_digests
from tmtool.store.languages import language_id
from tmtool.store.unit_filter import Filter, conditions_of

_FIELDS = (
    "tuid",
    "document",
    "position",
    "context",
    "status",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "usage_count",
    "note",
)
_STORED = [field.name for field in fields(TranslationUnit)]
_fields = attrgetter(*_FIELDS)
_SELECT = f"""
SELECT u.id, c.name, {", ".join(f"u.{name}" for name in _FIELDS)}, u.properties,
       l.tag, v.text, v.markup
FROM live_unit u
CROSS JOIN corpus c ON c.id = u.corpus_id
CROSS JOIN variant v ON v.unit_id = u.id
CROSS JOIN language l ON l.id = v.language_id
"""
_ROWS = 20
"""Rows that one statement inserts."""

# CROSS JOIN keeps the order of the tables: rows come sorted and need not be collected first.
_ORDER = "ORDER BY u.id, v.language_id"


def read(connection: sqlite3.Connection, ids: Sequence[int]) -> list[TranslationUnit]:
    """Return the units with these ids, in the order of the ids; those not there are left out."""
    found: dict[int, TranslationUnit] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = placeholders(part)
        rows = connection.execute(f"{_SELECT} WHERE u.id IN ({marks}) {_ORDER}", part)
        found.update((unit.id, unit) for unit in _grouped(rows) if unit.id is not None)
    return [found[number] for number in ids if number in found]


def read_one(connection: sqlite3.Connection, number: int) -> TranslationUnit:
    """Return one unit; raises NotFoundError."""
    for unit in read(connection, [number] if is_id(number) else []):
        return unit
    raise NotFoundError(f"there is no unit {number}", hint="`tmtool lookup` shows units' numbers.")


def origins(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[int, str, str | None]]:
    """Return the id, the corpus and the time of the last change of these units, in any order."""
    found: list[tuple[int, str, str | None]] = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        found += connection.execute(
            "SELECT u.id, c.name, coalesce(u.changed_at, u.created_at) FROM live_unit u"
            f" JOIN corpus c ON c.id = u.corpus_id WHERE u.id IN ({placeholders(part)})",
            part,
        )
    return found


def stream(
    connection: sqlite3.Connection, chosen: Filter
) -> Generator[TranslationUnit, None, None]:
    """Yield the chosen units in the order they were added, a few at a time."""
    # What is added on the way does not come too.
    conditions, values = conditions_of(chosen)
    where = " AND ".join(["u.id <= (SELECT max(id) FROM unit)", *conditions])
    yield from _grouped(connection.execute(f"{_SELECT} WHERE {where} {_ORDER}", values))


def languages(connection: sqlite3.Connection, chosen: Filter) -> list[str]:
    """Return the tags that the chosen units have, sorted; each of these units is looked at."""
    conditions, values = conditions_of(chosen)
    rows = connection.execute(
        "SELECT tag FROM language WHERE id IN (SELECT DISTINCT v.language_id FROM live_unit u"
        " CROSS JOIN corpus c ON c.id = u.corpus_id CROSS JOIN variant v ON v.unit_id = u.id"
        f" WHERE {' AND '.join(['1', *conditions])}) ORDER BY tag",
        values,
    )
    return [tag for (tag,) in rows]


def _grouped(rows: Iterable[Sequence[object]]) -> Iterator[TranslationUnit]:
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _unit(list(group))


def _unit(rows: list[Sequence[object]]) -> TranslationUnit:
    """Build a unit from its rows, one for each variant."""
    number, corpus, *fields = rows[0][: 2 + len(_FIELDS)]
    properties = rows[0][2 + len(_FIELDS)]
    variants = tuple(Variant(*row[-3:]) for row in rows)  # type: ignore[arg-type]
    return TranslationUnit(
        variants,
        **dict(zip(_FIELDS, fields, strict=True)),  # type: ignore[arg-type]
        properties=json.loads(properties) if isinstance(properties, str) else {},
        id=number,  # type: ignore[arg-type]
        corpus=corpus,  # type: ignore[arg-type]
    )


def insert(
    connection: sqlite3.Connection,
    corpus_id: int,
    units: Sequence[TranslationUnit],
    *,
    import_id: int = 0,
    by_source: bool = False,
    fingerprints: Sequence[bytes] | None = None,
    identities: Sequence[int | None] | None = None,
    with_digests: bool = True,
) -> Sequence[int]:
    """Add units to a corpus and return their ids; needs a write transaction.

    A unit that has an id keeps it. With `by_source`, units without a tuid are known again by
    the first of their texts. `fingerprints` and `identities` are the units' own, where the
    caller has them. `with_digests=False` leaves the units to `digests.write`, without which
    nothing finds them. Units of an import are not put into the index of segments here.
    """
    if not units:
        return []
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'unit'").fetchone()
    first = (row[0] if row else 0) + 1
    numbers = [unit.id or number for number, unit in enumerate(units, first)]
    prints = map(halves, fingerprints or map(fingerprint, units))
    values = [*zip(*map(_fields, units), strict=True), *zip(*prints, strict=True)]
    columns = dict(zip((*_FIELDS, "fingerprint", "fingerprint_rest"), values, strict=True))
    columns["properties"] = tuple(map(_properties, units))
    columns["identity"] = tuple(
        identities or (identity(unit, by_source=by_source) for unit in units)
    )
    columns |= {"corpus_id": (corpus_id,) * len(units), "import_id": (import_id,) * len(units)}
    _insert(connection, "unit", {"id": numbers, **columns})
    _insert_variants(connection, numbers, units)
    if with_digests:
        digests.add(connection, numbers)
    if not import_id:
        unit_index.add_units(connection, numbers)
    return numbers


def _insert_variants(
    connection: sqlite3.Connection, numbers: Sequence[int], units: Sequence[TranslationUnit]
) -> None:
    variants = [variant for unit in units for variant in unit.variants]
    tags = [variant.language for variant in variants]
    languages = {tag: language_id(connection, tag) for tag in sorted(set(tags))}
    texts = [variant.text for variant in variants]
    columns: dict[str, Sequence[object]] = {
        "unit_id": [n for n, unit in zip(numbers, units, strict=True) for _ in unit.variants],
        "language_id": [languages[tag] for tag in tags],
        "digest": text_digests(texts),
        "text": texts,
        "markup": [variant.markup for variant in variants],
    }
    _insert(connection, "variant", columns)


def _insert(
    connection: sqlite3.Connection, table: str, columns: Mapping[str, Sequence[object]]
) -> None:
    """Insert rows, given as columns; a column with nothing in it is left out."""
    # sqlite3 looks for an adapter for every None: it takes ten times as long as a text. And a
    # statement costs as much as a row, so each inserts several.
    used = {name: values for name, values in columns.items() if values.count(None) < len(values)}
    width = len(used)
    values: list[object] = [None] * sum(map(len, used.values()))
    for place, column in enumerate(used.values()):
        values[place::width] = column
    row = f"({','.join('?' * width)})"
    rest = len(values) % (_ROWS * width)
    for part, size in (
        (values[: len(values) - rest], _ROWS * width),
        (values[len(values) - rest :], rest),
    ):
        if part:
            connection.executemany(
                f"INSERT INTO {table} ({','.join(used)}) VALUES"
                f" {','.join([row] * (size // width))}",
                (part[start : start + size] for start in range(0, len(part), size)),
            )


def _properties(unit: TranslationUnit) -> str | None:
    return json.dumps(dict(unit.properties), ensure_ascii=False) if unit.properties else None


def update(connection: sqlite3.Connection, unit: TranslationUnit) -> None:
    """Write a changed unit over the one with its id; needs a write transaction."""
    update_all(connection, [unit])


def update_all(connection: sqlite3.Connection, changed: Sequence[TranslationUnit]) -> None:
    """Write changed units over those with their ids; needs a write transaction.

    Together, as each stem's units are one value in the index, which is written once then.
    """
    if not changed:
        return
    numbers = [unit.id or 0 for unit in changed]
    stored = read(connection, numbers)
    names = (*_FIELDS, "properties", "fingerprint", "fingerprint_rest")
    connection.executemany(
        f"UPDATE unit SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
        [
            (*_fields(unit), _properties(unit), *halves(fingerprint(unit)), unit.id)
            for unit in changed
        ],
    )
    connection.executemany("DELETE FROM variant WHERE unit_id = ?", [(n,) for n in numbers])
    _insert_variants(connection, numbers, changed)
    digests.add(connection, numbers)
    unit_index.change_units(connection, stored, changed)


def identify(connection: sqlite3.Connection, number: int, identity: int | None) -> None:
    """Set the digest by which imports know a unit again; needs a write transaction."""
    connection.execute("UPDATE unit SET identity = ? WHERE id = ?", (identity, number))


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove one unit with its variants; needs a write transaction."""
    remove_all(connection, [number])


def remove_all(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Remove units with their variants; needs a write transaction."""
    unit_index.remove_units(connection, numbers)
    connection.executemany("DELETE FROM unit WHERE id = ?", [(number,) for number in numbers])


def duplicate_of(
    connection: sqlite3.Connection, corpus_id: int, unit: TranslationUnit
) -> int | None:
    """Return the id of a unit of the corpus that is the same in all that counts, or `None`."""
    found = digests.known(connection, [fingerprint(replace(unit, id=None))], corpus_id)
    return min(found.values(), default=None)


def to_json(unit: TranslationUnit, marks: Mapping[str, int] | None = None) -> str:
    """Return a unit as the undo log keeps it, with what else the log notes of it."""
    # dataclasses.asdict copies every value: an import that changes many units would wait for it.
    stored = {name: getattr(unit, name) for name in _STORED}
    stored["variants"] = [
        {"language": v.language, "text": v.text, "markup": v.markup} for v in unit.variants
    ]
    stored["properties"] = dict(unit.properties)
    stored |= marks or {}
    return json.dumps(stored, ensure_ascii=False)


def from_dict(stored: Mapping[str, object]) -> TranslationUnit:
    """Return the unit that `to_json` wrote, from the parsed JSON."""
    variants = tuple(Variant(**variant) for variant in stored["variants"])  # type: ignore[attr-defined]
    return TranslationUnit(**{**stored, "variants": variants})  # type: ignore[arg-type]
