from __future__ import annotations

from dataclasses import replace

import pytest
from aligning import aligned_pair, sentences

from tmtool.jobs.align.outcome import advice_on, is_taken, report_of
from tmtool.models import PAIR_VERDICTS, AligningReport, Alignment, PairReport


def judged(verdict, confidence=0.9, **fields):
    pair = aligned_pair(sentences(10), **fields)
    return replace(pair, alignment=Alignment(pair.alignment.beads, confidence, verdict))


@pytest.mark.parametrize("verdict", PAIR_VERDICTS)
def test_every_verdict_has_words_and_advice(verdict):
    report = report_of(judged(verdict), "a", None)
    assert report.verdict == verdict
    assert report.problems == (() if verdict == "parallel" else (verdict,))
    assert (report.message is None) == (verdict == "parallel")
    assert advice_on(verdict).endswith(".")
    aligned = verdict in ("parallel", "doubtful", "unrelated")
    assert report.beads == (10 if aligned else 0)
    assert (report.confidence is None) != aligned


@pytest.mark.parametrize(
    ("verdict", "taken"),
    [
        ("parallel", True),
        ("doubtful", True),
        ("unrelated", False),
        ("swapped", False),
        ("identical", False),
        ("empty", False),
    ],
)
def test_of_documents_that_look_wrong_nothing_is_taken(verdict, taken):
    assert is_taken(judged(verdict), force=False) is taken
    assert is_taken(judged(verdict), force=True)
    states = ("accepted", *("open",) * 9)
    assert is_taken(judged(verdict, states=states), force=False)


def test_noise_is_told_with_the_document():
    texts = [(one.replace("о", "0"), other) for one, other in sentences(10)]
    report = report_of(aligned_pair(texts), "a", None)
    assert report.problems == ("noise",)
    assert report.message is not None
    assert report.message.startswith("a.ru.txt has many broken words")


def test_sums_of_a_list():
    common = {"document": "a", "source_document": "a", "target_document": "b"}
    found = AligningReport(
        (
            PairReport(**common, beads=10, accepted=9, confidence=0.9, verdict="parallel"),
            PairReport(**common, beads=30, accepted=10, confidence=0.5, verdict="doubtful"),
            PairReport(**common, problems=("unreadable",), message="no such file"),
        )
    )
    assert (found.beads, found.accepted) == (40, 19)
    assert found.confidence == pytest.approx(0.6)
    assert found.wrong == found.pairs[2:]
    assert AligningReport(()).confidence is None
