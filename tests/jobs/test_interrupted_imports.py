"""Imports that are broken off at any record, or at any step: the memory is as it was."""

from __future__ import annotations

import errno
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Literal

import pytest
from building import concept, content, pair
from interrupting import Steps, leftovers_collected, moments

import tmtool
from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats import FORMATS, WriteOptions
from tmtool.jobs import load, load_concepts
from tmtool.memory import Memory
from tmtool.models import Concept, TranslationUnit, Variant
from tmtool.store import upkeep

GALLERIES = Path(__file__).parents[1] / "data" / "formats"
UNITS = [
    TranslationUnit(
        (Variant("en", f"Article {n}"), Variant("ru", f"Статья {n}")),
        tuid=f"t{n}",
        document="a.po",
        position=n,
        note=f"Note {n} " * 300,
    )
    for n in range(8)
]
CONCEPTS = [
    replace(concept(n, f"en treaty {n}", f"ru договор {n}"), identifier=f"c{n}") for n in range(8)
]
ERRORS = [
    InputError("bad", where="a:7"),
    KeyboardInterrupt(),
    MemoryError(),
    OSError(errno.ENOSPC, "No space left on device"),
]


pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    with leftovers_collected():
        yield


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight records are several transactions."""
    monkeypatch.setattr(load, "BATCH", 3)
    monkeypatch.setattr(load_concepts, "_BATCH", 3)


def with_other_texts(unit: TranslationUnit) -> TranslationUnit:
    """A unit as it is known so far: another translation of the same text."""
    source, target = unit.variants
    return replace(unit, variants=(source, replace(target, text=f"{target.text} (старое)")))


@pytest.fixture
def known(memory: Memory) -> Memory:
    """A memory that knows some of the units and concepts, with other texts."""
    for unit in UNITS[:5:2]:
        memory.add_unit(with_other_texts(unit), corpus="a")
    for one in CONCEPTS[:5:2]:
        memory.glossary.add(replace(one, definition="old"), glossary="a")
    return memory


def left(memory: Memory) -> list[object]:
    """What is unfinished in a memory or lies beside it."""
    rows = memory._connection.execute("SELECT id FROM import WHERE finished_at IS NULL")
    return [*rows.fetchall(), *memory.path.parent.glob("*-import-*")]


def failing(patch: pytest.MonkeyPatch, reader: str, after: int, error: BaseException) -> None:
    """Let a reader raise an error after some records, or at the end of them."""
    read = getattr(formats.Format, reader)

    def broken(self: formats.Format, *arguments: Any) -> Iterator[Any]:
        number = 0
        for number, record in enumerate(read(self, *arguments), 1):
            if number > after:
                raise error
            yield record
        assert number == after
        raise error

    patch.setattr(formats.Format, reader, broken)


def file_of(folder: Path, form: formats.Format, content: Literal["units", "concepts"]) -> Path:
    """A file of a format: written where it can be, else from the galleries."""
    if "w" in getattr(form, content):
        path = folder / f"a{(*form.suffixes, '.x')[0]}"
        if content == "units":
            form.write_units(path, UNITS, WriteOptions("en", "ru"))
        else:
            form.write_concepts(path, CONCEPTS, WriteOptions("en", "ru"))
        return path
    found = [path for path in GALLERIES.glob("*/*") if path.name.endswith(form.suffixes)]
    return next(path for path in sorted(found) if path.name in GOOD)


GOOD = ("act.ttx", "act.txml", "trados.sdlxliff", "memoq.mqxliff", "phrase.mxliff")


@pytest.mark.parametrize("corpus", ["a", "new"])
@pytest.mark.parametrize(
    "name", [one.name for one in FORMATS if "r" in one.units and one.name != "sdltm"]
)
def test_a_file_of_units_that_breaks_off_at_any_record(
    known: Memory, tmp_path: Path, name: str, corpus: str
):
    form = next(one for one in FORMATS if one.name == name)
    path = file_of(tmp_path, form, "units")
    copy = tmp_path / "whole.db"
    known.backup(copy)
    with tmtool.open(copy) as other:
        whole = other.load(path, format=name, corpus=corpus)
        assert whole.added + whole.updated > 0
    before = content(known._connection)
    for after in range(whole.read + 1):
        for error in ERRORS:
            with pytest.MonkeyPatch.context() as patch:
                failing(patch, "read_units", after, error)
                with pytest.raises(type(error)):
                    known.load(path, format=name, corpus=corpus)
            assert content(known._connection) == before
            assert left(known) == []
    assert known.load(path, format=name, corpus=corpus) == whole
    assert known.check_index() == []


@pytest.mark.parametrize("glossary", ["a", "new"])
@pytest.mark.parametrize("name", [one.name for one in FORMATS if "rw" in one.concepts])
def test_a_file_of_concepts_that_breaks_off_at_any_record(
    known: Memory, tmp_path: Path, name: str, glossary: str
):
    form = next(one for one in FORMATS if one.name == name)
    path = file_of(tmp_path, form, "concepts")
    before = content(known._connection)
    for after in range(len(CONCEPTS) + 1):
        for error in ERRORS:
            with pytest.MonkeyPatch.context() as patch:
                failing(patch, "read_concepts", after, error)
                with pytest.raises(type(error)):
                    known.glossary.load(path, format=name, glossary=glossary)
            assert content(known._connection) == before
    report = known.glossary.load(path, format=name, glossary=glossary)
    assert report.added + report.updated == len(CONCEPTS)


# At any step -----------------------------------------------------------------------------


def loads(name: str, corpus: str) -> Callable[[Path], Callable[[Memory], object]]:
    def prepare(folder: Path) -> Callable[[Memory], object]:
        form = next(one for one in FORMATS if one.name == name)
        path = file_of(folder, form, "units")
        return lambda memory: memory.load(path, format=name, corpus=corpus)

    return prepare


def loads_concepts(folder: Path) -> Callable[[Memory], object]:
    form = next(one for one in FORMATS if one.name == "tbx")
    path = file_of(folder, form, "concepts")
    return lambda memory: memory.glossary.load(path, glossary="a")


def merges(folder: Path) -> Callable[[Memory], object]:
    other = folder / "other.db"
    with tmtool.open(other) as memory:
        for unit in UNITS:
            memory.add_unit(unit, corpus="a")
            memory.add_unit(unit, corpus="b")
        for one in CONCEPTS:
            memory.glossary.add(one, glossary="a")
    return lambda memory: memory.merge(other, prefer="theirs")


WAYS: dict[str, Callable[[Path], Callable[[Memory], object]]] = {
    "a new corpus of TSV": loads("tsv", "new"),
    "updates from TMX": loads("tmx", "a"),
    "updates from a catalogue": loads("po", "a"),
    "concepts": loads_concepts,
    "another memory": merges,
}


def state(path: Path) -> dict[str, list[tuple]]:
    """What a memory says, without times and what numbers things; the index must agree with it."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert list(upkeep.check(connection)) == []
    with tmtool.open(path) as memory:
        assert left(memory) == []
        units = [replace(one, id=None, changed_at=None) for one in memory.units()]
        concepts: list[Concept] = list(memory.glossary.concepts())
        terms = [(one.identifier, one.definition, [t.text for t in one.terms]) for one in concepts]
        names = [(one.name, one.units) for one in memory.corpora()]
        history = [(one.operation, one.unit) for one in memory.history()]
    return {"units": units, "concepts": terms, "corpora": names, "history": history}  # type: ignore[dict-item]


# Between the end of a block and the closing of its file nobody can catch an interrupt.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("way", WAYS)
def test_an_import_that_is_interrupted_at_any_step(known: Memory, tmp_path: Path, way: str):
    run = WAYS[way](tmp_path)
    known.add_unit(pair("Прочее", "Other"), corpus="other")
    base, path = tmp_path / "base.db", tmp_path / "interrupted.db"
    known.backup(base)

    def opened(action: Callable[[Memory], object]) -> None:
        path.write_bytes(base.read_bytes())
        with tmtool.open(path) as memory:
            action(memory)

    opened(lambda memory: None)
    before = state(path)
    opened(run)
    after = state(path)
    assert before != after
    ends = []
    for step in moments(lambda: opened(run), some=25, seed=way):
        error = random.Random(step).choice([KeyboardInterrupt(), MemoryError()])
        with suppress(KeyboardInterrupt, MemoryError), Steps(step, error).watched():
            opened(run)
        # What could not be taken back at once is taken back by whoever writes next.
        with tmtool.open(path) as memory:
            memory.set_corpus("other", penalty=1)
        ends.append(state(path))
        assert ends[-1] in (before, after), step
    assert before in ends
    assert after in ends


@pytest.mark.parametrize("way", WAYS)
def test_an_import_for_which_the_disk_is_too_small(known: Memory, tmp_path: Path, way: str):
    """SQLite refuses a page at whichever write comes first."""
    run = WAYS[way](tmp_path)
    known.add_unit(pair("Прочее", "Other"), corpus="other")
    base, path = tmp_path / "base.db", tmp_path / "full.db"
    known.backup(base)
    before = state(base)
    missing = 0
    for pages in count():
        path.write_bytes(base.read_bytes())
        with tmtool.open(path) as memory:
            (have,) = memory._connection.execute("PRAGMA page_count").fetchone()
            memory._connection.execute(f"PRAGMA max_page_count = {have + pages}")
            try:
                run(memory)
                break
            except sqlite3.OperationalError as error:
                assert "full" in str(error)  # noqa: PT017
        assert state(path) == before
        missing += 1
    assert missing > 0
    assert state(path) != before
