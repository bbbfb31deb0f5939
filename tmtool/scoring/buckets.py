"""Scores of the segments that have something in common: their length, match, document or label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan
from typing import TYPE_CHECKING

from tmtool.models import BucketKind, BucketScore, Resampling
from tmtool.scoring.counts import Counts
from tmtool.scoring.figures import figures
from tmtool.scoring.resampling import Sample, bootstrap, by_document, interval
from tmtool.text.tokens import bare_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["LENGTHS", "Buckets", "bucket_scores", "by_length", "length_band"]

LENGTHS = (5, 10, 20, 40, 80)
"""The longest segments of all bands of length but the last, in words."""

_CELLS = 1 << 22
"""Sums of resamples that are kept at once: 32 MB."""

_Interval = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Buckets:
    """What segments are put into buckets by, the bucket of each, and the order of the buckets.

    Without an order they come as their first segments do; an order may have empty buckets.
    """

    by: BucketKind
    of: Sequence[str]
    order: Sequence[str] = ()

    def places(self) -> dict[str, list[int]]:
        """Return the segments of each bucket, counted from 0."""
        found: dict[str, list[int]] = {bucket: [] for bucket in self.order}
        for place, bucket in enumerate(self.of):
            found.setdefault(bucket, []).append(place)
        return {bucket: places for bucket, places in found.items() if places}


@dataclass(frozen=True, slots=True)
class _Bucket:
    """The segments of a bucket, and the rows to draw from: by metric, its columns."""

    by: BucketKind
    name: str
    places: Sequence[int]
    rows: Mapping[tuple[str, str], Array]

    @property
    def height(self) -> int:
        return len(next(iter(self.rows.values())))


def length_band(words: int) -> str:
    """Return the band of a segment of so many words: `1-5`, ..., `41-80` or `81+`; `0` without."""
    if not words:
        return "0"
    lower = 1
    for upper in LENGTHS:
        if words <= upper:
            return f"{lower}-{upper}"
        lower = upper + 1
    return f"{lower}+"


def by_length(texts: Iterable[str]) -> Buckets:
    """Return buckets by the number of words in each text; a character of Chinese is a word."""
    bands = ["0", *(length_band(words) for words in LENGTHS), length_band(LENGTHS[-1] + 1)]
    return Buckets("length", [length_band(len(bare_words(text))) for text in texts], bands)


def bucket_scores(
    counts: Iterable[Counts], buckets: Iterable[Buckets], asked: Resampling | None = None
) -> tuple[BucketScore, ...]:
    """Return the score of every bucket in the order of the counts, on the text as given.

    `asked` gives intervals where it asks for confidence. Segments of the bucket are drawn, or
    of `asked.documents`, those of each segment, the parts that the bucket has; buckets of one
    size share their draws, and all drafts and metrics do.
    """
    raw = [one for one in counts if one.input == "raw"]
    found = [bucket for several in buckets for bucket in _buckets(raw, several, asked)]
    bounds = _bounds(found, asked) if asked and asked.confidence else {}
    return tuple(
        score
        for number, bucket in enumerate(found)
        for score in _scores(bucket, bounds.get(number, {}))
    )


def _buckets(
    counts: Sequence[Counts], several: Buckets, asked: Resampling | None
) -> Iterator[_Bucket]:
    # A document has nothing to draw from but its segments.
    documents = asked.documents if asked and several.by != "document" else None
    for name, places in several.places().items():
        rows = {(one.draft, one.metric): one.rows[places] for one in counts}
        if documents is not None:
            here = [documents[place] for place in places]
            rows = {key: by_document(found, here) for key, found in rows.items()}
        yield _Bucket(several.by, name, places, rows)


def _scores(bucket: _Bucket, bounds: Mapping[tuple[str, str], _Interval]) -> Iterator[BucketScore]:
    for (draft, metric), rows in bucket.rows.items():
        score = float(figures(metric, rows.sum(axis=0, keepdims=True))[0])
        low, high = bounds.get((draft, metric)) or (None, None)
        yield BucketScore(
            by=bucket.by,
            bucket=bucket.name,
            draft=draft,
            metric=metric,
            segments=len(bucket.places),
            score=None if isnan(score) else score,
            low=low,
            high=high,
        )


def _bounds(
    buckets: Sequence[_Bucket], asked: Resampling
) -> dict[int, dict[tuple[str, str], _Interval]]:
    """Return the intervals of all buckets, by their numbers, that have two rows to draw from."""
    large = [number for number, bucket in enumerate(buckets) if bucket.height > 1]
    large.sort(key=lambda number: buckets[number].height)
    found: dict[int, dict[tuple[str, str], _Interval]] = {}
    for _, same in groupby(large, key=lambda number: buckets[number].height):
        for some in _parcels(list(same), buckets, asked.resamples):
            keys = [(number, key) for number in some for key in buckets[number].rows]
            samples = [Sample(key[1], buckets[number].rows[key]) for number, key in keys]
            drawn = bootstrap(samples, resamples=asked.resamples, seed=asked.seed)
            for (number, key), resampled in zip(keys, drawn, strict=True):
                found.setdefault(number, {})[key] = interval(resampled, asked.level)
    return found


def _parcels(
    numbers: Sequence[int], buckets: Sequence[_Bucket], resamples: int
) -> Iterator[Sequence[int]]:
    """Yield buckets whose sums fit in memory together."""
    width = sum(rows.shape[1] for rows in buckets[numbers[0]].rows.values())
    most = max(1, _CELLS // (width * resamples))
    for start in range(0, len(numbers), most):
        yield numbers[start : start + most]
