"""Scores of counts: of all segments together and of each."""

from __future__ import annotations

import numpy as np
import pytest

from tmtool.scoring.counts import Counts


def test_a_score_is_that_of_the_sums_not_the_mean_of_segments():
    rows = np.array([[1.0, 2.0], [0.0, 8.0]])
    counts = Counts("draft", "ter", "raw", "nrefs:1|", rows)
    assert counts.key == ("draft", "ter", "raw")
    assert counts.score() == pytest.approx(10.0)
    assert counts.segment_scores() == [50.0, 0.0]


def test_segments_without_a_score_have_none():
    counts = Counts("draft", "terms", "raw", "n:1|", np.array([[0.0, 0.0], [1.0, 1.0]]))
    assert counts.segment_scores() == [None, 100.0]
    assert counts.score() == 100.0
