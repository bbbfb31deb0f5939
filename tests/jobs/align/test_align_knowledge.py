"""What a memory teaches, kept as long as the memory stays much the same."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from aligning import sentences
from building import concept, pair, table

import tmtool
from tmtool.jobs.align import knowledge
from tmtool.memory import Memory
from tmtool.store import word_knowledge
from tmtool.store.connection import open_file
from tmtool.store.word_knowledge import State, Subject

SUBJECT = Subject("ru", "en", "units")


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list, list]]:
    """The units and terms of each time that something was learnt."""
    times: list[tuple[list, list]] = []
    learn = knowledge.Knowledge.learn

    def noted(units, *, source_language, target_language, terms=()):
        times.append((list(units), list(terms)))
        return learn(
            times[-1][0],
            source_language=source_language,
            target_language=target_language,
            terms=times[-1][1],
        )

    monkeypatch.setattr(knowledge.Knowledge, "learn", noted)
    return times


def fill(memory: Memory, folder: Path, count: int) -> None:
    rows = [(n, *texts) for n, texts in enumerate(sentences(count))]
    memory.load(table(folder / "many.tsv", rows), corpus="many")


def test_nothing_is_learnt_from_nothing(memory: Memory, connection: sqlite3.Connection, learnt):
    assert knowledge.known_by(connection, "ru", "en") is None
    memory.add_unit(pair("Да", "Yes"), corpus="own")
    assert knowledge.known_by(connection, "de", "fr") is None
    assert learnt == []


def test_it_is_learnt_once(memory: Memory, connection: sqlite3.Connection, tmp_path: Path, learnt):
    fill(memory, tmp_path, 100)
    memory.glossary.add(concept(1, "ru договор", "en treaty", "en pact: forbidden", "de Vertrag"))
    first = knowledge.known_by(connection, "ru", "en")
    again = knowledge.known_by(connection, "ru-RU", "en-GB")
    assert first
    assert again
    assert first.dump() == again.dump()
    ((units, terms),) = learnt
    assert sorted(units) == sorted(sentences(100))
    assert terms == [("договор", "treaty")]
    assert word_knowledge.find(connection, SUBJECT)


def test_it_is_learnt_again_when_the_memory_has_changed_enough(
    memory: Memory, connection: sqlite3.Connection, tmp_path: Path, learnt
):
    fill(memory, tmp_path, 100)
    knowledge.known_by(connection, "ru", "en")
    for number in range(4):
        memory.edit_unit(number + 1, {"en": f"Text {number}"})
    knowledge.known_by(connection, "ru", "en")
    assert len(learnt) == 1
    memory.remove_unit(9)
    knowledge.known_by(connection, "ru", "en")
    assert len(learnt) == 2


@pytest.mark.parametrize(
    ("now", "share"),
    [
        (State(100, 100, 0, 10), 0.0),
        (State(110, 110, 0, 0), 0.2 * 100 / 110),
        (State(100, 200, 0, 10), 200 / 110),
        (State(90, 100, 11, 10), 21 / 110),
    ],
)
def test_how_much_has_changed(now: State, share: float):
    assert State(100, 100, 0, 10).share_changed(now) == pytest.approx(share)


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"{}"])
def test_what_another_version_wrote_is_learnt_again(
    memory: Memory, connection: sqlite3.Connection, tmp_path: Path, learnt, data: bytes
):
    fill(memory, tmp_path, 30)
    state = word_knowledge.state(connection)
    word_knowledge.keep(connection, SUBJECT, state.text(), data)
    assert knowledge.known_by(connection, "ru", "en")
    assert len(learnt) == 1
    word_knowledge.keep(connection, SUBJECT, "of another form", data)
    assert knowledge.known_by(connection, "ru", "en")
    assert len(learnt) == 2


def test_a_memory_that_cannot_be_written_teaches_all_the_same(
    memory: Memory, connection: sqlite3.Connection, tmp_path: Path
):
    fill(memory, tmp_path, 30)
    connection.execute("PRAGMA query_only = ON")
    assert knowledge.known_by(connection, "ru", "en")
    connection.execute("PRAGMA query_only = OFF")
    assert word_knowledge.find(connection, SUBJECT) is None


def test_persons_come_before_machines_and_long_texts_are_left_out(
    memory: Memory, connection: sqlite3.Connection
):
    aligned = {"x-align-confidence": "0.95"}
    memory.add_unit(pair("машина", "machine", status="machine"), corpus="a")
    memory.add_unit(pair("сличено", "aligned", properties=aligned), corpus="a")
    memory.add_unit(pair("человек", "person"), corpus="a")
    reviewed = {**aligned, "x-align-reviewed": "yes"}
    memory.add_unit(pair("проверено", "reviewed", properties=reviewed), corpus="a")
    memory.add_unit(pair("черновик", "draft", status="draft"), corpus="a")
    memory.add_unit(pair("д" * 500, "long"), corpus="a")
    found = list(word_knowledge.sample(connection, "en", "ru", longest=400))
    first = {("person", "человек"), ("draft", "черновик"), ("reviewed", "проверено")}
    assert set(found[:3]) == first
    assert found[3:] == [("aligned", "сличено"), ("machine", "машина")]


def test_a_sample_is_always_the_same_and_from_everywhere(tmp_path: Path, monkeypatch, learnt):
    monkeypatch.setattr(knowledge, "SAMPLE", 50)
    for name in ("one", "two"):
        with tmtool.open(tmp_path / f"{name}.db") as memory:
            fill(memory, tmp_path, 1000)
        connection = open_file(tmp_path / f"{name}.db")
        knowledge.known_by(connection, "ru", "en")
        connection.close()
    (first, _), (second, _) = learnt
    assert first == second
    places = sorted(sentences(1000).index(texts) for texts in first)
    assert len(places) == 50
    assert places[0] < 100
    assert places[-1] > 900
