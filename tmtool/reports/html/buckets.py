"""Buckets of segments as tables: how good each draft is where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmtool.models import BUCKET_KINDS, BucketKind, BucketScore, ScoreReport
from tmtool.reports.html.charts import Axis, Whisker, axis
from tmtool.reports.html.metrics import Heading
from tmtool.reports.html.summary import drafts_of

TITLES: dict[BucketKind, str] = {
    "length": "By length in words",
    "match": "By best match in the memory",
    "document": "By document",
    "label": "By label",
}

FEW = 10
"""The number of segments below which a bucket tells little."""

MOST_ROWS = 200
"""Buckets of a kind that are shown, the worst ones."""


@dataclass(frozen=True, slots=True)
class BucketCell:
    """The score of a draft in a bucket, as it is drawn; `None` where there is none."""

    row: BucketScore
    whisker: Whisker | None


@dataclass(frozen=True, slots=True)
class BucketRow:
    """A bucket with the scores of the drafts in their order."""

    bucket: str
    segments: int
    cells: tuple[BucketCell | None, ...]


@dataclass(frozen=True, slots=True)
class BucketTable:
    """The buckets of one kind by one metric; `number` is that of the metric."""

    number: int
    heading: Heading
    axis: Axis
    rows: tuple[BucketRow, ...]


@dataclass(frozen=True, slots=True)
class BucketKindShown:
    """All tables of one kind of bucket, of which `count` exist."""

    kind: BucketKind
    title: str
    count: int
    tables: tuple[BucketTable, ...]


def bucket_metrics(report: ScoreReport) -> list[Heading]:
    """Return the metrics that buckets are scored by."""
    return [Heading(metric) for metric in dict.fromkeys(row.metric for row in report.buckets)]


def kinds(report: ScoreReport) -> Iterator[BucketKindShown]:
    """Yield each kind of bucket that the report has."""
    drafts, metrics = drafts_of(report), bucket_metrics(report)
    for kind in BUCKET_KINDS:
        found = [row for row in report.buckets if row.by == kind]
        if found:
            tables = (
                _table(number, heading, found, drafts) for number, heading in enumerate(metrics)
            )
            count = len({row.bucket for row in found})
            yield BucketKindShown(kind, TITLES[kind], count, tuple(tables))


def _table(
    number: int, heading: Heading, every: Sequence[BucketScore], drafts: Sequence[str]
) -> BucketTable:
    found = [row for row in every if row.metric == heading.metric]
    scale = axis(found, from_zero=True)
    places = {(row.bucket, row.draft): row for row in found}
    rows = []
    for bucket in dict.fromkeys(row.bucket for row in found):
        scores = [places.get((bucket, draft)) for draft in drafts]
        segments = max(row.segments for row in scores if row)
        cells = (BucketCell(row, scale.whisker(row)) if row else None for row in scores)
        rows.append(BucketRow(bucket, segments, tuple(cells)))
    if found and found[0].by == "document":
        rows.sort(key=lambda row: _worst(row, heading), reverse=True)
    return BucketTable(number, heading, scale, tuple(rows[:MOST_ROWS]))


def _worst(row: BucketRow, heading: Heading) -> float:
    scores = [cell.row.score for cell in row.cells if cell]
    return max((heading.badness(one) for one in scores if one is not None), default=-1e9)
