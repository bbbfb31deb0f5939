from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from building import pair, table, texts

import tmtool
from tmtool.errors import NotFoundError
from tmtool.memory import Memory
from tmtool.models import Concept, Term, TranslationUnit, Variant


def history(memory: Memory, unit: int | None = None) -> list[tuple[int, str, bool]]:
    return [(change.id, change.operation, change.undone) for change in memory.history(unit)]


def add(memory: Memory, ru: str = "Да", en: str = "Yes", **fields) -> int:
    unit, _ = memory.add_unit(pair(ru, en, **fields), corpus="own", by="ivanova")
    assert unit.id is not None
    return unit.id


def test_who_did_what_when_from_what_to_what(memory: Memory):
    number = add(memory)
    first = memory.unit(number)
    memory.edit_unit(number, {"en": "Aye"}, by="petrov")
    second = memory.unit(number)
    memory.edit_unit(number, {}, status="approved", by="smith")
    memory.remove_unit(number, by=None)
    remove, approve, edit, added = memory.history()
    assert [change.operation for change in (added, edit, approve, remove)] == [
        "add",
        "edit",
        "approve",
        "remove",
    ]
    assert [change.by for change in (added, edit, approve, remove)] == [
        "ivanova",
        "petrov",
        "smith",
        None,
    ]
    assert {change.unit for change in (added, edit, approve, remove)} == {number}
    assert added.before is None
    assert added.after == edit.before
    assert edit.after == approve.before
    assert remove.after is None
    for change, unit in ((added, first), (edit, second)):
        assert change.after is not None
        assert change.after["variants"] == [
            {"language": v.language, "text": v.text, "markup": v.markup} for v in unit.variants
        ]
    assert all(change.at.endswith("Z") and len(change.at) == 20 for change in memory.history())


def test_the_history_is_the_newest_hundred_or_all_of_one_unit(memory: Memory):
    first, second = add(memory, "Да", "Yes"), add(memory, "Нет", "No")
    for number in range(103):
        memory.edit_unit(second, {"en": f"Nay {number}"})
    memory.edit_unit(first, {"en": "Aye"})
    assert [change.id for change in memory.history()] == list(range(106, 6, -1))
    assert [change.id for change in memory.history(second)] == list(range(105, 1, -1))
    assert history(memory, first) == [(106, "edit", False), (1, "add", False)]
    assert memory.history(999) == memory.history(2**63) == []


def removed(memory: Memory) -> int:
    number = add(memory)
    memory.remove_unit(number)
    return number


def edited(memory: Memory) -> int:
    number = add(memory)
    memory.edit_unit(number, {"en": "Aye", "de": "Ja"}, note="sailors", by="petrov")
    return number


def approved(memory: Memory) -> int:
    number = add(memory, status="draft")
    memory.edit_unit(number, {}, status="approved", by="petrov")
    return number


def imported(memory: Memory) -> int:
    path = memory.path.with_name("own.tsv")
    memory.load(table(path, [["1", "Да", "Yes"]]))
    memory.load(table(path, [["1", "Да", "Aye"]]))
    return 1


@pytest.mark.parametrize("change", [removed, edited, approved, imported])
def test_undo_brings_back_exactly_what_was(
    memory: Memory, change: Callable[[Memory], int], monkeypatch: pytest.MonkeyPatch
):
    number = change(memory)
    (last, *_) = memory.history(number)
    undone = memory.undo(by="smith")
    assert undone.id == last.id
    unit = memory.unit(number)
    assert texts(unit) == {"ru": "Да", "en": "Yes"}
    assert unit.changed_by is None
    assert unit.note is None
    assert unit.corpus == "own"
    assert [match.unit for match in memory.lookup("Да", "ru", "en")] == [number]
    entry, taken_back, *_ = memory.history(number)
    assert (entry.operation, entry.by) == ("undo", "smith")
    assert (taken_back.id, taken_back.undone) == (last.id, True)
    assert (entry.before, entry.after) == (taken_back.after, taken_back.before)


def test_undoing_an_addition_removes_the_unit(memory: Memory):
    number = add(memory)
    memory.undo()
    with pytest.raises(NotFoundError):
        memory.unit(number)
    assert memory.lookup("Да", "ru", "en") == []
    assert add(memory) == number + 1


def test_all_changes_can_be_undone_one_after_the_other(memory: Memory):
    number = add(memory)
    states = [memory.unit(number)]
    for text in ("Aye", "Indeed", "Sure"):
        states.append(memory.edit_unit(number, {"en": text}))
    memory.remove_unit(number)
    while states:
        memory.undo()
        assert memory.unit(number) == states.pop()
    memory.undo()
    assert list(memory.units()) == []
    with pytest.raises(NotFoundError, match="there is no change to undo"):
        memory.undo()


def test_changes_of_different_units_are_undone_in_any_order(memory: Memory):
    one, two = add(memory, "Да", "Yes"), add(memory, "Нет", "No")
    memory.edit_unit(one, {"en": "Aye"})
    memory.edit_unit(two, {"en": "Nay"})
    memory.undo(3)
    assert texts(memory.unit(one))["en"] == "Yes"
    assert texts(memory.unit(two))["en"] == "Nay"


def test_a_change_is_not_undone_before_later_ones_of_its_unit(memory: Memory):
    number = add(memory)
    memory.edit_unit(number, {"en": "Aye"})
    memory.edit_unit(number, {"en": "Sure"})
    with pytest.raises(NotFoundError, match="changed again after change 2") as refused:
        memory.undo(2)
    assert refused.value.hint == "Undo change 3 first."
    assert texts(memory.unit(number))["en"] == "Sure"
    memory.undo(3)
    memory.undo(2)
    assert texts(memory.unit(number))["en"] == "Yes"


@pytest.mark.parametrize("number", [2, 99, 0, -1, 2**63])
def test_what_is_no_change_or_is_undone_already_is_refused(memory: Memory, number: int):
    unit = add(memory)
    memory.edit_unit(unit, {"en": "Aye"})
    memory.undo(2)
    with pytest.raises(NotFoundError, match=f"there is no change {number} to undo") as refused:
        memory.undo(number)
    assert "unit history" in str(refused.value.hint)
    assert texts(memory.unit(unit))["en"] == "Yes"


def test_an_undo_is_not_undone(memory: Memory):
    add(memory)
    memory.undo()
    with pytest.raises(NotFoundError):
        memory.undo(2)


def test_changes_of_concepts_are_not_undone_with_those_of_units(memory: Memory):
    add(memory)
    memory.glossary.add(Concept((Term("ru", "договор"), Term("en", "treaty"))))
    assert memory.undo(1).operation == "add"
    assert len(list(memory.glossary.concepts())) == 1
    assert history(memory)[-1] == (1, "add", True)
    with pytest.raises(NotFoundError):
        memory.undo(2)


@pytest.mark.parametrize("change", [edited, approved, imported])
def test_a_change_of_a_unit_that_went_with_its_corpus_is_not_undone(
    memory: Memory, change: Callable[[Memory], int]
):
    number = change(memory)
    memory.remove_corpus("own")
    with pytest.raises(NotFoundError, match=f"there is no unit {number}"):
        memory.undo()
    assert list(memory.units()) == []
    assert memory.corpora() == []
    assert not memory.history(number)[0].undone


def test_a_unit_removed_before_its_corpus_can_be_brought_back(memory: Memory):
    number = add(memory, "Нет", "No")
    kept = memory.unit(number)
    memory.remove_unit(number)
    memory.remove_corpus("own")
    memory.undo()
    assert memory.unit(number) == kept
    assert [(corpus.name, corpus.units) for corpus in memory.corpora()] == [("own", 1)]


def test_everything_of_a_unit_comes_back(memory: Memory):
    unit = TranslationUnit(
        (Variant("ru", "Да {1}", "Да <ph/>"), Variant("en", "Yes {1}", "Yes <ph/>")),
        tuid="a",
        document="b",
        position=3,
        context="c",
        status="machine",
        created_at="2020-01-01T00:00:00Z",
        created_by="x",
        changed_at="2021-01-01T00:00:00Z",
        changed_by="y",
        usage_count=5,
        note="z",
        properties={"p": "q"},
    )
    added, _ = memory.add_unit(unit, corpus="own")
    assert replace(added, variants=unit.variants) == replace(unit, id=1, corpus="own")
    memory.remove_unit(1)
    memory.undo()
    assert memory.unit(1) == added


def test_a_change_by_another_process_is_not_overwritten_by_an_undo(memory: Memory):
    number = add(memory)
    memory.edit_unit(number, {"en": "Aye"})
    with tmtool.open(memory.path) as other:
        other.edit_unit(number, {"en": "Sure"})
    with pytest.raises(NotFoundError, match="changed again"):
        memory.undo(2)
    assert texts(memory.unit(number))["en"] == "Sure"


def test_a_failed_undo_changes_nothing(memory: Memory, tmp_path: Path):
    add(memory)
    memory.remove_corpus("own")
    before = list(memory._connection.iterdump())
    with pytest.raises(NotFoundError):
        memory.undo()
    assert list(memory._connection.iterdump()) == before


def test_a_change_of_a_concept_is_not_skipped_to_undo_one_of_a_unit(memory: Memory):
    variants = (Variant("ru", "Статья"), Variant("en", "Article"))
    memory.add_unit(TranslationUnit(variants), corpus="own")
    memory.glossary.add(Concept((Term("ru", "статья"), Term("en", "article"))))
    with pytest.raises(NotFoundError, match=r"concept 1 \(add\), not of a unit"):
        memory.undo()
    assert memory.undo(1).operation == "add"
    assert list(memory.units()) == []
