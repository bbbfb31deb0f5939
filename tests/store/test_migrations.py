"""Memories of older versions, brought to the newest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from building import pair, table, texts

import tmtool
from tmtool.memory import Memory
from tmtool.store import migrations, units, upkeep
from tmtool.store.fingerprints import fingerprint
from tmtool.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tmtool.store.schema_1 import TABLES_1

PLACED = pair("Да", "Yes", tuid="1", document="a.xml", position=7, context="menu")
PLAIN = pair("Нет", "No", status="draft", note="ок", properties={"key": "value"})


def digest(*parts: str) -> bytes:
    """A digest as version 1 has them."""
    return blake2b("\x1f".join(parts).encode(), digest_size=12).digest()


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


@pytest.fixture
def version_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of version 1 with units added by hand and by an import, and one removed."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
            patch.setattr(migrations, "SCHEMA_VERSION", 1)
            migrations.migrate(connection)
        connection.execute("INSERT INTO corpus (id, name) VALUES (1, 'a')")
        connection.executemany("INSERT INTO language VALUES (?, ?)", [(1, "en"), (2, "ru")])
        for number, unit in enumerate([PLACED, PLAIN], 1):
            add(connection, replace(unit, id=number))
        gone = replace(pair("Ну", "Well", tuid="3"), id=9, corpus="a")
        add(connection, gone)
        connection.execute(
            "INSERT INTO change (at, operation, unit_id, before) VALUES ('2026-11-02T00:00:00Z',"
            " 'remove', 9, json_insert(?, '$.identity',"
            " (SELECT hex(identity) FROM unit WHERE id = 9)))",
            (units.to_json(gone),),
        )
        connection.execute("DELETE FROM variant WHERE unit_id = 9")
        connection.execute("DELETE FROM unit WHERE id = 9")
    return path


def add(connection: sqlite3.Connection, unit) -> None:
    """Add a unit as version 1 did."""
    place = (unit.tuid or "", unit.context or "", unit.document or "")
    connection.execute(
        "INSERT INTO unit (id, corpus_id, tuid, document, position, context, status, note,"
        " properties, fingerprint, identity) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            unit.id,
            *(unit.tuid, unit.document, unit.position, unit.context, unit.status, unit.note),
            '{"key": "value"}' if unit.properties else None,
            fingerprint(unit),
            digest(*place) if unit.tuid else None,
        ),
    )
    connection.executemany(
        "INSERT INTO variant VALUES (?, (SELECT id FROM language WHERE tag = ?), ?, ?, ?)",
        [(unit.id, v.language, v.text, v.markup, digest(v.text)) for v in unit.variants],
    )


def test_an_old_memory_gets_the_schema_of_a_new_one(version_1: Path, memory: Memory):
    with tmtool.open(version_1) as old:
        assert schema(old._connection) == schema(memory._connection)
        for check, sound in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            assert old._connection.execute(f"PRAGMA {check}").fetchall() == sound
        assert old._connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    copy = version_1.with_name("old.db.v1-backup")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM unit").fetchone() == (2,)


def test_its_units_are_as_they_were(version_1: Path):
    with tmtool.open(version_1) as old:
        assert [(texts(unit), unit.id) for unit in old.units()] == [
            ({"ru": "Да", "en": "Yes"}, 1),
            ({"ru": "Нет", "en": "No"}, 2),
        ]
        assert old.unit(1).context == "menu"
        assert old.unit(2).properties == {"key": "value"}
        assert old.add_unit(pair("Ну", "Well"), corpus="a")[0].id == 10


def digests(memory: Memory) -> list[list[tuple]]:
    return [
        memory._connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in ("unit_digest", "variant_digest")
    ]


def test_its_digests_are_those_of_a_new_memory(version_1: Path, memory: Memory):
    for unit in (PLACED, PLAIN):
        memory.add_unit(unit, corpus="a")
    with tmtool.open(version_1) as old:
        ours = "SELECT fingerprint, fingerprint_rest FROM unit ORDER BY id"
        assert (
            old._connection.execute(ours).fetchall() == memory._connection.execute(ours).fetchall()
        )
        (identity,) = old._connection.execute("SELECT identity FROM unit WHERE id = 1").fetchone()
        found = old._connection.execute("SELECT digest, unit_id FROM unit_digest").fetchall()
        assert (identity, 1) in found
        assert len(found) == 3
        assert len(old.lookup("Да", "ru", "en")) == 1


def test_a_unit_removed_before_is_brought_back_with_its_identity(version_1: Path, tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text("tuid\tru\ten\n3\tНу\tOh well\n", encoding="utf-8")
    with tmtool.open(version_1) as old:
        old.undo()
        assert old.load(path).updated == 1
        assert texts(old.unit(9)) == {"ru": "Ну", "en": "Oh well"}


# A memory that version 1 imported a file into ----------------------------------------------

ROWS = [
    ["1", "Статья 7 договора о мире", "Article 7 of the peace treaty"],
    ["2", "Договор вступает в силу", "The treaty enters into force"],
    ["3", "Да, конечно!", "Yes, of course!"],
]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A memory made with the statements of version 1, with an import that has ended."""
    path = tmp_path / "imported.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(TABLES_1)
        connection.executescript(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT,"
            " name TEXT, applied_at TEXT);"
            "CREATE UNIQUE INDEX idx__sqlite_migrations_migration_set_name"
            " ON _sqlite_migrations (migration_set, name);"
            "INSERT INTO _sqlite_migrations VALUES (1, 'tmtool', 'm001', '2026-11-01 00:00:00');"
            "INSERT INTO corpus (id, name) VALUES (1, 'a');"
            "INSERT INTO import VALUES (1, 1, 'a.tsv', 'tsv', NULL, '2026-11-01T00:00:00Z',"
            " '2026-11-01T00:00:01Z', 1, 0);"
            "INSERT INTO language VALUES (1, 'ru'), (2, 'en');"
        )
        for number, (tuid, ru, en) in enumerate(ROWS, 1):
            add(connection, pair(ru, en, tuid=tuid, status="approved", id=number))
        connection.execute("UPDATE unit SET import_id = 1")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    return path


def test_an_imported_memory_of_version_1_is_indexed(imported: Path):
    with tmtool.open(imported) as old:
        assert list(upkeep.check(old._connection)) == []


@pytest.mark.parametrize(
    ("text", "source", "target", "rate", "found"),
    [
        ("Договор вступает в силу", "ru", "en", 100, "The treaty enters into force"),
        ("Статья 8 договора о мире", "ru", "en", 98, "Article 7 of the peace treaty"),
        ("да, конечно.", "ru", "en", 98, "Yes, of course!"),
        ("The treaty enters into force", "en", "ru", 100, "Договор вступает в силу"),
        ("The treaty enters into force.", "en", "ru", 99, "Договор вступает в силу"),
    ],
)
def test_it_finds_what_it_has(
    imported: Path, text: str, source: str, target: str, rate: int, found: str
):
    with tmtool.open(imported) as old:
        matches = old.lookup(text, source, target)
        assert [(match.rate, match.target) for match in matches] == [(rate, found)]


def test_it_knows_its_units_when_the_file_is_imported_again(imported: Path, tmp_path: Path):
    path = table(tmp_path / "a.tsv", ROWS)
    changed = [ROWS[0], [*ROWS[1][:2], "The treaty becomes effective"], ROWS[2]]
    with tmtool.open(imported) as old:
        report = old.load(path)
        assert (report.added, report.updated, report.duplicate) == (0, 0, 3)
        report = old.load(table(path, changed))
        assert (report.added, report.updated, report.duplicate) == (0, 1, 2)
        assert old.lookup(ROWS[1][1], "ru", "en")[0].target == "The treaty becomes effective"
        assert [unit.id for unit in old.units()] == [1, 2, 3]
        assert list(upkeep.check(old._connection)) == []
