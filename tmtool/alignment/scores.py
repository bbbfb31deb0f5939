"""The score of every bead of a band: its words, its lengths, and how common its type is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.arrays import ranges
from tmtool.alignment.evidence import Evidence
from tmtool.alignment.lengths import Lengths, Spread
from tmtool.alignment.meaning import Meaning
from tmtool.alignment.priors import KINDS, Priors
from tmtool.alignment.search import NEVER, Band
from tmtool.alignment.sides import Side
from tmtool.alignment.structure import Agreement
from tmtool.alignment.translations import Translations
from tmtool.alignment.weights import WORDS

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Beliefs", "score"]

LONGEST = max(max(kind) for kind in KINDS)
"""The most segments that a side of a bead has."""


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is taken to be true of two documents in one pass over them."""

    words: Translations
    lengths: Lengths
    spreads: tuple[Spread, Spread]
    priors: Priors
    agreement: Agreement
    meaning: Meaning | None = None


def score(
    source: Side, target: Side, band: Band, beliefs: Beliefs, *, longest: int = LONGEST
) -> dict[tuple[int, int], Numbers]:
    """Return for each type of bead its score at each state of the band that it may begin in.

    Types with more than `longest` segments on a side are left out.
    """
    cells = _Cells.of(band, len(source), len(target))
    forward, backward = cells.evidence(source, target, beliefs.words, longest)
    chars = [np.concatenate([[0.0], np.cumsum(side.lengths)]) for side in (source, target)]
    i, j = band.states()
    found = {}
    for a, b in (kind for kind in KINDS if max(kind) <= longest):
        values = np.full(len(band), NEVER, np.float32)
        some = np.flatnonzero((i + a <= len(source)) & (j + b <= len(target)))
        si, sj = i[some], j[some]
        own = np.full(len(some), np.log(beliefs.priors.shares[a, b]))
        if a and b:
            own += WORDS * cells.summed(forward, backward, si, sj, (a, b))
            lengths = chars[0][si + a] - chars[0][si], chars[1][sj + b] - chars[1][sj]
            own += beliefs.lengths.evidence(*lengths, beliefs.spreads, (a, b))
            own += beliefs.agreement.of_beads(si, sj, (a, b))
            if beliefs.meaning:
                own += beliefs.meaning.of_beads(si, sj, (a, b))
        values[some] = own
        found[a, b] = values
    return found


@dataclass(frozen=True, slots=True)
class _Cells:
    """Pairs of segments that beads of a band may hold: of i those from `first[i]` to `last[i]`."""

    first: Numbers
    last: Numbers
    offsets: Numbers

    @classmethod
    def of(cls, band: Band, sources: int, targets: int) -> _Cells:
        rows = np.arange(sources)
        first = np.minimum(band.first[np.maximum(rows - LONGEST + 1, 0)], targets)
        last = np.minimum(band.last[:sources] + LONGEST, targets)
        return cls(first, last, np.concatenate([[0], np.cumsum(last - first)]))

    def evidence(
        self, source: Side, target: Side, words: Translations, longest: int
    ) -> tuple[list[Numbers], list[Numbers]]:
        """Return the evidence of spans of source and of target segments, by their cells."""
        forward = Evidence(
            source,
            target,
            words.forward,
            words.nothing[1],
            words.counted,
            self.first,
            self.last,
        ).of_spans(longest)
        columns = np.arange(len(target))
        first = np.searchsorted(self.last, columns, "right")
        last = np.maximum(np.searchsorted(self.first, columns, "right"), first)
        turned = Evidence(
            target,
            source,
            words.backward,
            words.nothing[0],
            words.counted[::-1],
            first,
            last,
        ).of_spans(longest)
        offsets = np.concatenate([[0], np.cumsum(last - first)])
        sizes = self.last - self.first
        i = np.repeat(np.arange(len(source)), sizes)
        j = ranges(self.first, sizes)
        places = offsets[j] + i - first[j]
        return forward, [values[places] for values in turned]

    def summed(
        self,
        forward: list[Numbers],
        backward: list[Numbers],
        i: Numbers,
        j: Numbers,
        kind: tuple[int, int],
    ) -> Numbers:
        """Return the evidence for beads of a type that begin at (i, j)."""
        a, b = kind
        place = self.offsets[i] + j - self.first[i]
        found = np.zeros(len(i))
        for further in range(b):
            found += forward[a - 1][place + further]
        for further in range(a):
            row = i + further
            found += backward[b - 1][self.offsets[row] + j - self.first[row]]
        return found
