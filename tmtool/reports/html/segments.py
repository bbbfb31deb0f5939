"""Segments as a page shows them: texts in parts, with differences and findings marked.

The same values are drawn by the template, for readers without scripts, and by the page's script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from tmtool.matching.revisions import Run, nearest, revision
from tmtool.models import Issue, ScoredSegment, ScoreReport, Span
from tmtool.reports.html import shown
from tmtool.reports.html.choice import issues_of, metrics_of, scores_of
from tmtool.reports.html.metrics import Heading

Shape = dict[str, Any]

Part = str | list[Any]
"""A stretch of a text: plain, or `[text, code, findings]`. The code is one of CODES, in capitals
where characters differ within a word; findings are indices into those of the segment."""

CODES = {"same": "", "deleted": "d", "inserted": "i", "moved": "m", "goal": "g"}


def shapes(
    report: ScoreReport, chosen: Iterable[ScoredSegment], drafts: Sequence[str]
) -> Iterator[Shape]:
    """Yield what a page shows of each segment; scores and drafts in the order of the report."""
    metrics, scores, issues = metrics_of(report), scores_of(report), issues_of(report)
    for text in chosen:
        found = [
            (number, issue)
            for number, draft in enumerate(drafts)
            for issue in issues.get((text.segment, draft), ())
        ]
        every = [issue for _, issue in found]
        rows = []
        for number, draft in enumerate(drafts):
            row = scores.get((text.segment, draft))
            figures = [_as_shown(row.scores.get(metric) if row else None) for metric in metrics]
            mine = [at for at, (owner, _) in enumerate(found) if owner == number]
            rows.append(_draft(text, text.drafts.get(draft), every, mine) | {"scores": figures})
        yield _segment(text, every) | {
            "findings": [_finding(number, issue) for number, issue in found],
            "drafts": rows,
        }


def worst_first(segments: Iterable[Shape], number: int, heading: Heading) -> list[Shape]:
    """Return segments by the worst score of their drafts; those without one at the end."""

    def badness(one: Shape) -> float:
        scores = (draft["scores"][number] for draft in one["drafts"])
        return max((heading.badness(score) for score in scores if score is not None), default=-1e9)

    return sorted(segments, key=badness, reverse=True)


def _segment(text: ScoredSegment, issues: Sequence[Issue]) -> Shape:
    every = range(len(issues))
    source = None if text.source is None else _plain(text.source)
    return {
        "id": str(text.segment),
        "document": _maybe(text.document),
        "label": _maybe(text.label),
        "match": _maybe(text.band),
        "length": _maybe(text.length),
        "source": None if source is None else _marked(source, issues, every, "source"),
        "references": [_maybe(reference) for reference in text.references],
        "memory": _maybe(text.match),
    }


def _draft(
    text: ScoredSegment, draft: str | None, issues: Sequence[Issue], mine: Sequence[int]
) -> Shape:
    if draft is None:
        return {"parts": None, "reference": None, "findings": []}
    index = nearest(draft, text.references)
    reference = None if index is None else text.references[index]
    runs = _plain(draft) if reference is None else revision(draft, reference)
    return {
        "parts": _marked(runs, issues, mine, "draft"),
        "reference": index if len(text.references) > 1 else None,
        "findings": list(mine),
    }


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(text, start=0),) if text else ()


def _marked(
    runs: Iterable[Run], issues: Sequence[Issue], mine: Iterable[int], side: str
) -> list[Part]:
    """Return runs as parts, cut where a finding begins or ends."""
    spans: dict[int, Span] = {}
    for at in mine:
        start, end = issues[at].start, issues[at].end
        if issues[at].side == side and start is not None and end is not None:
            spans[at] = (start, end)
    parts: list[Part] = []
    for run in runs:
        parts += _parts(run, spans)
    return parts


def _parts(run: Run, spans: Mapping[int, Span]) -> Iterator[Part]:
    code = CODES[run.kind].upper() if run.strong else CODES[run.kind]
    if run.start is None or not spans:
        yield _part(run.text, code, [])
        return
    start, end = run.start, run.start + len(run.text)
    inside = {at for span in spans.values() for at in span if start < at < end}
    cuts = [start, *sorted(inside), end]
    for left, right in pairwise(cuts):
        found = [at for at, (a, b) in spans.items() if a <= left and right <= b]
        yield _part(run.text[left - start : right - start], code, found)


def _part(text: str, code: str, found: list[int]) -> Part:
    return [shown(text), code, found] if code or found else shown(text)


def _finding(number: int, issue: Issue) -> Shape:
    replacement = issue.replacement
    if replacement is not None and (not replacement.strip() or f"‘{replacement}’" in issue.message):
        replacement = None
    return {
        "draft": number,
        "check": issue.check,
        "severity": issue.severity,
        "message": shown(issue.message),
        "replacement": _maybe(replacement),
    }


def _maybe(text: str | None) -> str | None:
    return None if text is None else shown(text)


def _as_shown(figure: float | None) -> float | None:
    """Return a score to one decimal: a page orders and filters by what it shows."""
    return None if figure is None else round(figure, 1) + 0.0
