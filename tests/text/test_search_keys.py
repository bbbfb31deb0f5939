from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.text.features import MARKUP, key
from tmtool.text.lemmas import lemmas
from tmtool.text.normalise import fold
from tmtool.text.search_keys import SearchKeys, search_keys
from tmtool.text.tokens import tokens


def test_stems_are_looked_for_in_markup_too():
    keys = SearchKeys(frozenset({"а", "бы"}), ("в",))
    assert keys.every_stem == {"а", "бы", f"{MARKUP}а", f"{MARKUP}бы"}


@pytest.mark.parametrize(
    ("stem", "found"), [("а", True), ("в", True), ("вы", True), ("", False), ("б", False)]
)
def test_what_keys_have(stem: str, found: bool):
    assert SearchKeys(frozenset({"а", "бы"}), ("в",)).have(stem) is found
    assert SearchKeys(frozenset({"а"})).have("в") is False


@pytest.mark.parametrize(
    ("word", "language", "stems"),
    [
        ("treaties", "en", {"treati"}),
        ("1992", "en", {"0"}),
        ("Verträge", "de", {"vertrag"}),
        ("条", "zh", {"条"}),
        ("Договор", "ru", None),
    ],
)
def test_a_word_as_it_stands_has_one_key(word: str, language: str, stems: set[str] | None):
    exact = search_keys(word, language, exact=True)
    assert exact == SearchKeys(frozenset({key(word, language)}))
    if stems is not None:
        assert search_keys(word, language) == exact == SearchKeys(frozenset(stems))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("год", "год года лет годам лета"),
        ("идти", "идти шёл шла идёт иду"),
        ("человек", "человек люди людьми"),
        ("важный", "важный поважнее важен наиважнейший"),
        ("печь", "печь пекли печи пёк"),
        ("осёл", "осёл ослы"),
        ("день", "дня дней днями"),
    ],
)
def test_a_known_word_has_the_keys_of_all_its_forms(word: str, forms: str):
    keys = search_keys(word, "ru")
    assert keys.beginnings == ()
    for form in forms.split():
        if lemmas(form, "ru") & lemmas(word, "ru"):
            assert keys.have(key(form, "ru")), form


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("брекзит", "брекзита брекзитами брекзиту"),
        ("коронавирус", "коронавирусами коронавируса"),
        ("блогер", "блогеры блогеров"),
        ("криптовалютный", "криптовалютного криптовалютная криптовалютен"),
    ],
)
def test_an_unknown_word_is_looked_for_by_its_beginning(word: str, forms: str):
    keys = search_keys(word, "ru")
    for form in [word, *forms.split()]:
        assert keys.have(key(form, "ru")), form


LETTERS = st.text("аеинтсклмпьйуюяшё", min_size=1, max_size=9)


@given(LETTERS)
def test_a_word_is_found_by_itself(word: str):
    for exact in (False, True):
        assert search_keys(word, "ru", exact=exact).have(key(word, "ru"))


def test_all_forms_in_real_texts_are_found(shared: Path):
    """Two words of a text that have a lemma in common find each other."""
    text = (shared / "data" / "ntrex" / "ru.txt").read_text(encoding="utf-8")[:60_000]
    by_lemma: dict[str, set[str]] = {}
    for word in {fold(token.text) for token in tokens(text)}:
        for lemma in lemmas(word, "ru"):
            by_lemma.setdefault(lemma, set()).add(word)
    for words in by_lemma.values():
        if len(words) > 1:
            for word in words:
                keys = search_keys(word, "ru")
                assert all(keys.have(key(other, "ru")) for other in words), word
