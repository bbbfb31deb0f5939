from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.links import Strength, Word, link_words
from tmtool.matching.stretches import aligned_stretch, linked_stretch
from tmtool.text.stems import stem
from tmtool.text.tokens import tokens

TOTAL = 1000

COMMON = {
    "en": {"the": 700, "of": 600, "in": 450, "to": 450, "and": 400, "a": 400, "shall": 200},
    "ru": {"в": 500, "и": 450, "на": 350, "с": 300, "для": 200},
}

TABLE = [
    ("contracting договаривающаяся", 0.8),
    ("party сторона", 0.8),
    ("notify уведомляет", 0.6),
    ("depositary депозитарий", 0.9),
    ("instrument грамота", 0.4),
    ("ratification ратификационная", 0.7),
    ("ratification ратификация", 0.6),
    ("deposit сдача", 0.4),
    ("deposit хранение", 0.5),
    ("treaty договор", 0.8),
    ("force силу", 0.6),
    ("enter вступает", 0.7),
    ("security безопасности", 0.8),
    ("council совет", 0.7),
    ("and и", 0.9),
    ("workshop рабочее", 0.4),
    ("workshop совещание", 0.5),
    ("shall должна", 0.5),
    ("annex приложение", 0.3),
    ("written письменное", 0.15),
]

STRENGTHS = {
    (stem(english, "en"), stem(russian, "ru")): value
    for pair, value in TABLE
    for english, russian in [pair.split()]
}


def words(text: str, language: str) -> list[Word]:
    found = []
    for token in tokens(text):
        units = COMMON[language].get(token.text.lower(), 30)
        found.append(Word(stem(token.text, language), units, token.break_before))
    return found


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """A text without its [brackets], and which of its words stand in them."""
    before, _, rest = text.partition("[")
    inside, _, after = rest.partition("]")
    first = len(tokens(before))
    return before + inside + after, (first, first + len(tokens(inside)))


def stretch(source: str, target: str, languages: tuple[str, str]) -> tuple[int, int] | None:
    text, span = marked(source)
    english_first = languages[0] == "en"

    def strength(one: str, other: str) -> float:
        return STRENGTHS.get((one, other) if english_first else (other, one), 0.0)

    left, right = words(text, languages[0]), words(target, languages[1])
    return aligned_stretch(left, span, right, strength, TOTAL)


@pytest.mark.parametrize("languages", [("en", "ru"), ("ru", "en")])
@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("The [Contracting Party] shall notify", "[Договаривающаяся Сторона] уведомляет"),
        # Another order of words.
        ("The [Security Council]", "[Совет Безопасности]"),
        ("the [depositary] shall notify the Party", "уведомляет Сторону [депозитарий]"),
        # Function words inside come with the stretch.
        ("the [deposit of the instruments] shall", "[сдача на хранение грамот]"),
        # A word repeated: the stretch by its neighbours, or by the order.
        (
            "the Party shall notify the [Contracting Party]",
            "Сторона уведомляет [Договаривающуюся Сторону]",
        ),
        ("the [Party] and the Party", "[Сторона] и Сторона"),
        ("the Party and the [Party]", "Сторона и [Сторона]"),
        # One word to many.
        ("Party [workshop] Treaty", "Сторона [рабочее совещание] Договор"),
        # Numbers are their own translation.
        ("Treaty of [1991] and annex", "Договор [1991] и приложение"),
    ],
)
def test_the_stretch_in_both_directions(english: str, russian: str, languages: tuple[str, str]):
    source, target = (english, russian) if languages[0] == "en" else (russian, english)
    plain, wanted = marked(target)
    assert stretch(source, plain, languages) == wanted


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # Nothing is known of the words.
        ("the [unheard] Treaty", "неслыханный Договор"),
        # Only articles and prepositions.
        ("deposit [of the] instruments", "сдача грамот"),
        # Not consistent: a word from outside stands within.
        ("the [Party notify] the depositary", "Сторона депозитарий уведомляет"),
        # Half of the phrase is not linked.
        ("the [Party unheard] of", "Сторона неслыханная"),
        # A gap in the target too big for what is linked.
        ("[Treaty and force] Party", "Договор неслыханный невиданный небывалый силу Сторона"),
        # One weak link is no evidence.
        ("a [written] Treaty", "письменное Договор"),
        # The word beside it may belong to it.
        ("[annex]", "дополнительное приложение"),
        # The end of a sentence within.
        ("[Treaty and the Party] notify", "Договор. И Сторона уведомляет"),
    ],
)
def test_no_stretch_where_it_is_not_clear(source: str, target: str):
    assert stretch(source, target, ("en", "ru")) is None


def test_an_unlinked_neighbour_that_another_word_explains_does_not_matter():
    assert stretch("the [Party] unheard Treaty", "Сторона неслыханный Договор", ("en", "ru")) == (
        0,
        1,
    )
    assert stretch("the [Party], Treaty", "Сторона, неслыханный Договор", ("en", "ru")) == (0, 1)


stems = st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=9)
counts = st.fixed_dictionaries({letter: st.integers(1, 60) for letter in "abcdefgABCDEFG"})
tables = st.dictionaries(
    st.sampled_from(list(product("abcdefg", "ABCDEFG"))), st.floats(0.1, 1), max_size=30
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Word], tuple[int, int], list[Word], Strength]:
    units = draw(counts)
    breaks = st.sampled_from([0, 0, 0, 1, 2])
    source = [Word(stem, units[stem], draw(breaks)) for stem in draw(stems)]
    target = [Word(stem.upper(), units[stem.upper()], draw(breaks)) for stem in draw(stems)]
    first = draw(st.integers(0, len(source) - 1))
    table = draw(tables)
    span = first, draw(st.integers(first + 1, len(source)))
    return source, span, target, lambda x, y: table.get((x, y), 0.0)


@given(cases())
def test_a_stretch_is_consistent_and_begins_and_ends_with_linked_words(
    case: tuple[list[Word], tuple[int, int], list[Word], Strength],
):
    source, span, target, strength = case
    found = aligned_stretch(source, span, target, strength, 100)
    links = link_words(source, target, strength, 100)
    assert linked_stretch(source, span, target, links) == found
    if found is not None:
        assert 0 <= found[0] < found[1] <= len(target)
        inside = {pair for pair in links.pairs if span[0] <= pair[0] < span[1]}
        assert inside == {pair for pair in links.pairs if found[0] <= pair[1] < found[1]}
        assert {found[0], found[1] - 1} <= {j for _, j in inside}


@given(cases())
def test_no_strength_no_stretch(
    case: tuple[list[Word], tuple[int, int], list[Word], Strength],
):
    source, span, target, _ = case
    assert aligned_stretch(source, span, target, lambda x, y: 0.0, 100) is None
