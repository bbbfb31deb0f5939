"""Texts that are shifted against each other are found, others are not."""

from __future__ import annotations

import random

import pytest
from building import ROOT
from hypothesis import given
from hypothesis import strategies as st

from tmtool.scoring import shifts
from tmtool.scoring.shifts import find_shift

EXAMPLES = ROOT / "corpora" / "examples"


def example(name: str) -> list[str]:
    return (EXAMPLES / name).read_text(encoding="utf-8").splitlines()


REFERENCE, WEAK, SOURCE = (
    example(name) for name in ("reference.en.txt", "draft-weak.en.txt", "source.ru.txt")
)


def moved(text: list[str], at: int, by: int) -> list[str]:
    """The text with some lines lost (`by` below 0: doubled) at a place, and as long as before."""
    if by > 0:
        return text[:at] + text[at + by :] + ["New."] * by
    return (text[:at] + [text[at]] * -by + text[at:])[: len(text)]


@pytest.mark.parametrize("by", shifts.SHIFTS)
@pytest.mark.parametrize("at", [0, 12, 25])
def test_lost_and_doubled_lines_are_found(at: int, by: int):
    found = find_shift(moved(WEAK, at, by), REFERENCE, same_language=True)
    assert found is not None
    assert found.by == by
    assert abs(found.first - at) <= 3
    assert found.there > 0.7 > found.here


@pytest.mark.parametrize("by", [-1, 1, 2])
def test_a_source_in_another_language_is_enough(by: int):
    found = find_shift(moved(WEAK, 5, by), SOURCE, same_language=False)
    assert found is not None
    assert found.by == by


@pytest.mark.parametrize(
    "text",
    [REFERENCE, WEAK, SOURCE, ["x"] * len(REFERENCE), [""] * len(REFERENCE)],
    ids=["itself", "weak", "source", "constant", "empty"],
)
def test_texts_that_belong_together_are_not_doubted(text: list[str]):
    assert find_shift(text, REFERENCE, same_language=text is not SOURCE) is None


@pytest.mark.parametrize("count", range(1, shifts.FEWEST))
def test_nothing_is_said_of_few_segments(count: int):
    text = moved(REFERENCE, 0, 1)[:count]
    assert find_shift(text, REFERENCE[:count], same_language=True) is None


def test_lists_of_like_lines_are_not_doubted():
    articles = [f"Article {number}" for number in range(1, 60)]
    draft = [f"Section {number}" for number in range(1, 60)]
    assert find_shift(draft, articles, same_language=True) is None


def test_a_block_in_the_middle_is_told_from_where_to_where():
    draft = REFERENCE[:10] + REFERENCE[11:31] + ["An added line."] + REFERENCE[31:]
    found = find_shift(draft, REFERENCE, same_language=True)
    assert found is not None
    assert (found.by, found.first) == (1, 10)
    assert found.last in (29, 30)


def test_missing_references_are_passed_over():
    references = [None if i % 3 == 0 else text for i, text in enumerate(REFERENCE)]
    assert find_shift(WEAK, references, same_language=True) is None


def long_text() -> list[str]:
    rng = random.Random(3)
    words = "treaty party note state law draft term sea council force date text".split()
    return [" ".join(rng.choices(words, k=rng.randrange(3, 40))) for _ in range(2_500)]


def test_long_texts_are_looked_at_by_their_lengths_first():
    text = long_text()
    assert find_shift(text, text, same_language=True) is None
    found = find_shift(moved(text, 1_700, 1), text, same_language=True)
    assert found is not None
    assert found.by == 1
    assert found.first in range(1_697, 1_704)


@given(
    st.lists(st.text(alphabet="ab1 ", max_size=8), min_size=1, max_size=30),
    st.booleans(),
)
def test_a_text_is_never_shifted_against_itself(text: list[str], same: bool):
    assert find_shift(text, text, same_language=same) is None
