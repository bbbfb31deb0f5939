"""Which stretches meet which demands, compared with a trial of all selections."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.terminology import assignment
from tmtool.terminology.assignment import Candidate, assign


def worth_of(candidates, chosen):
    return tuple(map(sum, zip((0, 0, 0), *(candidates[i].worth for i in chosen), strict=True)))


def is_possible(candidates, chosen, demands):
    taken = 0
    for index in chosen:
        if taken & candidates[index].cells:
            return False
        taken |= candidates[index].cells
    kinds = [candidates[i].kind for i in chosen]
    return all(kinds.count(kind) <= demands.get(kind, 0) for kind in kinds)


def best_worth(candidates, demands):
    """The best of all selections, tried one by one."""
    every = range(len(candidates))
    selections = (c for size in range(len(candidates) + 1) for c in combinations(every, size))
    possible = (c for c in selections if is_possible(candidates, c, demands))
    return max(worth_of(candidates, chosen) for chosen in possible)


def candidate(kind, cells, quality=0):
    return Candidate(kind, cells, (1, 0, quality))


@pytest.mark.parametrize(
    ("candidates", "demands", "chosen"),
    [
        ([], {}, []),
        ([], {0: 2}, []),
        ([candidate(0, 0b1)], {0: 1}, [0]),
        ([candidate(0, 0b1)], {}, []),
        # Two occurrences need two stretches, and no stretch serves twice.
        ([candidate(0, 0b1)], {0: 2}, [0]),
        ([candidate(0, 0b1), candidate(0, 0b10)], {0: 2}, [0, 1]),
        ([candidate(0, 0b1), candidate(0, 0b10)], {0: 1}, [0]),
        # The better of two that would do.
        ([candidate(0, 0b1, 1), candidate(0, 0b10, 5)], {0: 1}, [1]),
        # A short stretch leaves room for another; the long one would take both places.
        ([candidate(0, 0b11, 9), candidate(0, 0b01), candidate(1, 0b10)], {0: 1, 1: 1}, [1, 2]),
        # What two kinds claim goes to the one that has nothing else.
        ([candidate(0, 0b1), candidate(1, 0b1), candidate(0, 0b100)], {0: 1, 1: 1}, [1, 2]),
        # A stretch with words between, around another.
        ([candidate(0, 0b101), candidate(1, 0b010)], {0: 1, 1: 1}, [0, 1]),
        ([candidate(0, 0b101), candidate(1, 0b110)], {0: 1, 1: 1}, [0]),
    ],
)
def test_cases(candidates, demands, chosen):
    assert assign(candidates, demands) == chosen


candidates_ = st.lists(
    st.builds(
        Candidate,
        st.integers(0, 3),
        st.integers(1, 63),
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 3)),
    ),
    max_size=8,
)
demands_ = st.dictionaries(st.integers(0, 3), st.integers(1, 3))


@given(candidates_, demands_)
def test_no_selection_is_better(candidates, demands):
    chosen = assign(candidates, demands)
    assert is_possible(candidates, chosen, demands)
    assert worth_of(candidates, chosen) == best_worth(candidates, demands)


@given(candidates_, demands_)
def test_with_few_states_it_is_still_a_selection(candidates, demands):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "MOST_STATES", 2)
        assert is_possible(candidates, assign(candidates, demands), demands)


def test_a_long_segment_is_solved():
    """Words of one kind, each claimed twice."""
    candidates = [candidate(0, 1 << place) for place in range(300) for _ in range(2)]
    assert len(assign(candidates, {0: 200})) == 200


def test_many_kinds_that_claim_the_same_words():
    candidates = [candidate(kind, 0b11 << place) for kind in range(12) for place in range(12)]
    assert len(assign(candidates, dict.fromkeys(range(12), 1))) == 6
