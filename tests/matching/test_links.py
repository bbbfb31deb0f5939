from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.links import Links, Strength, Word, link_words

TOTAL = 1000

COMMON = {"the": 600, "of": 550, "and": 400, "и": 450, "в": 550}

TABLE = {
    ("party", "сторона"): 0.8,
    ("shall", "должна"): 0.3,
    ("notify", "уведомить"): 0.5,
    ("contract", "договаривающаяся"): 0.7,
    ("workshop", "рабочее"): 0.4,
    ("workshop", "совещание"): 0.5,
    ("inform", "довести"): 0.25,
    ("inform", "сведения"): 0.3,
    ("treaty", "договор"): 0.9,
    ("depositary", "депозитарий"): 0.9,
    ("and", "и"): 0.9,
    ("the", "в"): 0.6,
    ("rare", "редкий"): 1.0,
    ("weak", "слабый"): 0.1,
}


def strength(source: str, target: str) -> float:
    return TABLE.get((source, target), 0.0)


def text(words: str, units: int = 40) -> list[Word]:
    return [Word(stem, COMMON.get(stem, units)) for stem in words.split()]


def linked(source: str, target: str, units: int = 40) -> str:
    """The links as pairs of words in the order of the source."""
    left, right = text(source, units), text(target, units)
    found = link_words(left, right, strength, TOTAL)
    return " ".join(f"{left[i].stem}-{right[j].stem}{j}" for i, j in found.pairs)


@pytest.mark.parametrize(
    ("source", "target", "links"),
    [
        ("party notify", "сторона уведомить", "party-сторона0 notify-уведомить1"),
        # Another order of words.
        ("party notify", "уведомить сторона", "party-сторона1 notify-уведомить0"),
        # Words repeated keep their order, or stay with their neighbours.
        ("party and party", "сторона и сторона", "party-сторона0 and-и1 party-сторона2"),
        (
            "contract party x x x party",
            "сторона y y y договаривающаяся сторона",
            "contract-договаривающаяся4 party-сторона5 party-сторона0",
        ),
        # One word to many.
        (
            "treaty workshop",
            "договор рабочее совещание",
            "treaty-договор0 workshop-рабочее1 workshop-совещание2",
        ),
        (
            "inform treaty",
            "довести сведения договор",
            "inform-довести0 inform-сведения1 treaty-договор2",
        ),
        # A weak pair needs a link beside it.
        ("weak", "слабый", ""),
        ("weak treaty", "слабый договор", "weak-слабый0 treaty-договор1"),
        ("weak x treaty", "слабый договор", "treaty-договор1"),
        # What meets everywhere is linked by chance.
        ("the", "в", ""),
        # Numbers, names and code are their own translation.
        ("article 7", "статья 7", "7-71"),
        ("", "договор", ""),
        ("treaty", "", ""),
    ],
)
def test_links(source: str, target: str, links: str):
    assert linked(source, target) == links


def test_two_words_seen_once_together_are_linked_with_less():
    once = link_words(text("rare", 1), text("редкий", 1), strength, TOTAL)
    often = link_words(text("rare", 40), text("редкий", 40), strength, TOTAL)
    assert 0.2 < once.pairs[0, 0] < 0.5 < 0.9 < often.pairs[0, 0]


def test_the_strength_of_a_pair_is_asked_once_and_only_where_it_can_matter():
    asked: Counter[tuple[str, str]] = Counter()

    def counting(source: str, target: str) -> float:
        asked[source, target] += 1
        return strength(source, target)

    source = [*text("treaty party treaty"), Word("hapax", 1), Word("the", 600)]
    target = [*text("договор сторона договор"), Word("в", 500)]
    link_words(source, target, counting, TOTAL)
    assert set(asked.values()) == {1}
    assert asked.keys() >= {("treaty", "договор"), ("party", "сторона"), ("the", "в")}
    assert not asked.keys() & {("hapax", "в"), ("hapax", "договор")}


stems = st.lists(st.sampled_from("abcdefg"), max_size=9)
units = st.dictionaries(st.sampled_from("abcdefgABCDEFG"), st.integers(0, 60), min_size=14)
tables = st.dictionaries(
    st.sampled_from(list(product("abcdefg", "ABCDEFG"))), st.floats(0, 1), max_size=30
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[Word], list[Word], Strength, int]:
    """Two texts, a table of strengths, and the number of units."""
    counts = draw(units)
    source = [Word(stem, counts[stem]) for stem in draw(stems)]
    target = [Word(stem.upper(), counts[stem.upper()]) for stem in draw(stems)]
    table = draw(tables)
    return source, target, lambda x, y: table.get((x, y), 0.0), draw(st.integers(0, 100))


def linked_both_ways(pair: tuple[list[Word], list[Word], Strength, int]) -> tuple[Links, Links]:
    source, target, table, total = pair
    there = link_words(source, target, table, total)
    return there, link_words(target, source, lambda x, y: table(y, x), total)


@given(pairs())
def test_links_are_pairs_that_are_associated(pair: tuple[list[Word], list[Word], Strength, int]):
    found, back = linked_both_ways(pair)
    assert found.pairs.items() <= found.values.items()
    assert all(0 < value <= 1 for value in found.values.values())
    assert found.linked[0] == {i for i, _ in found.pairs}
    assert found.linked[1] == {j for _, j in found.pairs}
    assert all(0 <= weight <= 1 for side in found.weights for weight in side)
    assert {(j, i): value for (i, j), value in back.values.items()} == found.values


@given(pairs())
def test_no_strength_no_links(pair: tuple[list[Word], list[Word], Strength, int]):
    source, target, _, total = pair
    assert not link_words(source, target, lambda x, y: 0.0, total).pairs
