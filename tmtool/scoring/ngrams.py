"""How many n-grams texts share, counted for many segments at once.

Words and characters are numbers here. The n-grams of all segments become numbers too, each with
its segment in its first bits; sorted, those that are the same stand together, and so do those of
a draft and of its references.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Integers = NDArray[np.int64]

__all__ = ["Characters", "Symbols", "Vocabulary", "matches", "totals"]

_BITS = 63
"""The bits that a number may have."""

_CODE_POINTS = 0x110000


class Symbols(NamedTuple):
    """Texts one after the other: a number for each word or character, and how many each has."""

    values: Integers
    lengths: Integers


class Characters:
    """Numbers the characters of texts in the order in which they are met."""

    def __init__(self) -> None:
        import numpy as np

        self._numbers = np.zeros(_CODE_POINTS, dtype=np.int64)
        self._known = 0

    def encode(self, texts: Sequence[str]) -> Symbols:
        """Return the characters of texts without their white space."""
        import numpy as np

        solid = ["".join(text.split()) for text in texts]
        encoded = "".join(solid).encode("utf-32-le", "surrogatepass")
        points = np.frombuffer(encoded, dtype="<u4")
        values = self._numbers[points]
        if not values.all():
            new = np.unique(points[values == 0])
            self._numbers[new] = np.arange(1, len(new) + 1) + self._known
            self._known += len(new)
            values = self._numbers[points]
        return Symbols(values, np.fromiter(map(len, solid), np.int64, len(solid)))


class Vocabulary:
    """Numbers words in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def encode(self, texts: Sequence[Sequence[str]]) -> Symbols:
        """Return the words of texts."""
        import numpy as np

        numbers = self._numbers
        values = [numbers.setdefault(word, len(numbers)) for word in chain.from_iterable(texts)]
        return Symbols(
            np.array(values, dtype=np.int64), np.fromiter(map(len, texts), np.int64, len(texts))
        )


def totals(lengths: Integers, orders: int) -> Array:
    """Return how many n-grams of each order texts have: a row for each text."""
    import numpy as np

    found: Array = np.maximum(lengths[:, None] - np.arange(orders), 0).astype(np.float64)
    return found


def matches(draft: Symbols, references: Sequence[Symbols], orders: int) -> Array:
    """Return how many n-grams of each order the drafts share with their references.

    One that a text has several times counts as often as both sides have it: the draft, and the
    reference that has it most often. A row for each segment, a column for each order from 1.
    """
    import numpy as np

    segments = len(draft.lengths)
    found = np.zeros((segments, orders))
    for order, (grams, width) in enumerate(_grams([draft, *references], orders)):
        keys, counts = _shared(grams, len(references))
        found[:, order] = np.bincount(keys >> width, weights=counts, minlength=segments)
    return found


def _grams(texts: Sequence[Symbols], orders: int) -> Iterator[tuple[Integers, int]]:
    """Yield the n-grams of each order as sorted keys, and the width of what they are made of.

    A key has the segment, then its symbols, then the side: the number of the text in `texts`.
    """
    import numpy as np

    segments = len(texts[0].lengths)
    lengths = np.concatenate([text.lengths for text in texts])
    values = np.concatenate([text.values for text in texts])
    room = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(values))
    sides = np.repeat(np.repeat(np.arange(len(texts)), segments), lengths)
    keys = np.repeat(np.tile(np.arange(segments), len(texts)), lengths)
    side_bits = _side_bits(len(texts) - 1)
    symbol_bits = int(values.max(initial=0)).bit_length()
    width = 0
    for order in range(1, orders + 1):
        if segments.bit_length() + width + symbol_bits + side_bits > _BITS:
            keys, width = _renumbered(keys, width)
        keys = keys[: len(values) - order + 1] << symbol_bits | values[order - 1 :]
        width += symbol_bits
        # Those that run on into the next text are left out.
        inside = np.flatnonzero(room[: len(keys)] >= order)
        grams = keys[inside] << side_bits | sides[inside]
        grams.sort()
        yield grams, width


def _side_bits(references: int) -> int:
    return references.bit_length()


def _shared(grams: Integers, references: int) -> tuple[Integers, Integers]:
    """Return the keys of n-grams that draft and references have, and how often both do.

    In the last bits of the sorted `grams` is whose they are: 0 for the draft.
    """
    import numpy as np

    new = np.ones(len(grams), dtype=np.bool_)
    np.not_equal(grams[1:], grams[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    counts = np.diff(starts, append=len(grams))
    side_bits = _side_bits(references)
    keys = grams[starts] >> side_bits
    of_draft = np.flatnonzero(grams[starts] & ((1 << side_bits) - 1) == 0)
    most = np.zeros(len(of_draft), dtype=np.int64)
    for ahead in range(1, references + 1):
        # Past the last, a place that cannot have the key of a draft before it.
        place = np.minimum(of_draft + ahead, len(keys) - 1)
        same = (keys[place] == keys[of_draft]) & (place > of_draft)
        np.maximum(most, np.where(same, counts[place], 0), out=most)
    return keys[of_draft], np.minimum(most, counts[of_draft])


def _renumbered(keys: Integers, width: int) -> tuple[Integers, int]:
    """Return smaller keys, as different and with the same segments, and their new width."""
    import numpy as np

    known, places = np.unique(keys, return_inverse=True)
    bits = len(known).bit_length()
    return (known >> width << bits | np.arange(len(known)))[places], bits
