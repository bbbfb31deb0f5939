"""Signs at the end, brackets and quotation marks."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.punctuation import check_punctuation


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("Конец.", "The end.", "ru-en", []),
        ("Конец.", "The end", "ru-en", ["end-punctuation"]),
        ("Конец?", "The end.", "ru-en", ["end-punctuation: ."]),
        ("Конец?", "The end", "ru-en", ["?end-punctuation"]),
        ("Конец", "The end.", "ru-en", ["?end-punctuation: ."]),
        ("Конец:", "The end.", "ru-en", ["?end-punctuation: ."]),
        ("Конец;", "The end.", "ru-en", ["?end-punctuation: ."]),
        ("Конец!", "The end", "ru-en", ["?end-punctuation"]),
        ("Конец...", "The end…", "ru-en", []),
        ("Конец!!!", "The end!", "ru-en", []),
        ("«Конец».", "“The end.”", "ru-en", []),
        ("(Конец.)", "(The end).", "ru-en", []),
        ("Конец. ", "The end.", "ru-en", []),
        ("In 2025", "в 2025 г.", "en-ru", []),
        ("soap etc.", "мыло и прочее", "en-ru", []),
        ("He is (a.k.a.", "Он (или", "en-ru", []),
        ("**Конец.**", "**The end.**", "ru-en", []),
        ("[Сайт](https://a.org).", "[Site.](https://a.org)", "ru-en", []),
        ("Текст", "", "ru-en", []),
        ("Текст (да)", "A text (yes)", "ru-en", []),
        ("Текст (да)", "A text (yes", "ru-en", ["brackets: ("]),
        ("Текст (да)", "A text yes)", "ru-en", ["brackets: )"]),
        ("Текст [да]", "A text [yes)", "ru-en", ["brackets: )"]),
        ("Текст (да", "A text (yes", "ru-en", []),
        ("а) да; б) нет", "a) yes; b) no", "ru-en", []),
        ("(а) да; (б) нет", "a) yes; b) no", "ru-en", []),
        ("пункт 1) (или 2)", "item 1) (or 2)", "ru-en", []),
        ("iv) да", "iv) yes", "ru-en", []),
        ("Текст {а}", "A text {a}}", "ru-en", ["brackets: }"]),
        ("«Да»", "“Yes”", "ru-en", []),
        ("«Да»", "“Yes", "ru-en", ["quotes: “"]),
        ("«Да»", '"Yes', "ru-en", ['quotes: "']),
        ("“Yes”", "«Да", "en-ru", ["quotes: «"]),
        ("“Yes", "«Да", "en-ru", []),
        ('a 5" and 6" pipe', 'труба 5"', "en-ru", ['?quote-style: "']),
        ("6 дюймов", '6" pipe', "ru-en", []),
        ('"Yes 365"', '"Да 365"', "en-ru", ['?quote-style: "']),
        ("“Yes”", "«Да»", "en-ru", []),
        ("«Да»", "«Yes»", "ru-en", ["?quote-style: «"]),
        ("“Yes”", "“Да”", "en-ru", ["?quote-style: “"]),
        ("“Yes”", "„Ja“", "en-de", []),
        ("the company's", "компании", "en-ru", []),
    ],
)
def test_cases(source, draft, pair, expected):
    found = [
        one.replace("quote-style", "?quote-style")
        for one in found_by(check_punctuation, source, draft, pair)
    ]
    assert found == expected
