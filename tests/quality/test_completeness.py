"""Drafts that are missing, copied, left over or of another length."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.completeness import check_completeness

LONG = "Договаривающиеся Стороны развивают военное сотрудничество на основе равноправия и выгоды."
LONG_EN = (
    "The Contracting Parties develop military cooperation on the basis of equality and benefit."
)


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("Статья", "", "ru-en", ["empty-draft"]),
        ("Статья", " \n", "ru-en", ["empty-draft"]),
        ("", "", "ru-en", []),
        (" ", "Article", "ru-en", ["empty-source"]),
        ("Статья 1", "Статья 1", "ru-en", ["untranslated"]),
        ("Статья 1", " СТАТЬЯ  1 ", "ru-en", ["untranslated"]),
        ("Ещё раз", "Еще раз", "ru-en", ["untranslated"]),
        ("12.5", "12.5", "ru-en", []),
        ("SWIFT", "SWIFT", "ru-en", []),
        ("{1}", "{1}", "en-ru", []),
        ("https://example.org/a", "https://example.org/a", "en-ru", []),
        ("This is the text of it", "This is the text of it", "en-ru", ["untranslated"]),
        ("Windows Server", "Windows Server", "en-ru", ["?untranslated"]),
        ("PowerShell", "PowerShell", "en-ru", []),
        ("общего командования", "the general командования", "ru-en", "командования"),
        ("новое слово и дело", "new слово и дело here", "ru-en", "слово и дело"),
        ("газета «Правда»", "the newspaper «Правда»", "ru-en", "?Правда"),
        ("газета (Правда)", "the newspaper (Правда)", "ru-en", "?Правда"),
        ("командование", "command", "ru-en", []),
        ("naïve", "naïve café", "ru-en", []),
        ("the newspaper", "газета The Times", "en-ru", []),
        (LONG, LONG_EN, "ru-en", []),
        (LONG_EN, LONG, "en-ru", []),
        (LONG, "The Parties.", "ru-en", ["length"]),
        ("The Parties.", LONG, "en-ru", ["length"]),
        (LONG, LONG_EN * 3, "ru-en", ["length"]),
        (LONG, LONG_EN[:50], "ru-en", []),
        ("МФА", "Multi-factor authentication", "ru-en", []),
    ],
)
def test_cases(source, draft, pair, expected):
    if isinstance(expected, str):
        mark = "?" if expected.startswith("?") else ""
        expected = [f"{mark}untranslated-words: {expected.removeprefix('?')}"]
    assert found_by(check_completeness, source, draft, pair) == expected
