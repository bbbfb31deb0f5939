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
marks = st.integers(0, 255).map(lambda number: 8 * number)
weights = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 60), min_size=1)
words = [
    "договор",
    "договора,",
    "статья",
    "7",
    "«мир»",
    "мае",
    "{1}",
    "ё",
    "о",
    "безопасность",
    "—",
]
texts = st.lists(st.sampled_from(words), min_size=1, max_size=6).map(" ".join)
mosts = st.sampled_from([5, 20, by_the_book.MOST])


def prepared(text: str, known: dict[str, int], new: int) -> tuple[Query, tuple[int, int, int]]:
    """A text as a query, and what is known of it as a segment: weight, weight of marks, runs."""
    query = Query(text, "ru", Weights(known, new))
    assert query.marks == by_the_book.mark_weight(by_the_book.marks(text))
    return query, (Weights(known, new).total(query.stems), query.marks, query.size)


@given(texts, texts, rates, st.integers(1, 60), st.integers(1, 60), mosts)
def test_what_reaches_a_rate_passes_every_filter(
    text: str, source: str, rate: int, heavy: int, new: int, most: int
):
    with pytest.MonkeyPatch.context() as patch:
        for module in (features, similarity):
            patch.setattr(module, "LARGEST", most)
        known = {"договор": heavy, "0": 1, "о": 1}
        query, _ = prepared(text, known, new)
        stored, sizes = prepared(source, known, new)
        found = query.similarity(source, sizes[0])
    assert found is not None
    assume(found.net >= rate)
    wanted = Filter.of(query, rate)
    theirs = stored.stems
    shared = sum(query.weights[stem] for stem in query.stems & theirs)
    assert shared >= wanted.least_overlap
    assert wanted.bound(shared, *sizes) >= found.net
    rare, common = stems_to_read(query.weights, wanted.least_overlap)
    met = sum(query.weights[stem] for stem in rare if stem in theirs)
    rest = sum(query.weights[stem] for stem in common)
    assert met > 0
    assert met >= wanted.least_overlap - rest
    assert wanted.bound(met + rest, *sizes) >= found.net
    # Whoever shares none of the stems before the first that is met weighs little enough.
    left = rest + sum(query.weights[stem] for stem in rare)
    for stem in rare:
        if stem in theirs:
            break
        left -= query.weights[stem]
    assert sizes[0] <= wanted.largest_weight(left)


@given(rates, *[st.integers(1, 3_000)] * 3, marks, marks)
@example(100, 1, 1, 1, 0, 0)
@example(100, 1, 1, 1, 8, 8)
@example(1, 20_000, 1, 1, 0, 0)
@example(1, 20_000, 1, 1, 8, 0)
def test_the_bounds_are_those_of_the_formula(
    rate: int, ours: int, theirs: int, overlap: int, our_marks: int, their_marks: int
):
    """Whatever has S of (rate/100) squared at least, with G of 1, is let through; no more is."""
    overlap = min(overlap, ours, theirs)
    wanted = Filter(rate, ours, our_marks, 1)

    def reaches(marks: int, theirs: int) -> bool:
        """Whether S is enough with so much of the marks shared, and so much in the segment."""
        both = ours + our_marks + theirs
        return Fraction(2 * (overlap + marks), both) * 10_000 >= rate * rate

    reached = reaches(min(our_marks, their_marks), theirs + their_marks)
    bound = wanted.bound(overlap, theirs, their_marks, 1)
    assert bool(bound) is (reached or overlap == ours == theirs)
    if reached:
        assert theirs <= wanted.largest_weight(overlap)
        assert overlap >= wanted.least_overlap
    # With all of the query's marks, and these without a weight in the segment, this is exact;
    assert (theirs <= wanted.largest_weight(overlap)) is reaches(our_marks, theirs)
    # so is this with the smallest weight that it can have, that of what is shared.
    enough = reaches(our_marks, overlap + our_marks)
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
    assert Filter(70, 100, 0, 40).bound(overlap, weight, 0, size) == bound


@pytest.mark.parametrize(
    ("overlap", "weight", "marks", "size", "bound"),
    [
        # The query weighs 100, has two marks, which weigh 16, and 40 runs; the rate is 70.
        # All of the stems and no others: whatever the marks, it may be that no word differs.
        (100, 100, 0, 40, 100),
        (100, 100, 800, 1, 100),
        # All marks shared, 106 of 116 each: 95, so 94; 66 of 116 each: sqrt(132/232) = 0.754.
        (90, 100, 16, 40, 94),
        (50, 100, 16, 40, 75),
        # One of them, 58 of 116 and 108: sqrt(116/224) = 0.719; none: sqrt(100/216) = 0.680.
        (50, 100, 8, 40, 71),
        (50, 100, 0, 40, 0),
        # Both and others: sqrt(132/256) = 0.718, sqrt(132/296) = 0.668.
        (50, 100, 40, 40, 71),
        (50, 100, 80, 40, 0),
        # And fewer runs: sqrt(132/232 * 72/76) = 0.734, sqrt(132/232 * 64/72) = 0.711.
        (50, 100, 16, 36, 73),
        (50, 100, 16, 32, 71),
    ],
)
def test_bounds_with_marks(overlap: int, weight: int, marks: int, size: int, bound: int):
    assert Filter(70, 100, 16, 40).bound(overlap, weight, marks, size) == bound


@pytest.mark.parametrize(
    ("rate", "weight", "marks", "least"),
    [
        # At 70 it is 0.49 / 1.51 of the query at least, which its marks may bring.
        (70, 100, 0, 33),
        (70, 100, 16, 22),
        (70, 100, 48, 1),
        (70, 100, 49, 1),
        # A stem must be shared, however many marks are.
        (70, 8, 800, 1),
        (100, 100, 16, 100),
        (1, 100, 16, 1),
    ],
)
def test_marks_bring_some_of_the_least_overlap(rate: int, weight: int, marks: int, least: int):
    assert Filter(rate, weight, marks, 1).least_overlap == least


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
    query = Query("Да!", "ru", Weights({}))
    assert Filter.of(query, rate) == Filter(1, 40, 8, 1)
    assert Filter.of(query, 70) == Filter(70, 40, 8, 1)
    assert LARGEST_FUZZY == 94
