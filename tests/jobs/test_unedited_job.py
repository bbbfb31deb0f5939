"""Drafts that are the memory's translation of another source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from building import pair

from tmtool.memory import Memory
from tmtool.models import DraftSegment, Issue

UNITS = [
    ("Договор вступает в силу в день подписания.", "The treaty enters into force on signature."),
    ("Комитет принял повестку дня сессии", "The committee adopted the agenda of the session"),
    ("Пошлина составляет 5 рублей с каждой тонны", "The duty is five roubles for each tonne"),
    ("Да", "Yes"),
]


@pytest.fixture
def filled(memory: Memory) -> Memory:
    for ru, en in UNITS:
        memory.add_unit(pair(ru, en), corpus="a")
    return memory


def found(memory: Memory, source: str, draft: str, **settings) -> Sequence[Issue]:
    segments = [DraftSegment(1, source, draft)]
    report = memory.check(segments, "ru", "en", severities=settings or None)
    return [issue for issue in report.issues if issue.check == "unedited-match"]


def test_a_match_that_was_not_edited(filled: Memory):
    source = "Договор вступает в силу в день ратификации."
    (issue,) = found(filled, source, UNITS[0][1])
    (match,) = filled.lookup(source, "ru", "en", min_rate=50)
    assert match.target == UNITS[0][1]
    assert issue.severity == "warning"
    assert issue.message == (
        f"the draft is the translation of unit 1, whose source is {match.rate} % like:"
        f" ‘{UNITS[0][0]}’"
    )


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        # The memory's own translation, and one that was edited.
        UNITS[0],
        ("Договор вступает в силу в день подписания.", "The treaty enters into force then."),
        ("Договор вступает в силу в день ратификации.", "It enters into force on signature."),
        # Not like enough for anyone to have taken the match.
        ("Конечно, мы согласны", "Yes"),
        ("", "Yes"),
        ("Да", ""),
    ],
)
def test_what_is_no_finding(filled: Memory, source: str, draft: str):
    assert found(filled, source, draft) == []


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        ("КОМИТЕТ принял повестку дня сессии", "info"),
        ("Комитет принял повестку дня сессии;", "info"),
        ("Комитет принял повестку дня 5 сессии", "warning"),
    ],
)
def test_small_differences(filled: Memory, source: str, severity: str):
    (issue,) = found(filled, source, UNITS[1][1])
    assert issue.severity == severity


def test_spaces_of_the_draft_do_not_count(filled: Memory):
    assert found(filled, "Комитет принял повестку дня 5 сессии", f" {UNITS[1][1]} ")


def test_a_source_that_the_memory_has_too_is_no_finding(filled: Memory):
    other = "Комитет принял повестку дня 5 сессии"
    filled.add_unit(pair(other, "The committee adopted another agenda"), corpus="a")
    assert found(filled, other, UNITS[1][1]) == []


def test_the_source_that_is_most_like_is_named(filled: Memory):
    filled.add_unit(pair("Комитет принял повестку дня новой сессии", UNITS[1][1]), corpus="a")
    (issue,) = found(filled, "Комитет принял повестку дня новой большой сессии", UNITS[1][1])
    assert "unit 5," in issue.message


def test_other_languages_and_regions(filled: Memory):
    source = "Комитет принял повестку дня 5 сессии"
    segments = [DraftSegment(1, source, UNITS[1][1])]
    assert filled.check(segments, "ru", "en-GB").summary.get("unedited-match") == 1
    assert "unedited-match" not in filled.check(segments, "ru", "de").summary


def test_settings(filled: Memory):
    source = "Комитет принял повестку дня 5 сессии"
    (issue,) = found(filled, source, UNITS[1][1], **{"unedited-match": "error"})
    assert issue.severity == "error"
    assert found(filled, source, UNITS[1][1], **{"unedited-match": "off"}) == []


def test_the_memorys_own_units_have_their_sources(filled: Memory):
    assert filled.check(filled.drafts("ru", "en"), "ru", "en").issues == ()
