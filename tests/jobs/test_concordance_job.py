from __future__ import annotations

import pytest
from building import pair

from tmtool.errors import InputError
from tmtool.memory import Memory
from tmtool.models import ConcordanceLine, TranslationUnit, Variant


@pytest.fixture
def notes(memory: Memory) -> Memory:
    for ru, en, fields in (
        ("Ратификационные грамоты сданы на хранение.", "The instruments have been deposited.", {}),
        ("Обмен ратификационными грамотами.", "Exchange of instruments of ratification.", {}),
        ("Грамоты ратификационные.", "Ratification instruments.", {}),
        (
            "Обмен ратификационными грамотами.",
            "Exchange of instruments of ratification.",
            {"tuid": "2"},
        ),
        (
            "Обмен нотами.",
            "An exchange of notes.",
            {"document": "d", "changed_at": "2024-01-01T00:00:00Z"},
        ),
    ):
        memory.add_unit(pair(ru, en, **fields), corpus="own")
    return memory


def units(memory: Memory, phrase: str, **options) -> list[int]:
    return [line.unit for line in memory.concordance(phrase, "ru", "en", **options)]


def test_every_inflection_is_found_with_its_place(notes: Memory):
    lines = notes.concordance("ратификационная грамота", "ru", "en", side="source")
    assert [(line.unit, line.count) for line in lines] == [(4, 2), (1, 1)]
    exchange, deposit = lines
    assert exchange.source_spans == ((6, 32),)
    assert exchange.source[6:32] == "ратификационными грамотами"
    assert deposit.source[slice(*deposit.source_spans[0])] == "Ратификационные грамоты"
    assert exchange.target_spans == deposit.target_spans == ()


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("обмен", [4, 5]),
        ("обменом нотой", [5]),
        ("нота", [5]),
        ("exchange", [4, 5]),
        ("instruments", [4, 3, 1]),
        ("instrument of ratification", [4]),
        ("грамота ратификационная", [3]),
        ("мир", []),
        ("Exchange обмен", []),
    ],
)
def test_the_phrase_is_looked_for_on_either_side(notes: Memory, phrase: str, found: list[int]):
    assert units(notes, phrase) == found


@pytest.mark.parametrize(
    ("phrase", "side", "found"),
    [
        ("exchange", "target", [4, 5]),
        ("exchange", "source", []),
        ("обмен", "source", [4, 5]),
        ("обмен", "target", []),
    ],
)
def test_a_side_can_be_chosen(notes: Memory, phrase: str, side, found: list[int]):
    assert units(notes, phrase, side=side) == found


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ('"ратификационными грамотами"', [4]),
        ('"ратификационная грамота"', []),
        ('"обмен нотами"', [5]),
        ('"exchange of instruments"', [4]),
        ('"instrument"', []),
    ],
)
def test_a_phrase_in_quotes_is_taken_word_for_word(notes: Memory, phrase: str, found: list[int]):
    assert units(notes, phrase) == found


def test_a_word_that_occurs_twice_has_two_spans_on_each_side(memory: Memory):
    memory.add_unit(pair("Нота о ноте", "A note on a note"), corpus="own")
    (line,) = memory.concordance("нота", "ru", "en")
    assert line.source_spans == ((0, 4), (7, 11))
    assert line.target_spans == ()
    (line,) = memory.concordance("note", "ru", "en")
    assert line.target_spans == ((2, 6), (12, 16))
    (line,) = memory.concordance("note", "en", "ru")
    assert line.source_spans == ((2, 6), (12, 16))


def test_spans_count_code_points(memory: Memory):
    memory.add_unit(pair("😀 и\u0306 нота", "A note"), corpus="own")
    (line,) = memory.concordance("нота", "ru", "en")
    start, end = line.source_spans[0]
    assert line.source[start:end] == "нота"


def test_what_a_line_tells(notes: Memory):
    line = notes.concordance("нота", "ru", "en")[0]
    assert line == ConcordanceLine(
        source="Обмен нотами.",
        target="An exchange of notes.",
        source_spans=((6, 12),),
        target_spans=(),
        unit=5,
        corpus="own",
        count=1,
        document="d",
        changed_at="2024-01-01T00:00:00Z",
    )


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_the_most_frequent_come_first_then_the_newest(notes: Memory, limit: int):
    assert units(notes, "instruments", limit=limit) == [4, 3, 1][:limit]


def test_texts_that_differ_in_white_space_are_one_line(notes: Memory):
    notes.add_unit(pair(" Обмен\u00a0нотами.", "An exchange  of notes."), corpus="own")
    (line,) = notes.concordance("нота", "ru", "en")
    assert (line.unit, line.count, line.source) == (6, 2, " Обмен\u00a0нотами.")


@pytest.mark.parametrize("phrase", ["", " ", "...", '""'])
def test_a_phrase_without_a_word_is_refused(notes: Memory, phrase: str):
    with pytest.raises(InputError):
        notes.concordance(phrase, "ru", "en")


def test_a_language_that_is_not_there_finds_nothing(notes: Memory):
    assert notes.concordance("note", "de", "en") == []


def test_a_unit_with_several_regions_is_one_line(memory: Memory):
    unit = TranslationUnit(
        (Variant("ru", "Нота"), Variant("en-GB", "Note"), Variant("en-US", "Note"))
    )
    memory.add_unit(unit, corpus="own")
    assert [line.count for line in memory.concordance("нота", "ru", "en")] == [1]
    (line,) = memory.concordance("note", "en", "ru")
    assert (line.count, line.source_spans) == (1, ((0, 4),))


def test_the_exact_tag_is_shown_but_a_phrase_in_another_region_is_found_too(memory: Memory):
    unit = TranslationUnit(
        (Variant("ru", "Цвет"), Variant("en-GB", "Colour"), Variant("en-US", "Color"))
    )
    memory.add_unit(unit, corpus="own")
    for tag, target in (("en-GB", "Colour"), ("en-US", "Color"), ("en", "Colour")):
        (line,) = memory.concordance("цвет", "ru", tag)
        assert line.target == target
    (line,) = memory.concordance("color", "ru", "en-GB")
    assert (line.target, line.target_spans, line.count) == ("Color", ((0, 5),), 1)
