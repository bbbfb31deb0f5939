"""The columns of a table of units and what their cells mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tmtool.formats.times import parse_time
from tmtool.models import STATUSES, Status, TranslationUnit, Variant

_STATUS_NAMES: dict[str, Status] = {
    **{status: status for status in STATUSES},
    "ht": "approved",
    "mt": "machine",
    "-": "approved",
}
MARKUP = ":markup"
PROPERTIES = "properties"


def _count(cell: str) -> int:
    if not cell.strip().isdecimal():
        raise ValueError(f"{cell!r} is not a whole number")
    return int(cell)


@lru_cache(maxsize=256)
def _status(cell: str) -> Status:
    status = _STATUS_NAMES.get(cell.strip().lower())
    if status is None:
        raise ValueError(f"{cell!r} is not a status (approved, draft, machine, HT or MT)")
    return status


@lru_cache(maxsize=4096)
def _time(cell: str) -> str:
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
"""The columns that fill a field of the unit, and how a cell is converted."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by their indexes.

    `languages` are index, tag and the index of the markup; `properties_index` is that of a
    column with a JSON object.
    """

    width: int
    languages: tuple[tuple[int, str, int | None], ...]
    fields: tuple[tuple[int, str, Callable[[str], Any]], ...]
    properties: tuple[tuple[int, str], ...]
    properties_index: int | None

    def unit(self, row: Sequence[str]) -> TranslationUnit:
        """Return the unit of a row of this width; ValueError says what is wrong with the row.

        A blank cell means unknown.
        """
        variants = []
        for index, language, markup in self.languages:
            text = row[index]
            if text and not text.isspace():
                variants.append(
                    Variant(language, text, row[markup] or None if markup is not None else None)
                )
        if len(variants) < 2:
            raise ValueError(
                f"it has text in {len(variants)} of the two languages or more that it needs"
            )
        fields: dict[str, Any] = {}
        for index, name, convert in self.fields:
            cell = row[index]
            if cell and not cell.isspace():
                fields[name] = convert(cell)
        if self.properties or self.properties_index is not None:
            fields["properties"] = self._properties(row)
        return TranslationUnit(tuple(variants), **fields)

    def _properties(self, row: Sequence[str]) -> dict[str, str]:
        properties = {name: row[index] for index, name in self.properties if row[index].strip()}
        cell = row[self.properties_index] if self.properties_index is not None else ""
        if cell.strip():
            values = json.loads(cell)
            if not isinstance(values, dict) or not all(
                isinstance(value, str) for value in values.values()
            ):
                raise ValueError("the properties are not a JSON object of strings")
            properties |= values
        return properties
