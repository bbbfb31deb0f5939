"""How terms were translated, by alignments given here and by those learnt."""

from __future__ import annotations

import importlib.util
import sys
from array import array
from pathlib import Path

import pytest
from building import ROOT

from tmtool.terminology.mining.segments import Texts, segment
from tmtool.terminology.mining.translations import (
    CERTAIN,
    Links,
    Pairs,
    Places,
    align,
    places_of,
    translate_terms,
    translations,
)
from tmtool.text.lexicon import NOTHING

UNITS = [
    (number, f"{tail_ru} {ru}", f"{tail_en} {en}")
    for number, (ru, en, tail_ru, tail_en) in enumerate(
        (ru, en, tail_ru, tail_en)
        for ru, en in (
            ("мирный договор", "peace treaty"),
            ("торговый договор", "trade treaty"),
            ("мирный план", "peace plan"),
            ("торговый союз", "trade union"),
            ("новый закон", "new law"),
        )
        for tail_ru, tail_en in (
            ("подписан", "signed the"),
            ("отклонён", "rejected the"),
            ("изменён", "changed the"),
        )
    )
]


def pairs_of(*texts: tuple[str, str]) -> Pairs:
    pairs = Pairs(Texts("ru"), Texts("en"))
    for number, (source, target) in enumerate(texts):
        pairs.add(100 + number, segment(source), segment(target))
    return pairs


def links_of(pairs: Pairs, *links: list[tuple[int, int]]) -> Links:
    """The same links in both directions."""
    forward = array("i", [NOTHING]) * len(pairs.target.keys.words)
    backward = array("i", [NOTHING]) * len(pairs.source.keys.words)
    for pair, found in enumerate(links):
        for i, j in found:
            forward[pairs.target.keys.starts[pair] + j] = i
            backward[pairs.source.keys.starts[pair] + i] = j
    return Links(forward, backward)


@pytest.mark.parametrize(
    ("target", "links", "expected"),
    [
        ("the peace treaty", [(0, 1), (1, 2)], "peace treaty"),
        # From the first to the last linked word, whatever is between them.
        ("treaty of lasting peace", [(0, 3), (1, 0)], "treaty of lasting peace"),
        # Function words at the ends do not count.
        ("the treaty of", [(0, 0), (1, 1)], "treaty"),
        ("the of", [(0, 0), (1, 1)], None),
        ("the peace treaty", [], None),
        # Neither over the end of a sentence nor over half a text.
        ("A treaty. A peace", [(0, 3), (1, 1)], None),
        ("peace one two three four five six treaty", [(0, 0), (1, 7)], None),
        # Links of other words say nothing.
        ("peace treaty signed", [(0, 0), (1, 1), (2, 2)], "peace treaty"),
    ],
)
def test_an_occurrence_votes_for_the_words_linked_to_it(
    target: str, links: list[tuple[int, int]], expected: str | None
):
    pairs = pairs_of(("мирный договор подписан", target))
    places = Places()
    places.add(0, 7, 0, 2)
    ((units, found),) = translations(places, pairs, links_of(pairs, links), certain=0).values()
    assert units == 1
    assert [translation.text for translation in found] == ([expected] if expected else [])


def test_translations_have_counts_measures_and_examples():
    pairs = pairs_of(
        ("договор", "treaty"),
        ("договоры", "Treaties"),
        ("договор", "agreement"),
        ("договора и договора", "treaty and treaty"),
        ("план", "agreement"),
        ("договор", "treaty"),
        *[("план", "plan")] * 10,
    )
    one, twice = [(0, 0)], [(0, 0), (2, 2)]
    links = links_of(pairs, one, one, one, twice, one, one, *[one] * 10)
    places = places_of(["договор"], pairs.source)
    ((units, (best, second)),) = translations(places, pairs, links, certain=0).values()
    assert units == 5
    assert (best.text, best.count, best.examples) == ("treaty", 4, (100, 101, 103))
    assert best.dice == pytest.approx(8 / 9)
    assert (second.text, second.count, second.examples) == ("agreement", 1, (102,))
    assert best.llr > CERTAIN > second.llr
    ((_, certain),) = translations(places, pairs, links).values()
    assert [translation.text for translation in certain] == ["treaty"]


def test_terms_are_found_in_every_form_and_number():
    pairs = pairs_of(("О мирном договоре.", ""), ("мирные планы", ""), ("мирных договоров", ""))
    places = places_of(["мирный договор", "план", "союз", ""], pairs.source)
    assert list(places.by_pair()) == [(0, [(0, 1, 3)]), (1, [(1, 1, 2)]), (2, [(0, 0, 2)])]


@pytest.mark.parametrize(
    ("term", "expected"),
    [("мирный договор", "peace treaty"), ("торговый договор", "trade treaty"), ("план", "plan")],
)
def test_translations_are_learnt_from_units_alone(term: str, expected: str):
    (found,) = translate_terms([term], UNITS, "ru", "en")
    assert found[0].text == expected


@pytest.mark.parametrize(
    ("term", "expected"), [("peace treaty", "мирный договор"), ("trade", "торговый")]
)
def test_either_side_can_be_translated(term: str, expected: str):
    units = [(number, en, ru) for number, ru, en in UNITS]
    (found,) = translate_terms([term], units, "en", "ru")
    assert found[0].text == expected


def test_what_no_unit_has_is_not_translated():
    assert translate_terms(["ветер", "договор"], UNITS, "ru", "en")[0] == ()
    assert translate_terms(["договор"], [], "ru", "en") == [()]


def test_the_same_units_give_the_same_alignment():
    pairs = pairs_of(*((ru, en) for _, ru, en in UNITS))
    one, other = align(pairs), align(pairs)
    assert list(one.forward) == list(other.forward)
    assert list(one.backward) == list(other.backward)


def test_gold_terms_get_a_right_translation_among_three(
    shared: Path, monkeypatch: pytest.MonkeyPatch
):
    tico = shared / "data" / "tico19"
    monkeypatch.syspath_prepend(ROOT / "bench")
    bench = _bench()
    units = bench.units(tico / "tico19.en-ru.tmx")
    gold = bench.gold([tico / "f_en-ru_RU.csv", tico / "g_en_ru.csv"])
    found = bench.accuracy(units, list(bench.testable(units, gold)), certain=CERTAIN)
    assert found.terms > 140
    assert found.among_three >= 0.83 * found.terms


def _bench():
    path = Path(ROOT / "bench" / "mining.py")
    spec = importlib.util.spec_from_file_location("bench_mining", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_mining"] = module
    spec.loader.exec_module(module)
    return module
