"""What is known of two languages before two documents are aligned."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tmtool.alignment.arrays import ranges
from tmtool.alignment.counts import Counts, Known, count, no_counts
from tmtool.alignment.lengths import Lengths
from tmtool.alignment.sides import Side, Vocabulary, read
from tmtool.alignment.translations import combined, same_keys
from tmtool.alignment.weights import LEARNT_NOTHING, SMOOTHING, frequent
from tmtool.alignment.word_pairs import Beads
from tmtool.errors import InputError

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Knowledge"]

_MAGIC = b"tmtool-knowledge-1\n"

MOST_UNITS = 60_000
"""Of more than twice as many units only every second is learnt from, or fourth, and so on."""

TERM_WEIGHT = 2.0
"""How many units a pair of terms counts for."""

_ARRAYS = (
    ("keys", "<i8"),
    ("forward", "<f4"),
    ("backward", "<f4"),
    ("source_counts", "<f4"),
    ("target_counts", "<f4"),
)


@dataclass(frozen=True)
class Knowledge:
    """Word translations and lengths learnt from units, in a direction.

    `keys`, `forward` and `backward` are expected counts as in `Counts`, by the places of the
    words; `source_counts` and `target_counts` say how often each word occurred.
    """

    source_language: str
    target_language: str
    source_words: tuple[str, ...]
    target_words: tuple[str, ...]
    keys: Numbers
    forward: Numbers
    backward: Numbers
    source_counts: Numbers
    target_counts: Numbers
    lengths: Lengths
    units: int

    @classmethod
    def learn(
        cls,
        units: Iterable[tuple[str, str]],
        *,
        source_language: str,
        target_language: str,
        terms: Iterable[tuple[str, str]] = (),
    ) -> Self:
        """Return what units (source text, target text) and terms with translations teach."""
        chosen, term_pairs = _thinned(units), list(terms)
        both = chosen + term_pairs
        sides = (
            read([source for source, _ in both], Vocabulary()),
            read([target for _, target in both], Vocabulary()),
        )
        weight = np.ones(len(both))
        weight[len(chosen) :] = TERM_WEIGHT
        each = np.arange(len(both))
        beads = Beads(each, each + 1, each, each + 1, weight)
        return cls.of(sides, beads, (source_language, target_language))

    @classmethod
    def of(
        cls,
        sides: tuple[Side, Side],
        beads: Beads,
        languages: tuple[str, str],
        before: Knowledge | None = None,
    ) -> Self:
        """Return what the beads of two texts teach, with what was known of their words before."""
        source, target = sides
        kept = ~frequent(source), ~frequent(target)
        base = same_keys(source.vocabulary, target.vocabulary, kept)
        targets = len(target.vocabulary)
        earlier = before.counts(*(s.vocabulary for s in sides)) if before else no_counts(targets)
        known = Known(kept, earlier, base, SMOOTHING, LEARNT_NOTHING)
        found = combined([count(source, target, beads, known).counts, earlier], targets)
        seen = [side.occurrences().astype(np.float32) for side in sides]
        if before:
            seen = [
                of + before.occurrences(s.vocabulary, n)
                for n, (of, s) in enumerate(zip(seen, sides, strict=True))
            ]
        single = (beads.source_end - beads.source == 1) & (beads.target_end - beads.target == 1)
        lengths = Lengths.of(
            source.lengths[beads.source[single]],
            target.lengths[beads.target[single]],
            beads.weight[single],
            before=before.lengths if before else Lengths(),
        )
        return cls(
            *languages,
            source_words=tuple(source.vocabulary.numbers),
            target_words=tuple(target.vocabulary.numbers),
            keys=found.keys,
            forward=found.forward.astype(np.float32),
            backward=found.backward.astype(np.float32),
            source_counts=seen[0].astype(np.float32),
            target_counts=seen[1].astype(np.float32),
            lengths=lengths,
            units=len(beads) + (before.units if before else 0),
        )

    def counts(self, source: Vocabulary, target: Vocabulary) -> Counts:
        """Return the counts of those words that two vocabularies have, by their numbers."""
        mine, its = self._of(source, 0), self._of(target, 1)
        known = np.flatnonzero(mine >= 0)
        firsts, lasts = self._rows[mine[known]], self._rows[mine[known] + 1]
        places = ranges(firsts, lasts - firsts)
        rows = np.repeat(known, lasts - firsts)
        back = np.full(len(self.target_words), -1, np.int64)
        back[its[its >= 0]] = np.flatnonzero(its >= 0)
        columns = back[self.keys[places] % max(len(self.target_words), 1)]
        stays = columns >= 0
        places = places[stays]
        keys = rows[stays] * len(target) + columns[stays]
        order = np.argsort(keys)
        return Counts(
            keys[order],
            self.forward[places][order].astype(float),
            self.backward[places][order].astype(float),
            len(target),
        )

    def occurrences(self, vocabulary: Vocabulary, side: int) -> Numbers:
        """Return how often the words of a vocabulary occurred, 0 for unknown ones."""
        places = self._of(vocabulary, side)
        counts = (self.source_counts, self.target_counts)[side]
        if not len(counts):
            return np.zeros(len(places))
        found: Numbers = np.where(places >= 0, counts[np.maximum(places, 0)], 0.0)
        return found

    def _of(self, vocabulary: Vocabulary, side: int) -> Numbers:
        """Return the places of the words of a vocabulary, -1 for unknown ones."""
        known = self._places[side]
        return np.array([known.get(word, -1) for word in vocabulary.numbers], np.int64)

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, int]]:
        source, target = (
            {word: place for place, word in enumerate(words)}
            for words in (self.source_words, self.target_words)
        )
        return source, target

    @cached_property
    def _rows(self) -> Numbers:
        size = len(self.source_words)
        rows: Numbers = np.searchsorted(
            self.keys, np.arange(size + 1, dtype=np.int64) * max(len(self.target_words), 1)
        )
        return rows

    def dump(self) -> bytes:
        """Return the knowledge as bytes, the same for the same knowledge."""
        head = json.dumps(
            {
                "languages": [self.source_language, self.target_language],
                "lengths": [self.lengths.ratio, self.lengths.variance],
                "units": self.units,
                "sizes": [len(getattr(self, name)) for name, _ in _ARRAYS],
                "words": [self.source_words, self.target_words],
            },
            ensure_ascii=False,
        ).encode()
        arrays = [getattr(self, name).astype(kind).tobytes() for name, kind in _ARRAYS]
        body = len(head).to_bytes(8, "little") + head + b"".join(arrays)
        return _MAGIC + zlib.compress(body, 6)

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Return the knowledge that `dump` gave; InputError for anything else."""
        try:
            if not data.startswith(_MAGIC):
                raise ValueError(data[:20])
            body = zlib.decompress(data[len(_MAGIC) :])
            start = 8 + int.from_bytes(body[:8], "little")
            head = json.loads(body[8:start])
            arrays = {}
            for (name, kind), size in zip(_ARRAYS, head["sizes"], strict=True):
                arrays[name] = np.frombuffer(body, kind, size, start)
                start += size * np.dtype(kind).itemsize
            (one, other), (source, target) = head["languages"], head["words"]
            return cls(
                source_language=one,
                target_language=other,
                source_words=tuple(source),
                target_words=tuple(target),
                lengths=Lengths(*head["lengths"]),
                units=head["units"],
                **arrays,
            )
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            raise InputError(
                "what was learnt for alignment cannot be read",
                hint="It was written by another version of tmtool, or is damaged: learn it anew.",
            ) from error


def _thinned(units: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return units from all over, never more than twice `MOST_UNITS`."""
    chosen: list[tuple[str, str]] = []
    step = 1
    for number, unit in enumerate(units):
        if number % step:
            continue
        chosen.append(unit)
        if len(chosen) > 2 * MOST_UNITS:
            chosen, step = chosen[::2], step * 2
    return chosen
