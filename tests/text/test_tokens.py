from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.text.tokens import Token, tokens, words

MIXED = st.text("абвéйzсS09 .,:-–—\u2011'’«»(){1}\u0301\u00ad!?\n中か\u3099กั_*")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("—…!", []),
        ("Статья 5", ["Статья", "5"]),
        ("государство-участник", ["государство", "участник"]),
        ("государства\u2011участники", ["государства", "участники"]),
        ("1992–1994", ["1992", "1994"]),
        ("догово\u0301р", ["догово\u0301р"]),
        ("го\u00adсударство", ["го\u00adсударство"]),
        ("мои\u0306", ["мои\u0306"]),
        ("chargé d'affaires", ["chargé", "d'affaires"]),
        ("chargé d’affaires", ["chargé", "d’affaires"]),
        ("the State's and the Council’S", ["the", "State", "and", "the", "Council"]),
        ("the states' rights", ["the", "states", "rights"]),
        ("O'Sullivan's", ["O'Sullivan"]),
        ("1,000.50 or 01.02.2020.", ["1,000.50", "or", "01.02.2020"]),
        ("{1}ратификационная{2} {10}грамота", ["ратификационная", "грамота"]),
        ("state_border **bold**", ["state", "border", "bold"]),
        ("2-й G20 5G", ["2", "й", "G20", "5G"]),
        ("Azure门户", ["Azure", "门", "户"]),
        ("कानून", ["कानून"]),
    ],
)
def test_the_words_and_numbers(text, expected):
    assert [token.text for token in tokens(text)] == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (" ", 0),
        ("\u00a0", 0),
        ("\n", 0),
        ("-", 0),
        ("\u2011", 0),
        ("–", 0),
        (" «", 0),
        ("» ", 0),
        ("{1} {2}", 0),
        (" **", 0),
        ("'s ", 0),
        (", ", 1),
        (": ", 1),
        ("; ", 1),
        (" (", 1),
        (") ", 1),
        (" – ", 1),
        (" - ", 1),
        (" — ", 1),
        ("—", 1),
        ("/", 1),
        (".", 1),
        (". ", 2),
        (".» ", 2),
        (".\n", 2),
        ("! ", 2),
        ("?» ", 2),
        ("… ", 2),
        ("\n\n", 2),
        ("{1}. {2}", 2),
    ],
)
def test_what_stands_between_two_words(between, expected):
    _, second = tokens(f"Совет{between}Безопасности")
    assert second.break_before == expected


@pytest.mark.parametrize("text", ["г. Москва", "ст. 5", "Art. 5", "«Ура!» сказал", "т. д. и"])
def test_a_full_stop_that_ends_no_sentence(text):
    assert [token.break_before for token in tokens(text)][1] == 1


def test_a_token_says_where_it_is():
    assert tokens("«Да», нет") == [Token(1, 3, "Да", 2), Token(6, 9, "нет", 1)]


@given(st.text() | MIXED)
def test_offsets_give_the_token_back(text):
    found = tokens(text)
    assert [text[t.start : t.end] for t in found] == [t.text for t in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.text and t.break_before in {0, 1, 2} for t in found)


@given(st.text() | MIXED)
def test_every_letter_and_digit_is_in_a_token_or_a_possessive_or_a_placeholder(text):
    left = list(text)
    for token in tokens(text):
        left[token.start : token.end] = " " * (token.end - token.start)
    assert all(char in "sS" or char.isdigit() for char in left if char.isalnum())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Статья 5, пункт 1.", ["Статья", "5", ",", "пункт", "1", "."]),
        ("Нажмите {1}Далее{2}…", ["Нажмите", "{1}", "Далее", "{2}", "…"]),
        ("the Council's", ["the", "Council", "'s"]),
        ("государство-участник", ["государство", "-", "участник"]),
        ("3.5 %", ["3.5", "%"]),
        ("a {b} {1", ["a", "{", "b", "}", "{", "1"]),
    ],
)
def test_words_with_their_signs(text, expected):
    assert words(text) == expected


@given(st.text() | MIXED)
def test_words_leave_out_nothing_but_white_space(text):
    assert "".join(words(text)) == "".join(text.split())


def test_importing_tokens_loads_nothing_heavy():
    program = (
        "import sys, tmtool.text.tokens, tmtool.text.normalise\n"
        "print({'pymorphy3', 'Stemmer', 'numpy', 'regex', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
