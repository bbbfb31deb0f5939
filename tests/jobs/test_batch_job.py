"""Many look-ups in a row, alone and shared between processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest
from building import pair

import tmtool
from tmtool.errors import TmtoolError
from tmtool.jobs import batch
from tmtool.memory import Memory
from tmtool.workers import Worker

WORDS = "мир договор статья сторона право вода земля война совет закон".split()


@pytest.fixture
def filled(memory: Memory) -> Memory:
    for n, word in enumerate(WORDS):
        unit = pair(f"Статья {n} о том, что есть {word}", f"Article {n}", document="a", position=n)
        memory.add_unit(unit, corpus="own")
    return memory


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> list[Worker]:
    """The helpers that are started, in their order."""
    started: list[Worker] = []

    class Noted(Worker):
        def __init__(self, task: str, *arguments: object) -> None:
            super().__init__(task, *arguments)
            started.append(self)

    monkeypatch.setattr(batch, "Worker", Noted)
    return started


def are_gone(helpers: list[Worker]) -> bool:
    return all(helper._process.poll() is not None for helper in helpers)


def document(number: int) -> list[str]:
    """Segments like those of the memory, some of which it has, and some with nothing alike."""
    return [
        f"Статья {n % 13} о том, что есть {WORDS[n % 10]}" if n % 5 else f"иное {n}"
        for n in range(number)
    ]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("number", [0, 1, 2, batch.AT_ONCE, 5 * batch.AT_ONCE + 1])
def test_they_find_what_single_look_ups_find(
    filled: Memory, helpers: list[Worker], number: int, workers: int
):
    texts = document(number)
    around = [None, *texts, None]
    single = [
        filled.lookup(text, "ru", "en", min_rate=60, limit=3, before=before, after=after)
        for before, text, after in zip(around, texts, around[2:], strict=False)
    ]
    found = filled.lookup_many(texts, "ru", "en", min_rate=60, limit=3, workers=workers)
    assert list(found) == single
    assert len(helpers) == (workers if workers > 1 else 0)
    assert are_gone(helpers)
    if number > 2:
        assert {len(matches) for matches in single} >= {0, 3}


@pytest.mark.parametrize("workers", [1, 2])
def test_neighbours_are_context(filled: Memory, workers: int):
    texts = [f"Статья {n} о том, что есть {word}" for n, word in enumerate(WORDS)]
    kinds = [m[0].kind for m in filled.lookup_many(texts, "ru", "en", workers=workers)]
    assert kinds == ["context"] * len(WORDS)
    kinds = [m[0].kind for m in filled.lookup_many(texts[::-1], "ru", "en", workers=workers)]
    assert kinds == ["exact"] * len(WORDS)


@pytest.mark.parametrize(
    ("workers", "ahead"), [(1, 1), (2, batch.AT_ONCE * (batch.PARCELS * 2 + 1) + 1)]
)
def test_an_endless_document_is_read_as_it_is_needed(
    filled: Memory, helpers: list[Worker], workers: int, ahead: int
):
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for read in count(1):
            yield f"Статья {read} о том, что есть мир"

    found = filled.lookup_many(endless(), "ru", "en", workers=workers)
    assert read == 0
    assert [len(matches) for matches in islice(found, 40)] == [5] * 40
    assert 40 < read <= 40 + ahead
    close = getattr(found, "close", None)
    if close is not None:
        assert not are_gone(helpers)
        close()
    assert are_gone(helpers)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_the_document_comes_through(
    filled: Memory, helpers: list[Worker], workers: int
):
    def broken() -> Iterator[str]:
        yield from document(70)
        raise OSError("the file is gone")

    found = filled.lookup_many(broken(), "ru", "en", workers=workers)
    with pytest.raises(OSError, match="the file is gone"):
        list(found)
    assert len(helpers) == (2 if workers > 1 else 0)
    assert are_gone(helpers)


def hide_weights(memory: Path) -> None:
    with closing(sqlite3.connect(memory)) as connection, connection:
        connection.execute("ALTER TABLE sizes RENAME TO hidden")


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_look_up_comes_through(
    filled: Memory, tmp_path: Path, helpers: list[Worker], workers: int
):
    hide_weights(tmp_path / "memory.db")
    with pytest.raises(sqlite3.OperationalError, match="no such table: sizes"):
        list(filled.lookup_many(document(40), "ru", "en", workers=workers))
    assert are_gone(helpers)


def test_a_helper_that_is_killed_is_told(filled: Memory, helpers: list[Worker]):
    found = filled.lookup_many(document(500), "ru", "en", workers=2)
    next(found)
    helpers[1]._process.kill()
    with pytest.raises(TmtoolError, match="a helper process ended too early"):
        list(found)
    assert are_gone(helpers)


def test_no_helper_is_started_before_the_first_answer_is_wanted(
    filled: Memory, helpers: list[Worker]
):
    filled.lookup_many(document(3), "ru", "en", workers=2)
    assert helpers == []


def test_texts_larger_than_what_a_pipe_holds(
    memory: Memory, helpers: list[Worker], monkeypatch: pytest.MonkeyPatch
):
    """A helper that writes a long answer does not read the next long parcel meanwhile."""
    monkeypatch.setattr(batch, "AT_ONCE", 4)
    long = "договор" * 2_000
    for n in range(2):
        memory.add_unit(pair(f"{long} {n}", f"{n} treaty" * 2_000), corpus="own")
    texts = [f"{long} {n}" for n in range(24)]
    found = memory.lookup_many(texts, "ru", "en", limit=1, workers=2)
    assert [matches[0].rate for matches in found] == [100] * 2 + [98] * 22
    assert are_gone(helpers)


def test_another_memory_of_the_same_process_is_left_alone(
    filled: Memory, new_memory: Callable[[], Memory]
):
    other = new_memory()
    other.add_unit(pair("мир", "peace"), corpus="own")
    both = zip(
        filled.lookup_many(["мир"] * 20, "ru", "en", workers=2),
        other.lookup_many(["мир"] * 20, "ru", "en", workers=2),
        strict=True,
    )
    assert [(len(ours), theirs[0].target) for ours, theirs in both] == [(0, "peace")] * 20


def test_what_is_written_meanwhile_is_found(filled: Memory, tmp_path: Path):
    """Helpers read the file as it is when they look: not a copy from their start."""
    texts = (f"новое {n}" for n in count())
    found = filled.lookup_many(texts, "ru", "en", workers=2)
    assert next(found) == []
    with tmtool.open(tmp_path / "memory.db") as writer:
        writer.add_unit(pair("новое 7", "new"), corpus="own")
    assert any(matches for matches in islice(found, 200))
    found.close()
