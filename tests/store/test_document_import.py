"""Units of a document take the place of those that it had, in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from building import pair, texts

from tmtool.errors import InputError
from tmtool.memory import Memory
from tmtool.models import TranslationUnit
from tmtool.store import aligned_pairs, corpora, upkeep
from tmtool.store.document_import import DocumentImport, Mark, Settings, units_of


def units(*words: str, document: str = "a") -> list[TranslationUnit]:
    return [
        pair(word, f"{word}-en", tuid=str(place), document=document, position=place)
        for place, word in enumerate(words)
    ]


def bring(
    connection: sqlite3.Connection, memory: Memory, batch, document: str = "a", **fields
) -> DocumentImport:
    settings = fields.pop("settings", Settings({}, {"penalty": 3}))
    work = DocumentImport(connection, memory.path, "c", document, settings=settings)
    work.begin("a b", "align")
    work.add(batch)
    work.mark = fields.pop("mark", None)
    work.finish(None)
    return work


def stored(memory: Memory) -> list[str]:
    return sorted(texts(unit)["ru"] for unit in memory.units())


def test_what_a_document_has_no_longer_goes(connection, memory: Memory):
    bring(connection, memory, units("а", "б", "в"))
    bring(connection, memory, units("г", document="b"), "b")
    memory.add_unit(pair("по месту", "by hand", document="a"), corpus="c")
    work = bring(connection, memory, units("а", "д"))
    counts = work.counts
    assert (counts.added, counts.updated, counts.duplicate, work.removed) == (0, 1, 1, 1)
    assert stored(memory) == ["а", "г", "д", "по месту"]
    assert list(upkeep.check(connection)) == []


def test_a_corpus_gets_its_settings_with_the_units(connection, memory: Memory):
    settings = Settings({"licence": "CC0-1.0"}, {"penalty": 3})
    bring(connection, memory, units("а"), settings=settings)
    assert (memory.corpora()[0].penalty, memory.corpora()[0].licence) == (3, "CC0-1.0")
    memory.set_corpus("c", penalty=0)
    bring(connection, memory, units("б", document="b"), "b", settings=settings)
    assert memory.corpora()[0].penalty == 0
    with pytest.raises(InputError):
        corpora.check_settings({"penalty": 200})


def test_a_pair_is_known_from_the_moment_its_units_are_there(connection, memory: Memory):
    seen = []

    def outcome():
        with closing(sqlite3.connect(memory.path)) as other:
            seen.append(other.execute("SELECT count(*) FROM live_unit").fetchone())
        return {"beads": 1}

    bring(connection, memory, units("а"), mark=Mark(b"one", outcome))
    assert seen == [(0,)]
    assert aligned_pairs.find(connection, b"one") == {"beads": 1}
    assert aligned_pairs.find(connection, b"other") is None
    memory.remove_corpus("c")
    assert aligned_pairs.find(connection, b"one") is None


def test_only_the_last_pair_of_a_document_is_done(connection, memory: Memory):
    def mark(digest: bytes, document: str) -> Mark:
        return Mark(digest, lambda: {"document": document})

    bring(connection, memory, units("а"), mark=mark(b"one", "a"))
    bring(connection, memory, units("в", document="b"), "b", mark=mark(b"other", "b"))
    bring(connection, memory, units("б"), mark=mark(b"two", "a"))
    assert aligned_pairs.find(connection, b"one") is None
    assert aligned_pairs.find(connection, b"two") == {"document": "a"}
    assert aligned_pairs.find(connection, b"other") == {"document": "b"}
    bring(connection, memory, units("г"))
    assert aligned_pairs.find(connection, b"two") is None


def test_an_import_that_is_abandoned_leaves_no_mark(connection, memory: Memory):
    work = DocumentImport(connection, memory.path, "c", "a", settings=Settings())
    work.begin("a b", "align")
    work.add(units("а"))
    aligned_pairs.write(connection, b"one", {}, work.incoming.id)
    assert aligned_pairs.find(connection, b"one") is None
    work.abandon()
    assert connection.execute("SELECT count(*) FROM aligned_pair").fetchone() == (0,)
    assert memory.corpora() == []


def test_a_pair_without_units_is_written_down(connection, memory: Memory):
    aligned_pairs.keep(connection, b"one", {"problems": ["empty"]})
    aligned_pairs.keep(connection, b"one", {"problems": []})
    assert aligned_pairs.find(connection, b"one") == {"problems": []}


def test_units_of_a_document_are_those_with_a_place(connection, memory: Memory, tmp_path: Path):
    bring(connection, memory, units("а", "б"))
    memory.add_unit(pair("в", "c", document="a"), corpus="c")
    number = corpora.require(connection, "c")
    assert [texts(unit)["ru"] for unit in units_of(connection, number, "a")] == ["а", "б"]
    assert units_of(connection, number, "b") == []
