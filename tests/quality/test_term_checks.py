"""Findings on terms: what is one, and what only looks like one."""

from __future__ import annotations

import pytest
from building import concept, found_terms

from tmtool.models import Concept, DraftSegment, Issue, Term
from tmtool.quality.terms import TERM_CHECKS, check_terms

NOTE = concept(1, "ru вербальная нота", "en note verbale", "en verbal note: deprecated")
FORCE = concept(2, "ru вступление в силу", "en entry into force", "en coming to power: forbidden")
ENTER = concept(3, "ru вступить в силу", "en enter into force (verb)", "en take effect (verb)")
WAIVE = concept(4, "ru отказ от иммунитета", "en waiver of immunity")
PROVISION = concept(5, "ru положение договора", "en provision")
DEPOSITARY = concept(6, "ru депозитарий", "en depositary", "en depository: deprecated")
DEPOSIT = concept(7, "ru сдача на хранение", "en deposit", "en delivery for storage: forbidden")
COMMISSION = concept(8, "ru Комиссия", "en Commission", "en Committee: superseded")
CHARTER = concept(9, "en Charter of the United Nations", "ru Устав ООН", "ru Хартия ООН: forbidden")
PARTY = concept(10, "ru сторона", "en party")
SIDE = concept(11, "ru сторона", "en side")
LODGE = concept(12, "ru сдать на хранение", "en submit (verb)", "en lodge (verb): deprecated")
EVERY = [
    NOTE, FORCE, ENTER, WAIVE, PROVISION, DEPOSITARY, DEPOSIT, COMMISSION, CHARTER, PARTY, SIDE,
    LODGE,
]  # fmt: skip


def issues(source: str, draft: str, pair=("ru", "en"), concepts=EVERY) -> list[Issue]:
    sides = found_terms(source, pair[0], concepts), found_terms(draft, pair[1], concepts)
    return list(check_terms(DraftSegment(7, source, draft), *sides, pair[1]))


def told(found: list[Issue]) -> list[tuple[str, str, str]]:
    """Check, severity and the words at fault."""
    return [
        (i.check, i.severity, (i.source if i.side == "source" else i.draft)[i.start : i.end])
        for i in found
    ]


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("Направлена вербальная нота.", "A note verbale was sent.", []),
        ("Депозитариям", "To the depositaries", []),
        ("", "", []),
        (
            "Направлена вербальная нота.",
            "A letter was sent.",
            [("term-missing", "error", "вербальная нота")],
        ),
        (
            "Направлена вербальная нота.",
            "",
            [("term-missing", "error", "вербальная нота")],
        ),
        (
            "Вербальная нота о вербальной ноте.",
            "A note verbale on it.",
            [("term-missing", "warning", "вербальной ноте")],
        ),
        (
            "Направлена вербальная нота.",
            "A verbal note was sent.",
            [("term-deprecated", "warning", "verbal note")],
        ),
        (
            "До вступления в силу",
            "Before coming to power",
            [("term-forbidden", "error", "coming to power")],
        ),
        # In other words: a kindred concept, other words of the same roots, part of a phrase.
        (
            "До вступления в силу",
            "Before it takes effect",
            [("term-missing", "info", "вступления в силу")],
        ),
        (
            "До вступления в силу",
            "Before it begins",
            [("term-missing", "error", "вступления в силу")],
        ),
        (
            "Отказ от иммунитета",
            "The Organization waives its immunity.",
            [("term-missing", "info", "Отказ от иммунитета")],
        ),
        # What meets another need is not free to do so.
        (
            "Сдача на хранение и депозитарий",
            "The deposit and him",
            [("term-missing", "error", "депозитарий")],
        ),
        # Not surely a term.
        ("Комиссия создана.", "It was made.", [("term-missing", "info", "Комиссия")]),
    ],
)
def test_cases(source, draft, expected):
    assert told(issues(source, draft)) == expected


@pytest.mark.parametrize(
    ("source", "draft", "pair", "found", "replacement"),
    [
        ("вербальная нота", "Verbal notes", ("ru", "en"), "Verbal notes", "Note verbales"),
        ("депозитарий", "the depositories", ("ru", "en"), "depositories", "depositaries"),
        ("депозитарий", "Depository", ("ru", "en"), "Depository", "Depositary"),
        (
            "сдача на хранение",
            "delivery for storage",
            ("ru", "en"),
            "delivery for storage",
            "deposit",
        ),
        ("сдал на хранение", "has lodged", ("ru", "en"), "lodged", "submitted"),
        (
            "the Charter of the United Nations",
            "в Хартии ООН",
            ("en", "ru"),
            "Хартии ООН",
            "Уставе ООН",
        ),
    ],
)
def test_the_replacement_has_the_form_of_what_it_replaces(source, draft, pair, found, replacement):
    (issue,) = issues(source, draft, pair)
    assert draft[issue.start : issue.end] == found
    assert issue.replacement == replacement


def test_what_stands_apart_has_no_replacement():
    verb = concept(
        1, "ru сдать на хранение", "en deposit (verb)", "en bring into storage (verb): deprecated"
    )
    (issue,) = issues("сдал на хранение", "He brought the treaty into storage", concepts=[verb])
    assert (issue.check, issue.replacement) == ("term-deprecated", None)


def test_messages():
    note = Concept(
        (
            Term("ru", "депозитарий", status="preferred", id=1),
            Term("en", "depositary", status="preferred", id=2),
            Term("en", "depository", status="forbidden", note="A warehouse.", id=3),
        ),
        id=1,
    )
    (issue,) = issues("Депозитариям", "The depository", concepts=[note])
    assert issue.message == (
        "‘depository’ is forbidden for ‘депозитарий’: use ‘depositary’ (A warehouse)"
    )
    (issue,) = issues("Депозитариям", "They", concepts=[note])
    assert issue.message == "‘Депозитариям’ needs ‘depositary’; the draft has none"
    assert (issue.segment, issue.source, issue.draft) == (7, "Депозитариям", "They")
    assert (issue.side, issue.replacement) == ("source", None)
    (issue,) = issues("Депозитарий депозитария", "The depositary", concepts=[note])
    assert issue.message == ("‘депозитария’ needs ‘depositary’; the draft has it only 1 of 2 times")
    (issue,) = issues("Стороны", "States")
    assert issue.message == "‘Стороны’ needs ‘party’ or ‘side’; the draft has none"
    (issue,) = issues("До вступления в силу", "Before it takes effect")
    assert issue.message == (
        "‘вступления в силу’ needs ‘entry into force’; the draft seems to say ‘takes effect’"
    )


def test_a_term_without_a_better_one():
    only = concept(1, "ru грамота", "en diploma: forbidden")
    (issue,) = issues("грамота", "diploma", concepts=[only])
    assert issue.message == "‘diploma’ is forbidden for ‘грамота’"
    assert issue.replacement is None


def test_severities_are_those_that_are_told():
    assert set(TERM_CHECKS) == {
        "term-missing",
        "term-forbidden",
        "term-deprecated",
        "term-superseded",
    }
