from __future__ import annotations

import pytest
from building import pair, with_a_working_group

from tmtool.memory import Memory
from tmtool.models import Concept, Term


@pytest.fixture
def mined(memory: Memory) -> Memory:
    """A memory large enough to tell translations: 20 of its 1,400 units have the working group."""
    for ru, en in with_a_working_group():
        memory.add_unit(pair(ru, en), corpus="a")
    return memory


def phrases(memory: Memory, text: str, source: str, target: str):
    hits = memory.glossary.suggest(text, source, target, mined=True)
    return [(h.text, h.term, [t.text for t in h.translations]) for h in hits if h.mined]


def test_a_phrase_in_no_glossary_has_its_usual_translation(mined: Memory):
    text = "Отчёт рабочей группы готов."
    (hit,) = mined.glossary.suggest(text, "ru", "en", mined=True)
    assert (hit.text, hit.term) == ("рабочей группы", "рабочая группа")
    assert (hit.concept, hit.status, hit.confidence, hit.mined) == (None, "proposed", "soft", True)
    (translation,) = hit.translations
    assert translation.text == "working group"
    assert (translation.evidence.used, translation.evidence.of) == (20, 20)
    assert translation.evidence.corpora == ("a",)


def test_a_russian_translation_is_cited(mined: Memory):
    found = phrases(mined, "The working group met.", "en", "ru")
    assert found == [("working group", "working group", ["рабочая группа"])]


def test_it_is_not_offered_where_it_is_not_asked_for_or_known(mined: Memory):
    assert mined.glossary.suggest("Отчёт рабочей группы готов.", "ru", "en") == []
    mined.glossary.add(Concept((Term("ru", "рабочая группа"), Term("en", "working party"))))
    hits = mined.glossary.suggest("Отчёт рабочей группы готов.", "ru", "en", mined=True)
    assert [(h.term, h.mined) for h in hits] == [("рабочая группа", False)]


def test_what_is_rare_or_unclear_is_not_offered(mined: Memory):
    mined.add_unit(pair("синий парус", "blue sail"), corpus="a")
    assert phrases(mined, "синий парус и новая рабочая группа", "ru", "en") == [
        ("рабочая группа", "рабочая группа", ["working group"])
    ]
