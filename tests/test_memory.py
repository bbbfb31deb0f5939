"""The facade: that it opens, closes and hands on; the parts have tests of their own."""

from __future__ import annotations

import inspect
import sqlite3
from pathlib import Path

import pytest
from building import pair, table, texts

import tmtool
from tmtool.errors import LanguageError, MemoryFileError
from tmtool.glossary import Glossary
from tmtool.memory import Memory


def test_a_memory_is_closed_by_its_block(tmp_path: Path):
    with tmtool.open(tmp_path / "memory.db") as memory:
        memory.add_unit(pair("Да", "Yes"), corpus="own")
    with pytest.raises(sqlite3.ProgrammingError):
        list(memory.units())


@pytest.mark.parametrize("error", [ValueError("mine"), KeyboardInterrupt()])
def test_an_error_in_the_block_is_handed_on(tmp_path: Path, error: BaseException):
    with pytest.raises(type(error)), tmtool.open(tmp_path / "memory.db") as memory:
        raise error
    with pytest.raises(sqlite3.ProgrammingError):
        memory.corpora()


def test_a_memory_is_not_made_unasked(tmp_path: Path):
    with pytest.raises(MemoryFileError):
        Memory(tmp_path / "memory.db")


def test_options_are_keyword_only():
    """All but what a call is about: texts, languages, files, numbers."""
    for kind in (Memory, Glossary):
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if name.startswith("_"):
                continue
            for parameter in list(inspect.signature(method).parameters.values())[1:]:
                about = parameter.name in {
                    "catalogue",
                    "change",
                    "chosen",
                    "concept",
                    "draft",
                    "drafts",
                    "file",
                    "files",
                    "finding",
                    "folder",
                    "found",
                    "glossary",
                    "issues",
                    "name",
                    "number",
                    "numbers",
                    "output",
                    "pairs",
                    "path",
                    "phrase",
                    "references",
                    "repairs",
                    "segments",
                    "source",
                    "target",
                    "text",
                    "texts",
                    "unit",
                    "values",
                    "wanted",
                }
                assert about or parameter.kind is parameter.KEYWORD_ONLY, f"{name}: {parameter}"


def test_every_public_method_says_what_it_does():
    for kind in (Memory, Glossary):
        for name, method in inspect.getmembers(kind):
            if not name.startswith("_"):
                first = (inspect.getdoc(method) or "").partition("\n")[0]
                assert first.endswith("."), f"{kind.__name__}.{name}"


@pytest.mark.parametrize("tag", ["english", "xx", ""])
def test_what_is_no_language_is_refused(memory: Memory, tag: str, tmp_path: Path):
    for call in (
        lambda: memory.lookup("Да", tag, "en"),
        lambda: memory.lookup("Да", "ru", tag),
        lambda: memory.concordance("да", "ru", tag),
        lambda: memory.glossary.suggest("да", tag, "en"),
        lambda: memory.pretranslate(tmp_path / "a.po", tmp_path / "b.po", tag),
    ):
        with pytest.raises(LanguageError):
            call()


def test_paths_may_be_texts(tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да", "Yes"]])
    with tmtool.open(str(tmp_path / "memory.db")) as memory:
        memory.load(str(path))
        assert memory.export(str(tmp_path / "b.tsv"), "ru", "en") == 1
        memory.backup(str(tmp_path / "copy.db"))
    with tmtool.open(str(tmp_path / "copy.db"), create=False) as copy:
        assert [texts(unit) for unit in copy.units()] == [{"ru": "Да", "en": "Yes"}]


def test_two_memories_of_one_file_see_each_others_changes(memory: Memory):
    with tmtool.open(memory.path) as other:
        added, _ = memory.add_unit(pair("Да", "Yes"), corpus="own")
        assert list(other.units()) == [added]
        other.edit_unit(1, {"en": "Aye"})
        assert texts(memory.unit(1))["en"] == "Aye"
        memory.remove_unit(1)
        assert list(other.units()) == []


def test_several_processes_are_promised_short_transactions(memory: Memory, tmp_path: Path):
    """A reader in the middle of its units does not keep a writer waiting, nor the reverse."""
    memory.load(table(tmp_path / "a.tsv", ([n, f"Да {n}", f"Yes {n}"] for n in range(3000))))
    reading = memory.units()
    next(reading)
    with tmtool.open(memory.path) as other:
        other._connection.execute("PRAGMA busy_timeout = 0")
        other.add_unit(pair("Нет", "No"), corpus="own")
        other.load(table(tmp_path / "b.tsv", [["1", "Ну", "Well"]]))
        other.remove_corpus("a")
    assert sum(1 for _ in reading) == 2999
    assert [texts(unit)["ru"] for unit in memory.units()] == ["Нет", "Ну"]
