"""Aligning again and again, each time with the words and lengths that the last time taught."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.anchors import points
from tmtool.alignment.band import WHOLE, anchored, around, chain, smooth
from tmtool.alignment.counts import Counted, Counts, Known, count, no_counts
from tmtool.alignment.fixed import Fixed
from tmtool.alignment.knowledge import Knowledge
from tmtool.alignment.lengths import Lengths, Spread
from tmtool.alignment.meaning import Meaning
from tmtool.alignment.priors import Priors
from tmtool.alignment.scores import LONGEST, Beliefs, score
from tmtool.alignment.search import Band, Step, best, posteriors
from tmtool.alignment.sides import Side
from tmtool.alignment.structure import Agreement, Marks
from tmtool.alignment.translations import Translations, combined, same_keys, translations
from tmtool.alignment.weights import (
    FINAL_TEMPER,
    KEY_OFTEN,
    KNOWN_MOST,
    LEARNT_NOTHING,
    NOTHING_FLOOR,
    OFTEN,
    SMALL,
    SMALL_FLOOR,
    SMALL_SMOOTHING,
    SMOOTHING,
    TEMPER,
    UNLEARNT_NOTHING,
    frequent,
)
from tmtool.alignment.word_pairs import Beads

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["LIKELY", "Found", "beads_of", "passes"]

PASSES = 3
"""Passes after the first one."""

LIKELY = 0.3
"""The probability above which a bead teaches words."""

SURE = 0.8
"""The probability above which a bead teaches lengths."""

HALVES = (30, 15, 15)
"""Segments on either side of the way found that the second pass and the next ones compare."""

NOTHING_STRENGTH = 2.0
"""Occurrences that the share of all words that translate nothing is worth for each word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a pass found: its band, the probabilities of beads, and the best way."""

    band: Band
    likely: Mapping[tuple[int, int], Numbers]
    steps: list[Step]
    beliefs: Beliefs

    def probability(self, step: Step) -> float:
        """Return how probable a bead is."""
        i, j, a, b = step
        place = self.band.offsets[i] + j - self.band.first[i]
        return float(self.likely[a, b][place])


@dataclass(frozen=True, slots=True)
class Words:
    """What does not change between passes: which words count, and what was known before."""

    counted: tuple[Numbers, Numbers]
    keys: Counts
    known: Counts
    unigrams: tuple[Numbers, Numbers]
    smoothing: float
    floor: float

    @classmethod
    def of(cls, source: Side, target: Side, knowledge: Knowledge | None) -> Words:
        """Return what is known of the words of two documents."""
        usable = _rare(source), _rare(target)
        alone = knowledge is None and min(len(source), len(target)) < SMALL
        seen = [side.occurrences().astype(float) for side in (source, target)]
        known = no_counts(len(target.vocabulary))
        if knowledge is not None:
            known = _capped(knowledge.counts(source.vocabulary, target.vocabulary), len(seen[0]))
            seen[0] += knowledge.occurrences(source.vocabulary, 0)
            seen[1] += knowledge.occurrences(target.vocabulary, 1)
        first, second = (np.maximum(of, 0.5) / max(float(of.sum()), 1.0) for of in seen)
        return cls(
            (~frequent(source, OFTEN), ~frequent(target, OFTEN)),
            same_keys(source.vocabulary, target.vocabulary, usable),
            known,
            (first, second),
            SMALL_SMOOTHING if alone else SMOOTHING,
            SMALL_FLOOR if alone else NOTHING_FLOOR,
        )

    def translations(self, learnt: Counted | None) -> Translations:
        """Return the translations by what was learnt, and by what was known before."""
        if learnt is None:
            share = UNLEARNT_NOTHING if not len(self.known.keys) else self.floor
            first, second = (np.full(len(of), share) for of in self.unigrams)
            counts = self.known
        else:
            first, second = (
                _nothing(*pair, self.floor)
                for pair in zip(learnt.nothing, learnt.seen, strict=True)
            )
            counts = combined([learnt.counts, self.known], self.known.targets)
        return translations(
            counts,
            self.keys,
            self.smoothing,
            unigrams=self.unigrams,
            nothing=(first, second),
            counted=self.counted,
        )


def _rare(side: Side) -> Numbers:
    """Tell which words of a vocabulary a text has, but not in many segments."""
    found: Numbers = (side.segments_with() > 0) & ~frequent(side, KEY_OFTEN)
    return found


def _capped(counts: Counts, sources: int) -> Counts:
    """Return counts of which no word has more than `KNOWN_MOST`."""
    forward, backward = (
        np.minimum(1.0, KNOWN_MOST / np.maximum(of, 1e-9)) for of in counts.totals(sources)
    )
    return Counts(
        counts.keys,
        counts.forward * forward[counts.rows],
        counts.backward * backward[counts.columns],
        counts.targets,
    )


def _nothing(free: Numbers, seen: Numbers, floor: float) -> Numbers:
    whole = float(free.sum()) / max(float(seen.sum()), 1.0)
    shares: Numbers = np.clip(
        (free + NOTHING_STRENGTH * whole) / (seen + NOTHING_STRENGTH), floor, 0.98
    )
    return shares


def passes(
    source: Side,
    target: Side,
    *,
    knowledge: Knowledge | None,
    fixed: Fixed,
    marks: Marks,
    meaning: Meaning | None = None,
    number: int = PASSES,
) -> Found:
    """Return what the last of several passes over two documents finds."""
    words = Words.of(source, target, knowledge)
    spreads = Spread.of(source.lengths), Spread.of(target.lengths)
    total = float(source.lengths.sum()), float(target.lengths.sum())
    lengths = Lengths(total[1] / total[0]) if knowledge is None else knowledge.lengths
    table = words.translations(None)
    beliefs = Beliefs(table, lengths, spreads, Priors.starting(), Agreement.none(marks), meaning)
    band = _first_band(source, target, table, fixed)
    for place in range(number + 1):
        temper = FINAL_TEMPER if place == number else TEMPER
        # The first, wide band is only to find the way roughly.
        longest = 2 if place < min(number, 1) and len(band) > WHOLE else LONGEST
        found = _pass(source, target, band, beliefs, fixed, temper=temper, longest=longest)
        if place == number:
            break
        beads = beads_of(found, LIKELY)
        beliefs = Beliefs(
            words.translations(_learnt(source, target, beads, words)),
            _lengths(source, target, beads, lengths),
            spreads,
            _priors(found, len(source)),
            Agreement.of(marks, beads),
            meaning,
        )
        if len(source) > HALVES[0]:
            half = HALVES[min(place, len(HALVES) - 1)]
            band = fixed.within(around(found.steps, len(source), len(target), half))
    return found


def _first_band(source: Side, target: Side, table: Translations, fixed: Fixed) -> Band:
    if len(source) * len(target) <= WHOLE:
        return Band.whole(len(source), len(target))
    i, j, weight = points(source, target, table)
    i, j, weight = fixed.with_points(i, j, weight)
    chosen = chain(i, j, weight)
    chosen = chosen[smooth(i[chosen], j[chosen])]
    return fixed.within(anchored(i[chosen], j[chosen], len(source), len(target)))


def _pass(
    source: Side,
    target: Side,
    band: Band,
    beliefs: Beliefs,
    fixed: Fixed,
    *,
    temper: float,
    longest: int,
) -> Found:
    scores = fixed.applied(band, score(source, target, band, beliefs, longest=longest))
    return Found(band, posteriors(band, scores, temper), best(band, scores), beliefs)


def beads_of(found: Found, least: float) -> Beads:
    """Return all beads with both sides of at least some probability, which is their weight."""
    i, j = found.band.states()
    parts = []
    for (a, b), likely in found.likely.items():
        if a and b:
            some = np.flatnonzero(likely > least)
            parts.append((i[some], i[some] + a, j[some], j[some] + b, likely[some].astype(float)))
    return Beads(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _learnt(source: Side, target: Side, beads: Beads, words: Words) -> Counted:
    known = Known(words.counted, words.known, words.keys, words.smoothing, LEARNT_NOTHING)
    return count(source, target, beads.squared(), known)


def _lengths(source: Side, target: Side, beads: Beads, before: Lengths) -> Lengths:
    single = (beads.source_end - beads.source == 1) & (beads.target_end - beads.target == 1)
    sure = np.flatnonzero(single & (beads.weight > SURE))
    return Lengths.of(
        source.lengths[beads.source[sure]],
        target.lengths[beads.target[sure]],
        beads.weight[sure],
        before=before,
    )


def _priors(found: Found, sources: int) -> Priors:
    shares = {kind: float(likely.sum()) for kind, likely in found.likely.items()}
    return Priors.starting().updated(shares, max(50.0, sources / 10))
