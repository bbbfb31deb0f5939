from __future__ import annotations

from fractions import Fraction
from math import floor
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmtool.matching.similarity import IDENTICAL, LARGEST_INEXACT, Query
from tmtool.text.normalise import comparable
from tmtool.text.tokens import words

pieces = ["Статья", "статья", "договора", "7", "8", ",", "й", normalize("NFD", "й"), "{1}", "a"]
texts = st.lists(st.sampled_from([*pieces, " ", "\u00a0", "\n"]), max_size=12).map("".join)


def distance(one: str | list[str], other: str | list[str]) -> int:
    """The edit distance, by the book."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def share(one: str | list[str], other: str | list[str]) -> Fraction:
    longest = max(len(one), len(other))
    return 1 - Fraction(distance(one, other), longest) if longest else Fraction(1)


def exact(query: str, source: str) -> Fraction:
    """The similarity as its definition says, without any rounding."""
    one, other = comparable(query), comparable(source)
    if one == other:
        return Fraction(100)
    one, other = one.casefold(), other.casefold()
    both = share(one, other) + share(words(one), words(other))
    return min(50 * both, Fraction(99))


def rate(query: str, source: str, *, at_least: float = 0) -> int | None:
    found = Query(query).similarity(source, at_least=at_least)
    return None if found is None else floor(found.value)


@given(texts, texts)
def test_the_rate_is_the_definition_rounded_down(query: str, source: str):
    assert rate(query, source) == floor(exact(query, source))


@given(texts, texts, st.integers(0, 100))
@example("ab", "ac", 25)
@example("ab", "ac", 26)
def test_a_threshold_leaves_out_what_is_below_and_nothing_else(query: str, source: str, limit: int):
    value = exact(query, source)
    found = rate(query, source, at_least=limit)
    assert found == (floor(value) if value >= limit else None)


def test_no_rate_is_lost_to_the_arithmetic_of_the_machine():
    """0.57 * 100 is 56.99999999999999: a rate of 57 must not become 56."""
    for length in range(1, 101):
        for wrong in range(1, length + 1):
            query, source = "a" * length, "b" * wrong + "a" * (length - wrong)
            wanted = floor(50 * Fraction(length - wrong, length))
            assert rate(query, source) == wanted
            assert rate(query, source, at_least=wanted) == wanted


@given(texts, texts)
def test_100_is_for_identical_texts_alone(query: str, source: str):
    found = Query(query).similarity(source)
    assert found is not None
    assert (found.value == 100) is (comparable(query) == comparable(source))
    assert (found is IDENTICAL) is (found.value == 100)
    assert 0 <= found.value <= 100
    assert found.value == 100 or found.value <= LARGEST_INEXACT


@pytest.mark.parametrize(
    ("query", "source", "found"),
    [
        ("Статья 7", "Статья 7", 100),
        ("Статья 7", " Статья\u00a0 7\n", 100),
        ("й", normalize("NFD", "й"), 100),
        ("Статья 7", "статья 7", 99),
        ("Статья 7", "Статья 8", 68),
        ("Статья 7", "Статья 7.", 77),
        ("ещё", "еще", 33),
        ("Статья", "Ничего общего", 0),
        ("a" * 200, "a" * 199, 49),
        (" ".join(["слово"] * 200), " ".join(["слово"] * 200 + ["и"]), 99),
        ("", "", 100),
        ("", "Да", 0),
    ],
)
def test_single_rates(query: str, source: str, found: int):
    assert rate(query, source) == found


@given(texts, texts)
def test_the_parts_explain_the_value(query: str, source: str):
    found = Query(query).similarity(source)
    assert found is not None
    parts = dict(found.parts)
    assert list(parts) == ["characters", "words"]
    mean = (parts["characters"] + parts["words"]) / 2
    assert found.value == pytest.approx(min(mean, LARGEST_INEXACT) if mean < 100 else 100) or (
        mean == 100 and found.value == LARGEST_INEXACT
    )


@given(texts, texts)
def test_similarity_is_symmetric(one: str, other: str):
    forth, back = Query(one).similarity(other), Query(other).similarity(one)
    assert forth == back
