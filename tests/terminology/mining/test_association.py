"""Measures of association."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.terminology.mining.association import dice, log_likelihood


@pytest.mark.parametrize(
    ("both", "one", "other", "expected"),
    [(3, 3, 3, 1.0), (0, 3, 3, 0.0), (2, 4, 4, 0.5), (0, 0, 0, 0.0)],
)
def test_dice(both: int, one: int, other: int, expected: float):
    assert dice(both, one, other) == expected


def test_log_likelihood_is_dunnings():
    # The first bigram of the table in Dunning 1993: "the swiss".
    assert log_likelihood(110, 2552, 221, 31777) == pytest.approx(270.72, abs=0.01)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_log_likelihood_is_symmetric_and_never_negative(both: int, a: int, b: int, rest: int):
    total = both + a + b + rest
    value = log_likelihood(both, both + a, both + b, total)
    assert value == pytest.approx(log_likelihood(both, both + b, both + a, total))
    assert value >= 0
    if both * total <= (both + a) * (both + b):
        assert value == 0
