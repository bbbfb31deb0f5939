"""Which words translate each other, learnt from sentence pairs alone.

IBM Model 1 (Brown et al. 1993) with a prior for words near the diagonal and one for words that
translate nothing (Dyer, Chahuneau & Smith 2013). The counts are smoothed by a sparse Dirichlet
prior (Johnson 2007, there for taggers), without which rare words attract all that is left over.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tmtool.text.bitext import AT_ONCE, Bitext, Block, Sentences, blocks

if TYPE_CHECKING:
    from tmtool.text.bitext import Numbers

__all__ = ["NOTHING", "Alignment", "Lexicon", "train"]

Alignment = frozenset[tuple[int, int]]
"""Links of a sentence pair: places of source words and of target words."""

NOTHING = -1
"""The place of a source word, for a target word that translates none."""

EMPTY = 0.08
"""The prior probability that a word translates nothing (Dyer, Chahuneau & Smith 2013)."""

TENSION = 4.0
"""How fast the prior falls away from the diagonal; their starting value."""

UNSEEN = 1e-9
"""The probability of a pair that never stood in one sentence pair."""

_MERGE = 4_000_000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Probabilities that a source word is translated by a target word.

    `keys` are the pairs seen, source number times `targets` plus target number, in order, and
    `values` their probabilities; `empty` has those of each target word that translates nothing.
    """

    sources: dict[str, int]
    targets: dict[str, int]
    keys: Numbers
    values: Numbers
    empty: Numbers
    tension: float

    def probability(self, source: str, target: str) -> float:
        """Return the probability of a target word given a source word, 0 for unknown ones."""
        number, other = self.sources.get(source), self.targets.get(target)
        if number is None or other is None:
            return 0.0
        key = number * len(self.targets) + other
        place = int(self.keys.searchsorted(key))
        found = place < len(self.keys) and self.keys[place] == key
        return float(self.values[place]) if found else 0.0

    def links(self, source: Sequence[str], target: Sequence[str]) -> Alignment:
        """Return the best link of each target word to a source word, where it has one."""
        bitext = Bitext()
        for side, numbers, words in (
            (bitext.source, self.sources, source),
            (bitext.target, self.targets, target),
        ):
            # One number beyond those known stands for all that are not.
            side.words = array("i", [numbers.get(word, len(numbers)) for word in words])
            side.starts.append(len(words))
        best = self.best(bitext)
        return frozenset((int(i), j) for j, i in enumerate(best) if i != NOTHING)

    def best(self, bitext: Bitext) -> Numbers:
        """Return for each target word of a text the place of its source word, or `NOTHING`.

        The words have the numbers of this lexicon. Sentence pairs that `blocks` leaves out have
        no links.
        """
        import numpy as np

        best = np.full(len(bitext.target.words), NOTHING, np.int32)
        empty = np.append(self.empty, UNSEEN) * EMPTY
        for block in blocks(bitext):
            likely = self._of_pairs(block) * _prior(block, self.tension)
            most = np.maximum.reduceat(likely, block.firsts)
            # Of equals the first.
            equal = np.where(likely == block.spread(most), block.inside, len(bitext.source.words))
            chosen = np.minimum.reduceat(equal, block.firsts)
            best[block.places] = np.where(most > empty[block.words], chosen, NOTHING)
        return best

    def _of_pairs(self, block: Block) -> Numbers:
        import numpy as np

        known = len(self.targets)
        targets = block.spread(block.words)
        keys = block.sources.astype(np.int64) * known + targets
        if not len(self.keys):
            return np.full(len(keys), UNSEEN)
        places = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        seen = (self.keys[places] == keys) & (targets < known)
        likely: Numbers = np.where(seen, np.maximum(self.values[places], UNSEEN), UNSEEN)
        return likely


def train(
    bitext: Bitext, *, iterations: int = 5, tension: float = TENSION, sparsity: float = 0.01
) -> Lexicon:
    """Return the lexicon of sentence pairs, by expectation maximisation.

    `sparsity` is the parameter of the Dirichlet prior, 0 for none. It takes 4 bytes of memory for
    each pair of words of a sentence pair, and about 36 for each different one.
    """
    import numpy as np

    sources, targets = len(bitext.source.numbers), len(bitext.target.numbers)
    keys, indices = _table(bitext)
    rows = (keys // max(targets, 1)).astype(np.int32)
    values = np.full(len(keys), 1 / max(targets, 1))
    empty = np.full(targets, 1 / max(targets, 1))
    for iteration in range(iterations):
        counts, of_empty = _expected(bitext, indices, values, empty, tension)
        smooth = sparsity if iteration < iterations - 1 else 0.0
        values = _normalised(counts, rows, sources, smooth)
        empty = _normalised(of_empty, np.zeros(targets, np.int32), 1, smooth)
    return Lexicon(
        dict(bitext.source.numbers),
        dict(bitext.target.numbers),
        keys,
        values.astype(np.float32),
        empty,
        tension,
    )


def _table(bitext: Bitext) -> tuple[Numbers, list[Numbers]]:
    """Return the keys of all pairs of words, and for each block where its pairs' keys are."""
    import numpy as np

    found: list[Numbers] = [np.empty(0, np.int64)]
    own: list[Numbers] = []
    waiting = 0
    for block in blocks(bitext):
        keys, inverse = np.unique(_keys(block, bitext.target), return_inverse=True)
        own.append(inverse.astype(np.int32))
        found.append(keys)
        waiting += len(keys)
        if waiting > max(_MERGE, len(found[0])):
            found, waiting = [_distinct(np.concatenate(found))], 0
    keys = _distinct(np.concatenate(found))
    del found
    for number, block in enumerate(blocks(bitext)):
        places = keys.searchsorted(_distinct(_keys(block, bitext.target))).astype(np.int32)
        own[number] = places[own[number]]
    return keys, own


def _distinct(values: Numbers) -> Numbers:
    """Return the different values in order; the array given is sorted too."""
    import numpy as np

    values.sort()
    different = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=different[1:])
    return values[different]


def _keys(block: Block, target: Sentences) -> Numbers:
    import numpy as np

    keys: Numbers = block.sources.astype(np.int64) * len(target.numbers) + block.spread(block.words)
    return keys


def _expected(
    bitext: Bitext, indices: Sequence[Numbers], values: Numbers, empty: Numbers, tension: float
) -> tuple[Numbers, Numbers]:
    """Return how often each pair is expected to be a translation, and each word to be none."""
    import numpy as np

    counts, of_empty = np.zeros(len(values)), np.zeros(len(empty))
    for block, index in zip(blocks(bitext), indices, strict=True):
        likely = values[index] * _prior(block, tension)
        nothing = empty[block.words] * EMPTY
        total = np.maximum(block.total(likely) + nothing, np.finfo(float).tiny)
        np.add.at(counts, index, likely / block.spread(total))
        of_empty += np.bincount(block.words, nothing / total, minlength=len(empty))
    return counts, of_empty


def _prior(block: Block, tension: float) -> Numbers:
    """Return the prior of each pair; with that of no translation, a word's sum to one."""
    import numpy as np

    near: Numbers = np.exp(-tension * block.slants)
    near *= block.spread((1 - EMPTY) / block.total(near))
    return near


def _normalised(counts: Numbers, rows: Numbers, number: int, sparsity: float) -> Numbers:
    """Return the counts as weights of their rows, discounted where there is a Dirichlet prior.

    The weights take the place of the counts.
    """
    import numpy as np

    counts += sparsity
    # A row without a pair has no total.
    totals = np.maximum(np.bincount(rows, counts, minlength=number), np.finfo(float).tiny)
    if sparsity:
        totals = _digamma(np.maximum(totals, sparsity))
    for first in range(0, len(counts), AT_ONCE):
        some, of = counts[first : first + AT_ONCE], totals[rows[first : first + AT_ONCE]]
        some[:] = np.exp(_digamma(some) - of) if sparsity else some / of
    return counts


def _digamma(values: Numbers) -> Numbers:
    """Return the digamma function, by its recurrence and asymptotic series (Bernardo 1976)."""
    import numpy as np

    below = np.zeros_like(values)
    large = values.copy()
    for _ in range(6):
        small = large < 6
        below -= np.divide(1.0, large, out=np.zeros_like(large), where=small)
        large += small
    square = 1 / (large * large)
    series = square * (1 / 12 - square * (1 / 120 - square / 252))
    result: Numbers = np.log(large) - 0.5 / large - series + below
    return result
