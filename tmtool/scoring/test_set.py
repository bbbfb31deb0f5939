"""Which test set drafts were scored on, and rows of counts for all its segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from tmtool.scoring.inputs import ParallelText
from tmtool.scoring.terms import METRIC as TERMS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["Pair", "digest", "paired", "spread"]

_DIGEST_SIZE = 16


@dataclass(frozen=True, slots=True)
class Pair:
    """The counts of two drafts of one test set by one metric, and the lines that both have.

    `lines` are counted from 1 in what was given; rows stand for them.
    """

    one: Rows
    two: Rows
    lines: tuple[int, ...]


def digest(text: ParallelText) -> bytes:
    """Return a digest of the references: texts, ids and places, in their order.

    It does not depend on the drafts: segments whose references are all empty count with their
    number alone, whether or not a draft has text for them.
    """
    made = blake2b(digest_size=_DIGEST_SIZE)
    _add(made, f"{text.given} {len(text.references)}")
    for line, segment, *texts in zip(text.lines, text.segments, *text.references, strict=True):
        if any(one and one.strip() for one in texts):
            _add(made, f"{line} {segment}")
            for one in texts:
                _add(made, one)
    return made.digest()


def _add(made: blake2b, text: str | None) -> None:
    """Add a text with its length before it, so that no two lists of texts are alike."""
    encoded = b"" if text is None else text.encode("utf-8", "surrogatepass")
    length = -1 if text is None else len(encoded)
    made.update(length.to_bytes(8, "little", signed=True))
    made.update(encoded)


def spread(rows: Rows, lines: Sequence[int], given: int) -> Rows:
    """Return a row for each segment that was given: NaN for those that were left out."""
    import numpy as np

    every = np.full((given, rows.shape[1]), np.nan)
    every[np.array(lines, dtype=np.intp) - 1] = rows
    return every


def paired(one: Rows, two: Rows, metric: str) -> Pair:
    """Return the rows of the segments that either draft was scored on, without NaN.

    What one of them left out, its draft and its references had no text for: it counts nothing
    there. So it is when both drafts are scored at once.
    """
    import numpy as np

    out_one, out_two = np.isnan(one).any(axis=1), np.isnan(two).any(axis=1)
    kept = ~(out_one & out_two)
    one, two = one.copy(), two.copy()
    for rows, out, others in ((one, out_one, two), (two, out_two, one)):
        rows[out] = 0
        if metric == TERMS:
            # The terms of the source need an answer all the same.
            rows[out, 1] = others[out, 1]
    lines = tuple(int(place) + 1 for place in np.flatnonzero(kept))
    return Pair(one[kept], two[kept], lines)
