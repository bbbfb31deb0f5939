"""Translation units read from a memory of Trados Studio."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from tmtool.errors import InputError, LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.files import check_readable
from tmtool.formats.sdltm.fields import CustomFields
from tmtool.formats.sdltm.segment import SegmentError, parse_segment
from tmtool.formats.values import parse_time
from tmtool.languages import normalise
from tmtool.models import Skipped, TranslationUnit

_MAGIC = b"SQLite format 3\0"

_NEEDED = {
    "translation_memories": {"id", "source_language", "target_language"},
    "translation_units": {"id", "translation_memory_id", "source_segment", "target_segment"},
}
"""Tables and columns without which a database is no memory of Trados."""

_OPTIONAL = (
    "guid",
    "creation_date",
    "creation_user",
    "change_date",
    "change_user",
    "usage_counter",
    "confirmationlevel",
)
"""Columns that some versions of Trados do not have."""

_UNCONFIRMED = {1, 3, 5}
"""Confirmation levels of texts that nobody stands for: draft, and rejected in two stages."""


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a memory in the order in which it has them.

    Segments come with their tags; the guid is the tuid, custom fields are properties, the id
    context is the context. A unit is a draft where its translation is not confirmed. Raises
    InputError for a file that is no memory of Trados, or is damaged. The file is not changed.
    """
    _check_kind(path)
    try:
        with closing(_opened(path)) as connection:
            _check_tables(connection, path)
            yield from _units(connection, path)
    # SQLite names what is damaged in its own bytes, which Python cannot always read.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InputError(
            f"the memory of Trados cannot be read: {error}",
            where=str(path),
            hint="Close it in Trados, or export it from there as TMX.",
        ) from error


def _check_kind(path: Path) -> None:
    check_readable(path)
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if start != _MAGIC:
        raise InputError(
            "this is no memory of Trados: it is not an SQLite database",
            where=str(path),
            hint="Name the format with --as if the file's suffix misleads.",
        )


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    # Texts that are not UTF-8 are skipped unit by unit.
    connection.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
    return connection


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {name for (name,) in rows}


def _check_tables(connection: sqlite3.Connection, path: Path) -> None:
    for table, columns in _NEEDED.items():
        if not columns <= _columns(connection, table):
            ours = bool(_columns(connection, "variant"))
            raise InputError(
                f"this is no memory of Trados: it has no table {table} as Trados has it",
                where=str(path),
                hint="It is a memory of tmtool: open it with --db."
                if ours
                else "Name the format with --as if the file's suffix misleads.",
            )


def _units(connection: sqlite3.Connection, path: Path) -> Iterator[TranslationUnit | Skipped]:
    has = _columns(connection, "translation_units")
    chosen = ", ".join(f"u.{name}" if name in has else "NULL" for name in _OPTIONAL)
    rows = connection.execute(
        "SELECT u.id, m.source_language, m.target_language, u.source_segment, u.target_segment,"
        f" {chosen} FROM translation_units u"
        " JOIN translation_memories m ON m.id = u.translation_memory_id ORDER BY u.id"
    )
    fields = CustomFields(connection)
    for number, *row in rows:
        try:
            yield _unit(row, fields, number)
        except (SegmentError, LanguageError) as error:
            reason = error.what if isinstance(error, LanguageError) else str(error)
            yield Skipped(f"{path}: unit {number}", reason)


def _unit(row: list[Any], fields: CustomFields, number: int) -> TranslationUnit:
    source_tag, target_tag, source, target, guid, *rest = row
    created_at, created_by, changed_at, changed_by, used, level = rest
    variants = tuple(
        parse_segment(xml or "", normalise(tag))
        for xml, tag in ((source, source_tag), (target, target_tag))
    )
    for variant in variants:
        if not variant.text.strip():
            raise SegmentError(f"it has no text in {variant.language}")
    return TranslationUnit(
        variants,
        tuid=_tuid(guid),
        context=fields.context(number),
        status="draft" if level in _UNCONFIRMED else "approved",
        created_at=_time(created_at),
        created_by=created_by or None,
        changed_at=_time(changed_at),
        changed_by=changed_by or None,
        usage_count=used if isinstance(used, int) and used > 0 else 0,
        properties=fields.properties(number),
    )


def _tuid(guid: object) -> str | None:
    """Return a guid as Trados prints it: .NET stores its first three parts low byte first."""
    if isinstance(guid, bytes) and len(guid) == 16:
        return str(UUID(bytes_le=guid))
    return guid if isinstance(guid, str) and guid else None


def _time(text: object) -> str | None:
    """Return a time; the years 1 and 9999 are what Trados has where there is none."""
    found = parse_time(text) if isinstance(text, str) else None
    return None if found is None or found[:4] in ("0001", "9999") else found
