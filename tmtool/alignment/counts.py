"""How often words are expected to translate each other, from beads, by IBM Model 1.

Both directions are counted at once, each with a word that is none (Brown et al. 1993). A pair of
words is kept where it stands together at least twice and more often than by chance. How many
words translate nothing is estimated with the bead itself left out: a small text explains itself
too well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.sides import Side
from tmtool.alignment.word_pairs import Beads, Spans, Words

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Counted", "Counts", "Known", "count", "no_counts"]

ITERATIONS = 4
"""How often the counts are made anew from those before."""

FEWEST = 1.9
"""The least weight of the beads in which a pair of words stands: twice, about."""

CHANCE = 1.5
"""How many times oftener than by chance a pair of words stands together at least."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Expected counts: `forward` of target words given source words, `backward` the reverse.

    `keys` are source word times `targets` plus target word, in order.
    """

    keys: Numbers
    forward: Numbers
    backward: Numbers
    targets: int

    @property
    def rows(self) -> Numbers:
        """The source word of each key."""
        return self.keys // max(self.targets, 1)

    @property
    def columns(self) -> Numbers:
        """The target word of each key."""
        return self.keys % max(self.targets, 1)

    def totals(self, sources: int) -> tuple[Numbers, Numbers]:
        """Return the forward counts of each source word, the backward ones of each target word."""
        return (
            np.bincount(self.rows, self.forward, minlength=sources),
            np.bincount(self.columns, self.backward, minlength=self.targets),
        )

    def at(self, keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return the counts at some keys, 0 where there are none, and where there are some."""
        if not len(self.keys):
            return np.zeros(len(keys)), np.zeros(len(keys)), np.zeros(len(keys), bool)
        places = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        found = self.keys[places] == keys
        return self.forward[places] * found, self.backward[places] * found, found


def no_counts(targets: int) -> Counts:
    """Return the counts of nothing."""
    return Counts(np.empty(0, np.int64), np.empty(0), np.empty(0), targets)


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts, and for each source and target word how often it occurs and translates nothing."""

    counts: Counts
    nothing: tuple[Numbers, Numbers]
    seen: tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True)
class Known:
    """What counts are added to.

    `counted` says which words count, `counts` are those from elsewhere, `base` the shares of
    words given others as they sound alike, which are worth `smoothing` occurrences; `nothing` is
    the share of words that translate nothing.
    """

    counted: tuple[Numbers, Numbers]
    counts: Counts
    base: Counts
    smoothing: float
    nothing: float


@dataclass(frozen=True, slots=True)
class _Way:
    """The pairs of words of some beads, in one direction.

    Of each pair `key` is the place of its key, `word` the place of the word that is explained,
    `share` one by the number of words that can explain it, `weight` its bead's; `words` are the
    numbers of the words that are explained, and `weights` the weights of their beads.
    """

    key: Numbers
    word: Numbers
    share: Numbers
    weight: Numbers
    words: Numbers
    weights: Numbers

    @classmethod
    def of(
        cls, chunk: Spans, key: Numbers, word: Numbers, stays: Numbers, sides: tuple[Words, Words]
    ) -> _Way:
        given, explained = sides
        pairs = chunk.pairs
        return cls(
            key,
            word[stays].astype(np.int32),
            np.repeat(1 / np.maximum(given.sizes, 1), pairs)[stays].astype(np.float32),
            np.repeat(chunk.weight, pairs)[stays].astype(np.float32),
            explained.words,
            np.repeat(chunk.weight, explained.sizes),
        )

    def add(self, counts: Numbers, likely: Numbers, nothing: float) -> None:
        """Add what is expected of these pairs, given how likely each key is."""
        values = likely[self.key] * self.share
        total = np.bincount(self.word, values, minlength=len(self.words)) + nothing
        np.add.at(counts, self.key, values / total[self.word] * self.weight)

    def free(self, above: Numbers, below: Numbers, unigrams: Numbers, nothing: float) -> Numbers:
        """Return how often each word translates nothing, each bead itself being left out.

        `above` and `below` are the counts of the keys, and of their given words.
        """
        share = self.share * (1 - nothing) / unigrams[self.words[self.word]]
        whole, of = above[self.key], below[self.key]
        values = whole / of * share
        total = np.bincount(self.word, values, minlength=len(self.words)) + nothing
        own = values / total[self.word] * self.weight
        values = np.maximum(whole - own, 0) / np.maximum(of - own, 1e-9) * share
        total = np.bincount(self.word, values, minlength=len(self.words)) + nothing
        return np.bincount(self.words, nothing / total * self.weights, minlength=len(unigrams))


def count(source: Side, target: Side, beads: Beads, known: Known) -> Counted:
    """Return the counts of the beads' words alone, given what is known."""
    sizes = len(known.counted[0]), len(known.counted[1])
    spans = Spans(
        Words.of(source, beads.source, beads.source_end, known.counted[0]),
        Words.of(target, beads.target, beads.target_end, known.counted[1]),
        beads.weight,
        sizes[1],
    )
    seen = (
        spans.source.occurrences(beads.weight, sizes[0]),
        spans.target.occurrences(beads.weight, sizes[1]),
    )
    return _Expectation.of(spans, known, seen).counted()


@dataclass(frozen=True, slots=True)
class _Expectation:
    """Expectation maximisation over the pairs of words that are kept."""

    known: Known
    seen: tuple[Numbers, Numbers]
    keys: Numbers
    together: Numbers
    before: tuple[Numbers, Numbers]
    ways: Sequence[tuple[_Way, _Way]]

    @classmethod
    def of(cls, spans: Spans, known: Known, seen: tuple[Numbers, Numbers]) -> _Expectation:
        keys, together = spans.together()
        rows, columns = np.divmod(keys, max(spans.targets, 1))
        by_chance = seen[0][rows] * seen[1][columns] / max(float(spans.weight.sum()), 1.0)
        *counts, is_known = known.counts.at(keys)
        *base, sounds_alike = known.base.at(keys)
        often = (together >= FEWEST) & (together > CHANCE * by_chance)
        kept = often | is_known | sounds_alike
        before = [(c + known.smoothing * b)[kept] for c, b in zip(counts, base, strict=True)]
        keys = keys[kept]
        ways = list(_ways(spans, keys)) if len(keys) else []
        return cls(known, seen, keys, together[kept], (before[0], before[1]), ways)

    def counted(self) -> Counted:
        """Return the counts after the last iteration."""
        targets = self.known.counts.targets
        elsewhere = self.known.counts.totals(len(self.seen[0]))
        rows, columns = np.divmod(self.keys, max(targets, 1))
        unigrams = [np.maximum(of, 0.5) / max(float(of.sum()), 1.0) for of in self.seen]
        # How often words stand together is a first guess, better than none.
        found = Counts(self.keys, self.together, self.together, targets)
        totals: tuple[Numbers, Numbers] = self.seen
        nothing = self.known.nothing
        for number in range(ITERATIONS + 1):
            above = found.forward + self.before[0], found.backward + self.before[1]
            below = (
                (totals[0] + elsewhere[0] + self.known.smoothing)[rows],
                (totals[1] + elsewhere[1] + self.known.smoothing)[columns],
            )
            if number == ITERATIONS:
                break
            forward = above[0] / below[0] / unigrams[1][columns] * (1 - nothing)
            backward = above[1] / below[1] / unigrams[0][rows] * (1 - nothing)
            found = Counts(self.keys, np.zeros(len(rows)), np.zeros(len(rows)), targets)
            for ahead, back in self.ways:
                ahead.add(found.forward, forward, nothing)
                back.add(found.backward, backward, nothing)
            totals = found.totals(len(self.seen[0]))
        free = [np.zeros(len(of)) for of in self.seen]
        for ahead, back in self.ways:
            free[1] += ahead.free(above[0], below[0], unigrams[1], nothing)
            free[0] += back.free(above[1], below[1], unigrams[0], nothing)
        return Counted(found, (free[0], free[1]), self.seen)


def _ways(spans: Spans, keys: Numbers) -> list[tuple[_Way, _Way]]:
    """Return the pairs of words that have one of the keys, in both directions."""
    found = []
    for chunk in spans.chunks():
        source, target = chunk.grid()
        pairs = chunk.keys(source, target)
        places = np.minimum(keys.searchsorted(pairs), len(keys) - 1)
        stays = np.flatnonzero(keys[places] == pairs)
        key = places[stays].astype(np.int32)
        found.append(
            (
                _Way.of(chunk, key, target, stays, (chunk.source, chunk.target)),
                _Way.of(chunk, key, source, stays, (chunk.target, chunk.source)),
            )
        )
    return found
