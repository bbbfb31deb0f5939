"""The formulas over many sums give what sacreBLEU computes from one, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER

from tmtool.scoring.figures import figures, segment_figures

ORACLES: Mapping[str, Any] = {
    "bleu": BLEU(),
    "bleu-intl": BLEU(tokenize="intl"),
    "chrf": CHRF(),
    "chrf++": CHRF(word_order=2),
    "ter": TER(),
    "ter-norm": TER(normalized=True),
}
NUMBERS = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 100_000))


@st.composite
def bleu_row(draw: Callable[..., int]) -> list[int]:
    total = sorted((draw(NUMBERS) for _ in range(4)), reverse=True)
    correct = [min(draw(NUMBERS), most) for most in total]
    return [total[0], draw(NUMBERS), *correct, *total]


@st.composite
def chrf_row(draw: Callable[..., int], orders: int) -> list[int]:
    row = []
    for _ in range(orders):
        sides = draw(NUMBERS), draw(NUMBERS)
        row += [*sides, min(draw(NUMBERS), *sides)]
    return row


ROWS = {
    "bleu": bleu_row(),
    "bleu-intl": bleu_row(),
    "chrf": chrf_row(6),
    "chrf++": chrf_row(8),
    "ter": st.tuples(NUMBERS, st.one_of(NUMBERS, st.floats(0.1, 1e4))).map(list),
    "ter-norm": st.tuples(NUMBERS, NUMBERS).map(list),
}


@pytest.mark.parametrize("metric", ORACLES)
@settings(max_examples=60)
@given(data=st.data())
def test_the_formulas_are_those_of_sacrebleu(metric: str, data: st.DataObject):
    rows = data.draw(st.lists(ROWS[metric], min_size=1, max_size=8))
    found = figures(metric, np.array(rows, dtype=float))
    assert found.tolist() == [ORACLES[metric]._aggregate_and_compute([row]).score for row in rows]


def test_term_accuracy_is_unknown_where_nothing_is_needed():
    found = figures("terms", np.array([[1.0, 4.0], [0.0, 3.0], [0.0, 0.0]]))
    assert found[:2].tolist() == [25.0, 0.0]
    assert np.isnan(found[2])


SENTENCE_ORACLES = {**ORACLES, "bleu": BLEU(effective_order=True)}


@pytest.mark.parametrize("metric", ["bleu", "chrf++", "ter"])
@settings(max_examples=60)
@given(data=st.data())
def test_figures_of_segments_are_sacrebleus_sentence_scores(metric: str, data: st.DataObject):
    rows = data.draw(st.lists(ROWS[metric], min_size=1, max_size=8))
    found = segment_figures(metric, np.array(rows, dtype=float))
    judge = SENTENCE_ORACLES[metric]
    assert found.tolist() == [judge._aggregate_and_compute([row]).score for row in rows]
