"""The word lexicon, against expectation maximisation written out word by word."""

from __future__ import annotations

import math
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.text.bitext import Bitext
from tmtool.text.lexicon import EMPTY, NOTHING, TENSION, train

PAIRS = [
    ("the house".split(), "дом".split()),
    ("the blue house".split(), "синий дом".split()),
    ("a blue book".split(), "синяя книга".split()),
    ("the book".split(), "книга".split()),
    ("a house a book".split(), "дом книга".split()),
    ("peace treaty".split(), "мирный договор".split()),
]

sentences = st.lists(st.sampled_from("abcd"), max_size=5)
bitexts = st.lists(st.tuples(sentences, sentences), max_size=6)


def prior(i: int, j: int, source: list[str], target: list[str]) -> float:
    def near(place: int) -> float:
        slant = abs((place + 0.5) / len(source) - (j + 0.5) / len(target))
        return math.exp(-TENSION * slant)

    return (1 - EMPTY) * near(i) / sum(map(near, range(len(source))))


def oracle(pairs, iterations: int):
    """Probabilities of target words given source words, None being no word; no smoothing."""
    targets = {word for source, target in pairs for word in target}
    known = defaultdict(lambda: 1 / len(targets))
    for _ in range(iterations):
        counts, totals = defaultdict(float), defaultdict(float)
        for source, target in pairs:
            if not source:
                continue
            for j, word in enumerate(target):
                likely = [
                    (other, known[other, word] * prior(i, j, source, target))
                    for i, other in enumerate(source)
                ]
                likely.append((None, known[None, word] * EMPTY))
                whole = sum(value for _, value in likely)
                for other, value in likely:
                    counts[other, word] += value / whole
                    totals[other] += value / whole
        known = {pair: count / totals[pair[0]] for pair, count in counts.items()}
    return known


@pytest.mark.parametrize("iterations", [1, 2, 5])
def test_probabilities_are_those_of_em_word_by_word(iterations: int):
    lexicon = train(Bitext.of(PAIRS), iterations=iterations, sparsity=0)
    for (source, target), expected in oracle(PAIRS, iterations).items():
        if source is not None:
            assert lexicon.probability(source, target) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("sparsity", [0, 0.01])
@given(pairs=bitexts)
def test_the_probabilities_of_a_word_sum_to_one(sparsity: float, pairs):
    lexicon = train(Bitext.of(pairs), sparsity=sparsity)
    for word in {word for source, target in pairs if target for word in source}:
        total = sum(lexicon.probability(word, other) for other in lexicon.targets)
        assert total == pytest.approx(1, abs=1e-5)


@given(pairs=bitexts, source=sentences, target=sentences)
def test_links_are_within_the_sentences_and_one_for_each_target_word(pairs, source, target):
    links = train(Bitext.of(pairs)).links(source, target)
    assert all(0 <= i < len(source) and 0 <= j < len(target) for i, j in links)
    assert len({j for _, j in links}) == len(links)


@given(pairs=bitexts)
def test_aligning_a_whole_text_is_aligning_each_of_its_sentences(pairs):
    bitext = Bitext.of(pairs)
    lexicon = train(bitext)
    best = iter(lexicon.best(bitext).tolist())
    for source, target in pairs:
        links = {(i, j) for j in range(len(target)) if (i := next(best)) != NOTHING}
        assert links == lexicon.links(source, target)


def test_words_that_stand_together_are_linked():
    lexicon = train(Bitext.of(PAIRS))
    assert lexicon.links("a book a house".split(), "книга дом".split()) == {(1, 0), (3, 1)}
    assert lexicon.probability("house", "дом") > 0.9
    assert lexicon.probability("house", "книга") < 0.1


def test_unknown_words_have_no_probability_and_near_ones_are_linked():
    lexicon = train(Bitext.of(PAIRS))
    assert lexicon.probability("ship", "дом") == 0
    assert lexicon.probability("house", "корабль") == 0
    assert lexicon.probability("peace", "книга") == 0
    assert lexicon.links(["blue"], ["ship"]) <= {(0, 0)}


def test_training_again_gives_the_same():
    first, second = (train(Bitext.of(PAIRS)) for _ in range(2))
    assert first.values.tobytes() == second.values.tobytes()
    assert first.keys.tobytes() == second.keys.tobytes()


def test_more_sentences_than_a_block_holds_change_nothing(monkeypatch: pytest.MonkeyPatch):
    whole = train(Bitext.of(PAIRS))
    monkeypatch.setattr("tmtool.text.bitext.blocks.__kwdefaults__", {"longest": 99, "at_once": 4})
    monkeypatch.setattr("tmtool.text.lexicon._MERGE", 3)
    parts = train(Bitext.of(PAIRS))
    assert parts.keys.tolist() == whole.keys.tolist()
    assert parts.values == pytest.approx(whole.values, abs=1e-6)


def test_an_empty_text_has_a_lexicon():
    lexicon = train(Bitext.of([]))
    assert lexicon.probability("a", "b") == 0
    assert lexicon.links(["a"], ["b"]) <= {(0, 0)}
