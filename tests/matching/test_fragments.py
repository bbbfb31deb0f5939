from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmtool.matching.fragments import Run, chosen, common_runs
from tmtool.models import Span

stems = st.lists(st.sampled_from("абв"), max_size=9)


def by_force(query: list[str], text: list[str]) -> list[Run]:
    """All pairs of equal stretches that are equal no further to either side."""
    found = []
    for i in range(len(query)):
        for j in range(len(text)):
            for length in range(1, min(len(query) - i, len(text) - j) + 1):
                if query[i : i + length] != text[j : j + length]:
                    break
                longer_before = i and j and query[i - 1] == text[j - 1]
                after = query[i + length : i + length + 1], text[j + length : j + length + 1]
                longer_after = after[0] and after[0] == after[1]
                if not longer_before and not longer_after:
                    found.append(Run((i, i + length), (j, j + length)))
    return sorted(found, key=lambda run: (run.query, run.text))


@given(stems, stems)
@example(list("аааа"), list("ааа"))
def test_runs_are_those_that_can_be_made_no_longer(query: list[str], text: list[str]):
    assert common_runs(query, text) == by_force(query, text)


@given(stems, stems)
def test_both_sides_are_alike(query: list[str], text: list[str]):
    turned = [Run(run.text, run.query) for run in common_runs(text, query)]
    assert sorted(turned, key=lambda run: (run.query, run.text)) == common_runs(query, text)


@pytest.mark.parametrize(
    ("query", "text", "runs"),
    [
        ("", "", []),
        ("а", "", []),
        ("абв", "абв", [((0, 3), (0, 3))]),
        ("абвг", "хабвх", [((0, 3), (1, 4))]),
        ("аб", "абхаб", [((0, 2), (0, 2)), ((0, 2), (3, 5))]),
        ("хаха", "аб", [((1, 2), (0, 1)), ((3, 4), (0, 1))]),
    ],
)
def test_single_runs(query: str, text: str, runs: list[tuple[Span, Span]]):
    assert [(run.query, run.text) for run in common_runs(query, text)] == runs


@pytest.mark.parametrize(
    ("spans", "limit", "found"),
    [
        # The words weigh 1, 20, 5, 20, 0, 9.
        ([], 5, []),
        # One word is no stretch, and what weighs less than 20 is none.
        ([(1, 2), (3, 4), (4, 6), (0, 1)], 5, []),
        ([(0, 2), (4, 6)], 5, [(0, 2)]),
        # None stands inside another; some overlap.
        ([(0, 3), (0, 2), (1, 3)], 5, [(0, 3)]),
        ([(0, 3), (2, 4)], 5, [(0, 3), (2, 4)]),
        # The heaviest, in their order in the query.
        ([(0, 3), (2, 4), (1, 4)], 1, [(1, 4)]),
        ([(0, 3), (3, 6)], 1, [(3, 6)]),
        ([(3, 6), (0, 3)], 2, [(0, 3), (3, 6)]),
        ([(0, 3)], 0, []),
        # A word without weight makes a stretch no heavier, but longer: the other is inside it.
        ([(2, 4), (2, 5)], 5, [(2, 5)]),
        ([(2, 5), (2, 4)], 1, [(2, 5)]),
    ],
)
def test_single_choices(spans: list[Span], limit: int, found: list[Span]):
    assert chosen(spans, [1, 20, 5, 20, 0, 9], least=20, limit=limit) == found


spans = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: (min(pair), max(pair) + 1))


@given(
    st.lists(spans, max_size=8),
    st.lists(st.integers(0, 3), min_size=7, max_size=7),
    st.integers(0, 6),
    st.integers(0, 5),
)
def test_what_is_chosen(some: list[Span], weights: list[int], least: int, limit: int):
    def weight(span: Span) -> int:
        return sum(weights[span[0] : span[1]])

    def inside(one: Span, other: Span) -> bool:
        return one != other and other[0] <= one[0] and one[1] <= other[1]

    found = chosen(some, weights, least=least, limit=limit)
    assert found == sorted(set(found))
    assert len(found) <= limit
    worth = {span for span in some if span[1] - span[0] > 1 and weight(span) >= least}
    assert set(found) <= worth
    whole = {span for span in worth if not any(inside(span, other) for other in worth)}
    assert set(found) <= whole
    # Whatever else there is that is not inside of another is no heavier.
    left = whole - set(found)
    assert len(found) == min(limit, len(whole))
    assert (
        max(map(weight, left), default=0) <= min(map(weight, found), default=1 << 30) or not limit
    )
