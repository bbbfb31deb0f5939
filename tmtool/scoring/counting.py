"""What metrics count in the segments of drafts, all of them in one pass over the texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tmtool.scoring.counters import Counters, Drafts, References, cut, parts
from tmtool.scoring.known import KnownCounts, digests, from_bytes, to_bytes
from tmtool.scoring.scorers import Scorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["statistics"]

_PART = 2000
"""Segments that are looked up at once."""


def statistics(
    scorers: Sequence[Scorer],
    drafts: Drafts,
    references: References,
    *,
    known: KnownCounts | None = None,
) -> dict[str, dict[str, Array]]:
    """Return, by metric and draft, the statistics of every segment.

    They have a row for each segment, and the columns of sacreBLEU. Each segment needs at least
    one reference; one that it lacks is `None`. The scorers are of different metrics and all fold
    case, or none. Segments that are `known` are not counted again, and others are kept there.
    """
    import numpy as np

    counters = Counters(scorers)
    found: dict[str, list[Array]] = {draft: [] for draft in drafts}
    for part in parts(len(references[0]), _PART):
        texts, against = cut(drafts, references, part)
        if known is None:
            counted = counters.rows(texts, against)
        else:
            counted = _known(counters, texts, against, known)
        for draft, rows in counted.items():
            found[draft].append(rows)
    whole = {draft: np.vstack(rows) for draft, rows in found.items()}
    return {
        scorer.metric: {
            draft: np.ascontiguousarray(rows[:, counters.columns[scorer.metric]])
            for draft, rows in whole.items()
        }
        for scorer in scorers
    }


def _known(
    counters: Counters, drafts: Drafts, references: References, known: KnownCounts
) -> dict[str, Array]:
    """Return the counts of every draft, those that are not known counted and kept."""
    settings = counters.settings
    keys = {draft: list(digests(settings, drafts[draft], references)) for draft in drafts}
    found: dict[str, Array] = {}
    missing: dict[tuple[int, ...], list[str]] = {}
    for draft, wanted in keys.items():
        found[draft], places = _read(wanted, counters.width, known)
        if places:
            missing.setdefault(places, []).append(draft)
    # Drafts that lack the same segments are counted together.
    for places, names in missing.items():
        texts = {draft: [drafts[draft][i] for i in places] for draft in names}
        against = [[segments[i] for i in places] for segments in references]
        for draft, rows in counters.rows(texts, against).items():
            found[draft][list(places)] = rows
            known.write([*zip([keys[draft][i] for i in places], to_bytes(rows), strict=True)])
    return found


def _read(wanted: Sequence[bytes], width: int, known: KnownCounts) -> tuple[Array, tuple[int, ...]]:
    """Return the rows that are known, the others empty, and the places of the others."""
    kept = known.read(wanted)
    empty = bytes(8 * width)
    rows = [kept.get(digest, b"") for digest in wanted]
    places = tuple([place for place, row in enumerate(rows) if len(row) != len(empty)])
    for place in places:
        rows[place] = empty
    return from_bytes(rows, width), places
