"""Which words a dictionary is asked for, and what is said of those it does not have."""

from __future__ import annotations

import pytest

from tmtool.quality.rules import Texts
from tmtool.quality.spelling import check_spelling


def asked(source: str, draft: str, pair: tuple[str, str]) -> list[str]:
    words: list[str] = []

    def misspelt(some):
        words.extend(some)
        return {}

    assert list(check_spelling(Texts(source, draft, *pair), misspelt)) == []
    return words


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("стороны договорились", ["стороны", "договорились"]),
        ("Стороны договорились. Они «Хотят»", ["Стороны", "договорились", "Они"]),
        ("Пришёл Иванов и ООН", ["Пришёл"]),
        ("какой-то военно-морской", ["какой-то", "военно-морской"]),
        ("г-н с вами", ["вами"]),
        ("вх о\u0301зеро о\u00adкно", ["вх", "озеро", "окно"]),
        ("и\u0306од", ["йод"]),
        ("тыс. рублей и т.д. конец.", ["рублей", "конец"]),
        ("файл.txt и файл_а, а5 5кг №5", []),
        ("см. http://пример.рф/слово {имя} <b>слово</b> `код`", ["слово"]),
        ("use the слово", ["слово"]),
        ("1) слово\n* Слово — Слово", ["слово", "Слово", "Слово"]),
        ("нано-5 ковид-19", []),
    ],
)
def test_words_of_russian(draft, words):
    assert asked("x", draft, ("en", "ru")) == words


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("The Parties agree", ["The", "agree"]),
        ("don’t, isn't", ["don't", "isn't"]),
        ("iPhone eBook UNESCO's UN", []),
        ("user@example.org and a/res", ["and"]),
        ("слово word", ["word"]),
        ("«Word» and (Word). “Word”", ["Word", "and", "Word"]),
        ("café naïve", ["café", "naïve"]),
    ],
)
def test_words_of_english(draft, words):
    assert asked("х", draft, ("ru", "en")) == words


def test_words_of_the_source_are_right():
    assert asked("См. Anlage и sic", "See anlage, Anlage and sic", ("ru", "en")) == [
        "See",
        "anlage",
        "and",
    ]


def test_findings():
    def misspelt(words):
        assert words == ["Teh", "wrod", "is", "xyzzy"]
        return {"Teh": ("The",), "wrod": ("word", "rod"), "xyzzy": ()}

    found = list(check_spelling(Texts("х", "Teh wro\u00add is xyzzy", "ru", "en"), misspelt))
    assert [(one.start, one.end, one.replacement) for one in found] == [
        (0, 3, "The"),
        (4, 9, "word"),
        (13, 18, None),
    ]
    assert found[0].message == "‘Teh’ is in no dictionary"


def test_nothing_is_asked_where_there_are_no_words():
    def never(words):
        raise AssertionError

    assert list(check_spelling(Texts("5", "5 %", "ru", "en"), never)) == []
