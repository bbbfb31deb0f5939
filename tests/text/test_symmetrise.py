"""One alignment from two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.text.symmetrise import grow_diag, intersection, union

alignments = st.frozensets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)


@pytest.mark.parametrize(
    ("forward", "backward", "grown"),
    [
        ([], [], []),
        ([(0, 0)], [(1, 1)], []),
        # Beside a link of both, a word without one gets its link.
        ([(0, 0), (0, 1)], [(0, 0)], [(0, 0), (0, 1)]),
        ([(0, 0), (1, 1)], [(0, 0)], [(0, 0), (1, 1)]),
        ([(0, 0)], [(0, 0), (1, 0)], [(0, 0), (1, 0)]),
        # What grew lets others grow.
        ([(0, 0), (0, 1), (0, 2)], [(0, 0)], [(0, 0), (0, 1), (0, 2)]),
        # Two places away nothing grows, nor where both words have links.
        ([(0, 0), (0, 2)], [(0, 0)], [(0, 0)]),
        ([(0, 0), (1, 1), (0, 1)], [(0, 0), (1, 1)], [(0, 0), (1, 1)]),
    ],
)
def test_grow_diag(forward, backward, grown):
    assert grow_diag(frozenset(forward), frozenset(backward)) == frozenset(grown)


@given(alignments, alignments)
def test_growing_stays_between_intersection_and_union(forward, backward):
    grown = grow_diag(forward, backward)
    assert intersection(forward, backward) <= grown <= union(forward, backward)
    assert grown == grow_diag(backward, forward)


@given(alignments)
def test_two_equal_alignments_stay_as_they_are(links):
    assert grow_diag(links, links) == links
