"""The custom fields and the id contexts of units in a memory of Trados."""

from __future__ import annotations

import sqlite3

__all__ = ["CustomFields"]

_VALUES = {
    "string_attributes": (
        "SELECT a.name, v.value FROM string_attributes v"
        " JOIN attributes a ON a.id = v.attribute_id WHERE v.translation_unit_id = ?"
    ),
    "numeric_attributes": (
        "SELECT a.name, v.value FROM numeric_attributes v"
        " JOIN attributes a ON a.id = v.attribute_id WHERE v.translation_unit_id = ?"
    ),
    "date_attributes": (
        "SELECT a.name, v.value FROM date_attributes v"
        " JOIN attributes a ON a.id = v.attribute_id WHERE v.translation_unit_id = ?"
    ),
    "picklist_attributes": (
        "SELECT a.name, p.value FROM picklist_attributes v"
        " JOIN picklist_values p ON p.id = v.picklist_value_id"
        " JOIN attributes a ON a.id = p.attribute_id WHERE v.translation_unit_id = ?"
    ),
}
_CONTEXT = "SELECT idcontext FROM translation_unit_idcontexts WHERE translation_unit_id = ?"


class CustomFields:
    """Looks up what else is known of a unit; tables that are missing or empty are not asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queries = [query for table, query in _VALUES.items() if self._has_rows(table)]
        self._has_contexts = self._has_rows("translation_unit_idcontexts")

    def _has_rows(self, table: str) -> bool:
        known = self._connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        return bool(known and self._connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone())

    def properties(self, unit: int) -> dict[str, str]:
        """Return the fields of a unit by their names; of several values each has its line."""
        found: dict[str, list[str]] = {}
        for query in self._queries:
            for name, value in self._connection.execute(query, (unit,)):
                found.setdefault(name, []).append(str(value))
        return {name: "\n".join(values) for name, values in found.items()}

    def context(self, unit: int) -> str | None:
        """Return the id context of a unit, such as the key of a string in a software file."""
        if not self._has_contexts:
            return None
        row = self._connection.execute(_CONTEXT, (unit,)).fetchone()
        return str(row[0]) if row and row[0] else None
