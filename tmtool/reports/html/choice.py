"""Which segments go onto a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

from tmtool.models import Issue, ScoredSegment, ScoreReport, SegmentScore
from tmtool.reports.html.metrics import Heading

Place = int | str
"""A segment's id in its file, or its line."""

Scores = dict[tuple[Place, str], SegmentScore]
"""Scores by segment and draft."""

_GRAVITY = {"error": 1_000_000, "warning": 1_000, "info": 1}


def metrics_of(report: ScoreReport) -> list[str]:
    """Return the metrics that segments are scored by."""
    return list(dict.fromkeys(chain.from_iterable(row.scores for row in report.segment_scores)))


def scores_of(report: ScoreReport) -> Scores:
    """Return the scores of segments by segment and draft."""
    return {(row.segment, row.draft): row for row in report.segment_scores}


def chosen(report: ScoreReport, most: int) -> list[ScoredSegment]:
    """Return up to so many segments, in the order of the text.

    Those with the gravest findings and, by each metric, the worst of each draft take turns: of
    `n` such orders each gives at least its first `most / n`.
    """
    if len(report.texts) <= most:
        return list(report.texts)
    taken: set[Place] = set()
    for place in chain.from_iterable(zip_longest(*_orders(report))):
        if len(taken) == most:
            break
        if place is not None:
            taken.add(place)
    # Nothing to order by, or orders that end early: the beginning of the text.
    rest = (text.segment for text in report.texts if text.segment not in taken)
    taken.update(place for place, _ in zip(rest, range(most - len(taken))))  # noqa: B905
    return [text for text in report.texts if text.segment in taken]


def _orders(report: ScoreReport) -> list[list[Place]]:
    found = [_by_findings(report)]
    known = {text.segment for text in report.texts}
    for metric in metrics_of(report):
        badness = Heading(metric).badness
        rows: dict[str, list[tuple[float, Place]]] = {}
        for row in report.segment_scores:
            score = row.scores.get(metric)
            if score is not None and row.segment in known:
                rows.setdefault(row.draft, []).append((badness(score), row.segment))
        for listed in rows.values():
            listed.sort(key=lambda one: -one[0])
            found.append([place for _, place in listed])
    return found


def _by_findings(report: ScoreReport) -> list[Place]:
    gravity: dict[Place, int] = {}
    for draft in report.findings:
        for issue in draft.report.issues:
            gravity[issue.segment] = gravity.get(issue.segment, 0) + _GRAVITY[issue.severity]
    known = [text.segment for text in report.texts if text.segment in gravity]
    return sorted(known, key=lambda place: -gravity[place])


def issues_of(report: ScoreReport) -> dict[tuple[Place, str], Sequence[Issue]]:
    """Return what checks found, by segment and draft."""
    found: dict[tuple[Place, str], list[Issue]] = {}
    for draft in report.findings:
        for issue in draft.report.issues:
            found.setdefault((issue.segment, draft.draft), []).append(issue)
    return dict(found)
