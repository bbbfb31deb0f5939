"""Bootstrap intervals and tests of significance, as products of matrices.

A sample of segments is a row of weights: how often each segment was drawn. The product of these
rows and the matrix of per-segment statistics has the summed statistics of every sample, from
which the metrics follow. The random streams are those of sacreBLEU.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tmtool.scoring.figures import figures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "Sample",
    "bootstrap",
    "bootstrap_p_value",
    "by_document",
    "holm",
    "interval",
    "randomisation",
    "randomisation_p_value",
]

_CELLS = 1 << 18
"""Weights that are made at once, unless one row has more: 2 MB, which caches hold."""

_SMALL = 1 << 18
"""Multiplications in a product that OpenBLAS does not share between threads.

Threads that wait for one another make large products many times slower on a busy machine.
"""

_TILE_ROWS, _TILE_COLUMNS = 32, 128
"""Rows and columns of a part of a product: large enough to be fast."""

_WORD = 32
"""Coins that sacreBLEU's generator tosses at once; a call leaves the rest of them unused."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The statistics of one draft by one metric: a row for each segment, or for each document."""

    metric: str
    rows: Array


def by_document(rows: Array, documents: Sequence[str]) -> Array:
    """Return the sums of the rows of each document, in the order of their first segments."""
    import numpy as np

    numbers: dict[str, int] = {}
    places = [numbers.setdefault(document, len(numbers)) for document in documents]
    sums = np.zeros((len(numbers), rows.shape[1]))
    np.add.at(sums, places, rows)
    return sums


def bootstrap(samples: Sequence[Sample], *, resamples: int, seed: int) -> list[Array]:
    """Return the figures of each sample in every resample, drawn with replacement.

    All samples have the same number of rows, and the same rows of each are drawn, by the stream
    of sacreBLEU with this seed (Koehn 2004, Statistical Significance Tests for MT Evaluation).
    """
    import numpy as np

    matrix = np.hstack([sample.rows for sample in samples])
    sums = _products(_multiplicities(len(matrix), resamples, seed), matrix, resamples)
    return _figures(samples, sums)


def randomisation(
    baseline: Sequence[Sample], drafts: Sequence[Sequence[Sample]], *, resamples: int, seed: int
) -> list[list[tuple[Array, Array]]]:
    """Return, by draft and metric, the figures of both sides when segments change sides at random.

    The samples of each draft are by the metrics of the baseline's. Trials toss a coin for every
    segment by the stream of sacreBLEU with this seed (Riezler and Maxwell 2005).
    """
    import numpy as np

    matrix = np.hstack([sample.rows for sample in baseline])
    others = [np.hstack([sample.rows for sample in draft]) for draft in drafts]
    width = matrix.shape[1]
    coins = _coins(len(matrix), resamples, seed)
    moved = _products(coins, np.hstack([matrix - other for other in others]), resamples)
    found = []
    for place, (draft, other) in enumerate(zip(drafts, others, strict=True)):
        one = moved[:, place * width : (place + 1) * width] + other.sum(axis=0)
        two = (matrix.sum(axis=0) + other.sum(axis=0)) - one
        found.append(list(zip(_figures(draft, one), _figures(draft, two), strict=True)))
    return found


def interval(resampled: Array, level: float) -> tuple[float, float] | None:
    """Return the bounds that leave out half of 100 - `level` percent of figures on each side.

    They are those of sacreBLEU, which tells half of their distance for 95 %. NaN, the figure of
    a resample that has none, does not count; `None` where nothing else is left.
    """
    import numpy as np

    ranked = np.sort(resampled[~np.isnan(resampled)])
    if not len(ranked):
        return None
    outside = int(len(ranked) * (100 - level) / 200)
    return float(ranked[outside]), float(ranked[len(ranked) - 1 - outside])


def bootstrap_p_value(baseline: Array, draft: Array, difference: float) -> float:
    """Return the p-value of a difference by the paired bootstrap: of its figures by resample.

    Distances of the resamples are centred on their mean, as in Moses and sacreBLEU.
    """
    distances = _distances(baseline, draft)
    if _never_differ(distances, difference):
        return 1.0
    return _p_value(distances - distances.mean(), difference)


def randomisation_p_value(one: Array, two: Array, difference: float) -> float:
    """Return the p-value of a difference by the figures of both sides in every trial."""
    distances = _distances(one, two)
    return 1.0 if _never_differ(distances, difference) else _p_value(distances, difference)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values corrected for their number by Holm's step-down method (Holm 1979)."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    corrected = list(p_values)
    reached = 0.0
    for rank, place in enumerate(order):
        reached = max(reached, min(1.0, (len(order) - rank) * p_values[place]))
        corrected[place] = reached
    return corrected


def _distances(one: Array, two: Array) -> Array:
    import numpy as np

    distances = np.abs(two - one)
    return distances[~np.isnan(distances)]


def _never_differ(distances: Array, difference: float) -> bool:
    """Tell whether drafts have the same figures throughout; sacreBLEU calls that significant."""
    return difference == 0 and not distances.any()


def _p_value(distances: Array, difference: float) -> float:
    larger = int((distances > abs(difference)).sum())
    return (larger + 1) / (len(distances) + 1)


def _figures(samples: Sequence[Sample], sums: Array) -> list[Array]:
    """Return the figures of samples whose columns stand side by side."""
    found = []
    start = 0
    for sample in samples:
        end = start + sample.rows.shape[1]
        found.append(figures(sample.metric, sums[:, start:end]))
        start = end
    return found


def _products(weights: Iterator[Array], matrix: Array, resamples: int) -> Array:
    """Return the product of the weights, which come in parts, and a matrix."""
    import numpy as np

    sums = np.empty((resamples, matrix.shape[1]))
    start = 0
    for part in weights:
        for row in range(0, len(part), _TILE_ROWS):
            rows = part[row : row + _TILE_ROWS]
            for column in range(0, matrix.shape[1], _TILE_COLUMNS):
                columns = matrix[:, column : column + _TILE_COLUMNS]
                place = slice(start + row, start + row + len(rows))
                sums[place, column : column + columns.shape[1]] = _tile(rows, columns)
        start += len(part)
    return sums


def _tile(rows: Array, columns: Array) -> Array:
    """Return the product of a few rows and a few columns, as a sum of small products."""
    depth = _SMALL // (len(rows) * columns.shape[1])
    whole = len(columns) // depth * depth
    left = rows[:, :whole].reshape(len(rows), -1, depth).transpose(1, 0, 2)
    right = columns[:whole].reshape(-1, depth, columns.shape[1])
    product: Array = (left @ right).sum(axis=0)
    product += rows[:, whole:] @ columns[whole:]
    return product


def _multiplicities(rows: int, resamples: int, seed: int) -> Iterator[Array]:
    """Yield how often each row is drawn, some resamples at a time."""
    import numpy as np

    generator = np.random.default_rng(seed)
    most = max(1, _CELLS // rows)
    for start in range(0, resamples, most):
        count = min(most, resamples - start)
        weights = np.empty((count, rows))
        for row, drawn in enumerate(generator.choice(rows, size=(count, rows), replace=True)):
            weights[row] = np.bincount(drawn, minlength=rows)
        yield weights


def _coins(rows: int, resamples: int, seed: int) -> Iterator[Array]:
    """Yield 1 for the rows of the first side and 0 for others, some trials at a time."""
    import numpy as np

    generator = np.random.default_rng(seed)
    most = max(1, _CELLS // rows)
    # Whole words of random bits are used up, so that the stream is that of a single call.
    tossed = max(1, most // _WORD) * _WORD
    for start in range(0, resamples, tossed):
        count = min(tossed, resamples - start)
        coins = generator.integers(2, size=(count, rows), dtype=bool)
        for part in range(0, count, most):
            yield coins[part : part + most].astype(np.float64)
