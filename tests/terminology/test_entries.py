"""Which concepts are counted as one, and which translations."""

from __future__ import annotations

import pytest

from tmtool.models import Concept, Term
from tmtool.terminology.entries import by_concept, entries


def concept(ru: str, en: str, glossary: str = "one", domain: str | None = None, pos=None, number=1):
    def term(language: str, text: str) -> Term:
        return Term(language, text, part_of_speech=pos)

    terms = (*(term("ru", t) for t in ru.split("|")), *(term("en", t) for t in en.split("|")))
    return Concept(terms, domain=domain, glossary=glossary, id=number)


def texts(found):
    return [[variant.text for variant in entry.variants] for entry in found]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # Homonyms of one glossary.
        (concept("порт", "port"), concept("порт", "socket"), False),
        # Two glossaries that say the same in other words.
        (concept("маска", "mask"), concept("маска", "face covering", "two"), True),
        (concept("маска", "mask"), concept("маски", "masks"), True),
        # Two glossaries of different fields.
        (concept("порт", "port", domain="sea"), concept("порт", "socket", "two", "IT"), False),
        (concept("порт", "port", domain="sea"), concept("порт", "harbour", "two", "sea"), True),
        # Different words with the same beginning.
        (concept("оговорка", "reservation"), concept("оговорить", "reserve", "two"), False),
        # A noun and a verb.
        (
            concept("сдача", "deposit", pos="noun"),
            concept("сдача", "deposit", "two", pos="verb"),
            False,
        ),
    ],
)
def test_concepts_that_mean_the_same(one, other, together):
    assert len(entries([one, other], "ru", "en")) == (1 if together else 2)


def test_concepts_without_a_translation_are_left_out():
    lonely = Concept((Term("ru", "нота"), Term("de", "Note")))
    assert entries([lonely], "ru", "en") == []


@pytest.mark.parametrize(
    ("en", "variants"),
    [
        ("dispute settlement|settlement of disputes", [["dispute settlement"]]),
        ("dispute settlement|dispute resolution", [["dispute settlement", "dispute resolution"]]),
        ("mask|masks", [["mask"]]),
        ("enter into force|come into force", [["enter into force", "come into force"]]),
    ],
)
def test_translations_of_the_same_words_are_one(en, variants):
    assert texts(entries([concept("слово", en)], "ru", "en")) == variants


def test_a_term_to_avoid_is_counted_apart():
    council = Concept(
        (
            Term("ru", "Совет безопасности"),
            Term("en", "Security Council", status="preferred"),
            Term("en", "Council of Security", status="deprecated"),
        )
    )
    assert texts(entries([council], "ru", "en")) == [["Security Council", "Council of Security"]]


def test_an_entry_is_called_by_its_preferred_full_form():
    found = Concept(
        (
            Term("ru", "ООН", type="acronym", status="preferred"),
            Term("ru", "Организация Объединённых Наций", status="preferred"),
            Term("en", "UN", type="acronym"),
        ),
        id=7,
        domain="law",
    )
    (entry,) = entries([found], "ru", "en")
    assert (entry.term, entry.domain) == ("Организация Объединённых Наций", "law")
    assert by_concept([entry]) == {7: 0}
