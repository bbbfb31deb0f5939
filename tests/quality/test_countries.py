"""Names of states: which state, and its short or its formal name."""

from __future__ import annotations

from importlib.resources import files

import pytest
from building import found_by
from pymorphy3.analyzer import Parse

from tmtool.quality.countries import check_countries
from tmtool.quality.country_names import is_hinted, names_in, usual_name
from tmtool.quality.rules import Texts
from tmtool.text.russian import analyser

ROWS = [
    line.split("\t")
    for line in files("tmtool.quality")
    .joinpath("countries.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[1:]
    if not line.startswith("-")
]
NAMES = [(row[0], name) for row in ROWS for cell in row[1:6] for name in cell.split("/") if name]


@pytest.mark.parametrize(
    ("source", "draft", "pair"),
    [
        ("Россия", "Russia", "ru-en"),
        ("Российская Федерация", "the Russian Federation", "ru-en"),
        ("Россия (Российская Федерация)", "Russia", "ru-en"),
        ("Российская Федерация", "the Russian Federation (Russia)", "ru-en"),
        ("РФ", "the Russian Federation", "ru-en"),
        ("США", "the United States", "ru-en"),
        ("в США", "in the United States of America", "ru-en"),
        ("Соединённых Штатов", "of the United States", "ru-en"),
        ("Великобритания", "the United Kingdom", "ru-en"),
        ("в Республике Беларусь", "in the Republic of Belarus", "ru-en"),
        ("КНДР", "the Democratic People's Republic of Korea", "ru-en"),
        ("Республика Корея", "the Republic of Korea", "ru-en"),
        ("Иран (Исламская Республика)", "Iran (Islamic Republic of)", "ru-en"),
        ("Канада", "Canada", "ru-en"),
        ("Турция", "Türkiye", "ru-en"),
        ("Турция", "Turkey", "ru-en"),
        ("Конго", "the Congo", "ru-en"),
        ("Демократическая Республика Конго", "the Democratic Republic of the Congo", "ru-en"),
        ("Папуа — Новая Гвинея", "Papua New Guinea", "ru-en"),
        ("Кот-д’Ивуар", "Côte d'Ivoire", "ru-en"),
        # Adjectives and peoples answer a name.
        ("Французское правительство и Италия", "France and the Italians", "ru-en"),
        ("российско-германский договор, Франция", "Russia, Germany and France", "ru-en"),
        # Homographs.
        ("Того же мнения Чили", "Chile is of the same mind", "ru-en"),
        ("Georgia and Alabama", "Джорджия и Алабама", "en-ru"),
        ("Michael Jordan in Chad", "Майкл Джордан в Чаде", "en-ru"),
        ("Northern Ireland and France", "Северная Ирландия и Франция", "en-ru"),
        ("New Mexico and Cuba", "Нью-Мексико и Куба", "en-ru"),
        ("Груз и Куба", "Cargo and Cuba", "ru-en"),
        ("мали и Чад", "Chad", "ru-en"),
        # A name that the draft leaves out, or several that are others.
        ("Куба и Чили", "Cuba", "ru-en"),
        ("Куба", "the island", "ru-en"),
        ("Куба и Чили", "Peru and Mali", "ru-en"),
        ("Kuba", "Kuba", "de-en"),
    ],
)
def test_the_same_states(source, draft, pair):
    assert found_by(check_countries, source, draft, pair) == []


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("Российская Федерация", "Russia", "ru-en", ["Russia"]),
        ("Россия", "the Russian Federation", "ru-en", ["Russian Federation"]),
        ("Republic of Belarus", "Беларусь", "en-ru", ["Беларусь"]),
        ("Belarus", "Республика Беларусь", "en-ru", ["Республика Беларусь"]),
        ("Czech Republic", "Чехия", "en-ru", ["Чехия"]),
        ("Республика Корея", "South Korea", "ru-en", ["South Korea"]),
        ("Грузия", "Germany", "ru-en", ["Germany"]),
        ("Иордания", "Iran", "ru-en", ["Iran"]),
        ("Австрия", "Australia", "ru-en", ["Australia"]),
        ("Нигер", "Nigeria", "ru-en", ["Nigeria"]),
        ("Словакия и Куба", "Slovenia and Cuba", "ru-en", ["Slovenia"]),
        ("КНДР", "Republic of Korea", "ru-en", ["Republic of Korea"]),
        ("Гвинея", "Equatorial Guinea", "ru-en", ["Equatorial Guinea"]),
        ("Republic of the Congo", "Республика Кипр", "en-ru", ["Республика Кипр"]),
        ("Мали", "Malawi", "ru-en", []),
        ("в Мали", "in Malawi", "ru-en", ["Malawi"]),
    ],
)
def test_others(source, draft, pair, expected):
    wanted = [f"country-name: {words}" for words in expected]
    assert found_by(check_countries, source, draft, pair) == wanted


def test_severities_and_messages():
    (found,) = check_countries(Texts("Российская Федерация", "Russia", "ru", "en"))
    assert found.severity == "warning"
    assert found.message == (
        "‘Russia’ is the short name, ‘Российская Федерация’ of the source the formal one:"
        " ‘Russian Federation’"
    )
    (found,) = check_countries(Texts("Грузия", "Germany", "ru", "en"))
    assert (found.severity, found.message) == (None, "‘Germany’ for ‘Грузия’ of the source")


def test_every_member_state_is_there():
    assert len({row[0] for row in ROWS}) == len(ROWS) == 195
    assert all(len(row) == 7 and row[6] for row in ROWS)


@pytest.mark.parametrize(("state", "name"), NAMES)
def test_every_name_is_found_whole(state, name):
    language = "en" if name.replace("ô", "o").isascii() or "ü" in name or "ã" in name else "ru"
    before = "в том, " if language == "ru" else "in "
    (found,) = names_in(f"{before}{name}.", language)
    assert (found.state, found.text) == (state, name)


def of_the_dictionary(name: str) -> list[Parse]:
    return [one for one in analyser().parse(name) if {"NOUN", "nomn", "Geox"} in one.tag]


WORDS = sorted(
    {name for row in ROWS for name in row[1].split("/") if name.isalpha() and len(name) > 3}
)


@pytest.mark.parametrize("name", list(filter(of_the_dictionary, WORDS)))
@pytest.mark.parametrize("case", ["gent", "datv", "accs", "ablt", "loct"])
def test_every_case_of_a_word_is_found(name, case):
    """The dictionary's form of the name is the oracle."""
    form = of_the_dictionary(name)[0].inflect({case}).word.capitalize()
    (state,) = {row[0] for row in ROWS if name in row[1].split("/")}
    assert [one.state for one in names_in(f"это и {form}", "ru")] == [state]


@pytest.mark.parametrize(
    ("state", "kind", "language", "name"),
    [
        ("RU", "formal", "en", "Russian Federation"),
        ("RU", "short", "ru", "Россия"),
        ("CA", "formal", "en", None),
    ],
)
def test_the_usual_name(state, kind, language, name):
    assert usual_name(state, kind, language) == name


def test_adjectives():
    assert is_hinted("FR", "the French government")
    assert is_hinted("DE", "немцы")
    assert not is_hinted("FR", "the Spanish government")
