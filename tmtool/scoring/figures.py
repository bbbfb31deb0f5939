"""The formulas of the metrics, over many sums of statistics at once.

They give the figures of sacreBLEU to the last bit, for it computes in the same order: a trial
of a test that only repeats the observed difference must not seem to exceed it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["figures", "segment_figures"]

_ORDERS = 4
"""The longest n-grams of BLEU."""

_RECALL_WEIGHT = 2**2
"""The square of chrF's beta."""


def figures(metric: str, sums: Array) -> Array:
    """Return the figure of each row: a sample's summed statistics, in the columns of sacreBLEU.

    Figures are percentages, as `Scorer.corpus_score` gives; of `terms`, whose columns are the
    terms answered and those needed, NaN where none is needed.
    """
    return _FORMULAS[metric](sums)


def segment_figures(metric: str, rows: Array) -> Array:
    """Return the figure of each segment, from the statistics that it has by itself.

    It is sacreBLEU's sentence score: in BLEU, orders of n-grams that the segment is too short
    for do not count (effective order).
    """
    if _FORMULAS[metric] is _bleu:
        return _bleu(rows, effective_order=True)
    return figures(metric, rows)


def _bleu(sums: Array, *, effective_order: bool = False) -> Array:
    """BLEU (Papineni et al. 2002) with the exponential smoothing of NIST's mteval-v13a.

    Columns: the lengths of draft and reference, the n-grams that match, all n-grams.
    """
    import numpy as np

    correct, total = sums[:, 2 : 2 + _ORDERS], sums[:, 2 + _ORDERS :]
    unmatched = correct == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        smoothed = 100.0 / (2.0 ** np.cumsum(unmatched, axis=1) * total)
        precisions = np.where(unmatched, smoothed, 100.0 * correct / total)
    orders = (total > 0).sum(axis=1)
    # The logarithm of an order that does not count is to be zero.
    precisions[total == 0] = 1.0
    least = 1 if effective_order else _ORDERS
    defined = (orders >= least) & ~unmatched.all(axis=1)
    # Logarithms and sums of numpy may differ from those of `math` and `sum` in the last bit.
    logarithms = map(math.log, precisions[defined].ravel().tolist())
    means = np.array(list(map(sum, zip(*[logarithms] * _ORDERS, strict=True)))) / orders[defined]
    found = np.zeros(len(sums))
    found[defined] = _brevity(sums[defined, 0], sums[defined, 1]) * _exponentials(means)
    return found


def _brevity(draft: Array, reference: Array) -> Array:
    """Return BLEU's penalties by the lengths of drafts, over 0, and of references."""
    import numpy as np

    penalties = np.ones(len(draft))
    short = draft < reference
    penalties[short] = _exponentials(1 - reference[short] / draft[short])
    return penalties


def _exponentials(values: Array) -> Array:
    import numpy as np

    return np.array(list(map(math.exp, values.tolist())), dtype=np.float64)


def _chrf(sums: Array) -> Array:
    """Return chrF (Popović 2015), averaged over the orders that both sides have.

    Columns, for each order: the n-grams of the draft, of the reference, and those that match.
    """
    import numpy as np

    draft, reference, matches = (sums[:, column::3].T for column in range(3))
    both = (draft > 0) & (reference > 0)
    orders = both.sum(axis=0)
    precision = _mean(_ratio(matches, draft, both), orders)
    recall = _mean(_ratio(matches, reference, both), orders)
    weighted = (1 + _RECALL_WEIGHT) * precision * recall
    found = _ratio(weighted, (_RECALL_WEIGHT * precision) + recall, precision + recall > 0)
    return np.multiply(100, found)


def _mean(by_order: Sequence[Array] | Array, orders: NDArray[np.int64]) -> Array:
    """Return the mean over the orders, added up one after the other."""
    total = by_order[0].copy()
    for row in by_order[1:]:
        total += row
    return _ratio(total, orders, orders > 0)


def _ter(sums: Array) -> Array:
    """TER (Snover et al. 2006) and what is counted like it; columns: edits, words they are of."""
    import numpy as np

    edits, words = sums[:, 0], sums[:, 1]
    found = np.where(words > 0, _ratio(edits, words, words > 0), (edits > 0).astype(float))
    return np.multiply(100, found)


def _comet(sums: Array) -> Array:
    """Return the mean of the segments' scores; columns: their sum, their number."""
    return _ratio(sums[:, 0], sums[:, 1], sums[:, 1] > 0)


def _terms(sums: Array) -> Array:
    """Term accuracy; columns: terms answered, terms needed."""
    import numpy as np

    answered, needed = sums[:, 0], sums[:, 1]
    return np.where(needed > 0, _ratio(100 * answered, needed, needed > 0), np.nan)


def _ratio(part: Array, whole: Array | NDArray[np.int64], where: NDArray[np.bool_]) -> Array:
    """Return the quotients, zero where they are not wanted."""
    import numpy as np

    return np.divide(part, whole, out=np.zeros(part.shape), where=where)


_FORMULAS: Mapping[str, Callable[[Array], Array]] = {
    "bleu": _bleu,
    "bleu-intl": _bleu,
    "chrf": _chrf,
    "chrf++": _chrf,
    "ter": _ter,
    "ter-norm": _ter,
    "terms": _terms,
    "edits": _ter,
    "characters": _ter,
    "keystrokes": _ter,
    "comet": _comet,
}
