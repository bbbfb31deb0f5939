from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from building import pair

import tmtool
from tmtool.errors import InputError, NotFoundError
from tmtool.jobs import review
from tmtool.memory import Memory
from tmtool.models import Candidate, Concept, MinedTerm, MinedTranslation, Term
from tmtool.store import candidates
from tmtool.store.connection import transaction


def mined(key: str, *translations: str, score: float = 2.0, count: int = 5) -> MinedTerm:
    found = tuple(MinedTranslation(t, 4 - n, 0.5, 20.0, (1,)) for n, t in enumerate(translations))
    return MinedTerm(Candidate("ru", key, key, (key,), count, score), "en", 4, found)


def put(memory: Memory, *terms: MinedTerm):
    with transaction(memory._connection):
        return candidates.put(memory._connection, terms)


@pytest.fixture
def queue(memory: Memory):
    memory.add_unit(pair("Новая рабочая группа.", "A new working group."), corpus="a")
    put(memory, mined("рабочая группа", "working group", "team"), mined("такой образ", score=9.0))
    return memory.glossary.queue


def test_the_best_come_first_and_states_are_kept_apart(queue):
    assert [(t.id, t.text, t.state) for t in queue.terms()] == [
        (2, "такой образ", "new"),
        (1, "рабочая группа", "new"),
    ]
    queue.reject(2, by="ivanova")
    assert [t.id for t in queue.terms("new")] == [1]
    (rejected,) = queue.terms("rejected")
    assert (rejected.decided_by, rejected.decided_at is not None) == ("ivanova", True)


def test_what_is_accepted_becomes_a_concept_of_proposed_terms(memory: Memory, queue):
    concept = queue.accept(1, by="petrov")
    assert concept.glossary == "mined"
    assert [(t.language, t.text, t.status) for t in concept.terms] == [
        ("ru", "рабочая группа", "proposed"),
        ("en", "working group", "proposed"),
    ]
    assert [t.context for t in concept.terms] == ["Новая рабочая группа.", "A new working group."]
    assert "5 occurrences, 4 of those looked at" in concept.terms[1].note
    accepted = queue.term(1)
    assert (accepted.state, accepted.translation, accepted.concept) == (
        "accepted",
        "working group",
        concept.id,
    )
    with pytest.raises(InputError, match="was accepted as concept"):
        queue.accept(1)


def test_several_are_accepted_or_none(memory: Memory, queue):
    put(memory, mined("мирный договор", "peace treaty"))
    with pytest.raises(InputError, match="candidate 2 has no translation"):
        queue.accept_all([1, 2, 3])
    assert {term.state for term in queue.terms()} == {"new"}
    assert list(memory.glossary.concepts()) == []
    made = queue.accept_all([1, 3, 1], glossary="office", by="petrov")
    assert [one.terms[0].text for one in made] == ["рабочая группа", "мирный договор"]
    assert [one.glossary for one in memory.glossary.concepts()] == ["office", "office"]
    with pytest.raises(InputError, match="was accepted as concept"):
        queue.accept_all([3])


def test_two_that_accept_at_once_make_one_concept(memory: Memory, queue, monkeypatch):
    """The other process is quicker, when this one is about to write."""

    def overtaken(connection):
        monkeypatch.undo()
        with tmtool.open(memory.path) as other:
            other.glossary.queue.accept(1, translation="team", by="ivanova")
        return transaction(connection)

    monkeypatch.setattr(review, "transaction", overtaken)
    with pytest.raises(InputError, match="was accepted as concept"):
        queue.accept(1, by="petrov")
    (concept,) = memory.glossary.concepts("mined")
    assert [t.text for t in concept.terms] == ["рабочая группа", "team"]
    assert (queue.term(1).decided_by, queue.term(1).concept) == ("ivanova", concept.id)


def test_another_translation_and_another_citation_form(queue):
    queue.rename(1, "Рабочая группа")
    concept = queue.accept(1, translation="working party", glossary="office")
    assert concept.glossary == "office"
    assert [t.text for t in concept.terms] == ["Рабочая группа", "working party"]
    assert "a person's" in concept.terms[1].note


def test_a_concept_that_is_there_already_is_not_doubled(memory: Memory, queue):
    terms = Term("ru", "рабочая группа"), Term("en", "working group")
    known = memory.glossary.add(Concept(terms), glossary="mined")
    assert queue.accept(1).id == known.id
    assert queue.term(1).state == "accepted"
    assert sum(1 for _ in memory.glossary.concepts("mined")) == 1


def test_mining_again_brings_new_figures_and_keeps_decisions(memory: Memory, queue):
    queue.reject(2)
    report = put(
        memory,
        mined("рабочая группа", "working group", count=7),
        mined("такой образ", "way", count=9),
        mined("порядок дня", "agenda"),
    )
    assert (report.added, report.updated, report.decided) == (1, 1, 1)
    assert (queue.term(1).frequency, queue.term(2).frequency) == (7, 9)
    assert queue.term(2).state == "rejected"
    assert queue.term(3).text == "порядок дня"


def test_decisions_are_taken_back(memory: Memory, queue):
    concept = queue.accept(1)
    reopened = queue.reopen(1)
    assert (reopened.state, reopened.concept, reopened.decided_at) == ("new", concept.id, None)
    assert memory.glossary.concept(concept.id) == concept


def test_a_removed_concept_leaves_the_decision(memory: Memory, queue):
    concept = queue.accept(1)
    memory.glossary.remove(concept.id)
    assert (queue.term(1).state, queue.term(1).concept) == ("accepted", None)


def test_the_queue_survives_closing(memory: Memory, queue):
    queue.reject(1)
    with Memory(memory.path) as again:
        assert [(t.id, t.state) for t in again.glossary.queue.terms()] == [
            (2, "new"),
            (1, "rejected"),
        ]


def test_export_as_proposed_concepts(memory: Memory, queue, tmp_path):
    path = tmp_path / "proposed.tbx"
    assert queue.export(path).written == 1
    with Memory(tmp_path / "other.db", create=True) as other:
        other.glossary.load(path)
        (concept,) = other.glossary.concepts()
        assert [(t.text, t.status) for t in concept.terms] == [
            ("рабочая группа", "proposed"),
            ("working group", "proposed"),
        ]
    queue.reject(1)
    with pytest.raises(InputError):
        queue.export(path)


@pytest.mark.parametrize("name", ["accept", "reject", "reopen", "term"])
def test_what_is_not_there(queue, name):
    with pytest.raises(NotFoundError, match="no candidate 99"):
        getattr(queue, name)(99)


def test_what_cannot_be_accepted_or_renamed(queue):
    with pytest.raises(InputError, match="has no translation"):
        queue.accept(2)
    with pytest.raises(InputError, match="empty"):
        queue.rename(1, " ")


def test_mining_fills_the_queue_without_known_terms(memory: Memory):
    for number in range(30):
        memory.add_unit(
            pair(f"Там рабочая группа {number}", f"There the working group {number}"), corpus="a"
        )
        memory.add_unit(pair(f"Новый доклад {number}", f"A new report {number}"), corpus="a")
    memory.glossary.add(Concept((Term("ru", "доклад"), Term("en", "report"))))
    report = memory.glossary.mine("ru", "en", workers=1)
    texts = [t.text for t in memory.glossary.queue.terms()]
    assert "рабочая группа" in texts
    assert "доклад" not in texts
    assert report.added == len(texts)
    memory.glossary.mine("ru", "en", workers=1, include_known=True)
    assert "доклад" in [t.text for t in memory.glossary.queue.terms()]


def test_what_is_accepted_again_changes_the_concept_that_is_there(memory: Memory, queue):
    first = queue.accept(1)
    queue.reopen(1)
    assert queue.term(1).concept == first.id
    queue.rename(1, "рабочая группа экспертов")
    again = queue.accept(1, translation="team", glossary="other")
    assert again.id == first.id
    assert [(t.text, t.status) for t in again.terms] == [
        ("рабочая группа экспертов", "proposed"),
        ("team", "proposed"),
    ]
    assert sum(1 for _ in memory.glossary.concepts()) == 1


def test_what_a_person_has_decided_on_stays_when_a_term_is_accepted_again(memory: Memory, queue):
    first = queue.accept(1)
    own = Term("en", "working party", status="preferred")
    memory.glossary.edit(replace(first, terms=(*first.terms, own)))
    queue.reject(1)
    again = queue.accept(1)
    assert [t.text for t in again.terms] == ["рабочая группа", "working group", "working party"]


def test_a_concept_that_was_removed_is_made_anew(memory: Memory, queue):
    first = queue.accept(1)
    memory.glossary.remove(first.id)
    with pytest.raises(InputError, match="has been removed"):
        queue.accept(1)
    queue.reopen(1)
    assert queue.accept(1).id != first.id


def test_an_accepted_term_is_not_renamed(queue):
    queue.accept(1)
    with pytest.raises(InputError, match="was accepted as concept"):
        queue.rename(1, "группа")
    assert queue.term(1).text == "рабочая группа"


def test_languages_choose_terms(memory: Memory, queue, tmp_path: Path):
    english = Candidate("en", "pledge", "pledge", ("pledge",), 3, 1.0)
    put(memory, MinedTerm(english, "ru", 3, (MinedTranslation("обязательство", 3, 0.5, 9.0, ()),)))
    assert [t.id for t in queue.terms("new", source="ru")] == [2, 1]
    assert [t.text for t in queue.terms(source="en-GB", target="ru")] == ["pledge"]
    assert list(queue.terms(source="en", target="en")) == []
    assert queue.export(tmp_path / "a.tsv", target="ru").written == 1


def test_proposed_terms_of_a_concept_that_was_worked_on_stay_too(memory: Memory, queue):
    first = queue.accept(1)
    own = Term("de", "Arbeitsgruppe", status="proposed")
    memory.glossary.edit(replace(first, terms=(*first.terms, own)))
    queue.reopen(1)
    texts = [term.text for term in queue.accept(1, translation="team").terms]
    assert texts == ["рабочая группа", "working group", "Arbeitsgruppe", "team"]
