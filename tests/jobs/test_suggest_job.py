from __future__ import annotations

import pytest
from building import pair

from tmtool.memory import Memory
from tmtool.models import TERM_STATUSES, Concept, Evidence, Term, Translation


@pytest.fixture
def terms(memory: Memory) -> Memory:
    glossary = memory.glossary
    glossary.add(
        Concept(
            (
                Term("ru", "ратификационная грамота"),
                Term("en", "ratification instrument", status="deprecated"),
                Term("en-GB", "instrument of ratification", status="preferred", note="VCLT 2"),
            ),
            domain="law",
            definition="A document.",
        )
    )
    glossary.add(Concept((Term("ru", "грамота"), Term("en", "charter"))))
    glossary.add(Concept((Term("ru", "депозитарий"), Term("en", "depositary", type="fullForm"))))
    memory.add_unit(
        pair("Сдача ратификационных грамот", "Deposit of ratification instruments"), corpus="a"
    )
    memory.add_unit(pair("Ратификационная грамота", "Instrument of ratification"), corpus="a")
    memory.add_unit(pair("Две ратификационные грамоты", "Two of them"), corpus="a")
    return memory


def test_terms_are_found_in_any_form_with_their_translations(terms: Memory):
    text = "Депозитарию сданы ратификационные грамоты."
    first, second = (h for h in terms.glossary.suggest(text, "ru", "en") if not h.nested)
    assert (first.start, first.end, first.text) == (0, 11, "Депозитарию")
    assert (first.term, first.confidence) == ("депозитарий", "hard")
    assert first.translations == (
        Translation("depositary", "admitted", "fullForm", None, "depositary", Evidence(0, 0)),
    )
    assert text[second.start : second.end] == second.text == "ратификационные грамоты"
    assert (second.domain, second.definition) == ("law", "A document.")
    assert terms.glossary.concept(second.concept).domain == "law"


def test_translations_come_by_status_with_hand_counted_evidence(terms: Memory):
    hit = terms.glossary.suggest("ратификационной грамоте", "ru", "en")[0]
    assert hit.translations == (
        Translation(
            "instrument of ratification",
            "preferred",
            note="VCLT 2",
            inflected="instrument of ratification",
            evidence=Evidence(1, 3, 2, ("a",), 0.5),
        ),
        Translation(
            "ratification instrument",
            "deprecated",
            inflected="ratification instrument",
            evidence=Evidence(1, 3, 1, ("a",), 0.5),
        ),
    )


def test_a_term_inside_a_longer_one_is_marked(terms: Memory):
    hits = terms.glossary.suggest("ратификационная грамота", "ru", "en")
    assert [(hit.term, hit.nested) for hit in hits] == [
        ("ратификационная грамота", False),
        ("грамота", True),
    ]


def test_evidence_can_be_left_out(terms: Memory):
    (hit,) = terms.glossary.suggest("депозитарий", "ru", "en", evidence=False)
    assert [translation.evidence for translation in hit.translations] == [None]


def test_the_other_direction_and_regions(terms: Memory):
    (hit,) = terms.glossary.suggest("two instruments of ratification", "en-US", "ru")
    assert hit.term == "instrument of ratification"
    assert [translation.text for translation in hit.translations] == ["ратификационная грамота"]


def test_statuses_from_the_best_to_the_worst(memory: Memory):
    english = tuple(
        Term("en", f"{status} one", status=status) for status in reversed(TERM_STATUSES)
    )
    memory.glossary.add(Concept((Term("ru", "мир"), *english)))
    (hit,) = memory.glossary.suggest("мира", "ru", "en")
    assert tuple(translation.status for translation in hit.translations) == TERM_STATUSES


@pytest.mark.parametrize("text", ["", " ", "Ничего.", "123", "\ud800"])
def test_where_there_is_no_term_there_is_no_hit(terms: Memory, text: str):
    assert terms.glossary.suggest(text, "ru", "en") == []


def test_an_empty_glossary_finds_nothing(memory: Memory):
    assert memory.glossary.suggest("мир", "ru", "en") == []


def test_terms_removed_or_changed_are_no_longer_found(terms: Memory):
    (hit,) = terms.glossary.suggest("депозитарий", "ru", "en")
    terms.glossary.remove(hit.concept)
    assert terms.glossary.suggest("депозитарий", "ru", "en") == []


def test_the_sample_glossary(treaties: Memory):
    text = "Настоящий Договор подлежит ратификации, а ратификационные грамоты сдаются депозитарию."
    hits = [hit for hit in treaties.glossary.suggest(text, "ru", "en") if not hit.nested]
    assert [text[hit.start : hit.end] for hit in hits] == [hit.text for hit in hits]
    assert "ратификационные грамоты" in [hit.text for hit in hits]
    assert all(
        0 <= t.evidence.used <= t.evidence.of
        and bool(t.evidence.used) == (t.evidence.example is not None)
        for hit in hits
        for t in hit.translations
        if t.evidence
    )


def test_a_term_to_be_used_comes_before_one_to_be_avoided(memory: Memory, tmp_path):
    for russian, status in (("агреман", "deprecated"), ("соглашение", "preferred")):
        memory.glossary.add(Concept((Term("en", "agreement", status=status), Term("ru", russian))))
    hits = memory.glossary.suggest("The agreement was signed.", "en", "ru")
    assert [(hit.status, hit.translations[0].text) for hit in hits] == [
        ("preferred", "соглашение"),
        ("deprecated", "агреман"),
    ]
    memory.add_unit(pair("Соглашение подписано.", "The agreement was signed."), corpus="own")
    memory.export(tmp_path / "out.po", "en", "ru")
    catalogue = (tmp_path / "out.po").read_text(encoding="utf-8")
    assert "#. term: agreement = соглашение" in catalogue
    assert "агреман" not in catalogue


@pytest.mark.parametrize(
    ("text", "inflected"),
    [
        ("without reservations", "оговорок"),
        ("the absence of a reservation", "оговорки"),
        ("Reservations are admitted.", "оговорки"),
        ("A reservation shall be made.", "оговорка"),
        ("made with reservations", None),
        ("between the reservations", "оговорками"),
        ("made by a reservation", "оговоркой"),
        ("by a reservation", None),
        ("consist of reservations", None),
        ("They made reservations.", None),
    ],
)
def test_a_translation_takes_the_form_that_the_source_decides(memory: Memory, text, inflected):
    memory.glossary.add(Concept((Term("en", "reservation"), Term("ru", "оговорка"))))
    (hit,) = memory.glossary.suggest(text, "en", "ru")
    assert [t.inflected for t in hit.translations] == [inflected]


def test_a_draft_decides_which_form_is_needed(memory: Memory):
    terms = Term("en", "reservation"), Term("ru", "оговорка"), Term("ru", "условие", "forbidden")
    memory.glossary.add(Concept(terms))
    hits = memory.glossary.suggest(
        "A reservation and a reservation.", "en", "ru", draft="К условиям и оговорку."
    )
    assert [hit.translations[0].inflected for hit in hits] == ["оговоркам", "оговорку"]


def test_a_verb_with_words_between_is_one_hit(memory: Memory):
    memory.glossary.add(Concept((Term("ru", "вступить в силу"), Term("en", "enter into force"))))
    text = "Договор вступает сегодня в силу."
    (hit,) = memory.glossary.suggest(text, "ru", "en")
    assert [text[a:b] for a, b in hit.spans] == ["вступает", "в силу"]


def test_a_concept_with_both_aspects_is_found_once(memory: Memory):
    verbs = Term("ru", "вступить в силу"), Term("ru", "вступать в силу")
    memory.glossary.add(Concept((*verbs, Term("en", "enter into force", part_of_speech="verb"))))
    (hit,) = memory.glossary.suggest("Договор вступает в силу.", "ru", "en")
    assert hit.term == "вступать в силу"


def test_a_definition_in_the_language_of_the_term_is_shown(memory: Memory):
    definitions = (("de", "Abkommen"), ("ru", "соглашение"))
    terms = (Term("ru", "пакт"), Term("en", "pact"))
    memory.glossary.add(Concept(terms, definitions=definitions))
    (russian,) = memory.glossary.suggest("пакты", "ru", "en")
    (english,) = memory.glossary.suggest("a pact", "en", "ru")
    assert (russian.definition, english.definition) == ("соглашение", "Abkommen")
