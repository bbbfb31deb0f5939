from __future__ import annotations

from fractions import Fraction

import by_the_book
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tmtool.matching import similarity
from tmtool.matching.filtering import Filter, stems_to_read
from tmtool.matching.similarity import LARGEST_FUZZY, Query, Weights
from tmtool.text import features

rates = st.integers(1, 100)
weights = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 60), min_size=1)
words = ["договор", "договора", "статья", "7", "мир", "мае", "{1}", "ё", "о", "безопасность"]
texts = st.lists(st.sampled_from(words), min_size=1, max_size=6).map(" ".join)
mosts = st.sampled_from([5, 20, by_the_book.MOST])


def prepared(text: str, known: dict[str, int], new: int) -> tuple[Query, set[str], int, int]:
    """A text as a query, and as a stored segment: its stems, weight and runs."""
    found = Weights(known, new)
    query = Query(text, "ru", found)
    return query, query.stems, found.total(query.stems), query.size


@given(texts, texts, rates, st.integers(1, 60), st.integers(1, 60), mosts)
def test_what_reaches_a_rate_passes_every_filter(
    text: str, source: str, rate: int, heavy: int, new: int, most: int
):
    with pytest.MonkeyPatch.context() as patch:
        for module in (features, similarity):
            patch.setattr(module, "LARGEST", most)
        known = {"договор": heavy, "0": 1, "о": 1}
        query, ours, _, _ = prepared(text, known, new)
        _, theirs, weight, size = prepared(source, known, new)
        found = query.similarity(source, weight)
    assert found is not None
    assume(found.net >= rate)
    wanted = Filter.of(query, rate)
    shared = sum(query.weights[stem] for stem in ours & theirs)
    assert shared >= wanted.least_overlap
    assert wanted.bound(shared, weight, size) >= found.net
    rare, common = stems_to_read(query.weights, wanted.least_overlap)
    met = sum(query.weights[stem] for stem in rare if stem in theirs)
    rest = sum(query.weights[stem] for stem in common)
    assert met > 0
    assert met >= wanted.least_overlap - rest
    assert wanted.bound(met + rest, weight, size) >= found.net
    # Whoever shares none of the stems before the first that is met weighs little enough.
    left = rest + sum(query.weights[stem] for stem in rare)
    for stem in rare:
        if stem in theirs:
            break
        left -= query.weights[stem]
    assert weight <= wanted.largest_weight(left)


@given(rates, st.integers(1, 3_000), st.integers(1, 3_000), st.integers(1, 3_000))
@example(100, 1, 1, 1)
@example(1, 20_000, 1, 1)
def test_the_bounds_are_those_of_the_formula(rate: int, ours: int, theirs: int, overlap: int):
    """Whatever has S of (rate/100) squared at least, with G of 1, is let through; no more is."""
    overlap = min(overlap, ours, theirs)
    wanted = Filter(rate, ours, 1)
    reached = Fraction(2 * overlap, ours + theirs) * 10_000 >= rate * rate
    assert (theirs <= wanted.largest_weight(overlap)) is reached
    assert bool(wanted.bound(overlap, theirs, 1)) is (reached or overlap == ours == theirs)
    if reached:
        assert overlap >= wanted.least_overlap
    # With the smallest weight that it can have, that of what is shared, this is exact.
    enough = Fraction(2 * overlap, ours + overlap) * 10_000 >= rate * rate
    assert (overlap >= wanted.least_overlap) is enough


@pytest.mark.parametrize(
    ("overlap", "weight", "size", "bound"),
    [
        # The query weighs 100 and has 40 runs; the rate is 70.
        (100, 100, 40, 100),
        (100, 100, 1, 100),
        (200, 100, 1, 100),
        (200, 100, 40, 100),
        # All of its weight, but more of the segment's: 200/220 and 80/80: 95, so 94.
        (100, 120, 40, 94),
        (100, 150, 40, 89),
        (100, 310, 40, 0),
        # Runs: 2 * 20 / 60, with 200/202 of the weight.
        (100, 102, 20, 81),
        (100, 102, 4, 0),
        (50, 100, 40, 70),
        (49, 101, 40, 0),
        (0, 100, 40, 0),
    ],
)
def test_single_bounds(overlap: int, weight: int, size: int, bound: int):
    assert Filter(70, 100, 40).bound(overlap, weight, size) == bound


@given(weights, st.integers(1, 200))
def test_stems_to_read_are_the_fewest_that_every_match_has_one_of(
    weights: dict[str, int], least: int
):
    assume(least <= sum(weights.values()))
    rare, common = stems_to_read(weights, least)
    assert sorted([*rare, *common]) == sorted(weights)
    assert [weights[stem] for stem in [*rare, *common]] == sorted(weights.values(), reverse=True)
    # Nobody shares enough without any of the rare stems; with one less of them, somebody might.
    assert sum(weights[stem] for stem in common) < least
    assert sum(weights[stem] for stem in [rare[-1], *common]) >= least


def test_more_than_there_is_needs_no_reading():
    assert stems_to_read({"a": 3, "b": 5}, 9) == ([], ["b", "a"])
    assert stems_to_read({"a": 3, "b": 5}, 8) == (["b"], ["a"])
    assert stems_to_read({"a": 3, "b": 5}, 3) == (["b", "a"], [])
    assert stems_to_read({"a": 5, "b": 5}, 6) == (["a"], ["b"])


@pytest.mark.parametrize("rate", [-5, 0, 1])
def test_a_rate_below_one_is_one(rate: int):
    query = Query("Да", "ru", Weights({}))
    assert Filter.of(query, rate) == Filter(1, 40, 1)
    assert Filter.of(query, 70) == Filter(70, 40, 1)
    assert LARGEST_FUZZY == 94
