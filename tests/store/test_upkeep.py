from __future__ import annotations

import sqlite3

TABLES = ("posting", "sizes", "statistics", "stem_weight")


def dump(connection: sqlite3.Connection) -> dict[str, list[tuple]]:
    """All of the index, the units of each posting in their order, pages without units left out."""
    found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
    numbers = [(*row[:3], sorted(memoryview(row[3]).cast("H"))) for row in found["posting"]]
    pages = [row for row in found["sizes"] if any(row[3])]
    return {**found, "posting": numbers, "sizes": pages}
