"""Figures of consistency, and which translation answers which occurrence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.terminology.auditing.consistency import (
    Consistency,
    Place,
    Rendered,
    answers,
    consistency,
    entropy,
    macro,
    micro,
    overlap,
)

COUNTS = st.lists(st.integers(0, 50), max_size=6)


@pytest.mark.parametrize(
    ("counts", "share", "bits"),
    [
        ([], 1.0, 0.0),
        ([0], 1.0, 0.0),
        ([7], 1.0, 0.0),
        ([1, 1], 0.5, 1.0),
        ([3, 1], 0.75, 0.8113),
        ([2, 1, 1], 0.5, 1.5),
        ([1, 1, 1, 1], 0.25, 2.0),
        ([5, 0, 0], 1.0, 0.0),
    ],
)
def test_share_and_entropy(counts, share, bits):
    found = consistency(counts)
    assert found.share == pytest.approx(share)
    assert found.entropy == pytest.approx(bits, abs=1e-4)


@given(COUNTS)
def test_entropy_is_bounded_by_the_number_of_renderings(counts):
    used = sum(count > 0 for count in counts)
    assert 0 <= entropy(counts) <= math.log2(max(used, 1)) + 1e-9


@given(st.permutations([5, 3, 3, 1]))
def test_order_does_not_matter(counts):
    assert consistency(counts) == consistency([5, 3, 3, 1])


@pytest.mark.parametrize(
    ("counts", "over_occurrences", "over_concepts"),
    [
        ([], None, None),
        ([[1]], None, None),
        ([[4], [1, 1]], 5 / 6, 0.75),
        ([[9, 1], [1, 1], [1]], 10 / 12, 0.7),
        ([[0, 0], [2]], 1.0, 1.0),
    ],
)
def test_micro_and_macro(counts, over_occurrences, over_concepts):
    found = [consistency(each) for each in counts]
    assert micro(found) == (over_occurrences and pytest.approx(over_occurrences))
    assert macro(found) == (over_concepts and pytest.approx(over_concepts))


def test_a_concept_without_known_renderings_is_not_measured():
    assert Consistency(0, 0, 0.0).share == 1.0
    assert micro([Consistency(0, 0, 0.0)]) is None


def place(start: int, end: int, *entries: int) -> Place:
    return Place(((start, end),), frozenset(entries))


def rendered(start: int, end: int, entry: int, name: str = "x") -> Rendered:
    return Rendered(((start, end),), entry, name)


def test_each_stretch_answers_one_place():
    places = [place(0, 5, 1), place(50, 55, 1)]
    (found,) = answers(places, [rendered(2, 6, 1)], (60, 60)).items()
    assert found == (places[0], rendered(2, 6, 1))


def test_equal_terms_are_told_apart_by_where_they_stand():
    places = [place(0, 5, 1), place(50, 55, 1)]
    early, late = rendered(3, 8, 1, "a"), rendered(40, 45, 1, "b")
    assert answers(places, [late, early], (60, 60)) == {places[0]: early, places[1]: late}


def test_a_longer_translation_comes_before_one_that_is_inside():
    places = [place(0, 5, 1), place(10, 15, 2)]
    outer, inner = rendered(0, 20, 1, "Contracting Party"), rendered(12, 17, 2, "Party")
    assert answers(places, [inner, outer], (20, 20)) == {places[0]: outer}


def test_homonyms_take_either_translation():
    (one,) = answers([place(0, 5, 1, 2)], [rendered(0, 4, 2, "port")], (10, 10)).values()
    assert one.entry == 2


def test_what_stands_between_the_words_of_a_term_is_free():
    parted = Rendered(((0, 5), (20, 30)), 1, "enter into force")
    between = rendered(6, 19, 2, "State Party")
    places = [place(0, 5, 1), place(6, 9, 2)]
    assert set(answers(places, [parted, between], (30, 30)).values()) == {parted, between}
    assert overlap(parted.spans, ((4, 6),))
    assert not overlap(parted.spans, between.spans)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1]))


@given(
    st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=6),
    st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=6),
)
def test_answers_are_disjoint_and_of_the_places_entries(sources, targets):
    places = [Place((span,), frozenset((entry,))) for span, entry in dict(sources).items()]
    found = answers(places, [Rendered((span,), e, "x") for span, e in targets], (50, 50))
    chosen = list(found.items())
    assert all(answer.entry in where.entries for where, answer in chosen)
    for index, (_, one) in enumerate(chosen):
        assert not any(overlap(one.spans, other.spans) for _, other in chosen[:index])
