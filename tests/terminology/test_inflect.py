from __future__ import annotations

import pytest
from building import ROOT

from tmtool.models import CASES, NUMBERS, Hints, Term
from tmtool.terminology.grammar import cite
from tmtool.terminology.inflect import inflect, inflected_like, paradigm
from tmtool.terminology.keys import term_keys
from tmtool.terminology.recognise import recognise

CELLS = [(case, number) for number in NUMBERS for case in CASES]


def like(language, found, text, term, part_of_speech=None):
    """Return another term in the form of one that a text has."""
    entry = Term(language, found, part_of_speech=part_of_speech)
    keys_of_it = term_keys(entry)
    hits = recognise(text, language, lambda keys: [(k, entry) for k in keys if k in keys_of_it])
    return inflected_like(Term(language, term, part_of_speech=part_of_speech), hits[0])


@pytest.mark.parametrize(
    ("found", "text", "term", "expected"),
    [
        ("хранилище", "передано хранилищу", "депозитарий", "депозитарию"),
        ("вспомогательная сила", "Без вспомогательных сил", "контингент", "контингентов"),
        ("Совет стран", "В Совете стран", "Высший Совет", "Высшем Совете"),
        ("условие", "Условия не допускаются", "оговорка", "Оговорки"),
        (
            "страна-участник",
            "страной-участником",
            "государство-участник",
            "государством-участником",
        ),
        ("войти в силу", "Договор войдёт в силу", "вступить в силу", "вступит в силу"),
        ("войти в силу", "Он войдёт в силу", "вступать в силу", "вступает в силу"),
        ("войти в силу", "Вошедший в силу", "вступить в силу", "Вступивший в силу"),
        ("ОДКБ", "силы ОДКБ", "СНГ", "СНГ"),
        ("войти в силу", "Он войдёт в силу", "оговорка", None),
        ("войти в силу", "войдя в силу", "утрачивать силу", "утрачивая силу"),
        ("входить в силу", "входя в силу", "утратить силу", "утратив силу"),
        ("входить в силу", "входящий в силу", "утратить силу", None),
        ("войти в силу", "войдёт в силу", "не применять", "не применяет"),
    ],
)
def test_a_russian_term_takes_the_form_of_another(found, text, term, expected):
    assert like("ru", found, text, term) == expected


@pytest.mark.parametrize(
    ("found", "text", "term", "part_of_speech", "expected"),
    [
        ("depository", "Two depositories act", "depositary", None, "depositaries"),
        ("depository", "Depository of it", "depositary", None, "Depositary"),
        (
            "come into effect",
            "It came, later, into effect",
            "enter into force",
            "verb",
            "entered into force",
        ),
        (
            "come into effect",
            "Coming into effect",
            "enter into force",
            "verb",
            "Entering into force",
        ),
        ("lodge", "was lodged", "deposit", "verb", "deposited"),
        ("lodge", "was lodged", "initial", "verb", "initialled"),
        ("initial", "it was initialed", "sign", "verb", "signed"),
        ("initial", "it was initialled", "sign", "verb", "signed"),
        ("lodge", "it lodges", "submit", "verb", "submits"),
        ("High Council", "the High Council", "Supreme Council", None, "Supreme Council"),
    ],
)
def test_an_english_term_takes_the_form_of_another(found, text, term, part_of_speech, expected):
    assert like("en", found, text, term, part_of_speech) == expected


@pytest.mark.parametrize(
    ("term", "case", "number", "expected"),
    [
        (
            Term("ru", "депозитарий", hints=Hints(animacy="animate")),
            "accusative",
            "singular",
            "депозитария",
        ),
        (Term("ru", "коллега", hints=Hints(gender="masculine")), "genitive", "plural", "коллег"),
        (
            Term("ru", "должным образом заверенная копия", hints=Hints(head=4)),
            "genitive",
            "singular",
            "должным образом заверенной копии",
        ),
        (Term("ru", "совет", hints=Hints(invariable=True)), "genitive", "plural", "совет"),
        (Term("ru", "быстро и мир", hints=Hints(head=1)), "dative", "singular", None),
        (Term("ru", "вооружённые силы"), "dative", "singular", None),
        (Term("ru", "сила", number="singular"), "dative", "plural", None),
        (Term("ru", "вступить в силу"), "dative", "singular", None),
        (Term("en", "note verbale", forms=("notes verbales",)), None, "plural", "notes verbales"),
        (Term("en", "Secretary-General"), None, "plural", "Secretaries-General"),
        (Term("en", "armed forces"), None, "singular", None),
        (Term("en", "continental shelf"), None, "plural", "continental shelves"),
        (Term("en", "displaced person"), None, "plural", "displaced persons"),
        (Term("en", "middleman"), None, "plural", "middlemen"),
        (Term("en", "German"), None, "plural", "Germans"),
        (Term("en", "Protocol Additional"), None, "plural", "Protocols Additional"),
        (Term("en", "State concerned"), None, "plural", "States concerned"),
        (Term("en", "Additional Protocol II"), None, "plural", "Additional Protocols II"),
        (Term("en", "article 5"), None, "plural", "articles 5"),
        (Term("en", "vitamin"), None, "plural", "vitamins"),
        (Term("en", "accredited NGO"), None, "plural", "accredited NGOs"),
        (Term("en", "INTERNATIONAL TREATY"), None, "plural", "INTERNATIONAL TREATIES"),
        (Term("en", "G7"), None, "plural", "G7"),
        (Term("en", "in good faith"), None, "plural", "in good faith"),
        (Term("en", "Under-Secretary-General"), None, "plural", "Under-Secretaries-General"),
        (Term("en", "indefinitely", part_of_speech="adverb"), None, "plural", "indefinitely"),
        (
            Term("en", "immunity ratione materiae"),
            None,
            "plural",
            "immunities ratione materiae",
        ),
        (Term("de", "Vertrag"), None, "plural", "Vertrag"),
        (Term("ru", "—"), "dative", "singular", None),
    ],
)
def test_hints_and_limits(term, case, number, expected):
    assert inflect(term, case, number) == expected


@pytest.mark.parametrize(
    ("text", "case", "number", "expected"),
    [
        (
            "государство \u2014 участник СНГ",
            "genitive",
            "plural",
            "государств \u2014 участников СНГ",
        ),
        ("государство-участник", "accusative", "singular", "государство-участник"),
        ("Организация-Депозитарий", "genitive", "singular", "Организации-Депозитария"),
        ("страна-член", "accusative", "singular", "страну-члена"),
        ("ракета-носитель", "accusative", "singular", "ракету-носитель"),
        ("ракета-носитель", "instrumental", "plural", "ракетами-носителями"),
        ("член-корреспондент", "dative", "singular", "члену-корреспонденту"),
        ("премьер-министр", "dative", "singular", "премьер-министру"),
        ("привилегии и иммунитеты", "genitive", "plural", "привилегий и иммунитетов"),
        ("раненые и больные", "dative", "plural", "раненым и больным"),
        (
            "вооружение и военная техника",
            "instrumental",
            "singular",
            "вооружением и военной техникой",
        ),
        (
            "стрелковое оружие и лёгкие вооружения",
            "genitive",
            "singular",
            "стрелкового оружия и лёгких вооружений",
        ),
        ("стрелковое оружие и лёгкие вооружения", "genitive", "plural", None),
        (
            "разоружение, демобилизация и реинтеграция",
            "dative",
            "singular",
            "разоружению, демобилизации и реинтеграции",
        ),
        (
            "свобода передвижений и путешествий",
            "dative",
            "singular",
            "свободе передвижений и путешествий",
        ),
        (
            "государство, не обладающее ядерным оружием",
            "genitive",
            "plural",
            "государств, не обладающих ядерным оружием",
        ),
        (
            "посол Чрезвычайный и Полномочный",
            "dative",
            "singular",
            "послу Чрезвычайному и Полномочному",
        ),
        ("Сторона, получившая помощь", "genitive", "singular", "Стороны, получившей помощь"),
        (
            "государство, которое не участвует",
            "dative",
            "singular",
            "государству, которое не участвует",
        ),
        ("Республика Южная Осетия", "genitive", "singular", "Республики Южная Осетия"),
        ("Войска (Коллективные силы)", "genitive", "plural", "Войск (Коллективные силы)"),
        ("Стороны", "genitive", "plural", "Сторон"),
        ("человек", "genitive", "plural", "людей"),
        ("человек", "dative", "plural", "людям"),
        ("ребёнок", "instrumental", "plural", "детьми"),
        ("цветок", "genitive", "plural", "цветков"),
        ("должностное лицо", "accusative", "plural", "должностных лиц"),
        ("должностное лицо", "accusative", "singular", "должностное лицо"),
        ("г. Москва", "genitive", "singular", "г. Москвы"),
        ("зам. министра", "genitive", "singular", "зам. министра"),
        ("ст. 5", "genitive", "singular", "ст. 5"),
        ("МФОКК и КП", "genitive", "singular", "МФОКК и КП"),
    ],
)
def test_what_inflects_after_the_head(text, case, number, expected):
    assert inflect(Term("ru", text), case, number) == expected


def test_a_paradigm_has_the_forms_there_are():
    forms = paradigm(Term("ru", "добрые услуги")).forms
    assert [form.number for form in forms] == ["plural"] * 6
    assert forms[0].text == "добрые услуги"
    english = paradigm(Term("en", "instrument of ratification"))
    assert [(form.case, form.text) for form in english.forms] == [
        (None, "instrument of ratification"),
        (None, "instruments of ratification"),
    ]
    assert paradigm(Term("ru", "вступить в силу")) is None


def right_forms(lines):
    """Return how many of the forms in a file are made right, and how many there are."""
    right = every = 0
    for line in lines:
        cells = line.split("|")
        term = Term("ru", next(cell for cell in cells if cell != "-"))
        citation = cite(term)
        plural = citation.number == "plural" and len(cells) == len(CASES)
        for (case, number), form in zip(CELLS, cells, strict=False):
            if form != "-":
                made = inflect(term, case, "plural" if plural else number) or ""
                every += 1
                right += made.replace("ё", "е") == form.replace("ё", "е")
    return right, every


def test_the_forms_of_treaty_terms(shared):
    path = shared / "data" / "terms" / "inflection.ru.txt"
    right, every = right_forms(path.read_text(encoding="utf-8").splitlines())
    assert right / every >= 0.98


@pytest.mark.parametrize("name", ["unseen", "held-out"])
def test_the_forms_of_other_terms(name):
    path = ROOT / "tests" / "gold" / f"inflection.{name}.ru.txt"
    right, every = right_forms(path.read_text(encoding="utf-8").splitlines())
    assert every > 400
    assert right / every >= 0.96


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("State Party", "States Parties"),
        ("State party to the treaty", "States parties to the treaty"),
        ("participating State", "participating States"),
        ("State not party", "States not party"),
        (
            "Ambassador Extraordinary and Plenipotentiary",
            "Ambassadors Extraordinary and Plenipotentiary",
        ),
        ("Secretary-General of the United Nations", "Secretaries-General of the United Nations"),
        ("consul general", "consuls general"),
        ("continental shelf", "continental shelves"),
        ("stateless person", "stateless persons"),
    ],
)
def test_english_plurals_of_the_trade(term, expected):
    assert inflect(Term("en", term, part_of_speech="noun"), None, "plural") == expected
