from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.text.normalise import comparable, fold

RUSSIAN = st.text("аеёийАЕЁИЙ \u0301\u0306\u0308\u00ad\u2010\u2011'\u2019-")
ANY = st.text() | RUSSIAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("  два \u00a0 слова\n", "два слова"),
        ("a\u2003b\u202fc\u2009d", "a b c d"),
        ("e\u0301tat", "\u00e9tat"),
        ("и\u0306", "й"),
        ("Ёж", "Ёж"),
        ("a\u200bb", "a\u200bb"),
    ],
)
def test_comparable_is_nfc_with_single_spaces(text, expected):
    assert comparable(text) == expected


@given(ANY)
def test_comparable_again_changes_nothing(text):
    assert comparable(comparable(text)) == comparable(text)


@given(ANY)
def test_normal_form_and_white_space_never_count(text):
    assert comparable(normalize("NFD", text)) == comparable(text)
    spaced = text.replace(" ", " \u00a0 ")
    assert comparable(f"\n{spaced}\t") == comparable(text)


@given(ANY)
def test_comparable_keeps_everything_else(text):
    assert normalize("NFC", "".join(text.split())) == normalize(
        "NFC", comparable(text).replace(" ", "")
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Treaty", "treaty"),
        ("Объединённых", "объединенных"),
        ("ОБЪЕДИНЁННЫХ", "объединенных"),
        ("е\u0308лка", "елка"),
        ("догово\u0301р", "договор"),
        ("го\u00adсударство", "государство"),
        ("государство\u2011участник", "государство-участник"),
        ("state\u2010owned", "state-owned"),
        ("d\u2019affaires", "d'affaires"),
        ("м\u02bcята", "м'ята"),
        ("Charg\u00e9", "charg\u00e9"),
        ("Charge\u0301", "charg\u00e9"),
        ("Straße", "strasse"),
        ("мой", "мой"),
        ("мои\u0306", "мой"),
        ("1992 – 1994", "1992 – 1994"),
    ],
)
def test_fold(word, expected):
    assert fold(word) == expected


@given(ANY)
def test_fold_again_changes_nothing(word):
    assert fold(fold(word)) == fold(word)


@given(ANY)
def test_fold_does_not_see_the_normal_form(word):
    assert fold(normalize("NFD", word)) == fold(word)
