"""Spaces that are too many, and those at which a line must not break."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.rules import Texts
from tmtool.quality.spacing import check_spacing


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("Два слова", "Two words", "ru-en", []),
        ("Два слова", "Two  words", "ru-en", ["double-space:   "]),
        ("Два слова", "Two \u00a0 words", "ru-en", ["double-space:  \u00a0 "]),
        ("Два  слова", "Two  words", "ru-en", []),
        ("Два слова", "Two\u00a0words", "ru-en", []),
        ("Два слова", " Two words", "ru-en", ["outer-space:  "]),
        ("Два слова", "Two words \n", "ru-en", ["outer-space:  \n"]),
        ("Два слова\n", "Two words", "ru-en", ["outer-space: "]),
        (" Два слова ", " Two words ", "ru-en", []),
        ("Да, нет.", "Yes , no .", "ru-en", ["space-before-punctuation:  "] * 2),
        ("Да, нет.", "Yes, no.", "ru-en", []),
        ("Да , нет", "Yes , no", "ru-en", []),
        ("В .NET", "In .NET 5", "ru-en", []),
        ("Да…", "Yes ...", "ru-en", []),
        ("Yes: no", "Oui : non", "en-fr", []),
        ("Да", "«Да» !", "en-ru", ["space-before-punctuation:  "]),
        ("No. 5", "№ 5", "en-ru", ["?missing-nbsp:  "]),
        ("No. 5", "№\u00a05", "en-ru", []),
        ("2025", "в 2025 г. и", "en-ru", ["?missing-nbsp:  "]),
        ("2025", "в 2025 году", "en-ru", []),
        ("1,000", "1 000 человек", "en-ru", ["?missing-nbsp:  "]),
        ("1,000,000", "1 000 000", "en-ru", ["?missing-nbsp:  "] * 2),
        ("in 2020, 100 men", "в 2020 100 человек", "en-ru", []),
        ("40%", "40 %", "en-ru", ["?missing-nbsp:  "]),
        ("I. I. Ivanov", "И. И. Иванов", "en-ru", ["?missing-nbsp:  "] * 2),
        ("etc.", "и т. д.", "en-ru", ["?missing-nbsp:  "]),
        ("№ 5", "No. 5", "ru-en", ["?missing-nbsp:  "]),
        ("Нет. 5", "Yes or no. 5", "ru-en", []),
        ("Текст", "  ", "ru-en", []),
        ("Да, нет", "Yes,no", "ru-en", ["missing-space: ,"]),
        ("Yes. No", "Да.Нет", "en-ru", []),
        ("One more. No one", "Ещё один.Никого", "en-ru", ["missing-space: ."]),
        ("“Yes”, he", "«Да»,он", "en-ru", ["missing-space: ,"]),
        ("as follows: one", "следующее:одно", "en-ru", ["missing-space: :"]),
        ("Да,нет", "Yes,no", "ru-en", []),
        ("1,5 и a,b", "1,5 and a,b", "ru-en", []),
        ("the format", "формат дд.мм.гггг", "en-ru", []),
        ("the format", "формат чч:мм:сс", "en-ru", []),
        ("рамка", "a box (x,y,height)", "ru-en", []),
        ("версия", "for .NET,Version=4.6", "ru-en", []),
        ("ASP.NET", "в среде ASP.NET и т.д.", "en-ru", []),
        ("да — нет", "yes&mdash;no", "ru-en", []),
        ("код", "the code `a,bc`", "ru-en", []),
        ("(да)", "( yes )", "ru-en", ["space-in-brackets:  "] * 2),
        ("“Yes”", "« Да »", "en-ru", ["space-in-brackets:  "] * 2),
        ("( да )", "( yes )", "ru-en", []),
        ("(да) и (нет)", "(yes) and (no)", "ru-en", []),
        ("f()", "f( )", "ru-en", []),
    ],
)
def test_cases(source, draft, pair, expected):
    wanted = [one.removeprefix("?") for one in expected]
    assert found_by(check_spacing, source, draft, pair) == wanted


@pytest.mark.parametrize(
    ("source", "draft", "better"),
    [
        ("Два слова", "Two  words", "Two words"),
        ("Да, нет", "Yes , no", "Yes, no"),
        ("№ 5", "No. 5", "No.\u00a05"),
        ("Да ", "Yes", "Yes "),
        ("Да, нет", "Yes,no", "Yes, no"),
        ("(да", "( yes", "(yes"),
    ],
)
def test_what_stands_in_their_place(source, draft, better):
    (found,) = check_spacing(Texts(source, draft, "ru", "en"))
    assert draft[: found.start] + (found.replacement or "") + draft[found.end :] == better
