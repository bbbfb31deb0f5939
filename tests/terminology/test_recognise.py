from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.models import Term
from tmtool.terminology.keys import term_keys
from tmtool.terminology.recognise import recognise


def finder(terms):
    """Return what looks terms up by their keys, as a glossary does."""
    index = defaultdict(list)
    for term in terms:
        for key in term_keys(term):
            index[key].append(term)
    return lambda keys: [(key, term) for key in keys for term in index.get(key, ())]


def occurrences(text, language, *terms, **options):
    return recognise(text, language, finder([Term(language, t) for t in terms]), **options)


def found(text, language, *terms):
    return [(o.text, o.confidence) for o in occurrences(text, language, *terms) if not o.nested]


def test_a_sentence_with_russian_terms():
    text = "Стороны обменялись ратификационными грамотами Договора о коллективной безопасности"
    terms = ["ратификационная грамота", "Договор о коллективной безопасности"]
    assert [(o.term.text, o.text, o.nested) for o in occurrences(text, "ru", *terms)] == [
        ("ратификационная грамота", "ратификационными грамотами", False),
        (
            "Договор о коллективной безопасности",
            "Договора о коллективной безопасности",
            False,
        ),
    ]


def test_the_longest_wins_and_what_it_contains_is_nested():
    text = "Стороны обменялись ратификационными грамотами"
    terms = ["обменяться ратификационными грамотами", "ратификационная грамота", "грамота"]
    assert [(o.term.text, o.nested) for o in occurrences(text, "ru", *terms)] == [
        ("обменяться ратификационными грамотами", False),
        ("ратификационная грамота", True),
        ("грамота", True),
    ]


def test_a_sentence_with_english_terms():
    text = "after the Supreme State Council of the Union State meets"
    terms = ["Supreme State Council", "Union State", "state"]
    assert found(text, "en", *terms) == [
        ("Supreme State Council", "hard"),
        ("Union State", "hard"),
    ]


def test_terms_of_two_concepts_with_one_text_are_both_given():
    entries = [Term("ru", "пошлина", note="1"), Term("ru", "пошлина", note="2")]
    hits = recognise("Пошлинами облагают.", "ru", finder(entries))
    assert [(o.term.note, o.nested) for o in hits] == [("1", False), ("2", False)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("Союзное государство", "о Союзном государстве", True),
        ("Союзное государство", "наше союзное государство", False),
        ("Союзное государство", "В СОЮЗНОМ ГОСУДАРСТВЕ", True),
        ("Совет Безопасности", "внёс Совет. Безопасности граждан", False),
        ("Совет Безопасности", "внёс Совет, безопасности граждан", False),
        ("Организация Объединённых Наций", "из Организации Объединенных Наций", True),
        ("вооружённые силы", "угроза вооружённой силой", False),
        ("вооружённые силы", "сокращение вооруженных сил", True),
        ("добрые услуги", "оказал добрую услугу", False),
        ("полномочия", "наделить полномочиями", True),
        ("ратификационная грамота", "ратификационным грамоты", False),
        ("государство-участник", "государствами \u2013 участниками СНГ", True),
        ("государство-участник", "каждому государству\u2011участнику", True),
        ("государство-участник", "государство, участник", False),
        ("государство-участник", "государством-участника", False),
        ("статус наблюдателя", "статусы наблюдателей", True),
        ("глава государства", "главам государств", True),
        ("глава государства", "глава государству", False),
        ("посол", "после встречи", False),
        ("посол", "вызвали посла", True),
        ("Чрезвычайный и Полномочный Посол", "с Чрезвычайным и Полномочным Послом", True),
        ("персона нон грата", "персонами нон грата", True),
        ("временный поверенный в делах", "временному поверенному в делах", True),
        ("ратифицировать", "ратифицировавшие страны", True),
        ("ратифицировать", "до ратификации", False),
        ("вступить в силу", "вступившего в силу", True),
        ("ст. 5 устава", "по ст. 5 устава", True),
        ("ратификационная грамота", "ратификационную {1}грамоту{2}", True),
    ],
)
def test_russian_rules(term, text, expected):
    assert bool(found(text, "ru", term)) is expected


@pytest.mark.parametrize(
    ("term", "language", "text", "expected"),
    [
        ("МИД", "ru", "заявил МИД", True),
        ("МИД", "ru", "в МИДе и с МИДом", True),
        ("МИД", "ru", "МИДовский", False),
        ("МИД", "ru", "мид", False),
        ("ОМУ", "ru", "запрет ОМУ", True),
        ("IT", "en", "our IT systems", True),
        ("IT", "en", "it is", False),
        ("IT", "en", "It is", False),
        ("NGO", "en", "three NGOs", True),
        ("UN", "de", "die UN", True),
    ],
)
def test_acronyms_match_case_exactly(term, language, text, expected):
    assert bool(found(text, language, term)) is expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("State Party", "all States Parties", True),
        ("State Party", "each State Party\u2019s report", True),
        ("State Party", "all States Party", False),
        ("Secretary-General", "the Secretary General", True),
        ("Union State", "The union stated", False),
        ("good offices", "a good office", False),
        ("arms control", "his arm controls", False),
        ("contracting party", "the Contracting Parties", True),
        ("contracting party", "contract parties", False),
        ("memorandum of understanding", "two memoranda of understanding", True),
        ("memorandum of understanding", "memorandums of understanding", True),
        ("weapon of mass destruction", "weapons of mass destruction", True),
        ("chargé d'affaires", "the chargés d’affaires", True),
        ("persona non grata", "personae non gratae", True),
        ("note verbale", "notes verbales", True),
        ("organ", "an organization", False),
        ("reservation", "reserved", False),
        ("treaty", "we treated", False),
        ("the rule of law", "a rule of law", True),
    ],
)
def test_english_rules(term, text, expected):
    assert bool(found(f"So {text} it is.", "en", term)) is expected


@pytest.mark.parametrize(
    ("part_of_speech", "confidence"), [("verb", "hard"), (None, "soft"), ("noun", None)]
)
def test_a_verbs_form_of_a_term_that_may_be_a_noun(part_of_speech, confidence):
    term = Term("en", "ratify", part_of_speech=part_of_speech)
    hits = recognise("They ratified it.", "en", finder([term]))
    assert [hit.confidence for hit in hits] == ([confidence] if confidence else [])


@pytest.mark.parametrize(
    ("term", "text", "confidence"),
    [
        ("Сторона", "Стороны согласились.", "soft"),
        ("Сторона", "Да. Стороны согласились.", "soft"),
        ("Сторона", "Все Стороны согласились.", "hard"),
        ("Совет Безопасности", "Советы безопасности для туристов.", "soft"),
        ("Совет Безопасности", "Советом Безопасности принято.", "hard"),
        ("Договор о дружбе", "Договором о дружбе установлено.", "hard"),
        ("сторона", "Стороны согласились.", "hard"),
    ],
)
def test_a_capital_at_the_start_of_a_sentence(term, text, confidence):
    assert [o.confidence for o in occurrences(text, "ru", term)] == [confidence]


def test_a_doubtful_long_term_does_not_hide_a_sure_short_one():
    hits = occurrences("Советы безопасности для туристов.", "ru", "Совет Безопасности", "совет")
    assert [(o.term.text, o.confidence, o.nested) for o in hits] == [
        ("Совет Безопасности", "soft", False),
        ("совет", "hard", False),
    ]


def test_other_languages_go_by_stems():
    assert found("Die Vertragsstaaten tagen.", "de", "Vertragsstaat") == [
        ("Vertragsstaaten", "hard")
    ]


def test_terms_longer_than_asked_for_are_left_out():
    assert occurrences("статус наблюдателя", "ru", "статус наблюдателя", longest=1) == []


def test_a_text_without_words_has_no_terms():
    assert occurrences("—", "ru", "устав") == []


TERMS = ["ратификационная грамота", "Совет Безопасности", "совет", "государство-участник", "МИД"]
PIECES = """ратификационными грамотами Совету Безопасности безопасности совет Советы государств
участников МИДом МИД , . – - « » {1} и"""


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=12))
def test_occurrences_say_where_they_are(pieces):
    text = " ".join(pieces)
    hits = occurrences(text, "ru", *TERMS)
    assert all(text[o.start : o.end] == o.text for o in hits)
    sure = [o for o in hits if not o.nested and o.confidence == "hard"]
    assert all(a.end <= b.start for a, b in pairwise(sure))
    assert [o.start for o in hits] == sorted(o.start for o in hits)


def gold(shared, language):
    return json.loads(
        (shared / "data" / "terms" / f"recognition.{language}.json").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    ("language", "recall", "precision", "hard_precision"),
    [("ru", 0.975, 0.975, 0.98), ("en", 0.98, 0.98, 0.99)],
)
def test_recall_and_precision_on_treaty_terms(shared, language, recall, precision, hard_precision):
    data = gold(shared, language)
    name = {
        Term(language, text, part_of_speech="verb" if "V" in term["flags"] else None): key
        for key, term in data["terms"].items()
        for text in term["term"].split(" | ")
    }
    find = finder(name)
    right, wanted, given_, hard_right, hard = 0, 0, 0, 0, 0
    for sentence in data["positive"] + data["negative"]:
        hits = [o for o in recognise(sentence["text"], language, find) if not o.nested]
        expected = Counter(sentence["terms"])
        all_names = Counter(name[o.term] for o in hits)
        hard_names = Counter(name[o.term] for o in hits if o.confidence == "hard")
        right += (all_names & expected).total()
        wanted += expected.total()
        given_ += all_names.total()
        hard_right += (hard_names & expected).total()
        hard += hard_names.total()
    assert right / wanted >= recall
    assert right / given_ >= precision
    assert hard_right / hard >= hard_precision
