"""Signs at the end, and brackets."""

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
    ],
)
def test_cases(source, draft, pair, expected):
    assert found_by(check_punctuation, source, draft, pair) == expected
