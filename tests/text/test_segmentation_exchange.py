"""Our rules as SRX has them make the same cuts."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from segmented import CASES

from tmtool.formats import ReadOptions, find
from tmtool.models import TranslationUnit
from tmtool.text.segmentation import Rules, rules_for, spans
from tmtool.text.segmentation.exchange import as_break_rules, to_java
from tmtool.text.segmentation.lists import lists_of
from tmtool.text.segmentation.patterns import BreakRule, pattern_rules

CORPUS = ROOT / "corpora" / "treaties.ru-en.tmx"


def exchanged(language: str) -> Rules:
    return Rules(language, pattern_rules(as_break_rules(lists_of(language))), lines=False)


def ends(text: str, rules: Rules) -> set[int]:
    return {end for _, end in spans(text, rules)[:-1]}


@pytest.mark.parametrize("language", ["ru", "en", "de", "fr", "es", "zh"])
def test_cases_are_cut_alike(language: str):
    theirs = exchanged(language)
    for case in CASES[language]:
        text = case.replace("|", " ")
        assert ends(text, theirs) == ends(text, rules_for(language)), text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_paragraphs_of_a_corpus_are_cut_alike(language: str, shared: Path):
    lines = [
        variant.text.replace("\n", " ")
        for unit in find(CORPUS).read_units(CORPUS, ReadOptions())
        if isinstance(unit, TranslationUnit) and (variant := unit.variant(language))
    ]
    lines += (shared / "data" / "ntrex" / f"{language}.txt").read_text("utf-8").splitlines()
    held = ROOT / "tests" / "data" / "segmentation_held_out" / f"{language}.txt"
    paragraphs = [" ".join(lines[start : start + 5]) for start in range(0, len(lines), 5)]
    paragraphs += held.read_text("utf-8").replace("|", " ").splitlines()[1:]
    ours, theirs = rules_for(language), exchanged(language)
    same = other = 0
    for text in paragraphs:
        one, two = ends(text, ours), ends(text, theirs)
        same, other = same + len(one & two), other + len(one ^ two)
    assert same > 2_000
    assert same / (same + other) >= 0.995


def test_the_first_rule_that_fits_decides():
    rules = pattern_rules(
        [BreakRule(False, r"Mr\.", r"\s"), BreakRule(True, r"\.", r"\s"), BreakRule(True, "", "X")]
    )
    assert rules.cuts("Mr. A met. BX") == [10, 12]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"a\.b", r"a\.b"),
        (r"[^\s(]", r"[^\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000(]"),
        (r"\w[\w.]", r"[\p{L}\p{N}_][\p{L}\p{N}_.]"),
        ("\u200b", r"\u200b"),
    ],
)
def test_patterns_for_java(pattern: str, expected: str):
    assert to_java(pattern) == expected
