"""The head of a page of scores: drafts by metrics, what differs for sure, terms and effort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmtool.models import Comparison, Score, ScoreReport
from tmtool.reports.html.charts import Axis, Whisker, axis
from tmtool.reports.html.metrics import Heading
from tmtool.reports.names import short_names

SURE = 0.05
"""The p-value below which a difference is called significant."""

_PACKAGE_VERSION = re.compile(r"\|version:([^|]+)$")


@dataclass(frozen=True, slots=True)
class Column:
    """The scores of one metric, on the text as given and in NFC."""

    heading: Heading
    axis: Axis


@dataclass(frozen=True, slots=True)
class Cell:
    """A score, and whether the draft is better than every other for sure."""

    score: Score
    whisker: Whisker
    best: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of a draft for one form of the text; `None` where there is none."""

    draft: str
    number: int
    form: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A comparison with its verdict in words."""

    row: Comparison
    heading: Heading
    verdict: str
    better: bool | None


def drafts_of(report: ScoreReport) -> list[str]:
    """Return the names of the drafts, in their order."""
    return list(dict.fromkeys(row.draft for row in report.scores))


def columns(report: ScoreReport) -> list[Column]:
    """Return a column for each metric."""
    metrics = dict.fromkeys(row.metric for row in report.scores)
    return [
        Column(Heading(metric), axis(row for row in report.scores if row.metric == metric))
        for metric in metrics
    ]


def rows(report: ScoreReport) -> Iterator[Row]:
    """Yield the rows of the table; one in NFC follows where it differs."""
    every = {(row.draft, row.metric, row.input): row for row in report.scores}
    shown = columns(report)
    for number, draft in enumerate(drafts_of(report)):
        for form in ("raw", "nfc"):
            scores = [every.get((draft, column.heading.metric, form)) for column in shown]
            if any(scores) and (form == "raw" or _differs(draft, scores, every)):
                cells = (
                    _cell(report, column, score)
                    for column, score in zip(shown, scores, strict=True)
                )
                yield Row(draft, number, form, tuple(cells))


def _differs(
    draft: str, scores: Sequence[Score | None], every: dict[tuple[str, str, str], Score]
) -> bool:
    raw = (every.get((draft, row.metric, "raw")) for row in scores if row)
    return [row.score for row in scores if row] != [row.score for row in raw if row]


def _cell(report: ScoreReport, column: Column, score: Score | None) -> Cell | None:
    whisker = column.axis.whisker(score) if score else None
    return Cell(score, whisker, _best(report, score)) if score and whisker else None


def _best(report: ScoreReport, score: Score) -> bool:
    """Tell whether a draft is better than every other by a metric, and not by chance.

    Drafts that were tested against each other must differ significantly, of others the
    intervals must not meet.
    """
    if score.input != "raw":
        return False
    tested = {
        frozenset((row.draft, row.baseline)): row.p_holm
        for row in report.comparisons
        if row.metric == score.metric
    }
    others = [
        row
        for row in report.scores
        if row.draft != score.draft and (row.metric, row.input) == (score.metric, "raw")
    ]
    badness = Heading(score.metric).badness
    return bool(others) and all(
        badness(score.score) < badness(other.score)
        and _apart(score, other, tested.get(frozenset((score.draft, other.draft))))
        for other in others
    )


def _apart(one: Score, other: Score, p_value: float | None) -> bool:
    if p_value is not None:
        return p_value < SURE
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low > other.high or one.high < other.low


def differences(report: ScoreReport) -> list[Difference]:
    """Return the comparisons with what they say."""
    found = []
    for row in report.comparisons:
        heading = Heading(row.metric)
        better = heading.badness(row.difference) < 0 if row.p_holm < SURE else None
        verdict = {
            True: "significantly better",
            False: "significantly worse",
            None: "no significant difference",
        }[better]
        found.append(Difference(row, heading, verdict, better))
    return found


def findings_in_words(report: ScoreReport) -> list[str]:
    """Return what the comparisons say, in a sentence for all drafts of which it is the same."""
    found = differences(report)
    if not found:
        return []
    names = short_names(drafts_of(report))
    drafts: dict[str, list[str]] = {}
    for draft in dict.fromkeys(one.row.draft for one in found):
        said = _said([one for one in found if one.row.draft == draft])
        drafts.setdefault(said, []).append(names[draft])
    baseline = names[found[0].row.baseline]
    return [
        f"{listed(same)}, compared with {baseline}, {'is' if len(same) == 1 else 'are'} {said}."
        for said, same in drafts.items()
    ]


def _said(found: Sequence[Difference]) -> str:
    """Return what the comparisons of one draft say of it."""
    parts = []
    for word, better in (("better", True), ("worse", False)):
        metrics = [one.heading.name for one in found if one.better is better]
        if metrics:
            every = len(metrics) == len(found) > 1
            parts.append(f"{word} by {'every metric' if every else listed(metrics)}")
    return f"significantly {' and '.join(parts)}" if parts else "not significantly different"


def listed(names: Sequence[str]) -> str:
    """Return names as they stand in a sentence: `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def sacrebleu_version(report: ScoreReport) -> str | None:
    """Return the version of sacreBLEU that the signatures tell."""
    found = (
        _PACKAGE_VERSION.search(row.signature) for row in report.scores if row.metric != "terms"
    )
    return next((match[1] for match in found if match), None)


def signatures(report: ScoreReport) -> list[tuple[Heading, str]]:
    """Return each metric with its signature, once."""
    return [
        (Heading(metric), signature)
        for metric, signature in dict.fromkeys((row.metric, row.signature) for row in report.scores)
    ]
