"""Which phrases are candidates, and what each is worth."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.terminology.mining.candidates import PhraseCounter, c_values, candidates

keys = st.text("abcdefgh", min_size=1, max_size=1)


@given(st.lists(st.lists(keys, max_size=8), max_size=30), st.integers(1, 5))
def test_counts_keep_what_lossy_counting_promises(batches: list[list[str]], capacity: int):
    counter = PhraseCounter(capacity)
    true: Counter[str] = Counter()
    for batch in batches:
        counter.add(Counter(batch))
        true.update(batch)
    counts = counter.counts(1)
    assert len(counts) <= capacity
    for key, count in true.items():
        assert count - counter.floor <= counts.get(key, 0) <= count
    if len(true) <= capacity:
        assert counter.floor == 0
        assert counts == true


def test_counts_are_in_one_order_whatever_came_first():
    one, other = PhraseCounter(), PhraseCounter()
    one.add({"b": 3, "a": 4})
    other.add({"a": 4, "b": 3})
    assert list(one.counts()) == list(other.counts()) == ["a", "b"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a b": 4}, {"a b": math.log2(3) * 4}),
        # All of "b" is in "a b", and is worth nothing of its own.
        ({"a b": 4, "b": 4}, {"a b": math.log2(3) * 4, "b": 0}),
        # 10 less the mean of 4 and 2.
        ({"a b": 4, "b c": 2, "b": 10}, {"a b": math.log2(3) * 4, "b c": math.log2(3) * 2, "b": 7}),
        # "b" is in "a b" twice without "a b c", and in "a b c" 3 times: 9 - (3 + 2) / 2.
        ({"a b c": 3, "a b": 5, "b": 9}, {"a b c": 6, "a b": math.log2(3) * 2, "b": 6.5}),
        # The same word twice in a longer phrase is nested once.
        ({"a a": 2, "a": 5}, {"a a": math.log2(3) * 2, "a": 3}),
    ],
)
def test_c_value(counts: dict[str, int], expected: dict[str, float]):
    assert c_values(counts) == pytest.approx(expected)


def test_candidates_of_texts():
    texts = [
        "Вооружённые силы государства.",
        "О вооружённых силах.",
        "Вооружёнными силами и договором.",
        "Другая страна, таким образом.",
    ] * 2
    best, second, *rest = candidates(texts, "ru")
    assert (best.text, best.count, best.language) == ("вооружённые силы", 6, "ru")
    assert best.forms == ("Вооружённые силы", "Вооружёнными силами", "вооружённых силах")
    assert best.score == pytest.approx(math.log2(3) * 6)
    assert (second.text, second.score) == ("силы", 0)
    assert rest == []


def test_the_minimum_may_be_lower():
    assert [c.text for c in candidates(["мирный договор"], "ru", minimum=1)] == [
        "мирный договор",
        "договор",
    ]
    assert candidates([], "ru") == []
