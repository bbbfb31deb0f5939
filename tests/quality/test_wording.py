"""Whether a draft says a term in other words."""

from __future__ import annotations

import pytest
from building import concept, found_terms

from tmtool.quality.wording import said_otherwise
from tmtool.terminology.pairing import pair

ENTRY = concept(1, "ru вступление в силу", "en entry into force")
ENTER = concept(2, "ru вступить в силу", "en enter into force (verb)", "en take effect (verb)")
ACCESSION = concept(3, "ru присоединение", "en accession")
INVIOLABILITY = concept(4, "ru неприкосновенность", "en inviolability")
APPLICATION = concept(5, "ru временное применение", "en provisional application")
PROVISION = concept(6, "en provision", "ru положение договора")
DEPOSITARY = concept(7, "ru депозитарий", "en depositary")
THREAT = concept(8, "ru угроза миру", "en threat to the peace")
SEA = concept(
    10, "en United Nations Convention on the Law of the Sea", "ru Конвенция ООН по морскому праву"
)
SUMMIT = concept(9, "en summit", "ru саммит", "ru встреча на высшем уровне")
RESERVE = concept(11, "ru сделать оговорку (verb)", "en make a reservation (verb)")
EVERY = [
    RESERVE,
    ENTRY, ENTER, ACCESSION, INVIOLABILITY, APPLICATION, PROVISION, DEPOSITARY, THREAT, SUMMIT, SEA,
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("вступление в силу", "when it takes effect", "takes effect"),
        ("вступление в силу", "when it entered into force", "entered into force"),
        ("вступление в силу", "when it applies", None),
        ("присоединение", "States that are acceding", "acceding"),
        ("присоединение", "access", "access"),
        ("присоединение", "joining", None),
        ("неприкосновенность", "archives are inviolable", "inviolable"),
        ("временное применение", "is applied provisionally", "applied provisionally"),
        ("временное применение", "is applied at once", None),
        (
            "временное применение",
            "applied in whole by all of the States that have signed it, provisionally",
            None,
        ),
        ("угроза миру", "threats to peace", "threats to peace"),
        ("угроза миру", "threats of war", None),
        ("сделал оговорку", "The State made no reservations.", "made no reservations"),
        ("сделал оговорку", "The State has a reservation.", None),
        ("депозитарий", "He keeps it.", None),
        ("депозитарий", "", None),
    ],
)
def test_cases(source, draft, expected):
    assert said(source, draft, "ru", "en") == expected


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("provisions", "Положения не применяются.", "Положения"),
        ("provisions", "Пункты не применяются.", None),
        ("summit", "переговоры на высшем уровне", "высшем уровне"),
        ("summit", "переговоры", None),
        (
            "the United Nations Convention on the Law of the Sea",
            "Конвенция Организации Объединённых Наций по морскому праву",
            "Конвенция Организации Объединённых Наций по морскому праву",
        ),
        ("the United Nations Convention on the Law of the Sea", "по морскому праву", None),
    ],
)
def test_into_russian(source, draft, expected):
    assert said(source, draft, "en", "ru") == expected


def said(source: str, draft: str, language: str, target: str, used=()) -> str | None:
    found = found_terms(draft, target, EVERY)
    (need,) = pair(found_terms(source, language, EVERY), [], target).needs
    place = said_otherwise(need, draft, found, used, target)
    return None if place is None else draft[slice(*place)]


def test_words_that_meet_another_need_do_not_count():
    assert said("депозитарий", "The deposit", "ru", "en") == "deposit"
    assert said("депозитарий", "The deposit", "ru", "en", used=[(4, 11)]) is None
    assert said("вступление в силу", "It takes effect", "ru", "en", used=[(3, 8)]) is None
