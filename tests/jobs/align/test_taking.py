"""Units of aligned documents in a corpus: brought up to date, whole, with a penalty."""

from __future__ import annotations

import sqlite3

import pytest
from aligning import aligned_pair, sentences
from building import pair as unit_pair

import tmtool
from tmtool.errors import InputError
from tmtool.jobs.align import taking
from tmtool.memory import Memory
from tmtool.models import Change

UNITS = sentences(10)


def texts(memory: Memory, corpus: str = "treaties") -> list[tuple[str, str]]:
    found = [unit for unit in memory.units() if unit.corpus == corpus]
    found.sort(key=lambda unit: unit.position or 0)
    return [
        tuple(v.text for v in sorted(u.variants, key=lambda v: v.language == "en")) for u in found
    ]


def test_accepted_beads_become_units(memory: Memory):
    report = memory.load_aligned(aligned_pair(UNITS), corpus="treaties", licence="CC0-1.0")
    assert (report.added, report.accepted, report.below, report.corpus) == (8, 8, 2, "treaties")
    assert texts(memory) == [pair for n, pair in enumerate(UNITS) if n % 5 != 4]
    (corpus,) = memory.corpora()
    assert (corpus.penalty, corpus.licence, corpus.units) == (3, "CC0-1.0", 8)
    match = memory.lookup(UNITS[0][0], "ru", "en")[0]
    assert (match.rate, match.document) == (97, "a.ru.txt")
    assert ("corpus treaties", 3) in [(one.reason, one.points) for one in match.penalties]


@pytest.mark.parametrize(("given", "penalty"), [({}, 3), ({"penalty": 0}, 0), ({"penalty": 7}, 7)])
def test_a_new_corpus_gets_a_penalty(memory: Memory, given, penalty):
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties", **given)
    assert memory.corpora()[0].penalty == penalty


@pytest.mark.parametrize(("given", "penalty"), [({}, 1), ({"penalty": 5}, 5)])
def test_the_penalty_of_a_corpus_that_is_there_stays_unless_given(memory: Memory, given, penalty):
    memory.add_unit(unit_pair("Да", "Yes"), corpus="treaties")
    memory.set_corpus("treaties", penalty=1)
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties", **given)
    assert memory.corpora()[0].penalty == penalty
    assert memory.corpora()[0].units == 9


def test_the_same_documents_again_add_nothing(memory: Memory):
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    again = memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    assert (again.added, again.updated, again.duplicate, again.removed) == (0, 0, 8, 0)


def test_documents_that_were_changed_bring_their_units_up_to_date(memory: Memory):
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    before = {unit.position: unit.id for unit in memory.units()}
    changed = [*UNITS[:2], (UNITS[2][0], "Quite otherwise."), *UNITS[3:6]]
    report = memory.load_aligned(aligned_pair(changed), corpus="treaties")
    assert (report.added, report.updated, report.duplicate, report.removed) == (0, 1, 4, 3)
    assert texts(memory) == [*changed[:4], changed[5]]
    assert {unit.position: unit.id for unit in memory.units()}.items() <= before.items()
    removed = [one for one in memory.history() if one.after is None]
    assert {one.operation for one in removed} == {"import"}
    assert len(removed) == 3
    memory.undo(removed[0].id)
    assert len(texts(memory)) == 6


def test_another_document_stays(memory: Memory):
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    other = aligned_pair(sentences(10, seed=5), source_document="b/other.txt")
    report = memory.load_aligned(other, corpus="treaties")
    assert (report.added, report.removed, report.document) == (8, 0, "other.txt")
    assert memory.corpora()[0].units == 16


def test_another_document_of_the_same_name_is_refused(memory: Memory):
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    before = texts(memory)
    other = aligned_pair(sentences(10, seed=5))
    with pytest.raises(InputError, match="has another document"):
        memory.load_aligned(other, corpus="treaties")
    assert texts(memory) == before
    assert memory.load_aligned(other, corpus="treaties", document="b").added == 8
    assert memory.load_aligned(other, corpus="treaties", force=True).removed >= 0
    assert len(texts(memory)) == 16


def test_of_documents_that_look_wrong_nothing_is_taken(memory: Memory):
    wrong = aligned_pair([*UNITS])
    wrong = aligned_pair(
        UNITS, alignment=type(wrong.alignment)(wrong.alignment.beads, 0.1, "unrelated")
    )
    report = memory.load_aligned(wrong, corpus="treaties")
    assert (report.accepted, report.problems, report.corpus) == (0, ("unrelated",), None)
    assert memory.corpora() == []
    assert memory.load_aligned(wrong, corpus="treaties", force=True).added == 8


@pytest.mark.parametrize(
    "wrong", [{"corpus": " "}, {"penalty": 101}, {"min_confidence": 2.0}, {"penalty": -1}]
)
def test_what_cannot_be_is_refused_before_anything_is_written(memory: Memory, wrong):
    with pytest.raises(InputError):
        memory.load_aligned(aligned_pair(UNITS), **({"corpus": "treaties"} | wrong))
    assert memory.corpora() == []


def test_an_error_on_the_way_leaves_nothing(memory: Memory, monkeypatch):
    def fails(*_):
        raise sqlite3.OperationalError("disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(taking.DocumentImport, "_remove_older", fails)
        with pytest.raises(sqlite3.OperationalError):
            memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    assert memory.corpora() == []
    assert memory.load_aligned(aligned_pair(UNITS), corpus="treaties").added == 8


def test_two_processes_that_bring_the_same_document_leave_one_of_it(memory: Memory, monkeypatch):
    """The second begins before the first is done, and so knows nothing of its units."""
    finish = taking.DocumentImport.finish

    def overtaken(work, checksum):
        monkeypatch.setattr(taking.DocumentImport, "finish", finish)
        with tmtool.open(memory.path) as other:
            assert other.load_aligned(aligned_pair(UNITS), corpus="treaties").added == 8
        finish(work, checksum)

    monkeypatch.setattr(taking.DocumentImport, "finish", overtaken)
    report = memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    assert (report.added, report.duplicate, report.removed) == (0, 8, 0)
    assert len(texts(memory)) == 8


def test_changes_of_a_document_can_be_told(memory: Memory):
    memory.load_aligned(aligned_pair(UNITS), corpus="treaties")
    changed = [(one, f"{other} Indeed.") for one, other in UNITS]
    assert memory.load_aligned(aligned_pair(changed), corpus="treaties").updated == 8
    change = memory.history()[0]
    assert isinstance(change, Change)
    assert change.operation == "import"
