"""Memories of older versions, brought to the newest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from building import pair, texts

import tmtool
from tmtool.memory import Memory
from tmtool.store import migrations, units
from tmtool.store.fingerprints import fingerprint
from tmtool.store.schema import SCHEMA_VERSION

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
