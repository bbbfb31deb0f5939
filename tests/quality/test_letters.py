"""Words of two scripts, repeated words, first letters. Lookalikes are written as escapes."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.letters import check_letters
from tmtool.quality.rules import Texts

C, CYRILLIC_O, CYRILLIC_K = "\u0441", "\u043e", "\u041a"


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("школа", f"the s{C}hool", "ru-en", [f"mixed-script: s{C}hool"]),
        ("the state", "госудaрство", "en-ru", ["mixed-script: госудaрство"]),
        ("IoT", f"I{CYRILLIC_O}T", "en-ru", [f"mixed-script: I{CYRILLIC_O}T"]),
        ("DLL", "DLLки", "en-ru", ["?mixed-script: DLLки"]),
        ("the OK button", f"кнопка O{CYRILLIC_K}", "en-ru", [f"mixed-script: O{CYRILLIC_K}"]),
        ("the webview", "в webviewе", "en-ru", ["?mixed-script: webviewе"]),
        ("Basic", "Basicным", "en-ru", ["?mixed-script: Basicным"]),
        ("the web server", "веб-сервер", "en-ru", []),
        ("USB port", "USB-порт", "en-ru", []),
        ("IPv4 address", "IPv4-адрес", "en-ru", []),
        ("школа", "the school", "ru-en", []),
        (f"I{CYRILLIC_O}T there", f"Там I{CYRILLIC_O}T", "en-ru", []),
        ("café", "naïve café", "ru-en", []),
        ("в силу", "in in force", "ru-en", ["repeated-word: in in"]),
        ("в силу", "The the force", "ru-en", ["repeated-word: The the", "capital-start: The"]),
        ("либо-либо", "either/or or both", "ru-en", []),
        ("и и ИЛИ", "and AND", "ru-en", []),
        ("И и ИЛИ", "AND and OR", "ru-en", []),
        ("Хуссейн А. А.", "Hussein A A", "ru-en", []),
        ("в силу", "that that", "ru-en", []),
        ("едва, едва", "barely, barely", "ru-en", []),
        ("да да", "yes yes", "ru-en", []),
        ("the force", "силу силу", "en-ru", ["repeated-word: силу силу"]),
        ("1 1", "1 1", "ru-en", []),
        ("в силу", "force-force", "ru-en", []),
        ("сила", "Force", "ru-en", ["capital-start: Force"]),
        ("Сила", "force", "ru-en", ["capital-start: force"]),
        ("Сила", "Force", "ru-en", []),
        ("«Сила»", "“force”", "ru-en", ["capital-start: force"]),
        ("18 июня", "On 18 June", "ru-en", []),
        ("№ 5", "No. 5", "ru-en", []),
        ("iPhone здесь", "IPhone is here", "ru-en", []),
        ("ООН", "the UN", "ru-en", []),
        ("{1} сила", "{1} Force", "ru-en", []),
        ("сила", "", "ru-en", []),
        ("Kraft", "力", "de-zh", []),
        ("ДЕКЛАРАЦИЯ О ПРАВАХ", "DECLARATION ON RIGHTS", "ru-en", []),
        ("ДЕКЛАРАЦИЯ О ПРАВАХ ЛИЦ", "Declaration on the rights", "ru-en", ["all-capitals"]),
        ("Декларация о правах лиц", "DECLARATION ON THE RIGHTS", "ru-en", ["all-capitals"]),
        ("СССР и США", "THE USSR", "ru-en", []),
        ("ООН", "United Nations", "ru-en", []),
    ],
)
def test_cases(source, draft, pair, expected):
    assert found_by(check_letters, source, draft, pair) == expected


@pytest.mark.parametrize(
    ("draft", "better"),
    [
        (f"s{C}hool", "school"),
        ("госудaрство", "государство"),
        (f"I{CYRILLIC_O}T", "IoT"),
        ("DLLки", None),
    ],
)
def test_a_word_of_two_scripts_is_mended(draft, better):
    found = next(check_letters(Texts("x", draft, "en", "ru")))
    assert found.replacement == better


def test_a_first_letter_and_a_repetition_are_mended():
    repeated, first = check_letters(Texts("сила", "Force force", "ru", "en"))
    assert (repeated.replacement, first.replacement) == ("Force", "force")
