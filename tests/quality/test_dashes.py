"""Hyphens that stand for dashes."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.dashes import check_dashes
from tmtool.quality.rules import Texts


@pytest.mark.parametrize(
    ("source", "draft", "pair", "expected"),
    [
        ("The sea — a source", "Море — источник", "en-ru", []),
        ("The sea — a source", "Море - источник", "en-ru", ["dash-style: -"]),
        ("The sea – a source", "Море\u00a0- источник", "en-ru", ["dash-style: -"]),
        ("The sea is a source", "Море - источник", "en-ru", ["?dash-style: -"]),
        ("Море — источник", "The sea - a source", "ru-en", ["?dash-style: -"]),
        ("Море — источник", "The sea—a source", "ru-en", []),
        ("Море — источник", "The sea -- a source", "ru-en", ["dash-style: --"]),
        ("Море — источник", "The sea--a source", "ru-en", ["dash-style: --"]),
        ("Море -- источник", "The sea -- a source", "ru-en", []),
        ("ключ --help", "the option --help", "ru-en", []),
        ("код `a -- b` — да", "the code `a -- b`: yes", "ru-en", []),
        ("в 2010–2011 годах", "in 2010-2011", "ru-en", ["?dash-style: -"]),
        ("in 2010-2011", "в 2010-2011 годах", "en-ru", ["?dash-style: -"]),
        ("с. 5–10", "pp. 5-10", "ru-en", ["?dash-style: -"]),
        ("рис. 2-4", "Figure 2-4", "ru-en", []),
        ("дата 2025-06-18", "date 2025-06-18", "ru-en", []),
        ("тел. 495-123-4567", "tel. 495-123-4567", "ru-en", []),
        ("код 9-5", "code 9-5", "ru-en", []),
        ("код 05-10", "code 05-10", "ru-en", []),
        ("5 - 3 = 2", "5 - 3 = 2", "ru-en", []),
        ("— Да", "- Yes", "ru-en", []),
        ("интернет-магазин", "a well-known shop", "ru-en", []),
        ("https://a.org/x - y", "https://a.org/x-y", "ru-en", []),
        ("The sea — a source", "Meer - Quelle", "en-de", []),
    ],
)
def test_cases(source, draft, pair, expected):
    assert found_by(check_dashes, source, draft, pair) == expected


@pytest.mark.parametrize(
    ("source", "draft", "pair", "better"),
    [
        ("The sea — a source", "Море - источник", "en-ru", "Море — источник"),
        ("Море — источник", "The sea - a source", "ru-en", "The sea – a source"),
        ("Море — источник", "The sea--a source", "ru-en", "The sea—a source"),
        ("Море — источник", "The sea -- a source", "ru-en", "The sea – a source"),
        ("в 2010–2011 годах", "in 2010-2011", "ru-en", "in 2010–2011"),
    ],
)
def test_what_stands_in_their_place(source, draft, pair, better):
    (found,) = check_dashes(Texts(source, draft, *pair.split("-")))
    assert draft[: found.start] + found.replacement + draft[found.end :] == better
