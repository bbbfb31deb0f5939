from __future__ import annotations

import re
import sqlite3

from tmtool.store.schema import TABLES

SELF_EVIDENT = {
    "id",
    "name",
    "at",
    "message",
    "by",
    "note",
    "origin",
    "licence",
    "imported_at",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "started_at",
    "source_language",
    "target_language",
    "segments",
    "status",
    "definition",
    "part_of_speech",
    "do_not_translate",
    "source",
    "stem",
}
"""Columns that their name says all about, or that are explained where they first occur."""


def statements(script: str) -> list[str]:
    """The statements of a script without comments, their white space folded."""
    bare = re.sub(r"--.*", "", script)
    return sorted(" ".join(part.split()) for part in bare.split(";") if part.strip())


def columns() -> dict[str, dict[str, str]]:
    """The lines of each table's columns in the schema's text."""
    tables = re.findall(r"CREATE TABLE (\w+) \(\n(.+?)\n\)", TABLES, re.DOTALL)
    return {
        table: {
            line.split()[0]: line
            for line in body.splitlines()
            if re.match(r"  [a-z]\w* +[A-Z]", line)
        }
        for table, body in tables
    }


def test_a_new_memory_has_exactly_the_schema_that_is_written_down(connection: sqlite3.Connection):
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite_%' AND tbl_name <> '_sqlite_migrations'"
    )
    assert statements(";".join(sql for (sql,) in rows)) == statements(TABLES)


def test_every_column_is_written_down_with_its_meaning(connection: sqlite3.Connection):
    told = columns()
    for table, lines in told.items():
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        assert list(lines) == names
        silent = {
            name
            for name, line in lines.items()
            if "--" not in line and "REFERENCES" not in line and name not in SELF_EVIDENT
        }
        assert not silent, f"{table}: say what {silent} means"
    assert len(told) == 24


def test_every_reference_is_indexed(connection: sqlite3.Connection):
    """Or removing a row would scan the tables that refer to it."""
    for table in columns():
        indexed = set()
        for row in connection.execute(f"PRAGMA index_list({table})").fetchall():
            indexed.add(connection.execute(f"PRAGMA index_info({row[1]})").fetchone()[2])
        for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            few_rows = row[2] == "language" or table == "import"
            assert few_rows or row[3] in indexed, f"{table}.{row[3]}"


def test_the_schema_is_sound(connection: sqlite3.Connection):
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
