from __future__ import annotations

from dataclasses import replace

import pytest
from building import pair, texts

import tmtool
from tmtool.errors import InputError, LanguageError, NotFoundError
from tmtool.memory import Memory
from tmtool.models import TranslationUnit, Variant


@pytest.fixture
def unit(memory: Memory) -> TranslationUnit:
    variants = Variant("ru", "Да {1}", "Да <ph/>"), Variant("en", "Yes {1}", "Yes <ph/>")
    added, _ = memory.add_unit(
        TranslationUnit(variants, note="formal", status="draft"), corpus="own", by="ivanova"
    )
    return added


def test_a_unit_added_is_stamped(unit: TranslationUnit):
    assert unit.created_by == "ivanova"
    assert unit.created_at is not None
    assert unit.changed_at is None
    assert unit.id == 1


def test_what_is_known_of_its_making_is_kept(memory: Memory):
    wanted = pair("Да", "Yes", created_at="2020-01-01T00:00:00Z", created_by="smith")
    added, _ = memory.add_unit(wanted, corpus="own", by="ivanova")
    assert (added.created_at, added.created_by) == ("2020-01-01T00:00:00Z", "smith")


@pytest.mark.parametrize(
    ("variants", "error"),
    [
        ([("ru", "Да")], InputError),
        ([], InputError),
        ([("ru", "Да"), ("ru", "Yes")], InputError),
        ([("ru", "Да"), ("en", "Yes"), ("en", "Aye")], InputError),
        ([("ru", "Да"), ("en", "Yes"), ("EN", "Aye")], InputError),
        ([("ru", "Да"), ("en", "")], InputError),
        ([("ru", "Да"), ("en", " \n\u00a0")], InputError),
        ([("ru", "Да"), ("english", "Yes")], LanguageError),
        ([("ru", "Да"), ("xx", "Yes")], LanguageError),
        ([("ru", "Да"), ("en", "half \ud83d")], InputError),
    ],
)
def test_what_is_no_unit_is_refused(memory: Memory, variants, error: type[InputError]):
    wanted = TranslationUnit(tuple(Variant(*variant) for variant in variants))
    with pytest.raises(error) as refused:
        memory.add_unit(wanted, corpus="own")
    assert refused.value.hint
    assert memory.corpora() == []
    assert memory.history() == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "done"},
        {"note": "\ud83d"},
        {"context": "\ud83d"},
        {"tuid": "\ud83d"},
        {"properties": {"a": "\ud83d"}},
    ],
)
def test_what_cannot_be_stored_is_refused(memory: Memory, fields: dict):
    with pytest.raises(InputError):
        memory.add_unit(pair("Да", "Yes", **fields), corpus="own")
    assert list(memory.units()) == []


@pytest.mark.parametrize("corpus", ["", " ", "\ud83d"])
def test_a_corpus_needs_a_name(memory: Memory, corpus: str):
    with pytest.raises(InputError):
        memory.add_unit(pair("Да", "Yes"), corpus=corpus)
    assert memory.corpora() == []


def test_tags_get_their_usual_spelling(memory: Memory):
    wanted = TranslationUnit((Variant("RU", "Да"), Variant("en_gb", "Yes")))
    added, _ = memory.add_unit(wanted, corpus="own")
    assert texts(added) == {"ru": "Да", "en-GB": "Yes"}
    assert memory.add_unit(wanted, corpus="own") == (added, False)
    assert texts(memory.edit_unit(1, {"EN-gb": "Aye"})) == {"ru": "Да", "en-GB": "Aye"}


def test_a_unit_can_be_copied_to_another_corpus(memory: Memory, unit: TranslationUnit):
    copy, is_new = memory.add_unit(unit, corpus="other")
    assert is_new
    assert copy == replace(unit, id=2, corpus="other")
    assert memory.unit(1) == unit


def test_the_same_unit_is_not_added_twice(memory: Memory, unit: TranslationUnit):
    again, is_new = memory.add_unit(replace(unit, id=None), corpus="own", by="petrov")
    assert (again, is_new) == (unit, False)
    assert len(memory.history()) == 1


def test_an_edit_changes_what_is_given_and_nothing_else(memory: Memory, unit: TranslationUnit):
    changed = memory.edit_unit(1, {"en": "Aye {1}"}, by="petrov")
    assert changed == memory.unit(1)
    assert changed.variant("ru") == unit.variant("ru")
    assert changed.variant("en") == Variant("en", "Aye {1}")
    assert changed.changed_by == "petrov"
    assert replace(changed, variants=(), changed_at=None, changed_by=None) == replace(
        unit, variants=()
    )


def test_a_text_that_stays_keeps_its_markup(memory: Memory, unit: TranslationUnit):
    changed = memory.edit_unit(1, {"ru": "Да {1}", "en": "Aye"})
    assert changed.variant("ru") == unit.variant("ru")
    assert changed.variant("en") == Variant("en", "Aye")


@pytest.mark.parametrize(("note", "kept"), [(None, "formal"), ("casual", "casual"), ("", None)])
def test_a_note_is_kept_changed_or_removed(memory: Memory, unit, note, kept):
    assert memory.edit_unit(1, {}, note=note).note == kept


def test_approving(memory: Memory, unit: TranslationUnit):
    assert memory.edit_unit(1, {}, status="approved", by="smith").status == "approved"
    assert [change.operation for change in memory.history()] == ["approve", "add"]


def test_a_language_can_be_added(memory: Memory, unit: TranslationUnit):
    assert texts(memory.edit_unit(1, {"de": "Ja"})) == {"ru": "Да {1}", "en": "Yes {1}", "de": "Ja"}


@pytest.mark.parametrize(
    ("stored", "edited", "result"),
    [
        ("en-GB", "en", {"en-GB"}),
        ("en", "en-GB", {"en", "en-GB"}),
        ("en-GB", "en-US", {"en-GB", "en-US"}),
        ("en-GB", "en-GB", {"en-GB"}),
    ],
)
def test_a_language_without_region_is_the_one_the_unit_has(
    memory: Memory, stored: str, edited: str, result: set[str]
):
    memory.add_unit(TranslationUnit((Variant("ru", "цвет"), Variant(stored, "x"))), corpus="own")
    changed = texts(memory.edit_unit(1, {edited: "colour"}))
    assert changed.keys() == {"ru"} | result
    assert memory.lookup("цвет", "ru", edited)[0].target == "colour"


def test_a_language_without_region_is_unclear_where_the_unit_has_several(memory: Memory):
    variants = Variant("ru", "цвет"), Variant("en-GB", "colour"), Variant("en-US", "color")
    memory.add_unit(TranslationUnit(variants), corpus="own")
    with pytest.raises(InputError, match="en-GB and en-US"):
        memory.edit_unit(1, {"en": "hue"})
    assert len(memory.unit(1).variants) == 3


@pytest.mark.parametrize(
    ("texts", "options", "error"),
    [
        ({"en": ""}, {}, InputError),
        ({"en": " "}, {}, InputError),
        ({"xx": "Ja"}, {}, LanguageError),
        ({"en": "\ud83d"}, {}, InputError),
        ({}, {"status": "done"}, InputError),
        ({}, {"note": "\ud83d"}, InputError),
        ({"en": "a", "EN": "b"}, {}, InputError),
    ],
)
def test_an_edit_that_is_refused_changes_nothing(memory: Memory, unit, texts, options, error):
    with pytest.raises(error):
        memory.edit_unit(1, texts, **options)
    assert memory.unit(1) == unit
    assert len(memory.history()) == 1


@pytest.mark.parametrize("number", [0, -1, 2, 2**63 - 1, 2**63, -(2**70)])
def test_a_unit_that_is_not_there_is_refused(memory: Memory, unit, number: int):
    for change in (memory.unit, memory.remove_unit, lambda n: memory.edit_unit(n, {"en": "x"})):
        with pytest.raises(NotFoundError, match=f"there is no unit {number}"):
            change(number)


def test_removing(memory: Memory, unit: TranslationUnit):
    assert memory.remove_unit(1, by="smith") == unit
    assert list(memory.units()) == []
    assert memory.lookup("Да {1}", "ru", "en") == []
    assert memory._connection.execute("SELECT count(*) FROM variant").fetchone() == (0,)


def test_two_edits_at_once_do_not_mix(memory: Memory, unit: TranslationUnit):
    with tmtool.open(memory.path) as other:
        memory.edit_unit(1, {"en": "Aye"})
        other.edit_unit(1, {"ru": "Ага"})
    assert texts(memory.unit(1)) == {"ru": "Ага", "en": "Aye"}
