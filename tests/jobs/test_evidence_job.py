"""Evidence on a memory small enough to count by hand."""

from __future__ import annotations

import pytest
from building import pair

from tmtool.jobs.evidence import evidence
from tmtool.memory import Memory
from tmtool.models import Concept, Evidence, Term, TranslationUnit, Variant


@pytest.fixture
def counted(memory: Memory) -> Memory:
    """«Договор» stands in units 1 to 5, with treaty in 1, 2, 5, agreement in 3, 5, neither in 4."""
    for ru, en, corpus, changed_at in (
        ("Договор подписан.", "The treaty was signed.", "a", "2024-03-01T00:00:00Z"),
        ("Стороны Договора", "Parties to the Treaty", "b", "2024-05-01T00:00:00Z"),
        ("По договору", "Under the agreement", "b", "2024-01-01T00:00:00Z"),
        ("О договоре", "About it", "a", "2025-01-01T00:00:00Z"),
        ("Договоры и договоры", "Treaties and agreements", "b", "2024-04-01T00:00:00Z"),
        ("Соглашение", "The treaty, the agreement", "a", "2025-01-01T00:00:00Z"),
        ("Договориться", "To treat", "a", "2025-01-01T00:00:00Z"),
    ):
        memory.add_unit(pair(ru, en, changed_at=changed_at), corpus=corpus)
    return memory


def of(memory: Memory, term: str, *translations: str, source: str = "ru", target: str = "en"):
    found = evidence(memory._connection, source, target, {(term, translations)})
    return {text: found[term, text] for text in translations}


def test_units_are_counted_by_what_they_have_on_both_sides(counted: Memory):
    assert of(counted, "договор", "treaty", "agreement", "pact") == {
        "treaty": Evidence(3, 5, 2, ("b", "a"), 3 / 5),
        "agreement": Evidence(2, 5, 5, ("b",), 2 / 5),
        "pact": Evidence(0, 5),
    }


def test_a_term_that_is_not_there(counted: Memory):
    assert of(counted, "протокол", "protocol") == {"protocol": Evidence(0, 0)}


def test_the_other_direction(counted: Memory):
    assert of(counted, "treaty", "договор", "соглашение", source="en", target="ru") == {
        "договор": Evidence(3, 4, 2, ("b", "a"), 3 / 4),
        "соглашение": Evidence(1, 4, 6, ("a",), 1 / 4),
    }


def test_a_translation_inside_a_longer_one_does_not_count(memory: Memory):
    for ru, en in (
        ("Договор", "peace treaty"),
        ("Договор", "treaty"),
        ("Договор", "peace treaty or treaty"),
    ):
        memory.add_unit(pair(ru, en), corpus="a")
    found = of(memory, "договор", "treaty", "peace treaty")
    assert (found["treaty"].used, found["peace treaty"].used) == (2, 2)


def test_everything_that_is_used_counts_however_often(memory: Memory):
    """Also where the newest and the rarest corpus are far from the end."""
    for number in range(250):
        first = number == 0
        memory.add_unit(
            pair(
                "Договор", f"Treaty {number}", changed_at=f"20{25 if first else 10}-01-01T00:00:00Z"
            ),
            corpus="rare" if first else "common",
        )
    assert of(memory, "договор", "treaty") == {
        "treaty": Evidence(250, 250, 1, ("common", "rare"), 1.0)
    }


def test_a_unit_in_several_regions_counts_once(memory: Memory):
    variants = Variant("ru", "Договор"), Variant("en-GB", "Treaty"), Variant("en-US", "Treaty")
    memory.add_unit(TranslationUnit(variants), corpus="a")
    assert of(memory, "договор", "treaty")["treaty"] == Evidence(1, 1, 1, ("a",), 1.0)
    assert of(memory, "treaty", "договор", source="en", target="ru")["договор"].of == 1


def test_a_translation_without_a_word_has_no_evidence(memory: Memory):
    memory.add_unit(pair("Параграф 5", "§ 5"), corpus="a")
    memory.glossary.add(Concept((Term("ru", "параграф"), Term("en", "§"), Term("en", "section"))))
    (hit,) = memory.glossary.suggest("Параграф 5", "ru", "en")
    assert {t.text: t.evidence for t in hit.translations} == {
        "§": None,
        "section": Evidence(0, 1),
    }


def test_one_term_in_two_concepts(memory: Memory):
    memory.add_unit(pair("Мир", "Peace"), corpus="a")
    memory.add_unit(pair("Весь мир", "The whole world"), corpus="a")
    for english in ("peace", "world"):
        memory.glossary.add(Concept((Term("ru", "мир"), Term("en", english))))
    hits = memory.glossary.suggest("мир", "ru", "en")
    found = {t.text: t.evidence for hit in hits for t in hit.translations}
    assert found == {
        "peace": Evidence(1, 2, 1, ("a",), 0.5),
        "world": Evidence(1, 2, 2, ("a",), 0.5),
    }


def test_without_units_or_translations_there_is_no_evidence(memory: Memory):
    memory.glossary.add(Concept((Term("ru", "мир"), Term("en", "peace"))))
    memory.glossary.add(Concept((Term("ru", "война"),)))
    peace, war = memory.glossary.suggest("мир и война", "ru", "en")
    assert peace.translations[0].evidence == Evidence(0, 0)
    assert war.translations == ()
