"""Acronyms that come before their full form."""

from __future__ import annotations

import pytest
from building import concept, found_terms

from tmtool.models import Concept, DraftSegment, Term
from tmtool.quality.acronyms import AcronymCheck

CSTO = concept(
    1,
    "ru Организация Договора о коллективной безопасности",
    "ru ОДКБ",
    "en Collective Security Treaty Organization",
    "en CSTO",
)
UN = concept(2, "ru Организация Объединённых Наций", "ru ООН", "en United Nations", "en UN")
CHARTER = concept(3, "ru Устав ООН", "en Charter of the United Nations")
BARE = concept(4, "ru Экономический суд", "en ESC")
CIS = Concept(
    (
        Term("ru", "Содружество Независимых Государств", type="fullForm"),
        Term("ru", "Содружество", type="shortForm"),
        Term("ru", "СНГ", type="acronym"),
        Term("en", "Commonwealth of Independent States", type="fullForm"),
        Term("en", "CIS", type="acronym"),
    ),
    id=5,
)
EVERY = [CSTO, UN, CHARTER, BARE, CIS]
LONG = "Организация Договора о коллективной безопасности"
FULL = "Collective Security Treaty Organization"


def found(*segments: tuple[str, str] | tuple[str, str, str], pair=("ru", "en")) -> list:
    checker = AcronymCheck(pair[1])
    issues = []
    for number, (source, draft, *document) in enumerate(segments, 1):
        segment = DraftSegment(number, source, draft, *document)
        issues += checker.check(
            segment, found_terms(source, pair[0], EVERY), found_terms(draft, pair[1], EVERY)
        )
    return [(i.segment, i.draft[i.start : i.end], i.replacement) for i in issues]


INTRODUCED = f"{FULL} (CSTO)"


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([(LONG, FULL)], []),
        ([(LONG, f"{FULL} (CSTO)")], []),
        ([(LONG, f"CSTO ({FULL})")], []),
        ([(LONG, "The CSTO")], [(1, "CSTO", INTRODUCED)]),
        # At the first use alone.
        ([(LONG, "The CSTO and the CSTO"), (LONG, "The CSTO")], [(1, "CSTO", INTRODUCED)]),
        # The full form came before.
        ([(LONG, FULL), (LONG, "The CSTO")], []),
        ([("Ничего", FULL), (LONG, "The CSTO")], []),
        ([(LONG, "The CSTO"), (LONG, FULL)], [(1, "CSTO", INTRODUCED)]),
        # The source has the bare acronym too, or nothing of the kind.
        ([("ОДКБ", "The CSTO")], []),
        ([("Ничего", "The CSTO")], []),
        ([("ОДКБ", "The CSTO"), (LONG, "The CSTO")], [(2, "CSTO", INTRODUCED)]),
        # Each document is read anew.
        (
            [(LONG, FULL, "a"), (LONG, "The CSTO", "a"), (LONG, "The CSTO", "b")],
            [(3, "CSTO", INTRODUCED)],
        ),
        ([(LONG, FULL, "a"), (LONG, "The CSTO", "a")], []),
        # A short form does not spell the name out.
        ([("Члены Содружества", "Members of the CIS")], []),
        (
            [("Содружество Независимых Государств", "The CIS")],
            [(1, "CIS", "Commonwealth of Independent States (CIS)")],
        ),
        # An acronym that has no full form.
        ([("Экономический суд", "ESC")], []),
    ],
)
def test_cases(segments, expected):
    assert found(*segments) == expected


def test_into_russian():
    into = ("en", "ru")
    assert found(("The United Nations", "Члены ООН"), pair=into) == [(1, "ООН", None)]
    # Within a longer name it is a part of it.
    assert found(("The Charter of the United Nations", "Устав ООН"), pair=into) == []
    # An ending tells the case.
    (issue,) = found((f"The {FULL}", "Вместе с ОДКБ"), pair=into)
    assert issue[:2] == (1, "ОДКБ")


def test_the_message():
    segment = DraftSegment(1, LONG, "The CSTO")
    sides = found_terms(LONG, "ru", EVERY), found_terms("The CSTO", "en", EVERY)
    (issue,) = AcronymCheck("en").check(segment, *sides)
    assert (issue.check, issue.severity, issue.side) == ("acronym-unintroduced", "warning", "draft")
    assert issue.message == (
        f"‘CSTO’ comes before its full form ‘{FULL}’; the source spells out ‘{LONG}’"
    )
