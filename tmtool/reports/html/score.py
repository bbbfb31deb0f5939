"""Scores of drafts as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tmtool.models import BUCKET_KINDS, SEVERITIES, ScoreReport, Severity
from tmtool.reports.html import data, page, shown
from tmtool.reports.html.buckets import FEW, MOST_ROWS, bucket_metrics, kinds
from tmtool.reports.html.choice import chosen, metrics_of
from tmtool.reports.html.metrics import Heading, decimal, leading
from tmtool.reports.html.segments import Shape, shapes, worst_first
from tmtool.reports.html.summary import (
    columns,
    differences,
    drafts_of,
    findings_in_words,
    rows,
    sacrebleu_version,
    signatures,
)
from tmtool.reports.names import short_names
from tmtool.reports.words import drawn
from tmtool.version import VERSION

MOST_SEGMENTS = 2_000
"""The segments that a page has, unless more are asked for."""

AT_ONCE = 50
"""Segments shown without a script, and with each press of the button that shows more."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report does not say of itself: when it was made, and of which texts."""

    date: str
    references: tuple[str, ...] = ()
    source: str | None = None
    source_language: str | None = None
    target_language: str | None = None


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """How often a check found something in each draft."""

    check: str
    severity: Severity
    counts: tuple[int, ...]


def score(report: ScoreReport, origin: Origin, *, segments: int = MOST_SEGMENTS) -> str:
    """Return the page of a report, with up to so many of its segments.

    The segments need the report's `texts`, and for their order its `segment_scores`.
    """
    drafts = drafts_of(report)
    on_page = list(shapes(report, chosen(report, segments), drafts))
    return page(
        "score.html.j2",
        styles=("base", "score"),
        scripts=("base", "segments", "filters", "sorting"),
        report=report,
        origin=origin,
        drafts=drafts,
        names=short_names(drafts),
        columns=columns(report),
        rows=list(rows(report)),
        differences=differences(report),
        sentences=findings_in_words(report),
        signatures=signatures(report),
        sacrebleu=sacrebleu_version(report),
        drawn=drawn(report.resampling) if report.resampling else None,
        term_rows=report.term_scores,
        kinds=list(kinds(report)),
        bucket_metrics=bucket_metrics(report),
        bucket_leading=leading([one.metric for one in bucket_metrics(report)]),
        few=FEW,
        most_rows=MOST_ROWS,
        checks=list(check_counts(report, drafts)),
        decimal=decimal,
        version=VERSION,
        **_segments(report, origin, on_page, drafts),
    )


def check_counts(report: ScoreReport, drafts: Sequence[str]) -> Iterator[CheckCounts]:
    """Yield the checks that found something, the gravest first, then the most frequent."""
    severities: dict[str, Severity] = {}
    summaries: dict[str, Mapping[str, int]] = {}
    for found in report.findings:
        summaries[found.draft] = found.report.summary
        for issue in found.report.issues:
            severities.setdefault(issue.check, issue.severity)
    counts = [
        CheckCounts(
            check,
            severity,
            tuple(summaries.get(draft, {}).get(check, 0) for draft in drafts),
        )
        for check, severity in severities.items()
    ]
    counts.sort(key=lambda one: (SEVERITIES.index(one.severity), -sum(one.counts), one.check))
    yield from counts


def _segments(
    report: ScoreReport, origin: Origin, on_page: Sequence[Shape], drafts: Sequence[str]
) -> Shape:
    """Return the values of the part with the segments."""
    metrics = [Heading(metric) for metric in metrics_of(report)]
    first = leading([one.metric for one in metrics])
    ordered = worst_first(on_page, first, metrics[first]) if metrics else on_page
    content = {
        "drafts": [shown(name) for name in short_names(drafts).values()],
        "metrics": [{"name": one.name, "falls": one.falls, "id": one.metric} for one in metrics],
        "leading": first,
        "step": AT_ONCE,
        "total": len(report.texts),
        "languages": [origin.source_language, origin.target_language],
        "segments": on_page,
    }
    return {
        "metrics": metrics,
        "leading_metric": first,
        "first": ordered[:AT_ONCE],
        "on_page": len(on_page),
        "linked": {kind for kind in BUCKET_KINDS if any(one[kind] for one in on_page)},
        "content": data(content),
    }
