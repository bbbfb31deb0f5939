"""What counts of words, and their sounds, tell of the words that translate each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.counts import Counts
from tmtool.alignment.evidence import Rows
from tmtool.alignment.sides import Vocabulary

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Translations", "combined", "same_keys", "translations"]

NUMBER, WORD, MARK = 0.9, 0.5, 0.3
"""How probable a number, a word or a mark is, given the one that sounds the same."""


@dataclass(frozen=True, slots=True)
class Translations:
    """Rows of likelihood ratios in both directions, and the shares of words that are none."""

    forward: Rows
    backward: Rows
    nothing: tuple[Numbers, Numbers]
    counted: tuple[Numbers, Numbers]


def same_keys(source: Vocabulary, target: Vocabulary, usable: tuple[Numbers, Numbers]) -> Counts:
    """Return for words that sound alike the share of one given the other, as counts."""
    by_key: dict[str, list[int]] = {}
    for number in np.flatnonzero(usable[1]).tolist():
        if key := target.keys[number]:
            by_key.setdefault(key, []).append(number)
    backward: dict[str, int] = {}
    pairs = []
    for number in np.flatnonzero(usable[0]).tolist():
        key = source.keys[number]
        if others := by_key.get(key):
            backward[key] = backward.get(key, 0) + 1
            share = NUMBER if key[0] == "#" else WORD if key[-1].isalpha() else MARK
            pairs += [(number, other, share, len(others), key) for other in others]
    targets = len(target)
    keys = np.array([s * targets + t for s, t, *_ in pairs], np.int64)
    forward = np.array([share / size for _, _, share, size, _ in pairs])
    back = np.array([share / backward[key] for _, _, share, _, key in pairs])
    order = np.argsort(keys)
    return Counts(keys[order], forward[order], back[order], targets)


def combined(parts: list[Counts], targets: int) -> Counts:
    """Return the sums of several counts."""
    keys = np.concatenate([part.keys for part in parts])
    distinct, inverse = np.unique(keys, return_inverse=True)
    return Counts(
        distinct,
        np.bincount(inverse, np.concatenate([p.forward for p in parts]), minlength=len(distinct)),
        np.bincount(inverse, np.concatenate([p.backward for p in parts]), minlength=len(distinct)),
        targets,
    )


def translations(
    counts: Counts,
    keys: Counts,
    smoothing: float,
    *,
    unigrams: tuple[Numbers, Numbers],
    nothing: tuple[Numbers, Numbers],
    counted: tuple[Numbers, Numbers],
) -> Translations:
    """Return the translations that counts tell, smoothed by the words that sound alike.

    `unigrams` are the shares of the words in their language, `nothing` the shares of each that
    translate nothing; `counted` says which words count.
    """
    sizes = len(unigrams[0]), len(unigrams[1])
    of_source, of_target = counts.totals(sizes[0])
    alike = Counts(keys.keys, keys.forward * smoothing, keys.backward * smoothing, counts.targets)
    both = combined([counts, alike], counts.targets)
    rows, columns = both.rows, both.columns
    forward = both.forward / (of_source[rows] + smoothing) / unigrams[1][columns]
    backward = both.backward / (of_target[columns] + smoothing) / unigrams[0][rows]
    order = np.argsort(columns, kind="stable")
    return Translations(
        Rows(_starts(rows, sizes[0]), columns.astype(np.int32), forward.astype(np.float32)),
        Rows(
            _starts(columns[order], sizes[1]),
            rows[order].astype(np.int32),
            backward[order].astype(np.float32),
        ),
        nothing,
        counted,
    )


def _starts(rows: Numbers, size: int) -> Numbers:
    starts: Numbers = np.searchsorted(rows, np.arange(size + 1)).astype(np.int64)
    return starts
