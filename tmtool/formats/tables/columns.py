"""The columns of a table of units and what their cells mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from tmtool.formats.values import parse_count, parse_time
from tmtool.models import STATUSES, Status, TranslationUnit, Variant

_STATUS_NAMES: dict[str, Status] = {
    **{status: status for status in STATUSES},
    "ht": "approved",
    "mt": "machine",
}
MARKUP = ":markup"
PROPERTIES = "properties"
_UNKNOWN = "-"


def _count(cell: str) -> int | None:
    count = parse_count(cell)
    if count is None and cell.strip() != _UNKNOWN:
        raise ValueError(f"{cell!r} is not a whole number")
    return count


@lru_cache(maxsize=256)
def _status(cell: str) -> Status | None:
    text = cell.strip().lower()
    if text == _UNKNOWN:
        return None
    if text not in _STATUS_NAMES:
        raise ValueError(f"{cell!r} is not a status (approved, draft, machine, HT or MT)")
    return _STATUS_NAMES[text]


@lru_cache(maxsize=4096)
def _time(cell: str) -> str | None:
    if cell.strip() == _UNKNOWN:
        return None
    time = parse_time(cell)
    if time is None:
        raise ValueError(f"{cell!r} is not a date (YYYY-MM-DD, MM/DD/YYYY or DD.MM.YYYY)")
    return time


FIELDS: dict[str, Callable[[str], Any]] = {
    "tuid": str,
    "document": str,
    "position": _count,
    "context": str,
    "status": _status,
    "created_at": _time,
    "created_by": str,
    "changed_at": _time,
    "changed_by": str,
    "usage_count": _count,
    "note": str,
}
"""The columns that fill a field of the unit, and how a cell is converted; `None` is unknown."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by their indexes.

    `languages` are index, tag and the index of the markup; `properties_index` is that of a
    column with a JSON object. `source` is the language of a column that is called so.
    """

    width: int
    languages: tuple[tuple[int, str, int | None], ...]
    fields: tuple[tuple[int, str, Callable[[str], Any]], ...]
    properties: tuple[tuple[int, str], ...]
    properties_index: int | None
    source: str | None = None

    def unit(self, row: Sequence[str]) -> TranslationUnit:
        """Return the unit of a row of this width; ValueError says what is wrong with the row.

        A blank cell means unknown, and so does `-` for a number, a date or a status.
        """
        variants = self._variants(row)
        if len(variants) < 2:
            raise ValueError(
                f"it has text in {len(variants)} of the two languages or more that it needs"
            )
        return self._with_fields(variants, row)

    def untranslated(self, row: Sequence[str]) -> TranslationUnit | None:
        """Return the unit of a row with text in one language alone, `None` for other rows."""
        variants = self._variants(row)
        try:
            return self._with_fields(variants, row) if len(variants) == 1 else None
        except ValueError:
            return None

    def _variants(self, row: Sequence[str]) -> list[Variant]:
        variants = []
        for index, language, markup in self.languages:
            text = row[index]
            if text and not text.isspace():
                variants.append(
                    Variant(language, text, row[markup] or None if markup is not None else None)
                )
        return variants

    def _with_fields(self, variants: Sequence[Variant], row: Sequence[str]) -> TranslationUnit:
        fields: dict[str, Any] = {}
        for index, name, convert in self.fields:
            cell = row[index]
            if cell and not cell.isspace():
                value = convert(cell)
                if value is not None:
                    fields[name] = value
        if self.properties or self.properties_index is not None:
            fields["properties"] = self._properties(row)
        return TranslationUnit(tuple(variants), **fields)

    def _properties(self, row: Sequence[str]) -> dict[str, str]:
        properties = {name: row[index] for index, name in self.properties if row[index].strip()}
        cell = row[self.properties_index] if self.properties_index is not None else ""
        return properties | _json_strings(cell) if cell.strip() else properties


def _json_strings(cell: str) -> dict[str, str]:
    try:
        values = json.loads(cell)
        if isinstance(values, dict):
            "".join(chain(values.keys(), values.values())).encode()
            return values
    except (ValueError, TypeError, RecursionError):
        pass
    raise ValueError("the properties are not a JSON object of strings")
