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
from tmtool.errors import MemoryFileError
from tmtool.memory import Memory
from tmtool.models import Concept, Term
from tmtool.store import connection as connections
from tmtool.store import migrations, units, upkeep, word_knowledge
from tmtool.store import schema as schema_now
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


OLD_GLOSSARY = """
INSERT INTO corpus (id, name) VALUES (1, 'a');
INSERT INTO language VALUES (1, 'en'), (2, 'ru');
INSERT INTO glossary (id, name) VALUES (1, 'own');
INSERT INTO concept (id, glossary_id, identifier, domain, fingerprint) VALUES
  (1, 1, 'c1', 'law', x'01'), (2, 1, NULL, NULL, x'02'), (9, 1, NULL, NULL, x'09');
INSERT INTO term (id, concept_id, language_id, text, status, part_of_speech, note) VALUES
  (1, 1, 2, 'государство \u2014 участник', 'preferred', 'noun', 'ок'),
  (2, 1, 1, 'State Party', 'preferred', 'noun', NULL),
  (3, 2, 2, 'вступить в силу', 'admitted', 'verb', NULL),
  (4, 2, 1, 'enter into force', 'preferred', 'verb', NULL),
  (9, 9, 1, 'gone', 'preferred', NULL, NULL);
INSERT INTO term_key VALUES ('ru', 'старый ключ', 1, 2);
INSERT INTO term_form VALUES (2, 'States Parties');
DELETE FROM concept WHERE id = 9;
"""


@pytest.fixture(params=[1, 2, 3])
def with_glossary(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of an older version that has a glossary, from which a concept was removed."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[: request.param])
            patch.setattr(migrations, "SCHEMA_VERSION", request.param)
            migrations.migrate(connection)
        connection.executescript(f"PRAGMA foreign_keys = ON;{OLD_GLOSSARY}")
    return path


TEXT = (
    "После этого договор для государств \u2014 участников вступает, если не решено иначе, в силу."
)


def hits(memory: Memory) -> list[tuple]:
    found = memory.glossary.suggest(TEXT, "ru", "en")
    return [(h.term, h.text, h.confidence, [t.text for t in h.translations]) for h in found]


def test_its_terms_are_found_by_the_rules_of_now(with_glossary: Path, memory: Memory):
    with tmtool.open(with_glossary) as old:
        assert schema(old._connection) == schema(memory._connection)
        assert old._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for concept in old.glossary.concepts():
            memory.glossary.add(concept, glossary="own")
        assert hits(old) == hits(memory)
        assert [term for term, *_ in hits(old)] == [
            "государство \u2014 участник",
            "вступить в силу",
        ]
        first = old.glossary.concept(1)
        assert (first.identifier, first.domain, first.terms[0].note) == ("c1", "law", "ок")
        assert first.terms[1].forms == ("States Parties",)
        added = old.glossary.add(Concept((Term("ru", "новый"),)), glossary="own")
        assert (added.id, added.terms[0].id) == (10, 10)


def test_an_upgrade_that_is_cut_off_leaves_the_old_file(with_glossary: Path, monkeypatch):
    before = sqlite3.connect(with_glossary)
    version = before.execute("PRAGMA user_version").fetchone()
    before.close()

    def killed(connection):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(migrations.migration_4, "fill", killed)
        with pytest.raises(KeyboardInterrupt):
            tmtool.open(with_glossary)
    with closing(sqlite3.connect(with_glossary)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == version
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (0,)
        assert connection.execute("SELECT key FROM term_key").fetchall() == [("старый ключ",)]
    with tmtool.open(with_glossary) as memory:
        assert len(hits(memory)) == 2


@pytest.fixture
def version_5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of version 5 with units of an import, a term, a run and an accepted finding."""
    path = tmp_path / "five.db"
    with monkeypatch.context() as patch:
        for module in (migrations, schema_now, connections):
            patch.setattr(module, "SCHEMA_VERSION", 5)
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:5])
        with tmtool.open(path) as memory:
            memory.load(table(tmp_path / "old.tsv", [["1", "Да", "Yes"], ["2", "Нет", "No"]]))
            memory.glossary.add(Concept((Term("ru", "договор"), Term("en", "treaty"))))
            memory._connection.execute(
                "INSERT INTO segment_counts (digest, used, counts) VALUES (x'00', 1, x'01')"
            )
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (5,)
            assert "aligned_pair" not in schema(connection)
    return path


def test_a_memory_of_version_5_learns_of_alignment(version_5: Path, memory: Memory):
    with tmtool.open(version_5) as old:
        assert schema(old._connection) == schema(memory._connection)
        assert [texts(unit)["ru"] for unit in old.units()] == ["Да", "Нет"]
        assert old._connection.execute("SELECT count(*) FROM segment_counts").fetchone() == (1,)
        assert list(upkeep.check(old._connection)) == []
        state = word_knowledge.state(old._connection)
        assert (state.units, state.terms) == (2, 2)
    assert version_5.with_name("five.db.v5-backup").is_file()


def test_an_upgrade_to_version_6_that_is_cut_off_leaves_the_old_file(version_5: Path, monkeypatch):
    with monkeypatch.context() as patch:
        broken = migrations.migration_6.TABLES + "CREATE TABLE unit (id INTEGER);"
        patch.setattr(migrations.migration_6, "TABLES", broken)
        with pytest.raises(MemoryFileError):
            tmtool.open(version_5)
    with closing(sqlite3.connect(version_5)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (5,)
        assert "word_knowledge" not in schema(connection)
    with tmtool.open(version_5) as memory:
        assert len(list(memory.units())) == 2
