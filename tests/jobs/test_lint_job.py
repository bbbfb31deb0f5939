"""The lint with the memory's evidence, and on the sample glossary."""

from __future__ import annotations

import pytest
from building import pair

from tmtool.errors import NotFoundError
from tmtool.memory import Memory
from tmtool.models import Concept, Term


@pytest.fixture
def terms(memory: Memory) -> Memory:
    for number, (ru, en) in enumerate(
        [("Депозитарий", "Depositary"), ("нота", "note"), ("МИД", "MFA")]
    ):
        concept = Concept((Term("ru", ru, status="preferred"), Term("en", en, status="preferred")))
        memory.glossary.add(concept, glossary="one" if number else "two")
    memory.add_unit(pair("Функции депозитария", "Functions of the depositary"), corpus="a")
    memory.add_unit(pair("Письмо МИДу", "A letter to them"), corpus="a")
    return memory


def said(memory: Memory, *rules: str, **options) -> list[str]:
    return [one.message for one in memory.glossary.lint(rules=rules or None, **options)]


def test_evidence_comes_from_the_memory_in_any_inflection(terms: Memory):
    assert said(terms, "no-evidence") == [
        "the memory has none of нота",
        "the memory has none of note",
        "the memory has none of MFA",
    ]


def test_capitals_that_the_memory_does_not_write(terms: Memory):
    found = said(terms, "initial-capital")
    assert [message.partition(" ")[0] for message in found] == ["'Депозитарий'", "'Depositary'"]


def test_one_glossary_alone(terms: Memory):
    found = terms.glossary.lint(glossary="two")
    assert {one.glossary for one in found} == {"two"}


def test_a_memory_without_units_says_nothing_of_evidence(memory: Memory):
    memory.glossary.add(Concept((Term("ru", "нота"), Term("en", "note"))))
    assert said(memory, "no-evidence") == []


def test_an_unknown_rule_is_refused(memory: Memory):
    with pytest.raises(NotFoundError, match="no rule 'nonsense'"):
        memory.glossary.lint(rules=["nonsense"])


def test_the_sample_glossary_is_good(treaties: Memory):
    found = treaties.glossary.lint()
    # Two loan words that do not inflect, and a phrase that begins with an adverbial.
    assert {(one.rule, *one.terms) for one in found if one.severity != "info"} <= {
        ("unclear-reading", "нон-пейпер"),
        ("unclear-reading", "лессе-пассе"),
        ("unclear-reading", "должным образом заверенная копия"),
    }
    homographs = [one.terms for one in found if one.rule == "homograph"]
    assert homographs == [("устав",)]
