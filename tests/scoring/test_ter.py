"""TER is sacreBLEU's on every input, and its beam gives sacreBLEU's distance and alignment."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from building import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import TER, lib_ter

from tmtool.scoring import scorers
from tmtool.scoring.beam import Beam
from tmtool.scoring.ter import edits, statistics

EXAMPLES = ROOT / "corpora/examples"


def oracle(draft: Sequence[str], reference: Sequence[str]) -> int:
    return lib_ter.translation_edit_rate(list(draft), list(reference))[0]


def muddled(words: Sequence[str], dice: random.Random, others: Sequence[str]) -> list[str]:
    """The words with runs moved, and some changed, left out or put in."""
    changed = list(words)
    for _ in range(dice.randrange(9)):
        start, length = dice.randrange(len(changed)), dice.randint(1, 35)
        run = changed[start : start + length]
        del changed[start : start + length]
        at = dice.randint(0, len(changed))
        changed[at:at] = run
    for _ in range(dice.randint(0, len(words) // 3)):
        at = dice.randint(0, len(changed))
        changed[at : at + dice.randrange(2)] = dice.choices(others, k=dice.randrange(3))
    return changed


def lines(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text("utf-8").split("\n") if line.split()]


# --- small texts, full of repetitions


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    letters = st.sampled_from(draw(st.sampled_from(["ab", "abc", "abcdefgh"])))
    reference = draw(st.text(letters, max_size=40))
    if draw(st.booleans()):
        return draw(st.text(letters, max_size=40)), reference
    cuts = sorted(draw(st.lists(st.integers(0, len(reference)), max_size=6)))
    blocks = [reference[a:b] for a, b in zip([0, *cuts], [*cuts, len(reference)], strict=True)]
    return "".join(draw(st.permutations(blocks))), reference


@settings(max_examples=400)
@given(pairs())
def test_edits_are_those_of_sacrebleu(pair: tuple[str, str]):
    assert edits(*pair) == oracle(*pair)


def test_many_random_texts():
    dice = random.Random(11)
    for _ in range(1500):
        letters = dice.choice(["ab", "abcd", "abcdefghijklmnop"])
        reference = dice.choices(letters, k=dice.randint(1, 12))
        draft = muddled(reference, dice, letters + "x")
        assert edits(draft, reference) == oracle(draft, reference)


@settings(max_examples=300)
@given(st.text("abc", max_size=40), st.text("abcd", max_size=40))
def test_distance_and_alignment_are_those_of_sacrebleu(draft: str, reference: str):
    distance, trace = lib_ter.BeamEditDistance(list(reference))(list(draft))
    beam = Beam(reference, len(draft))
    assert beam.distance(draft) == beam._rows(draft)[0] == distance
    flipped = lib_ter._flip_trace(trace)
    aligned, reference_errors, draft_errors = lib_ter.trace_to_alignment(flipped)
    found = beam.align(draft)
    assert list(found.places) == [0, *(aligned[j] + 1 for j in range(len(reference)))]
    assert beam._trace(draft, beam._rows(draft)[1]) == found
    for errors, following in (
        (draft_errors, found.draft_errors),
        (reference_errors, found.reference_errors),
    ):
        assert [int(following[at] == at) for at in range(len(errors))] == errors
        assert following[-1] == len(errors)


# --- corners


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("", ""),
        ("", "a b c"),
        ("a b c", ""),
        ("a", "a"),
        ("a", "b"),
        ("a b c d e f", "a b c d e f"),
        ("d e f a b c", "a b c d e f"),
        ("x y z", "a b c"),
        ("a " * 30, "a " * 60),
        ("a", "b " * 60 + "a"),
        ("a", "a " + "b " * 200),
        ("b a", "b " * 150 + "a " * 3),
        ("x " * 120, "a"),
        ("a b " * 50, "b a " * 3),
        ("a " * 40 + "b " * 40, "b " * 40 + "a " * 40),
    ],
)
def test_corner_cases(draft: str, reference: str):
    assert edits(draft.split(), reference.split()) == oracle(draft.split(), reference.split())


def test_lengths_that_differ_much():
    dice = random.Random(5)
    for long in (26, 60, 101, 170):
        for short in (1, 2, 3, 7):
            sides = dice.choices("abcdef", k=short), dice.choices("abcdef", k=long)
            assert edits(*sides) == oracle(*sides)
            assert edits(*sides[::-1]) == oracle(*sides[::-1])


@pytest.mark.parametrize(("length", "moved"), [(90, 30), (100, 40), (130, 70)])
def test_ways_out_of_the_beam_are_not_taken(length: int, moved: int):
    reference = "".join(map(chr, range(65, 65 + length)))
    draft = reference[-moved:] + reference[:-moved]
    expected, trace = lib_ter.BeamEditDistance(list(reference))(list(draft))
    beam = Beam(reference, length)
    free = 2 * min(moved, length - moved)
    assert not beam.surely_holds(free)
    assert beam.distance(draft) == expected > free
    aligned = lib_ter.trace_to_alignment(lib_ter._flip_trace(trace))[0]
    assert [at - 1 for at in beam.align(draft).places[1:]] == list(aligned.values())
    assert edits(draft, reference) == oracle(draft, reference)


def test_search_ends_after_a_thousand_shifts():
    dice = random.Random(1)
    for _ in range(3):
        sides = dice.choices("abcd", k=45), dice.choices("abcd", k=45)
        assert edits(*sides) == oracle(*sides)


# --- statistics


@pytest.mark.parametrize("references", [["a b", ""], [""], ["b a c", "a b c d", "x"]])
@pytest.mark.parametrize("draft", ["", "a b", "c a b"])
def test_statistics_of_several_references(draft: str, references: list[str]):
    [expected] = TER()._extract_corpus_statistics([draft], [[text] for text in references])
    found = statistics(draft.split(), [text.split() for text in references])
    assert found == expected
    assert list(map(type, found)) == list(map(type, expected))


@pytest.mark.parametrize("metric", ["ter", "ter-norm"])
def test_examples_have_sacrebleus_statistics(metric: str):
    reference = (EXAMPLES / "reference.en.txt").read_text("utf-8").split("\n")
    judge = TER(normalized=metric == "ter-norm")
    second = [text if at % 3 else None for at, text in enumerate(reference)]
    for name in ("draft-good.en.txt", "draft-weak.en.txt"):
        draft = (EXAMPLES / name).read_text("utf-8").split("\n")
        for references in ([reference], [second, reference], [draft[::-1], second]):
            found = scorers.Scorer(metric).statistics({"d": draft}, references)["d"]
            assert found.tolist() == judge._extract_corpus_statistics(draft, references)


# --- long texts, and texts of others


def test_long_muddled_treaty_texts():
    words = [word for line in lines(EXAMPLES / "reference.en.txt") for word in line]
    dice = random.Random(3)
    for length in (120, 160):
        start = dice.randrange(len(words) - length)
        reference = words[start : start + length]
        draft = muddled(reference, dice, words)
        assert edits(draft, reference) == oracle(draft, reference)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_news(shared: Path, language: str):
    texts = lines(shared / "data/ntrex" / f"{language}.txt")[:100]
    dice = random.Random(7)
    for reference, other in pairwise(texts):
        for draft in (muddled(reference, dice, other), other):
            assert edits(draft, reference) == oracle(draft, reference)


def test_health_texts(shared: Path):
    texts = (shared / "data/tico19/tico19.en-ru.tmx").read_text("utf-8").split("<seg>")[1:600:8]
    segments = [text.partition("</seg>")[0].split() for text in texts]
    dice = random.Random(8)
    for reference in filter(None, segments):
        draft = muddled(reference, dice, ["x", *reference])
        assert edits(draft, reference) == oracle(draft, reference)
