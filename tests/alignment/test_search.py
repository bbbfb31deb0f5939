"""The search through a band, against every way through it written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.alignment.band import anchored, around, chain
from tmtool.alignment.priors import KINDS
from tmtool.alignment.search import NEVER, Band, best, posteriors

FEW = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2))


@st.composite
def problems(draw):
    n, m = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    kinds = draw(st.sampled_from([FEW, KINDS]))
    band = Band.whole(n, m)
    values = st.integers(-50, 50).map(lambda value: value / 8)
    scores = {}
    for a, b in kinds:
        i, j = band.states()
        own = np.array(draw(st.lists(values, min_size=len(band), max_size=len(band))))
        scores[a, b] = np.where((i + a <= n) & (j + b <= m), own, NEVER)
    return n, m, band, scores


def ways(n: int, m: int, kinds, i: int = 0, j: int = 0):
    """Every sequence of beads from a state to the end."""
    if (i, j) == (n, m):
        yield []
    for a, b in kinds:
        if i + a <= n and j + b <= m:
            for rest in ways(n, m, kinds, i + a, j + b):
                yield [(i, j, a, b), *rest]


def worth(way, scores, m: int) -> float:
    return sum(float(scores[a, b][i * (m + 1) + j]) for i, j, a, b in way)


@given(problems())
def test_the_best_way_is_the_best_of_all(problem):
    n, m, band, scores = problem
    found = best(band, scores)
    everything = [worth(way, scores, m) for way in ways(n, m, scores)]
    assert worth(found, scores, m) == pytest.approx(max(everything))


@given(problems())
def test_probabilities_are_those_of_all_ways(problem):
    n, m, band, scores = problem
    found = posteriors(band, scores)
    every = [(way, math.exp(worth(way, scores, m))) for way in ways(n, m, scores)]
    total = sum(weight for _, weight in every)
    for (a, b), likely in found.items():
        for place, value in enumerate(likely):
            step = (*divmod(place, m + 1), a, b)
            expected = sum(weight for way, weight in every if step in way) / total
            assert value == pytest.approx(expected, abs=1e-5)


@given(problems())
def test_each_source_segment_has_probability_one(problem):
    n, _, band, scores = problem
    i, _ = band.states()
    of_segment = np.zeros(n)
    for (a, _), likely in posteriors(band, scores, 0.4).items():
        for further in range(a):
            inside = i + further < n
            np.add.at(of_segment, (i + further)[inside], likely[inside])
    assert of_segment == pytest.approx(np.ones(n), abs=1e-4)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 4), st.data())
def test_there_is_a_way_through_every_band(n: int, m: int, half: int, data):
    whole = Band.whole(n, m)
    scores = {kind: np.zeros(len(whole)) for kind in ((1, 0), (0, 1))}
    i, j = whole.states()
    for a, b in list(scores):
        drawn = data.draw(st.lists(st.integers(0, 9), min_size=len(whole), max_size=len(whole)))
        scores[a, b] = np.where((i + a > n) | (j + b > m), NEVER, -np.array(drawn))
    band = around(best(whole, scores), n, m, half)
    assert (band.first[0], band.last[-1]) == (0, m)
    assert (band.first <= band.last).all()
    assert (band.first[1:] <= band.last[:-1]).all()


def test_a_band_goes_through_its_anchors():
    band = anchored(np.array([100, 900]), np.array([200, 1000]), 1000, 1100)
    for i, j in ((100, 200), (900, 1000)):
        assert band.first[i] <= j <= band.last[i]
    near, far = band.last[100] - band.first[100], band.last[500] - band.first[500]
    assert near < far


points = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5)), max_size=9)


def heaviest(given_points, after=(-1, -1)) -> int:
    ways = [
        weight + heaviest(given_points, (i, j))
        for i, j, weight in given_points
        if i > after[0] and j > after[1]
    ]
    return max(ways, default=0)


@given(points)
def test_the_chain_is_the_heaviest_that_grows(some):
    i, j, weight = (np.array([point[n] for point in some], int) for n in range(3))
    found = chain(i, j, weight)
    assert (np.diff(i[found]) > 0).all()
    assert (np.diff(j[found]) > 0).all()
    assert weight[found].sum() == heaviest(some)


def test_what_is_impossible_beside_a_target_segment_alone_leaves_the_rest_as_it_is():
    band = Band.whole(3, 3)
    i, j = band.states()
    scores = {
        (1, 1): np.where(i == j, -2.0, -9.0).astype(np.float32),
        (1, 0): np.full(len(band), -7.0, np.float32),
        (0, 1): np.where(j == 0, NEVER, -7.0).astype(np.float32),
    }
    found = posteriors(band, scores)[1, 1][i == j][:3]
    assert found == pytest.approx(np.ones(3), abs=0.01)


def test_the_band_of_long_documents_without_anchors_does_not_grow_with_their_square():
    nothing = np.zeros(0)
    small, large = (anchored(nothing, nothing, n, n) for n in (10_000, 40_000))
    assert len(large) < 2 * len(small) < 40_000_000
