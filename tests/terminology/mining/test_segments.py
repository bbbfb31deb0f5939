"""Texts cut into words."""

from __future__ import annotations

import pytest

from tmtool.terminology.mining.segments import GLUED, Texts, segment


@pytest.mark.parametrize(
    ("text", "words", "breaks"),
    [
        ("", [], []),
        ("Мир, труд. Май", ["Мир", "труд", "Май"], [2, 1, 2]),
        ("СССР — США", ["СССР", "США"], [2, 1]),
        ("государств-участников", ["государств", "участников"], [2, GLUED]),
        ("государств\u2011участников", ["государств", "участников"], [2, GLUED]),
        ("государства- участники", ["государства", "участники"], [2, 0]),
    ],
)
def test_words_and_what_stands_before_them(text: str, words: list[str], breaks: list[int]):
    found = segment(text)
    assert (list(found.words), list(found.breaks)) == (words, breaks)


def test_a_part_is_written_with_its_hyphens():
    assert (
        segment("о «государствах\u2010участниках» ООН").text(1, 4) == "государствах-участниках ООН"
    )


def test_texts_are_given_back_as_they_were_added():
    texts = Texts("ru")
    for text in ("Мирный договор", "", "мирного договора-акта"):
        texts.add(segment(text))
    assert len(texts) == 3
    assert [list(texts.segment(n).words) for n in range(3)] == [
        ["Мирный", "договор"],
        [],
        ["мирного", "договора", "акта"],
    ]
    assert list(texts.segment(2).breaks) == [2, 0, GLUED]
    first, _, last = (texts.numbers(n) for n in range(3))
    assert first == last[:2]


def test_an_acronym_is_no_other_word():
    texts = Texts("en")
    texts.add(segment("AIDS aids US us"))
    assert len(set(texts.numbers(0))) == 4
    assert texts.key_number("US") != texts.key_number("us")


def test_an_acronym_may_be_asked_for_in_small_letters():
    texts = Texts("en")
    texts.add(segment("WHO said UNESCO"))
    assert texts.key_number("unesco") == texts.key_number("UNESCO") is not None
    assert texts.key_number("ship") is None
