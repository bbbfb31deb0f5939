"""Which phrases may be terms."""

from __future__ import annotations

import pytest

from tmtool.terminology.mining.phrases import LONGEST, phrase_key, phrases
from tmtool.terminology.mining.segments import segment


def found(text: str, language: str) -> list[str]:
    words = segment(text)
    return [words.text(phrase.first, phrase.last) for phrase in phrases(words, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("договор", ["договор"]),
        ("мирного договора", ["мирного договора", "договора"]),
        # What does not agree is no phrase, whatever stands beside it.
        ("мирными договора", ["договора"]),
        ("мирная договор", ["договор"]),
        # Dependents in the genitive, with their adjectives.
        ("договору купли", ["договору", "договору купли", "купли"]),
        ("статус временного комитета", ["статус", "статус временного комитета"]),
        ("договор куплей", ["договор", "куплей"]),
        # Signs between the words end a phrase; quotation marks do not.
        ("договор, купли", ["договор", "купли"]),
        ("вооружённые «силы»", ["вооружённые силы", "силы"]),
        # Compounds stay together.
        ("государства-участника", ["государства-участника"]),
        ("военно-политический союз", ["военно-политический союз", "союз"]),
        ("вакцина от COVID-19", ["вакцина", "COVID-19"]),
        # Acronyms and names.
        ("Устав ООН", ["Устав", "Устав ООН", "ООН"]),
        ("служба Azure", ["служба", "служба Azure", "Azure"]),
        # Pronouns, verbs and what is never a term.
        ("этот договор", ["договор"]),
        ("они решают", []),
        ("таким образом", []),
        ("в последнее время", []),
        ("5 договоров", ["договоров"]),
        ("", []),
    ],
)
def test_russian_phrases_are_nouns_with_what_goes_with_them(text: str, expected: list[str]):
    assert [phrase for phrase in found(text, "ru") if phrase in expected] == expected
    unexpected = {"мирными договора", "мирная договор", "договор куплей", "договор купли"}
    assert not unexpected & set(found(text, "ru")) - set(expected)
    if not expected:
        assert found(text, "ru") == []


@pytest.mark.parametrize(
    "forms",
    [
        ("вооружённые силы", "вооруженных сил", "Вооружёнными силами"),
        ("государство-участник", "государств-участников", "государству-участнику"),
        ("мирный договор", "мирных договоров", "мирном договоре"),
        ("спутник связи", "спутникам связи", "спутниками связи"),
    ],
)
def test_forms_of_one_phrase_have_one_key(forms: tuple[str, ...]):
    keys = set()
    for form in forms:
        words = segment(form)
        keys |= {p.key for p in phrases(words, "ru") if p.last - p.first == len(words.words)}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the virtual machine", ["virtual", "virtual machine", "machine"]),
        ("entry of goods", ["entry", "entry of goods", "goods"]),
        ("machine and goods", ["machine", "goods"]),
        ("machine, goods", ["machine", "goods"]),
        ("hand-washing", ["hand-washing"]),
        ("in the", []),
        ("30 of 40", []),
    ],
)
def test_english_phrases_stand_between_function_words(text: str, expected: list[str]):
    assert found(text, "en") == expected


def test_phrases_of_other_languages_are_runs_of_words():
    assert found("code source", "fr") == ["code", "code source", "source"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_phrases_are_no_longer_than_some_words(language: str):
    text = " ".join(["служба"] * 9 if language == "ru" else ["service"] * 9)
    longest = max(len(phrase.split()) for phrase in found(text, language))
    assert longest <= LONGEST


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("мирных договоров", "ru", "мирный договор"),
        ("подписать договор", "ru", None),
        ("", "ru", None),
        ("peace treaties", "en", "peac treati"),
        ("the treaty", "en", None),
    ],
)
def test_the_key_of_a_whole_text(text: str, language: str, key: str | None):
    assert phrase_key(text, language) == key
