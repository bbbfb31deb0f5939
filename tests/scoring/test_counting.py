"""What is counted in segments is what sacreBLEU counts, number by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER

from tmtool.scoring import counters
from tmtool.scoring.counting import statistics
from tmtool.scoring.scorers import METRICS, Scorer

ORACLES: Mapping[str, Callable[[bool], Any]] = {
    "bleu": lambda lower: BLEU(lowercase=lower),
    "bleu-intl": lambda lower: BLEU(tokenize="intl", lowercase=lower),
    "chrf": lambda lower: CHRF(lowercase=lower),
    "chrf++": lambda lower: CHRF(word_order=2, lowercase=lower),
    "ter": lambda lower: TER(),
    "ter-norm": lambda lower: TER(normalized=True),
}
segment = st.text(st.sampled_from("abAБй.,-«»'()5  \n\t\u00a0\u0301大Σ"), max_size=20)
Row = tuple[str, str, str, str | None, str | None]


def counted(
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str | None]],
    *,
    metrics: Sequence[str] = METRICS,
    lowercase: bool = False,
) -> dict[str, dict[str, list[list[float]]]]:
    found = statistics(
        [Scorer(metric, lowercase=lowercase) for metric in metrics], drafts, references
    )
    return {
        metric: {draft: rows.tolist() for draft, rows in by_draft.items()}
        for metric, by_draft in found.items()
    }


def by_sacrebleu(metric: str, draft: Sequence[str], references: Any, lowercase: bool) -> Any:
    return ORACLES[metric](lowercase)._extract_corpus_statistics(draft, references)


@given(
    rows=st.lists(
        st.tuples(segment, segment, segment, st.none() | segment, st.none() | segment),
        min_size=1,
        max_size=6,
    ),
    lowercase=st.booleans(),
    batch=st.sampled_from([1, 2, 100]),
    longest=st.sampled_from([1, 20, 1000]),
)
@example(rows=[("a", "", "", None, None)], lowercase=False, batch=100, longest=1000)
@example(rows=[("ab", "ba", "abab", "ab", "abc")], lowercase=False, batch=100, longest=1000)
@example(rows=[("a b c d", "d c", "x", "a b c", "b c d e")], lowercase=True, batch=1, longest=1000)
@settings(max_examples=80, deadline=None)
def test_every_count_is_sacrebleus(rows: list[Row], lowercase: bool, batch: int, longest: int):
    one, two, *references = zip(*rows, strict=True)
    drafts = {"one": one, "two": two}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counters, "_BATCH", batch)
        patch.setattr(counters, "_LONGEST", longest)
        found = counted(drafts, references, lowercase=lowercase)
    assert found == {
        metric: {
            draft: by_sacrebleu(metric, texts, references, lowercase)
            for draft, texts in drafts.items()
        }
        for metric in METRICS
    }


def test_of_references_as_good_the_first_is_taken():
    """By chrF both are as near; the second is as long as the draft."""
    draft, references = ["ab"], [["abxy"], ["abzz"]]
    for order in (references, references[::-1]):
        assert counted({"d": draft}, order, metrics=["chrf"])["chrf"]["d"] == by_sacrebleu(
            "chrf", draft, order, lowercase=False
        )


def test_chrf_and_chrf_plus_plus_may_choose_different_references():
    draft = ["x ab abcd"]
    references = [["x b cd"], ["abcd x abc"]]
    found = counted({"d": draft}, references)
    chosen = {metric: found[metric]["d"][0][:18] for metric in ("chrf", "chrf++")}
    assert chosen["chrf"] != chosen["chrf++"]
    for metric in chosen:
        assert found[metric]["d"] == by_sacrebleu(metric, draft, references, lowercase=False)


@pytest.mark.parametrize("metrics", [["chrf"], ["chrf++"], ["chrf++", "chrf"], ["ter", "bleu"]])
def test_metrics_count_the_same_alone_and_together(metrics: list[str]):
    drafts, references = {"d": ["The cat, sat.", "on"]}, [["The cat sat.", "on the mat"]]
    every = counted(drafts, references)
    found = counted(drafts, references, metrics=metrics)
    assert found == {metric: every[metric] for metric in metrics}
    assert list(found) == metrics


def test_statistics_are_matrices_of_numbers():
    rows = Scorer("chrf++").statistics({"d": ["a", "b"]}, [["a", None], ["b", "c"]])["d"]
    assert (rows.shape, rows.dtype, rows.flags.c_contiguous) == ((2, 24), np.float64, True)


@pytest.mark.parametrize(
    ("lengths", "batch", "longest", "expected"),
    [
        ([1] * 5, 2, 100, [2, 2, 1]),
        ([1] * 4, 2, 100, [2, 2]),
        ([3, 3, 9, 1, 1], 100, 6, [2, 1, 2]),
        ([9, 9], 100, 5, [1, 1]),
        ([0, 0, 0], 100, 5, [3]),
    ],
)
def test_long_segments_are_counted_a_few_at_a_time(
    monkeypatch: pytest.MonkeyPatch, lengths: list[int], batch: int, longest: int, expected: object
):
    monkeypatch.setattr(counters, "_BATCH", batch)
    monkeypatch.setattr(counters, "_LONGEST", longest)
    texts = ["x" * length for length in lengths]
    found = list(counters._batches({"d": texts}, [["x"] * len(texts), [None] * len(texts)]))
    assert [part.stop - part.start for part in found] == expected
    assert [at for part in found for at in range(part.start, part.stop)] == [*range(len(texts))]
