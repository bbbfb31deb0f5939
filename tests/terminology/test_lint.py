"""Each rule of the lint on what it is for, and on what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmtool.models import Concept, Hints, Term
from tmtool.terminology.lint import RULES, lint
from tmtool.terminology.lint.lexicon import Attested, Lexicon


def term(text: str, language="en", status="admitted", kind=None, pos=None, number=None, **more):
    return Term(language, text, status=status, type=kind, part_of_speech=pos, id=number, **more)


def concepts(*groups, glossary="g", domain=None):
    return [
        Concept(tuple(terms), id=number, glossary=glossary, domain=domain)
        for number, terms in enumerate(groups, 1)
    ]


def messages(rule, found, attested=None):
    return [one.message for one in lint(Lexicon(found, attested or {}), [rule])]


RU = term("слово", "ru", "preferred", pos="noun")

TABLE = [
    ("duplicate-concept", [[RU, term("word")], [RU, term("word")]], 1),
    ("duplicate-concept", [[RU, term("word")], [RU, term("term")]], 0),
    ("duplicate-concept", [[term("word")], [term("word")]], 0),
    # A noun and a verb of the same form are two concepts.
    (
        "duplicate-concept",
        [[RU, term("deposit", pos="noun")], [RU, term("deposit", pos="verb")]],
        0,
    ),
    ("contradictory-status", [[term("x", status="forbidden"), term("X", status="preferred")]], 1),
    (
        "contradictory-status",
        [[RU, term("x", status="forbidden")], [RU, term("x", status="preferred")]],
        1,
    ),
    # A status holds for its concept only.
    (
        "contradictory-status",
        [[RU, term("x", status="forbidden")], [term("дело", "ru"), term("x", status="preferred")]],
        0,
    ),
    ("contradictory-status", [[term("x"), term("x", "de", "forbidden")]], 0),
    ("several-preferred", [[term("a", status="preferred"), term("b", status="preferred")]], 1),
    (
        "several-preferred",
        [[term("a", "en-GB", "preferred"), term("b", "en-US", "preferred")]],
        0,
    ),
    (
        "several-preferred",
        [[term("United Nations", status="preferred"), term("UN", status="preferred")]],
        0,
    ),
    ("duplicate-term", [[term("a"), term("A")]], 1),
    ("duplicate-term", [[term("a", "en-GB"), term("a", "en-US")]], 0),
    ("duplicate-term", [[term("a", status="preferred")], [term("a", status="preferred")]], 1),
    ("duplicate-term", [[term("a", status="preferred")], [term("a", status="deprecated")]], 0),
    (
        "duplicate-term",
        [[term("a", status="preferred", pos="noun")], [term("a", status="preferred", pos="verb")]],
        0,
    ),
    ("no-preferred-term", [[term("a", status="preferred")], [term("b")]], 1),
    # Told once where a glossary does not use the status at all.
    ("no-preferred-term", [[term("a")], [term("b")]], 1),
    ("no-preferred-term", [[term("a", status="preferred")]], 0),
    ("acronym-without-full-form", [[term("CIS", kind="acronym")]], 1),
    ("acronym-without-full-form", [[term("CIS")]], 1),
    ("acronym-without-full-form", [[term("art.", kind="abbreviation")]], 1),
    ("acronym-without-full-form", [[term("CIS"), term("Commonwealth")]], 0),
    ("initial-capital", [[term("Severe outbreak")]], 1),
    ("initial-capital", [[term("Contracting Party")]], 0),
    ("initial-capital", [[term("Security council", pos="properNoun")]], 0),
    ("initial-capital", [[term("Severe outbreak", case_rule="any")]], 0),
    ("unclear-reading", [[term("…", "de")]], 1),
    ("noun-or-verb", [[term("reserve")]], 1),
    ("noun-or-verb", [[term("reserve", pos="verb")]], 0),
    ("noun-or-verb", [[term("sanction")]], 1),
    ("noun-or-verb", [[term("treaty")]], 0),
    ("noun-or-verb", [[term("verification")]], 0),
    ("noun-or-verb", [[term("succession")]], 0),
    ("noun-or-verb", [[term("House of Lords")]], 0),
    ("noun-or-verb", [[term("agreement for the avoidance of double taxation")]], 0),
    ("noun-or-verb", [[term("Holocaust")]], 0),
    ("duplicate-across-glossaries", [[RU, term("word")], [RU, term("word")]], 0),
    ("unclear-reading", [[term("ст.", "ru", kind="abbreviation")]], 0),
    ("unclear-reading", [[term("нон-пейпер", "ru", hints=Hints(invariable=True))]], 0),
    ("unclear-reading", [[term("на основе", "ru")]], 1),
    ("unclear-reading", [[term("jus cogens", "ru", pos="noun")]], 0),
    ("guessed-forms", [[term("дерогация", "ru")]], 1),
    ("guessed-forms", [[term("оговорка", "ru")]], 0),
    ("guessed-forms", [[term("дерогация", "ru", hints=Hints(invariable=True))]], 0),
    ("untranslated", [[term("RNA"), term("RNA", "ru")]], 1),
    ("untranslated", [[term("RNA"), term("RNA", "ru"), term("РНК", "ru")]], 0),
    ("untranslated", [[term("RNA"), term("RNA", "ru", do_not_translate=True)]], 0),
    ("homograph", [[term("устав", "ru", pos="noun")]], 1),
    ("homograph", [[term("договор", "ru", pos="noun")]], 0),
    ("homograph", [[term("чума", "ru", pos="noun")]], 1),
    ("homograph", [[term("ТС", "ru", kind="acronym")]], 0),
    ("homograph", [[term("военнослужащий", "ru", pos="noun")]], 0),
    ("homograph", [[term("устав организации", "ru", pos="noun")]], 0),
    ("noun-or-verb", [[term("deposit", pos="noun")], [term("deposit", pos="verb")]], 1),
    ("noun-or-verb", [[term("deposit", pos="noun")], [term("lodge", pos="verb")]], 0),
    (
        "nested-term",
        [
            [term("оговорка", "ru", "preferred"), term("reservation", status="preferred")],
            [term("арбитражная оговорка", "ru", "preferred"), term("arbitration clause")],
        ],
        1,
    ),
    (
        "nested-term",
        [
            [term("комитет", "ru", "preferred"), term("committee", status="preferred")],
            [term("военный комитет", "ru", "preferred"), term("military committee")],
        ],
        0,
    ),
    ("missing-language", [[RU, term("a")], [RU, term("b")], [RU]], 1),
    ("missing-language", [[RU, term("a")], [RU]], 0),
    ("no-evidence", [[term("a")]], 0),
]


@pytest.mark.parametrize(("rule", "groups", "count"), TABLE)
def test_rules(rule, groups, count):
    assert len(messages(rule, concepts(*groups))) == count


def test_every_rule_speaks_and_is_silent():
    spoken = {rule for rule, _, count in TABLE if count}
    silent = {rule for rule, _, count in TABLE if not count}
    known = {rule.id for rule in RULES}
    assert spoken == known - {"no-evidence", "duplicate-across-glossaries"}
    assert silent == known


def test_a_concept_of_two_glossaries_is_told_once():
    other = [RU, term("Word", "en-GB"), term("term", status="forbidden")]
    found = concepts([RU, term("word"), term("term", status="forbidden")])
    found += [replace(one, id=9) for one in concepts(other, glossary="h")]
    (said,) = lint(Lexicon(found, {}), ["duplicate-across-glossaries"])
    assert said.message == "слово, word, term are in the glossaries g, h"
    assert said.concepts == (1, 9)


def test_what_to_do_with_an_unclear_reading_is_told():
    found = concepts([term("на основе", "ru"), term("нон-пейпер", "ru")])
    phrase, word = messages("unclear-reading", found)
    edit = "tmtool glossary edit 1 --term"
    assert f'{edit} "на основе" --hint invariable, or --hint head=2 where' in phrase
    assert word.endswith(f'{edit} "нон-пейпер" --hint invariable')


def test_evidence_is_that_of_any_of_a_concepts_terms():
    found = concepts([term("a", number=1), term("b", number=2)], [term("c", number=3)])
    seen = {1: Attested(found=False), 2: Attested(found=True), 3: Attested(found=False)}
    assert messages("no-evidence", found, seen) == ["the memory has none of c"]


@pytest.mark.parametrize(("uncapitalised", "count"), [(0, 0), (2, 1)])
def test_a_capital_is_at_fault_where_the_memory_has_a_small_letter(uncapitalised, count):
    found = concepts([term("Contracting Party", number=1)])
    seen = {1: Attested(found=True, uncapitalised=uncapitalised)}
    assert len(messages("initial-capital", found, seen)) == count


def test_findings_come_by_severity_with_their_rule_and_concepts():
    found = lint(
        Lexicon(
            concepts(
                [term("a", status="preferred"), term("b", status="preferred"), term("A")],
                [term("CIS")],
            )
        )
    )
    assert [one.severity for one in found] == sorted(
        (one.severity for one in found), key=["error", "warning", "info"].index
    )
    first = next(one for one in found if one.rule == "several-preferred")
    assert (first.severity, first.concepts, first.terms) == ("error", (1,), ("a", "b"))
    assert (first.glossary, first.language) == ("g", "en")


def test_concepts_of_two_glossaries_are_no_duplicates():
    first = concepts([RU, term("word", status="preferred")])
    second = concepts([RU, term("word", status="preferred")], glossary="h")
    assert messages("duplicate-concept", first + second) == []
    assert messages("duplicate-term", first + second) == []
