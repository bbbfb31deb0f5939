"""Intervals and comparisons in a report: what was asked for, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unicodedata import normalize

import pytest
from building import ROOT

import tmtool
from tmtool.errors import InputError
from tmtool.models import Resampling
from tmtool.scoring.metrics import METRICS, score

EXAMPLES = ROOT / "corpora" / "examples"
REFERENCE, GOOD, WEAK = (
    (EXAMPLES / f"{name}.en.txt").read_text(encoding="utf-8").splitlines()
    for name in ("reference", "draft-good", "draft-weak")
)
DRAFTS = {"good": GOOD, "weak": WEAK}
FEW = Resampling(resamples=50)


def test_nothing_is_there_that_was_not_asked_for():
    plain = score(DRAFTS, [REFERENCE], metrics=["chrf"])
    assert plain.comparisons == ()
    assert {(row.low, row.high) for row in plain.scores} == {(None, None)}
    nothing = score(DRAFTS, [REFERENCE], metrics=["chrf"], resampling=Resampling(confidence=False))
    assert nothing == plain


def test_intervals_have_the_score_within_and_leave_it_as_it_is():
    plain = score(DRAFTS, [REFERENCE], metrics=METRICS)
    report = score(DRAFTS, [REFERENCE], metrics=METRICS, resampling=FEW)
    assert [row.score for row in report.scores] == [row.score for row in plain.scores]
    assert all(row.low < row.score < row.high for row in report.scores)
    assert report.comparisons == ()
    assert report.resampling == FEW


def test_a_higher_level_is_wider():
    narrow, wide = (
        score(
            DRAFTS, [REFERENCE], metrics=["ter"], resampling=Resampling(level=level, resamples=200)
        ).scores[0]
        for level in (80, 99)
    )
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("test", ["bootstrap", "randomisation"])
def test_the_weak_draft_is_worse_by_every_metric(test: Any):
    asked = Resampling(confidence=False, compare=True, test=test, resamples=200)
    report = score(DRAFTS, [REFERENCE], metrics=METRICS, resampling=asked)
    scores = {(row.draft, row.metric): row.score for row in report.scores}
    assert [one.metric for one in report.comparisons] == list(METRICS)
    for one in report.comparisons:
        assert (one.baseline, one.draft) == ("good", "weak")
        assert one.difference == scores["weak", one.metric] - scores["good", one.metric]
        assert (one.difference > 0) == one.metric.startswith("ter")
        assert one.p_value < one.p_holm < 0.05
    assert {row.low for row in report.scores} == {None}


def test_the_baseline_may_be_any_draft():
    drafts = {**DRAFTS, "again": GOOD}
    asked = replace(FEW, compare=True, baseline="again")
    report = score(drafts, [REFERENCE], metrics=["chrf"], resampling=asked)
    assert [(one.baseline, one.draft) for one in report.comparisons] == [
        ("again", "good"),
        ("again", "weak"),
    ]
    same, worse = report.comparisons
    assert (same.difference, same.p_value, same.p_holm) == (0.0, 1.0, 1.0)
    assert worse.p_value == 1 / 51


def test_signatures_tell_how_it_was_resampled_as_sacrebleu_does():
    def signature(asked: Resampling) -> str:
        report = score(DRAFTS, [REFERENCE], metrics=["ter"], resampling=asked)
        (found,) = {row.signature for row in report.scores}
        return found.partition("|case")[0]

    assert signature(FEW) == "nrefs:1|bs:50|seed:12345"
    randomised = replace(FEW, compare=True, test="randomisation", seed=3)
    assert signature(randomised) == "nrefs:1|bs:50|ar:50|seed:3"
    assert signature(replace(randomised, confidence=False)) == "nrefs:1|ar:50|seed:3"
    documents = tuple("ab" * 20 + "a")
    assert signature(replace(FEW, documents=documents)) == "nrefs:1|bs:50|seed:12345|docs:2"


def test_the_normalised_text_has_its_own_intervals():
    drafts = {"d": [normalize("NFD", "Café de la Paix, à Genève"), *GOOD[1:]]}
    report = score(
        drafts, [["Café de la Paix, à Genève", *REFERENCE[1:]]], metrics=["bleu"], resampling=FEW
    )
    raw, nfc = report.scores
    assert (raw.input, nfc.input) == ("raw", "nfc")
    assert raw.high <= nfc.high
    assert raw.low < nfc.low


def test_every_segment_a_document_is_no_document_at_all():
    alone = replace(FEW, compare=True, documents=tuple(map(str, range(len(GOOD)))))
    for test in ("bootstrap", "randomisation"):
        one, other = (
            score(DRAFTS, [REFERENCE], resampling=replace(asked, test=test))
            for asked in (alone, replace(alone, documents=None))
        )
        assert one.comparisons == other.comparisons
        assert [(r.low, r.high) for r in one.scores] == [(r.low, r.high) for r in other.scores]


def test_documents_whose_segments_are_alike_widen_the_interval():
    reference = ["a b c d e f"] * 40
    draft = ["a b c d e f" if place % 20 < 10 else "a b x y z f" for place in range(40)]
    documents = tuple(f"document {place // 10}" for place in range(40))
    segments, blocks = (
        score({"d": draft}, [reference], metrics=["ter"], resampling=asked).scores[0]
        for asked in (
            Resampling(resamples=300),
            Resampling(resamples=300, documents=documents),
        )
    )
    assert blocks.high - blocks.low > 2 * (segments.high - segments.low)


def test_segments_left_out_leave_their_documents_out():
    empty = ["", *REFERENCE]
    documents = ("preface", *tuple("ab" * 20 + "a"))
    asked = replace(FEW, documents=documents)
    report = score({"d": ["", *GOOD]}, [empty], metrics=["chrf"], resampling=asked)
    assert report.resampling == replace(asked, documents=documents[1:])
    whole = score(
        {"d": GOOD}, [REFERENCE], metrics=["chrf"], resampling=replace(FEW, documents=documents[1:])
    )
    assert report.scores == whole.scores


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"level": 0}, "level"),
        ({"level": 100}, "level"),
        ({"level": float("nan")}, "level"),
        ({"resamples": 0}, "number of resamples"),
        ({"resamples": 100_001}, "number of resamples"),
        ({"seed": -1}, "seed"),
        ({"test": "guess"}, "unknown test"),
        ({"baseline": "best"}, "is no draft"),
        ({"documents": ("a",)}, "41 segments have 1 documents"),
        ({"documents": ("a",) * 40 + (" ",)}, "segment 41 has no document"),
        ({"documents": ("a",) * 41}, "one document alone"),
    ],
)
def test_what_cannot_be_resampled_is_refused(changes: dict[str, Any], what: str):
    with pytest.raises(InputError, match=what) as refused:
        score(DRAFTS, [REFERENCE], metrics=["ter"], resampling=replace(FEW, **changes))
    assert refused.value.hint


def test_too_little_is_refused():
    with pytest.raises(InputError, match="two drafts"):
        score({"d": GOOD}, [REFERENCE], resampling=Resampling(compare=True))
    with pytest.raises(InputError, match="one segment alone"):
        score({"d": GOOD[:1]}, [REFERENCE[:1]], resampling=FEW)


def test_the_public_function_hands_it_on():
    asked = replace(FEW, compare=True)
    report = tmtool.score(DRAFTS, REFERENCE, metrics=["chrf"], resampling=asked)
    assert report == score(DRAFTS, [REFERENCE], metrics=["chrf"], resampling=asked)
