from __future__ import annotations

from pathlib import Path

import pytest
from building import pair, table

import tmtool
from tmtool.errors import InputError, NotFoundError
from tmtool.memory import Memory
from tmtool.models import Concept, Corpus, Term, TranslationUnit, Variant
from tmtool.store.imports import Import


@pytest.fixture
def two(memory: Memory) -> Memory:
    for number in range(3):
        memory.add_unit(pair(f"Да {number}", f"Yes {number}"), corpus="treaties")
    memory.add_unit(pair("Нет", "No"), corpus="notes")
    return memory


def test_corpora_are_listed_by_name_with_their_units(two: Memory):
    assert two.corpora() == [Corpus("notes", units=1), Corpus("treaties", units=3)]


def test_what_is_known_of_a_corpus_can_be_set(two: Memory):
    two.set_corpus("notes", origin="MFA", licence="CC0-1.0", domain="diplomacy")
    two.set_corpus("notes", penalty=5, priority=-2)
    (notes, _) = two.corpora()
    assert notes == Corpus("notes", "MFA", "CC0-1.0", "diplomacy", 5, -2, units=1)
    two.set_corpus("notes", origin=None)
    assert two.corpora()[0].origin is None


def test_a_corpus_can_be_renamed(two: Memory):
    two.set_corpus("notes", name="notes verbales")
    assert [corpus.name for corpus in two.corpora()] == ["notes verbales", "treaties"]
    assert two.lookup("Нет", "ru", "en")[0].corpus == "notes verbales"
    two.set_corpus("treaties", name="treaties")


@pytest.mark.parametrize(
    "values",
    [
        {"penalty": -1},
        {"penalty": 101},
        {"penalty": 1.5},
        {"penalty": "5"},
        {"penalty": None},
        {"priority": "high"},
        {"priority": True},
        {"name": "treaties"},
        {"name": ""},
        {"name": " "},
        {"name": None},
        {"origin": 5},
        {"checksum": "0"},
        {"imported_at": "never"},
        {"id": 7},
        {"penalty = 3, origin": "x"},
    ],
)
def test_what_cannot_be_set_is_refused(two: Memory, values: dict[str, object]):
    before = two.corpora()
    with pytest.raises(InputError) as refused:
        two.set_corpus("notes", **values)
    assert refused.value.hint
    assert two.corpora() == before


def test_setting_nothing_changes_nothing(two: Memory):
    before = two.corpora()
    two.set_corpus("notes")
    assert two.corpora() == before


def test_a_corpus_that_is_not_there_is_told_with_those_that_are(two: Memory):
    with pytest.raises(NotFoundError, match="there is no corpus 'other'") as refused:
        two.set_corpus("other", penalty=1)
    assert refused.value.hint == "The memory has: notes, treaties."
    with pytest.raises(NotFoundError):
        two.remove_corpus("other")


def test_an_empty_memory_has_no_corpus(memory: Memory):
    with pytest.raises(NotFoundError) as refused:
        memory.remove_corpus("other")
    assert refused.value.hint == "The memory has: none."


def test_removing_a_corpus_removes_its_units_and_nothing_else(two: Memory):
    assert two.remove_corpus("treaties") == 3
    assert [unit.corpus for unit in two.units()] == ["notes"]
    assert two.corpora() == [Corpus("notes", units=1)]
    for name in ("variant", "unit"):
        assert two._connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] <= 2
    assert two._connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_removed_corpus_can_be_imported_again(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да", "Yes"]])
    memory.load(path)
    memory.set_corpus("a", penalty=5)
    memory.remove_corpus("a")
    assert memory.load(path).added == 1
    assert memory.corpora()[0].penalty == 0


def test_removing_counts_the_units_that_were_seen(two: Memory):
    with tmtool.open(two.path) as other:
        work = Import(other._connection, two.path, "notes")
        work.begin("a.tsv", "tsv")
        work.add([pair("Да", "Yes")])
        assert two.remove_corpus("notes") == 1
        work.abandon()
    assert [corpus.name for corpus in two.corpora()] == ["treaties"]


def test_the_languages_are_those_that_are_used(two: Memory):
    assert two.languages() == ["en", "ru"]
    added, _ = two.add_unit(
        TranslationUnit((Variant("fr", "Oui"), Variant("ru", "Да"))), corpus="x"
    )
    term = two.glossary.add(Concept((Term("de", "Vertrag"),)))
    assert two.languages() == ["en", "fr", "ru"]
    assert two.glossary.languages() == ["de"]
    assert two.glossary.languages("own") == ["de"]
    assert two.glossary.languages("other") == []
    two.remove_unit(added.id)
    two.glossary.remove(term.id)
    assert two.languages() == ["en", "ru"]
    assert two.glossary.languages() == []


def test_languages_of_an_unfinished_import_are_not_there_yet(two: Memory):
    with tmtool.open(two.path) as other:
        work = Import(other._connection, two.path, "notes")
        work.begin("a.tsv", "tsv")
        work.add([TranslationUnit((Variant("de", "Ja"), Variant("ru", "Да")))])
        assert two.languages() == ["en", "ru"]
        work.finish(None)
    assert two.languages() == ["de", "en", "ru"]
