from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.scoring import ngrams
from tmtool.scoring.ngrams import Characters, Symbols, Vocabulary, matches, totals


def grams(text: Sequence[str], order: int) -> Counter[Sequence[str]]:
    return Counter([tuple(text[i : i + order]) for i in range(len(text) - order + 1)])


def by_hand(draft: Sequence[str], references: Sequence[Sequence[str]], orders: int) -> list[int]:
    found = []
    for order in range(1, orders + 1):
        most: Counter[Sequence[str]] = Counter()
        for reference in references:
            most |= grams(reference, order)
        found.append((grams(draft, order) & most).total())
    return found


text = st.text("abc大\U0001f600\ud800 \u00a0", max_size=12)


@pytest.mark.parametrize("bits", [63, 12])
@pytest.mark.parametrize("orders", [1, 4, 6])
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_matches_are_those_of_counting_one_by_one(bits: int, orders: int, data: st.DataObject):
    number = data.draw(st.integers(1, 4))
    rows = data.draw(st.lists(st.tuples(*[text] * (number + 1)), min_size=1, max_size=6))
    characters = Characters()
    draft, *references = [characters.encode(column) for column in zip(*rows, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ngrams, "_BITS", bits)  # so few that keys must be numbered anew
        found = matches(draft, references, orders)
    solid = [["".join(cell.split()) for cell in row] for row in rows]
    assert found.tolist() == [by_hand(row[0], row[1:], orders) for row in solid]
    assert totals(draft.lengths, orders).tolist() == [
        [grams(row[0], order).total() for order in range(1, orders + 1)] for row in solid
    ]


def test_many_different_words_need_more_than_the_bits_of_a_number():
    """Of four words with 17 bits each there is no number: they are numbered anew."""
    words = [str(number) for number in range(1 << 17)]
    vocabulary = Vocabulary()
    vocabulary.encode([words])
    draft = words[-300:]
    reference = words[-200:] + words[-300:-200]
    found = matches(vocabulary.encode([draft]), [vocabulary.encode([reference])], 4)
    assert found.tolist() == [by_hand(draft, [reference], 4)]
    assert by_hand(draft, [reference], 4) == [300, 298, 296, 294]


def test_no_text_at_all_has_no_matches():
    nothing = Symbols(np.zeros(0, dtype=np.int64), np.zeros(3, dtype=np.int64))
    assert matches(nothing, [nothing], 2).tolist() == [[0, 0]] * 3


def test_symbols_are_numbered_in_the_order_in_which_they_are_met():
    characters, vocabulary = Characters(), Vocabulary()
    assert characters.encode(["b a", "", "ab"]).lengths.tolist() == [2, 0, 2]
    first = characters.encode(["ab"]).values.tolist()
    assert characters.encode(["cab"]).values.tolist()[1:] == first
    assert vocabulary.encode([["x", "y"], [], ["x"]]).values.tolist() == [0, 1, 0]
    assert vocabulary.encode([["z", "y"]]).values.tolist() == [2, 1]
