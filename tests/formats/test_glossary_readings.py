from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.formats import ReadOptions, find
from tmtool.formats.glossary_tables.reading import CellTerm, is_acronym, terms_of
from tmtool.models import Concept


def one(text: str, note: str | None = None) -> list[CellTerm]:
    return [CellTerm(text, note)]


def several(first: str, *others: str) -> list[CellTerm]:
    return [CellTerm(first, status="preferred"), *(CellTerm(other) for other in others)]


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        # What stands in brackets or after a colon is said of the term.
        ("срочные меры [защиты]", one("срочные меры", "защиты")),
        ("[a] b [c] d : e : f", one("b d", "e : f; a; c")),
        ("бессрочный : не имеющий срока действия", one("бессрочный", "не имеющий срока действия")),
        ("note (diplomacy)", one("note", "diplomacy")),
        ("(binding) treaty", one("treaty", "binding")),
        ("Sea (UNCLOS) treaty", one("Sea treaty", "UNCLOS")),
        ("a []", one("a")),
        ("a [b", one("a", "b")),
        ("[нет]", []),
        ("", []),
        # What belongs to the term stays.
        ("конвенция: проект и текст", one("конвенция: проект и текст")),
        ("file(s)", one("file(s)")),
        ("(со)финансирование", one("(со)финансирование")),
        ("груз, перевозимый морем", one("груз, перевозимый морем")),
        ("24/7", one("24/7")),
        ("и/или", one("и/или")),
        ("HIV/AIDS response", one("HIV/AIDS response")),
        ("1815 congress", one("1815 congress")),
        ("  two \t words ", one("two words")),
        # Quotation marks around the whole are no part of it.
        ('"treaty"', one("treaty")),
        ("«Красная книга»", one("Красная книга")),
        ("“peace; treaty”", one("peace; treaty")),
        ('"a" and "b"', one('"a" and "b"')),
        # Terms for the same.
        ("договор; соглашение [межправительственное]", None),
        ("договор / соглашение", several("договор", "соглашение")),
        ("договор/соглашение", several("договор", "соглашение")),
        ("договор, соглашение, пакт", several("договор", "соглашение", "пакт")),
        ("договор или соглашение", several("договор", "соглашение")),
        ("mission report or report of a mission", several("mission report", "report of a mission")),
        ("дурное или жестокое обращение", one("дурное или жестокое обращение")),
        ("ввести санкции : применить санкции", several("ввести санкции", "применить санкции")),
        ("договор; договор", one("договор")),
    ],
)
def test_cells(cell: str, terms: list[CellTerm] | None):
    if terms is None:
        note = "межправительственное"
        terms = [CellTerm("договор", status="preferred"), CellTerm("соглашение", note)]
    assert terms_of(cell) == terms


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ("договор/соглашение", "treaty/agreement"),
        ("Женева, Швейцария", "Geneva, Switzerland"),
        ("смерть или увечье", "death or injury"),
    ],
)
def test_marks_on_both_sides_belong_to_the_term(cell: str, other: str):
    assert terms_of(cell, [other]) == one(cell)
    assert len(terms_of(cell, ["one"])) == 2


@pytest.mark.parametrize(
    ("cell", "others", "terms"),
    [
        (
            "Комиссия по праву (КМП)",
            [],
            [CellTerm("Комиссия по праву"), CellTerm("КМП", type="acronym")],
        ),
        (
            "ILC (International Law Commission)",
            [],
            [
                CellTerm("ILC", type="acronym"),
                CellTerm("International Law Commission", type="fullForm"),
            ],
        ),
        ("ILC (the body)", [], one("ILC", "the body")),
        (
            "Встреча комиссии (ILC)",
            ["Commission (ILC) meeting"],
            one("Встреча комиссии", "ILC"),
        ),
        (
            "комиссия (ILC); совет",
            [],
            [
                CellTerm("комиссия", status="preferred"),
                CellTerm("ILC", type="acronym"),
                CellTerm("совет"),
            ],
        ),
    ],
)
def test_acronyms(cell: str, others: list[str], terms: list[CellTerm]):
    assert terms_of(cell, others) == terms


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("ООН", True),
        ("START-3", True),
        ("SALT-TeX", True),
        ("UN Charter", False),
        ("Un", False),
        ("a", False),
        ("", False),
    ],
)
def test_what_is_an_acronym(text: str, yes: bool):
    assert is_acronym(text) is yes


@given(st.text(st.sampled_from('аБcD ;:/,()[]"«»or или'), max_size=30))
def test_no_term_has_what_is_said_of_it(cell: str):
    for term in terms_of(cell):
        assert term.text
        assert term.text == " ".join(term.text.split())
        assert "[" not in term.text
        assert " : " not in term.text


@pytest.mark.parametrize(
    ("name", "count", "languages"),
    [
        ("f_en-ru_RU.csv", 306, ["en", "ru-RU"]),
        ("g_en_ru.csv", 328, ["en", "ru"]),
        ("g_ru_en.csv", 50, ["ru", "en"]),
    ],
)
def test_real_term_lists(shared: Path, name: str, count: int, languages: list[str]):
    path = shared / "data" / "tico19" / name
    concepts = list(find(path, content="concepts").read_concepts(path, ReadOptions()))
    assert len(concepts) == count
    for concept in concepts:
        assert isinstance(concept, Concept)
        assert list(dict.fromkeys(term.language for term in concept.terms)) == languages
        for term in concept.terms:
            assert term.text.strip()
            assert not any(mark in term.text for mark in ("[", "]", " : ", "(", ";"))
