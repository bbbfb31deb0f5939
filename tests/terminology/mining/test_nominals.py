"""What a Russian word form can be in a noun phrase."""

from __future__ import annotations

import pytest

from tmtool.terminology.mining.nominals import (
    ANY,
    GENITIVE,
    NOMINATIVE,
    PLURAL,
    SINGULAR,
    compound,
    nominal,
)


@pytest.mark.parametrize(
    ("word", "noun", "adjective", "lemma"),
    [
        ("договора", GENITIVE & SINGULAR, 0, "договор"),
        ("мирных", 0, GENITIVE & PLURAL, "мирный"),
        ("подписанных", 0, GENITIVE & PLURAL, "подписать"),
        ("Посол", NOMINATIVE & SINGULAR, 0, "посол"),
        ("ООН", GENITIVE & SINGULAR, 0, "оон"),
        ("Azure", GENITIVE & PLURAL, 0, "azure"),
    ],
)
def test_a_form_has_its_cells(word: str, noun: int, adjective: int, lemma: str):
    found = nominal(word)
    assert bool(found.noun & noun) == bool(noun)
    assert bool(found.adjective & adjective) == bool(adjective)
    assert lemma in {found.noun_lemma, found.adjective_lemma}


@pytest.mark.parametrize(
    "word", ["этот", "её", "и", "после", "5", "x", "решает", "который", "xref"]
)
def test_function_words_verbs_and_signs_are_nothing(word: str):
    found = nominal(word)
    assert found.noun == found.adjective == 0


def test_a_towns_name_is_a_noun_only_with_a_capital():
    assert nominal("мирный").noun == 0
    assert nominal("Мирный").noun != 0


@pytest.mark.parametrize(
    ("words", "lemma"),
    [
        (("государств", "участников"), "государство-участник"),
        (("государству", "участнику"), "государство-участник"),
        (("вице", "премьером"), "вице-премьер"),
        (("COVID", "19"), "covid-19"),
    ],
)
def test_a_compound_of_nouns(words: tuple[str, ...], lemma: str):
    found = compound(words)
    assert found.noun
    assert found.noun_lemma == lemma


def test_a_compound_adjective_agrees_by_its_last_part():
    found = compound(("военно", "политического"))
    assert found.adjective & GENITIVE
    assert not found.adjective & NOMINATIVE
    assert found.adjective_lemma == "военно-политический"


def test_a_compound_of_numbers_is_nothing():
    assert compound(("5", "6")).noun == 0


def test_latin_words_have_every_case():
    assert nominal("Windows").noun == ANY
