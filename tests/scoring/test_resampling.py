"""Samples, intervals and p-values, against sacreBLEU's and against plain counting."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from tmtool.models import Resampling
from tmtool.scoring import resampling
from tmtool.scoring.metrics import score
from tmtool.scoring.resampling import (
    Sample,
    bootstrap,
    bootstrap_p_value,
    by_document,
    holm,
    interval,
    randomisation,
    randomisation_p_value,
)

WORDS = "the Parties shall undertake to settle all disputes by peaceful means in good faith".split()
NAMES = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF2++", "ter": "TER"}
TOLERANCE = 1e-4
"""sacreBLEU resamples in single precision."""


def lines(number: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    return [" ".join(dice.choices(WORDS, k=dice.randint(1, 14))) for _ in range(number)]


def worse(texts: Sequence[str], seed: int, rate: float) -> list[str]:
    """Texts with some of their words replaced."""
    dice = random.Random(seed)
    return [
        " ".join(dice.choice(WORDS) if dice.random() < rate else word for word in text.split())
        for text in texts
    ]


def paired(drafts: dict[str, list[str]], references: list[list[str]], kind: str, samples: int):
    """What sacreBLEU's own test finds: p-values and half-widths of intervals."""
    metrics = {"BLEU": BLEU(), "chrF2": CHRF(), "chrF2++": CHRF(word_order=2), "TER": TER()}
    test = PairedTest(list(drafts.items()), metrics, references, test_type=kind, n_samples=samples)
    _, found = test()
    by_name = [dict(zip(drafts, found[name], strict=True)) for name in NAMES.values()]
    return dict(zip(NAMES, by_name, strict=True))


@pytest.mark.parametrize("segments", [4, 7, 33, 150])
@pytest.mark.parametrize(("test", "kind"), [("bootstrap", "bs"), ("randomisation", "ar")])
@pytest.mark.parametrize("number", [1, 2], ids=["one reference", "two references"])
def test_p_values_and_intervals_are_those_of_sacrebleu(
    segments: int, test: str, kind: str, number: int, monkeypatch: pytest.MonkeyPatch
):
    # So few weights at once that the samples come in several parts.
    monkeypatch.setattr(resampling, "_CELLS", segments * 20)
    reference = lines(segments, 1)
    references = [reference, worse(reference, 2, 0.2)][:number]
    rates = {"a": 0.4, "b": 0.42, "c": 0.6}
    drafts = {
        name: worse(reference, place, rate) for place, (name, rate) in enumerate(rates.items(), 3)
    }
    expected = paired(drafts, references, kind, 100)
    asked = Resampling(compare=True, test=test, resamples=100)
    report = score(drafts, references, resampling=asked)
    assert [(one.draft, one.metric) for one in report.comparisons] == [
        (draft, metric) for draft in ("b", "c") for metric in NAMES
    ]
    assert [one.p_value for one in report.comparisons] == [
        expected[one.metric][one.draft].p_value for one in report.comparisons
    ]
    if kind == "bs":
        for row in report.scores:
            half = (row.high - row.low) / 2
            assert half == pytest.approx(expected[row.metric][row.draft].ci, abs=TOLERANCE)


def test_another_seed_is_that_of_sacrebleu(monkeypatch: pytest.MonkeyPatch):
    reference = lines(20, 1)
    drafts = {"a": worse(reference, 2, 0.4), "b": worse(reference, 3, 0.5)}
    monkeypatch.setenv("SACREBLEU_SEED", "77")
    expected = paired(drafts, [reference], "bs", 50)
    monkeypatch.delenv("SACREBLEU_SEED")
    report = score(drafts, [reference], resampling=Resampling(compare=True, resamples=50, seed=77))
    for one in report.comparisons:
        assert one.p_value == expected[one.metric][one.draft].p_value


def test_zero_is_a_seed_like_any_other():
    sample = Sample("ter", np.array([[1.0, 5.0], [2.0, 6.0], [0.0, 3.0], [4.0, 4.0]]))
    first, second = (bootstrap([sample], resamples=9, seed=0)[0] for _ in range(2))
    assert first.tolist() == second.tolist()
    assert first.tolist() != bootstrap([sample], resamples=9, seed=1)[0].tolist()


def plain_bootstrap(rows: np.ndarray, resamples: int, seed: int) -> list[float]:
    drawn = np.random.default_rng(seed).choice(len(rows), size=(resamples, len(rows)))
    return [100 * rows[places, 0].sum() / rows[places, 1].sum() for places in drawn]


@pytest.mark.parametrize("cells", [1, 50, 1 << 18])
@pytest.mark.parametrize("small", [128 * 32, 1 << 18])
@pytest.mark.parametrize("number", [2, 31, 300])
def test_parts_make_no_difference(
    cells: int, small: int, number: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(resampling, "_CELLS", cells)
    monkeypatch.setattr(resampling, "_SMALL", small)
    dice = np.random.default_rng(5)
    rows = [dice.integers(1, 9, size=(number, 2)).astype(float) for _ in range(70)]
    samples = [Sample("ter", part) for part in rows]
    found = bootstrap(samples, resamples=67, seed=4)
    for part, figures in zip(rows, found, strict=True):
        assert figures.tolist() == pytest.approx(plain_bootstrap(part, 67, 4), rel=1e-12)
    trials = randomisation(samples[:1], [samples[1:2], samples[2:3]], resamples=67, seed=4)
    coins = np.random.default_rng(4).integers(2, size=(67, number), dtype=bool)[:, :, None]
    for other, ((one, two),) in zip(rows[1:3], trials, strict=True):
        for figures, mixed in (
            (one, np.where(coins, rows[0], other)),
            (two, np.where(coins, other, rows[0])),
        ):
            sums = mixed.sum(axis=1)
            assert figures.tolist() == (100 * (sums[:, 0] / sums[:, 1])).tolist()


def test_documents_are_summed_in_the_order_of_their_first_segments():
    rows = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
    assert by_document(rows, ["b", "a", "b", "c"]).tolist() == [[6, 8], [3, 4], [7, 8]]


def test_intervals_leave_out_as_much_on_each_side():
    figures = np.arange(1000.0)[::-1]
    assert interval(figures, 95) == (25.0, 974.0)
    assert interval(figures, 90) == (50.0, 949.0)
    assert interval(figures[:10], 95) == (990.0, 999.0)


def test_figures_that_do_not_exist_do_not_count():
    figures = np.array([1.0, np.nan, 3.0])
    assert interval(figures, 95) == (1.0, 3.0)
    assert interval(figures[1:2], 95) is None
    assert bootstrap_p_value(figures, np.array([1.0, np.nan, 5.0]), 0.5) == 2 / 3


def test_drafts_that_never_differ_are_no_evidence_of_a_difference():
    same = np.array([1.0, 2.0, 3.0])
    assert bootstrap_p_value(same, same, 0.0) == 1.0
    assert randomisation_p_value(same, same, 0.0) == 1.0


@pytest.mark.parametrize(
    ("p_values", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([0.03], [0.03], id="one"),
        # Holm (1979): the smallest times their number, then less, never falling.
        pytest.param([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02], id="four"),
        pytest.param([0.5, 0.6, 0.001], [1.0, 1.0, 0.003], id="up to one"),
        pytest.param([0.02, 0.02], [0.04, 0.04], id="equal"),
    ],
)
def test_holm(p_values: list[float], expected: list[float]):
    assert holm(p_values) == pytest.approx(expected)
