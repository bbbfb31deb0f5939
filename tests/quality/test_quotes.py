"""Quotation marks: without their other half, and of another language."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.quotes import check_quotes
from tmtool.quality.rules import Texts


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("«Да»", "“Yes”", "ru-en", []),
        ("«Да»", "“Yes", "ru-en", ["quotes: “"]),
        ("«Да»", '"Yes', "ru-en", ['quotes: "']),
        ("“Yes”", "«Да", "en-ru", ["quotes: «"]),
        ("“Yes", "«Да", "en-ru", []),
        ('a 5" and 6" pipe', 'труба 5"', "en-ru", ['?quote-style: "']),
        ("6 дюймов", '6" pipe', "ru-en", []),
        ('"Yes 365"', '"Да 365"', "en-ru", ['?quote-style: "Да 365"']),
        ("“Yes”", "«Да»", "en-ru", []),
        ("«Да»", "«Yes»", "ru-en", ["?quote-style: «Yes»"]),
        ("“Yes”", "“Да”", "en-ru", ["?quote-style: “Да”"]),
        ("“Yes”", "„Ja“", "en-de", []),
        ("the company's", "компании", "en-ru", []),
        # Single marks, and apostrophes.
        ("«Да»", "‘Yes’", "ru-en", []),
        ("«Да»", "‘Yes", "ru-en", ["quotes: ‘"]),
        ("«Да»", "'Yes", "ru-en", ["quotes: '"]),
        ("«Да»", "He said 'yes' and (‘no’).", "ru-en", []),
        ("«Да»", "He said 'yes and left.", "ru-en", ["quotes: '"]),
        ("«Да, это так»", "'Yes, it's so'", "ru-en", []),
        ("их", "the students' and the company's", "ru-en", []),
        ("90-е", "the '90s and rock 'n' roll, 'til then", "ru-en", []),
        ("О’Нил", "O'Neill doesn’t", "ru-en", []),
        ("‘Yes", "‘Да", "en-ru", []),
        ("yes.'", "«да", "en-ru", []),
        ("об'ем", "об'ем", "ru-ru", []),
        # Marks within tags and code are not quotation marks.
        ("<a href='x'>да</a>", '<a href="x">да</a>', "ru-ru", []),
        ("the `a`", 'код `"a"`', "en-ru", []),
        # What cannot be marked otherwise for sure.
        ("“a “b””", "“а “б””", "en-ru", ["?quote-style: “"]),
        ("“a” and “b”", "“а” и “б”", "en-ru", ["?quote-style: “а”", "?quote-style: “б”"]),
    ],
)
def test_cases(source, draft, pair, expected):
    found = [
        one.replace("quote-style", "?quote-style")
        for one in found_by(check_quotes, source, draft, pair)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("source", "draft", "pair", "better"),
    [
        ("“Yes”", 'Он: "Да".', "en-ru", "«Да»"),
        ("“Yes”", "Он: “Да”.", "en-ru", "«Да»"),
        ("«Да»", "«Yes»", "ru-en", "“Yes”"),
        ("“a “b””", "“а “б””", "en-ru", None),
        ("a pipe", 'труба 5" и', "en-ru", None),
    ],
)
def test_what_stands_in_their_place(source, draft, pair, better):
    found = list(check_quotes(Texts(source, draft, *pair.split("-"))))
    assert [one.replacement for one in found if one.check == "quote-style"] == [better]
