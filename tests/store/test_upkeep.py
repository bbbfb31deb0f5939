from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from building import pair, table
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import tmtool
from tmtool.errors import InputError, NotFoundError
from tmtool.memory import Memory
from tmtool.models import IndexFault, TranslationUnit, Variant
from tmtool.store import upkeep
from tmtool.store.connection import open_file
from tmtool.store.imports import Import
from tmtool.store.schema import SCHEMA_VERSION

TABLES = ("posting", "sizes", "statistics", "stem_weight")


def dump(connection: sqlite3.Connection) -> dict[str, list[tuple]]:
    """All of the index, the units of each posting in their order, pages without units left out."""
    found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
    numbers = [(*row[:3], sorted(memoryview(row[3]).cast("H"))) for row in found["posting"]]
    pages = [row for row in found["sizes"] if any(row[4])]
    return {**found, "posting": numbers, "sizes": pages}


def faults(connection: sqlite3.Connection) -> list[IndexFault]:
    return list(upkeep.check(connection))


# Whatever is written, the index follows --------------------------------------------------

TEXTS = ["Статья 7", "Статья о мире", "мир 5 мая", "{1}", "—", "7", "<b>мир</b>", "о о о", "Статьи"]
texts = st.sampled_from(TEXTS)
numbers = st.integers(1, 8)
corpora = st.sampled_from(["a", "b"])
units = st.builds(
    lambda ru, by, en, tags: TranslationUnit(
        (Variant("ru", ru), *by, *(Variant(tag, f"{en} {tag}") for tag in tags))
    ),
    texts,
    st.lists(texts.map(lambda text: Variant("ru-BY", text)), max_size=1),
    texts,
    st.lists(st.sampled_from(["en", "en-GB", "de"]), min_size=1, max_size=3, unique=True),
)
PLACES = [1, 4_094, 4_095, 65_534, 65_535, 131_071]
"""Ids just before the border of a page or a block."""

steps = st.one_of(
    st.tuples(st.just("add"), units, corpora),
    st.tuples(st.just("edit"), numbers, st.sampled_from(["ru", "en"]), texts),
    st.tuples(st.just("remove"), numbers),
    st.tuples(st.just("undo")),
    st.tuples(st.just("import all"), st.lists(units, max_size=4), corpora),
    st.tuples(st.just("begin an import"), st.lists(units, max_size=4), corpora),
    st.tuples(st.just("end an import")),
    st.tuples(st.just("give an import up")),
    st.tuples(st.just("kill an import")),
    st.tuples(st.just("remove a corpus"), corpora),
    st.tuples(st.just("rebuild")),
    st.tuples(st.just("jump"), st.sampled_from(PLACES)),
)


class History:
    """A memory to which one thing after the other is done; what cannot be done is passed over."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.connection = memory._connection
        self.running: Import | None = None

    def do(self, step: tuple) -> None:
        what, *arguments = step
        try:
            getattr(self, what.replace(" ", "_"))(*arguments)
        except (NotFoundError, InputError):
            if what == "end an import":
                self.give_an_import_up()

    def unit(self, place: int) -> int:
        ids = [unit.id or 0 for unit in self.memory.units()]
        return ids[place % len(ids)] if ids else 1

    def add(self, unit: TranslationUnit, corpus: str) -> None:
        self.memory.add_unit(unit, corpus=corpus)

    def edit(self, place: int, language: str, text: str) -> None:
        self.memory.edit_unit(self.unit(place), {language: text})

    def remove(self, place: int) -> None:
        self.memory.remove_unit(self.unit(place))

    def undo(self) -> None:
        self.memory.undo()

    def begin_an_import(self, some: list[TranslationUnit], corpus: str) -> None:
        if self.running is None:
            self.running = Import(self.connection, self.memory.path, corpus)
            self.running.begin("x.tsv", "tsv")
            self.running.add(some)

    def end_an_import(self) -> None:
        if self.running is not None:
            self.running.finish(None)
            self.running = None

    def give_an_import_up(self) -> None:
        if self.running is not None:
            self.running.abandon()
            self.running = None

    def kill_an_import(self) -> None:
        """All that a killed process leaves is the rows, and a lock that nobody holds."""
        if self.running is not None and self.running.incoming.lock is not None:
            self.running.incoming.lock.release()
            self.running = None

    def import_all(self, some: list[TranslationUnit], corpus: str) -> None:
        work = Import(self.connection, self.memory.path, corpus)
        work.begin("x.tsv", "tsv")
        work.add(some)
        work.finish(None)

    def remove_a_corpus(self, corpus: str) -> None:
        self.memory.remove_corpus(corpus)

    def rebuild(self) -> None:
        upkeep.rebuild(self.connection)

    def jump(self, place: int) -> None:
        """Let the next unit have an id just before a border."""
        (last,) = self.connection.execute("SELECT max(id) FROM unit").fetchone()
        if (last or 0) < place:
            self.connection.execute("DELETE FROM sqlite_sequence WHERE name = 'unit'")
            self.connection.execute("INSERT INTO sqlite_sequence VALUES ('unit', ?)", (place - 1,))


@given(done=st.lists(steps, min_size=1, max_size=14))
@example(
    [
        ("begin an import", [pair("Статья 7", "x")], "a"),
        ("rebuild",),
        ("add", pair("Статья 7", "x"), "a"),
        ("remove a corpus", "a"),
        ("end an import",),
    ]
)
@settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_index_follows_whatever_is_written(new_memory: Callable[[], Memory], done: list[tuple]):
    history = History(new_memory())
    try:
        for step in done:
            history.do(step)
            assert faults(history.connection) == [], step
        history.do(("end an import",))
        assert faults(history.connection) == []
        before = dump(history.connection)
        upkeep.rebuild(history.connection)
        after = dump(history.connection)
        assert before["posting"] == after["posting"]
        assert [row[:2] + row[3:] for row in before["sizes"]] == [
            row[:2] + row[3:] for row in after["sizes"]
        ]
    finally:
        history.give_an_import_up()


# What is wrong is told, and mended -------------------------------------------------------

DAMAGE = {
    "no index": ("DELETE FROM posting", "DELETE FROM sizes"),
    "a posting is lost": ("DELETE FROM posting WHERE stem = 'стат'",),
    "a posting too many": (
        "INSERT INTO posting SELECT id, 0, 'иное', x'0100' FROM language WHERE tag = 'ru'",
    ),
    "a unit in a posting is lost": ("UPDATE posting SET units = x'0200' WHERE stem = 'стат'",),
    "a unit stands twice": ("UPDATE posting SET units = x'010002000200' WHERE stem = 'стат'",),
    "another block": ("UPDATE posting SET block = 3 WHERE stem = 'стат'",),
    "a page is lost": ("DELETE FROM sizes",),
    "another page": ("UPDATE sizes SET page = 77",),
    "no weights": ("UPDATE sizes SET weights = zeroblob(length(weights))",),
    "no marks": ("UPDATE sizes SET marks = zeroblob(length(marks))",),
    "a mark too many": (
        "UPDATE sizes SET marks = CAST(substr(marks, 1, 3) || x'02' || substr(marks, 5) AS BLOB)",
    ),
    "no runs": ("UPDATE sizes SET grams = zeroblob(length(grams))",),
    "a text changed behind its back": ("UPDATE variant SET text = 'Иное' WHERE text = 'Статья 7'",),
    "other weights of stems": ("UPDATE stem_weight SET weight = weight + 1",),
}


@pytest.fixture
def sound(memory: Memory) -> Memory:
    for number in (7, 8):
        memory.add_unit(pair(f"Статья {number}", f"Article {number}"), corpus="own")
    memory.add_unit(pair("Мир!", "Peace!"), corpus="own")
    upkeep.rebuild(memory._connection)
    return memory


@pytest.mark.parametrize("statements", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_told_and_mended(sound: Memory, connection, statements: tuple[str, ...]):
    whole = dump(connection)
    assert faults(connection) == []
    for statement in statements:
        connection.execute(statement)
    found = faults(connection)
    assert found != []
    assert {fault.language for fault in found} <= {"ru", "en"}
    assert {first >> 16 for fault in found for first in fault.units} <= {0, 1, 3, 4}
    assert upkeep.rebuild(connection) == 6
    assert faults(connection) == []
    if "UPDATE variant" not in statements[0]:
        assert dump(connection) == whole


def test_what_a_fault_says(sound: Memory, connection):
    connection.execute("DELETE FROM posting WHERE stem = 'стат'")
    (fault,) = faults(connection)
    assert (fault.language, fault.units) == ("ru", (0, 65_535))
    assert fault.fault == "1 of 3 stems have other units, 'стат' for one"


def test_units_are_stored_low_byte_first(sound: Memory, connection):
    rows = connection.execute("SELECT units FROM posting WHERE stem = 'стат'").fetchall()
    assert rows == [(b"\x01\x00\x02\x00",)]
    (weights, marks, grams) = connection.execute(
        "SELECT weights, marks, grams FROM sizes JOIN language l ON l.id = language_id"
        " WHERE tag = 'ru'"
    ).fetchone()
    assert len(weights) == len(grams) == 2 * 4_096
    # статья7 and статья8 have four runs of four characters, мир! is one and has a mark.
    assert list(array("H", grams)[:5]) == [0, 4, 4, 1, 0]
    assert marks == b"\0\0\0\1" + bytes(4_092)


def test_progress_tells_how_many_segments_are_done(sound: Memory, connection):
    for work in (upkeep.rebuild, lambda *a: list(upkeep.check(*a))):
        told: list[int] = []
        work(connection, told.append)
        assert told == [3, 6]


def test_an_empty_memory_has_no_faults(memory: Memory):
    assert faults(memory._connection) == []
    assert upkeep.rebuild(memory._connection) == 0
    assert all(rows == [] for rows in dump(memory._connection).values())


# Older memories --------------------------------------------------------------------------


def as_version_2(path: Path) -> None:
    """Take from a memory what version 3 added."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name in TABLES:
        connection.execute(f"DROP TABLE {name}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003'")
    connection.execute("PRAGMA user_version = 2")
    connection.close()


def test_a_memory_of_version_2_gets_an_index(tmp_path: Path):
    path = tmp_path / "old.db"
    rows = [[n, f"Статья {n} о мире", f"Article {n} on peace"] for n in range(20)]
    with tmtool.open(path) as memory:
        memory.load(table(tmp_path / "a.tsv", rows), corpus="own")
        memory.add_unit(
            TranslationUnit((Variant("en-GB", "Peace"), Variant("de", "x"))), corpus="b"
        )
        upkeep.rebuild(memory._connection)
        whole = dump(memory._connection)
    as_version_2(path)
    with tmtool.open(path) as memory:
        assert dump(memory._connection) == whole
        assert faults(memory._connection) == []
        assert memory.lookup("Статья 7 о мире", "ru", "en")[0].rate == 100
        assert memory.lookup("статья 77 о мире", "ru", "en")[0].rate == 97
        version = memory._connection.execute("PRAGMA user_version").fetchone()
        assert version == (SCHEMA_VERSION,)
    assert (tmp_path / "old.db.v2-backup").exists()


def test_a_memory_of_version_2_with_a_killed_import(tmp_path: Path):
    path = tmp_path / "old.db"
    with tmtool.open(path) as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="own")
        connection = open_file(path)
        work = Import(connection, path, "large")
        work.begin("x.tsv", "tsv")
        work.add([pair(f"Статья {n}", f"Article {n}") for n in range(9)])
        assert work.incoming.lock is not None
        work.incoming.lock.release()
        connection.close()
    as_version_2(path)
    with tmtool.open(path) as memory:
        assert faults(memory._connection) == []
        assert memory.lookup("Статья 1", "ru", "en") == []
        memory.set_corpus("own", penalty=1)
        assert faults(memory._connection) == []
        rows = memory._connection.execute("SELECT DISTINCT stem FROM posting ORDER BY 1").fetchall()
        assert rows == [("yes",), ("да",)]
