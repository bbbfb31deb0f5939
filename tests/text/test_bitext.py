"""Sentence pairs as numbers, and their pairs of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.text.bitext import Bitext, blocks

sentences = st.lists(st.sampled_from("abcd"), max_size=4)
bitexts = st.lists(st.tuples(sentences, sentences), max_size=6)


def word_pairs(bitext: Bitext, **options: int) -> list[tuple[str, str, int, float]]:
    """Source word, target word, the place of the source word and the slant, pair by pair."""
    sources, targets = list(bitext.source.numbers), list(bitext.target.numbers)
    return [
        (sources[source], targets[target], inside, round(slant, 6))
        for block in blocks(bitext, **options)
        for source, target, inside, slant in zip(
            block.sources, block.spread(block.words), block.inside, block.slants, strict=True
        )
    ]


def by_the_book(pairs) -> list[tuple[str, str, int, float]]:
    return [
        (word, other, i, round(abs((i + 0.5) / len(source) - (j + 0.5) / len(target)), 6))
        for source, target in pairs
        for j, other in enumerate(target)
        for i, word in enumerate(source)
    ]


@pytest.mark.parametrize("at_once", [1, 5, 1000])
@given(pairs=bitexts)
def test_every_pair_of_words_comes_once_in_order(at_once: int, pairs):
    assert word_pairs(Bitext.of(pairs), at_once=at_once) == by_the_book(pairs)


@given(pairs=bitexts)
def test_swapping_exchanges_the_languages(pairs):
    swapped = Bitext.of(pairs).swapped()
    assert word_pairs(swapped) == by_the_book([(target, source) for source, target in pairs])
    assert len(swapped) == len(pairs)


def test_pairs_that_are_too_long_are_left_out():
    bitext = Bitext.of([("ab", "cd"), ("a", "c"), ("abc", "d")])
    assert {pair[:2] for pair in word_pairs(bitext, longest=2)} == {("a", "c")}


def test_groups_add_up():
    import numpy as np

    (block,) = blocks(Bitext.of([("ab", "cd"), ("a", "c")]))
    assert block.total(np.array([1, 2, 3, 4, 5])).tolist() == [3, 7, 5]
    assert block.places.tolist() == [0, 1, 2]
