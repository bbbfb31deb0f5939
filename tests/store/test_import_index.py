"""Imports index what they add block by block; here a block is a few units."""

from __future__ import annotations

import os
import re
import sqlite3
from itertools import pairwise
from pathlib import Path

import pytest
from building import pair
from test_upkeep import dump

import tmtool
from tmtool.errors import NotFoundError, TmtoolError
from tmtool.memory import Memory
from tmtool.models import IndexFault
from tmtool.store import corpora, import_index, units, upkeep
from tmtool.store.connection import open_file
from tmtool.store.import_index import ImportIndex, build
from tmtool.store.imports import Import
from tmtool.store.unit_filter import Filter
from tmtool.workers import Worker

SMALL = 3
"""Bits of a block: an import closes a part at every eighth unit."""


class Counted(Worker):
    """A helper that is counted."""

    made: list[Counted]

    def __init__(self, *arguments: object) -> None:
        self.made.append(self)
        self.requests: list[object] = []
        super().__init__(*arguments)

    def ask(self, request: object) -> None:
        self.requests.append(request)
        super().ask(request)


@pytest.fixture
def helpers(monkeypatch) -> list[Counted]:
    """The helpers that imports start, small as they are."""
    monkeypatch.setattr(import_index, "BLOCK_BITS", SMALL)
    monkeypatch.setattr(import_index, "Worker", Counted)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    Counted.made = []
    return Counted.made


def batches(units: int, size: int = 5):
    some = [pair(f"Статья {n} о мире", f"Article {n} on peace", tuid=str(n)) for n in range(units)]
    return [some[start : start + size] for start in range(0, units, size)]


def begun(connection: sqlite3.Connection, path: Path, units: int = 23) -> Import:
    work = Import(connection, path, "own")
    work.begin("x.tsv", "tsv")
    for batch in batches(units):
        work.add(batch)
    return work


@pytest.fixture
def path(memory: Memory) -> Path:
    return memory.path


def faults(connection: sqlite3.Connection) -> list[IndexFault]:
    return list(upkeep.check(connection))


@pytest.mark.parametrize("units", [0, 1, 5, 10, 11, 40])
def test_an_import_is_indexed_whole(connection, path: Path, helpers, units: int):
    begun(connection, path, units).finish(None)
    assert faults(connection) == []
    parts = [part for helper in helpers for part in helper.requests]
    assert len(helpers) == (units > 10)
    found = dump(connection)
    upkeep.rebuild(connection)
    assert dump(connection) == found
    # What the helper was asked for are parts that follow one another, in each language.
    for language_id in {part[0] for part in parts}:
        borders = [part[2:4] for part in parts if part[0] == language_id]
        assert borders[0][0] == 1
        assert borders[-1][1] == units
        assert all(a[1] + 1 == b[0] for a, b in pairwise(borders))


def test_a_single_core_needs_no_helper(connection, path: Path, helpers, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    begun(connection, path).finish(None)
    assert helpers == []
    assert faults(connection) == []


def test_units_of_others_are_not_indexed_twice(connection, memory: Memory, path: Path, helpers):
    work = Import(connection, path, "own")
    work.begin("x.tsv", "tsv")
    for n, batch in enumerate(batches(23)):
        work.add(batch)
        memory.add_unit(pair(f"Другое {n}", f"Other {n}"), corpus="other")
    work.finish(None)
    assert len(helpers) == 1
    assert faults(connection) == []


def test_two_imports_at_once(memory: Memory, connection, path: Path, helpers):
    one, other = Import(connection, path, "own"), Import(memory._connection, path, "own")
    one.begin("x.tsv", "tsv")
    other.begin("x.tsv", "tsv")
    for batch in batches(23):
        one.add(batch)
        other.add(batch)
    one.finish(None)
    other.finish(None)
    assert (one.counts.added, other.counts.added) == (23, 0)
    assert faults(connection) == []


def test_an_import_that_is_given_up_leaves_nothing(connection, path: Path, helpers):
    empty = dump(connection)
    work = begun(connection, path)
    work.abandon()
    assert len(helpers) == 1
    assert helpers[0]._process.returncode is not None
    assert dump(connection) == empty


@pytest.mark.parametrize("moment", ["at once", "when all is handed out"])
def test_a_helper_that_dies_makes_the_import_fail(
    connection, path: Path, helpers, monkeypatch, moment: str
):
    empty = dump(connection)
    if moment == "at once":
        monkeypatch.setattr(Counted, "ask", lambda helper, _: helper._process.kill())
    work = Import(connection, path, "own")
    work.begin("x.tsv", "tsv")

    def go_on() -> None:
        for batch in batches(23):
            work.add(batch)
        helpers[0]._process.kill()
        helpers[0]._process.wait()
        work.finish(None)

    with pytest.raises(TmtoolError, match="ended too early"):
        go_on()
    work.abandon()
    assert len(helpers) == 1
    assert dump(connection) == empty
    assert faults(connection) == []
    assert list(path.parent.glob("*-import-*")) == []


def test_a_load_whose_helper_cannot_begin_fails_and_leaves_nothing(
    memory: Memory, tmp_path: Path, helpers, monkeypatch
):
    monkeypatch.setattr(import_index, "_TASK", "tmtool.nowhere:builder")
    monkeypatch.setattr("tmtool.jobs.load.BATCH", 5)
    empty = dump(memory._connection)
    file = tmp_path / "own.tsv"
    file.write_text(
        "tuid\tru\ten\n" + "".join(f"{n}\tСтатья {n}\tArticle {n}\n" for n in range(30)),
        encoding="utf-8",
    )
    with pytest.raises(ModuleNotFoundError):
        memory.load(file)
    assert dump(memory._connection) == empty
    assert memory.corpora() == []


def test_a_corpus_removed_while_its_import_is_indexed(
    connection, memory: Memory, path: Path, helpers, monkeypatch
):
    """The helper may have built a part from units that are gone when it is written."""
    memory.add_unit(pair("Да", "Yes"), corpus="other")
    before = dump(connection)
    work = begun(connection, path)
    write = ImportIndex._write

    def removing_first(index: ImportIndex, *part: object) -> None:
        if corpora.find(memory._connection, "own"):
            corpora.remove(memory._connection, "own")
        write(index, *part)

    monkeypatch.setattr(ImportIndex, "_write", removing_first)
    with pytest.raises(NotFoundError, match="was removed"):
        work.finish(None)
    work.abandon()
    assert faults(connection) == []
    assert dump(connection) == before


@pytest.mark.parametrize("moment", ["before it is indexed", "after it is indexed"])
def test_an_index_made_again_while_a_file_is_imported(
    connection, memory: Memory, path: Path, helpers, moment: str
):
    work = begun(connection, path)
    if moment == "after it is indexed":
        assert work.incoming.index is not None
        work.incoming.index.finish()
    upkeep.rebuild(memory._connection)
    work.finish(None)
    assert faults(connection) == []
    found = dump(connection)
    upkeep.rebuild(memory._connection)
    assert dump(connection)["posting"] == found["posting"]


def test_an_import_that_runs_is_no_fault_of_the_index(connection, memory: Memory, path, helpers):
    memory.add_unit(pair("Да", "Yes"), corpus="other")
    work = begun(connection, path)
    assert faults(memory._connection) == []
    assert work.incoming.index is not None
    work.incoming.index.finish()
    assert faults(memory._connection) == []
    work.finish(None)
    assert faults(memory._connection) == []


def test_what_a_killed_import_left_is_no_fault_either(tmp_path: Path, helpers):
    path = tmp_path / "killed.db"
    with tmtool.open(path) as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="other")
        empty = dump(memory._connection)
        connection = open_file(path)
        work = begun(connection, path)
        assert work.incoming.index is not None
        work.incoming.index.close()
        assert work.incoming.lock is not None
        work.incoming.lock.release()
        connection.close()
        assert faults(memory._connection) == []
        memory.set_corpus("other", penalty=1)
        assert faults(memory._connection) == []
        assert dump(memory._connection) == empty


def test_a_part_is_built_of_its_own_import_and_units_alone(connection, path: Path, helpers):
    work = begun(connection, path)
    (language_id,) = connection.execute("SELECT id FROM language WHERE tag = 'en'").fetchone()
    for first, last in ((1, 23), (4, 9), (23, 99)):
        built = build(connection, (language_id, "en", first, last, work.incoming.id))
        assert list(built.sizes) == list(range(first, min(last, 23) + 1))
    assert build(connection, (language_id, "en", 1, 23, work.incoming.id + 1)).sizes == {}
    work.abandon()


def test_changed_units_are_indexed_together(connection, path: Path, monkeypatch):
    """The units of a stem are one value: it is written once for many units that change."""
    begun(connection, path, 200).finish(None)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    work = Import(connection, path, "own")
    work.begin("x.tsv", "tsv")
    work.add([pair(f"Статья {n} о мире", f"Article {n} of war", tuid=str(n)) for n in range(200)])
    work.finish(None)
    connection.set_trace_callback(None)
    assert work.counts.updated == 200
    written = [s for s in asked if re.match("(INSERT INTO|UPDATE|DELETE FROM) posting", s)]
    # Seven stems of both languages go, and seven come: статья, о, мир, 0; article, of, war, 0.
    assert len(written) <= 20
    assert faults(connection) == []
    # Nothing is done where only the place in the file is another.
    asked.clear()
    connection.set_trace_callback(asked.append)
    work = Import(connection, path, "own")
    work.begin("x.tsv", "tsv")
    work.add(
        [
            pair(f"Статья {n} о мире", f"Article {n} of war", tuid=str(n), position=n)
            for n in range(200)
        ]
    )
    work.finish(None)
    connection.set_trace_callback(None)
    assert not [s for s in asked if "posting" in s and not s.startswith("SELECT")]
    assert [unit.position for unit in units.stream(connection, Filter())] == list(range(200))
    assert faults(connection) == []
