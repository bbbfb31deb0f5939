"""Gates: limits, findings, and drafts that are worse than a run."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.models import (
    LOWER_IS_BETTER,
    CheckReport,
    Comparison,
    DraftFindings,
    Gate,
    Issue,
    Resampling,
    Score,
)
from tmtool.scoring import gate as gates
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.metrics import counted, score
from tmtool.scoring.regression import Counted, compare, settings_that_differ
from tmtool.scoring.test_set import spread

METRICS = ("bleu", "chrf", "chrf++", "ter")
REFERENCE = [f"Article {n} of the Treaty on the {w}" for n in range(10) for w in ("sea", "air")]
GOOD = [line.replace("the sea", "a sea") for line in REFERENCE]
WEAK = [f"Clause {n} of Treaty at {w}" for n in range(10) for w in ("sea", "air")]
DRAFTS = {"good": GOOD, "weak": WEAK, "same": REFERENCE}
HOW = Resampling(confidence=False, compare=True, resamples=200)


def one(metric: str, value: float, form: str = "raw") -> Score:
    return Score("d", metric, form, value, "")


@pytest.mark.parametrize(
    ("metric", "value", "limit", "passed"),
    [
        ("chrf", 55, 55, True),
        ("chrf", 54.999999, 55, False),
        ("chrf", 55.1, 55, True),
        ("bleu", 100.00000000000004, 100, True),
        ("terms", 94.9, 95, False),
        ("terms", 95, 95, True),
        ("ter", 60, 60, True),
        ("ter", 60.01, 60, False),
        ("ter", 59, 60, True),
        ("ter-norm", 130, 120, False),
        ("terms", math.nan, 0, False),
        ("ter", math.nan, 100, False),
    ],
)
def test_limits(metric, value, limit, passed):
    (result,) = gates.by_scores([one(metric, value)], {metric: limit})
    assert result.passed is passed
    assert (result.condition, result.draft, result.metric) == ("score", "d", metric)
    assert (result.limit, result.run, result.p_value) == (limit, None, None)
    assert result.value == (None if math.isnan(value) else value)
    assert ("lower is better" in result.reason) is (
        metric in LOWER_IS_BETTER and not math.isnan(value)
    )


def test_a_figure_that_misses_by_little_is_told_with_enough_decimals():
    (result,) = gates.by_scores([one("chrf", 54.9996)], {"chrf": 55})
    assert result.reason == "chrf is 54.9996, below the limit 55"
    (result,) = gates.by_scores([one("chrf", 55 - 1e-9)], {"chrf": 55})
    assert result.reason == f"chrf is {55 - 1e-9!r}, below the limit 55"


def test_limits_are_of_the_text_as_given_and_of_every_draft():
    scores = [
        one("chrf", 50),
        one("chrf", 90, "nfc"),
        Score("e", "chrf", "raw", 90, ""),
        Score("e", "ter", "raw", 90, ""),
    ]
    results = gates.by_scores(scores, {"chrf": 60})
    assert [(r.draft, r.passed) for r in results] == [("d", False), ("e", True)]


@pytest.mark.parametrize(
    ("gate", "metrics", "says"),
    [
        (Gate(limits={"chrf": 50}), ("bleu",), "--metric chrf"),
        (Gate(limits={"chrf": math.nan}), ("chrf",), "nan"),
        (Gate(limits={"chrf": math.inf}), ("chrf",), "inf"),
        (Gate(limits={"chrf": 101}), ("chrf",), "0 to 100"),
        (Gate(limits={"chrf": -1}), ("chrf",), "0 to 100"),
        (Gate(limits={"ter": -1}), ("ter",), "from 0"),
        (Gate(limits={"chrf": 0.55}), ("chrf",), "give 55 if"),
        (Gate(alpha=0), ("chrf",), "alpha"),
        (Gate(alpha=1.5), ("chrf",), "alpha"),
    ],
)
def test_gates_that_make_no_sense_are_refused(gate, metrics, says):
    with pytest.raises(InputError) as refused:
        gates.check_gate(gate, metrics)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    "gate", [Gate(), Gate(limits={"chrf": 0, "ter": 250}), Gate(limits={"chrf": 100}, alpha=1)]
)
def test_gates_that_do(gate):
    gates.check_gate(gate, ("chrf", "ter"))


def findings(**numbers: int) -> DraftFindings:
    issues = tuple(
        Issue(1, "number", severity, "", "", "", "draft")
        for severity, number in numbers.items()
        for _ in range(number)
    )
    return DraftFindings("d", CheckReport(1, issues))


@pytest.mark.parametrize(
    ("numbers", "least", "value"),
    [
        ({"error": 2, "warning": 1}, "error", 2),
        ({"error": 2, "warning": 1, "info": 5}, "warning", 3),
        ({"warning": 1}, "error", 0),
        ({"info": 1}, "warning", 0),
        ({}, "error", 0),
    ],
)
def test_findings(numbers, least, value):
    (result,) = gates.by_findings(["d"], [findings(**numbers)], least)
    assert (result.condition, result.value, result.limit) == ("findings", value, 0)
    assert result.passed is (value == 0)


def test_findings_of_a_draft_that_was_not_checked():
    with pytest.raises(InputError, match="no check was made"):
        gates.by_findings(["d", "e"], [findings(error=1)], "error")


def counts(draft: list[str], metrics=METRICS, reference=REFERENCE) -> Counted:
    text = parallel_text({"d": draft}, [reference])
    found = list(counted(text, metrics))
    return Counted(
        {c.metric: spread(c.rows, text.lines, text.given) for c in found},
        {c.metric: c.signature for c in found},
    )


def together(before: str, now: str, how: Resampling, **options) -> tuple[Comparison, ...]:
    report = score(
        {"before": DRAFTS[before], "now": DRAFTS[now]},
        [REFERENCE],
        metrics=METRICS,
        resampling=how,
        **options,
    )
    return report.comparisons


@pytest.mark.parametrize("before", DRAFTS)
@pytest.mark.parametrize("now", DRAFTS)
@pytest.mark.parametrize(
    "how",
    [
        HOW,
        Resampling(confidence=True, compare=False, resamples=333, seed=7),
        Resampling(confidence=False, compare=True, resamples=200, test="randomisation"),
        Resampling(resamples=100, documents=tuple(f"d{n // 4}" for n in range(20))),
    ],
)
def test_p_values_are_those_of_both_drafts_scored_at_once(before, now, how):
    asked = Resampling(
        confidence=False,
        compare=True,
        test=how.test,
        resamples=how.resamples,
        seed=how.seed,
        documents=how.documents,
    )
    expected = together(before, now, asked)
    assert compare(counts(DRAFTS[before]), counts(DRAFTS[now]), METRICS, how) == expected


def judged(before: str, now: str, alpha=0.05, metrics=METRICS):
    baseline = gates.Baseline(7, counts(DRAFTS[before]))
    return gates.by_regression("d", counts(DRAFTS[now], metrics), baseline, alpha=alpha, how=HOW)


def test_a_worse_draft_fails_by_every_metric():
    results, warnings = judged("good", "weak")
    assert [(r.metric, r.passed, r.run) for r in results] == [(m, False, 7) for m in METRICS]
    assert warnings == []
    for result in results:
        assert "worse than that of run 7" in result.reason
        assert result.p_value is not None
        assert result.p_holm is not None
        assert result.p_value <= result.p_holm < 0.05
    assert results[0].value is not None
    assert results[0].limit is not None
    assert results[0].value < results[0].limit
    assert results[-1].value > results[-1].limit  # TER


def test_a_better_draft_and_the_same_draft_pass():
    for before, now in (("weak", "good"), ("good", "good"), ("weak", "same")):
        results, _ = judged(before, now)
        assert all(r.passed for r in results)
        assert all("no worse than" in r.reason for r in results)


def test_alpha_decides_what_is_significant():
    results, _ = judged("same", "good", alpha=1)
    assert not any(r.passed for r in results if r.value != r.limit and r.p_holm < 1)
    strict, _ = judged("good", "weak", alpha=1e-6)
    assert all(r.passed for r in strict)
    assert {"not significantly worse" in r.reason for r in strict} == {True}


def test_holm_is_over_the_metrics_that_both_have():
    (alone,), _ = judged("good", "weak", metrics=("chrf",))
    assert alone.p_holm == alone.p_value
    every, _ = judged("good", "weak")
    (chrf,) = (r for r in every if r.metric == "chrf")
    assert chrf.p_value == alone.p_value
    assert chrf.p_holm > chrf.p_value


def test_no_metric_in_common():
    baseline = gates.Baseline(7, counts(GOOD, ("chrf",)))
    with pytest.raises(InputError, match="run 7 has no counts by bleu"):
        gates.by_regression("d", counts(GOOD, ("bleu",)), baseline, alpha=0.05, how=HOW)


def with_signature(signature: str) -> Counted:
    return Counted({"bleu": counts(GOOD, ("bleu",)).rows["bleu"]}, {"bleu": signature})


def test_another_tokeniser_is_refused():
    before = with_signature("nrefs:1|tok:zh|version:2.6.0")
    now = with_signature("nrefs:1|tok:13a|version:2.6.0")
    with pytest.raises(InputError, match="tok was zh, now 13a"):
        gates.by_regression("d", now, gates.Baseline(7, before), alpha=0.05, how=HOW)


def test_another_version_only_warns():
    before = with_signature("nrefs:1|bs:1000|seed:1|tok:13a|version:2.5.1")
    now = with_signature("nrefs:1|tok:13a|version:2.6.0")
    results, warnings = gates.by_regression(
        "d", now, gates.Baseline(7, before), alpha=0.05, how=HOW
    )
    assert [r.passed for r in results] == [True]
    assert warnings == ["run 7 was scored by sacreBLEU 2.5.1, this draft by 2.6.0"]


@pytest.mark.parametrize(
    ("one", "two", "parts"),
    [
        ("a:1|b:2", "a:1|b:2", {}),
        ("a:1|bs:1000|seed:3|docs:4|b:2", "a:1|ar:5|b:2", {}),
        ("a:1|b:2", "a:1|b:3", {"b": ("2", "3")}),
        ("a:1", "a:1|norm:nfc", {"norm": ("-", "nfc")}),
        ("", "a:1", {"a": ("-", "1")}),
    ],
)
def test_parts_of_signatures(one, two, parts):
    assert settings_that_differ(one, two) == parts


def test_one_segment_cannot_be_tested():
    with pytest.raises(InputError, match="one segment alone"):
        compare(counts(["a"], reference=["b"]), counts(["b"], reference=["b"]), METRICS, HOW)


@pytest.mark.parametrize(
    ("before", "now", "passed"),
    [([0, 0], [0, 0], True), ([1, 2], [0, 0], False), ([0, 0], [1, 2], True)],
)
def test_a_metric_without_a_figure_is_not_tested(before, now, passed):
    terms = [
        Counted(
            {"chrf": counts(GOOD).rows["chrf"], "terms": np.array([row] * 20, dtype=float)},
            {"chrf": "", "terms": "n:0"},
        )
        for row in (before, now)
    ]
    results, _ = gates.by_regression("d", terms[1], gates.Baseline(7, terms[0]), alpha=1, how=HOW)
    assert [(r.metric, r.passed) for r in results] == [("chrf", True), ("terms", passed)]
    assert results[0].p_holm == results[0].p_value == 1
    assert results[1].p_value is None


@given(st.floats(0, 200), st.floats(0, 200))
def test_a_draft_passes_its_own_score_and_no_better_one(value, limit):
    for metric in ("chrf", "ter"):
        (result,) = gates.by_scores([one(metric, value)], {metric: limit})
        assert result.passed is (value <= limit if metric == "ter" else value >= limit)
