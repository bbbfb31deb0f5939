"""Reports of scores for the tests of their page."""

from __future__ import annotations

from dataclasses import replace

from tmtool.models import (
    BucketScore,
    CheckReport,
    Comparison,
    DraftFindings,
    Effort,
    Issue,
    Resampling,
    Score,
    ScoredSegment,
    ScoreReport,
    SegmentScore,
    TermScore,
)
from tmtool.reports.html.score import Origin

GOOD, WEAK = "good.txt", "weak.txt"
METRICS = ("bleu", "chrf", "ter", "terms")
SIGNATURE = "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0"
ORIGIN = Origin("2026-11-26", ("reference.txt",), "source.txt", "ru", "en")


def a_report(word: str = "слово", *, segments: int = 3) -> ScoreReport:
    """Scores of two drafts with all that a report can have; every text has this word."""
    good, weak = f"{GOOD} {word}", f"{WEAK} {word}"
    scores = [
        Score(draft, metric, form, score, SIGNATURE, score - 3, score + 3)
        for draft, better in ((good, True), (weak, False))
        for metric in METRICS
        for form in ("raw", "nfc")
        for score in [(70.0 if better != (metric == "ter") else 40.0) + (form == "nfc")]
    ]
    numbers = range(1, segments + 1)
    return ScoreReport(
        segments=segments,
        excluded=1,
        scores=tuple(scores),
        segment_scores=tuple(
            SegmentScore(number, draft, _figures(number, draft == weak, segments))
            for number in numbers
            for draft in (good, weak)
        ),
        term_scores=(
            TermScore(good, "draft", 90.0, 10, 9, 6, 2, 1, 8, 1, 0),
            TermScore(weak, "draft", 50.0, 10, 5, 3, 2, 0, 4, 1, 2),
            TermScore(f"reference.txt {word}", "reference", 100.0, 10, 10, 8, 2, 0, 10, 0, 0),
        ),
        comparisons=tuple(
            Comparison(metric, good, weak, 30.0 if metric == "ter" else -30.0, 0.001, p_holm)
            for metric, p_holm in zip(METRICS, (0.003, 0.003, 0.003, 0.2), strict=True)
        ),
        resampling=Resampling(compare=True),
        buckets=tuple(_buckets(word, good, weak)),
        effort=(
            Effort(good, 100, 600, 10, 2, 45, 40, 30, 55),
            Effort(weak, 100, 600, 50, 5, 220, 200, 180, 260),
        ),
        findings=(
            DraftFindings(good, CheckReport(segments)),
            DraftFindings(weak, _findings(word, segments)),
        ),
        texts=tuple(_text(number, word, good, weak) for number in numbers),
        warnings=(f"warning {word}",),
    )


def _figures(number: int, weak: bool, of: int) -> dict[str, float | None]:
    """Scores that fall with the number for the weak draft, and rise for the good one."""
    part = number / of
    better = 70 + 30 * part
    score = 60 - 50 * part if weak else better
    terms = None if number % 2 else score
    return {"bleu": score / 2, "chrf": score, "ter": 100 - score, "terms": terms}


def _buckets(word: str, good: str, weak: str):
    for kind, names in (
        ("length", ("1–9", "10–19")),
        ("match", ("95-99", "new")),
        ("document", (f"doc 1 {word}", f"doc 2 {word}")),
        ("label", (f"law {word}", "news")),
    ):
        for place, name in enumerate(names):
            for draft, base in ((good, 70.0), (weak, 40.0)):
                for metric in ("bleu", "chrf"):
                    score = base - 10 * place
                    yield BucketScore(
                        kind, name, draft, metric, 12 - 8 * place, score, score - 5, score + 5
                    )


def _findings(word: str, segments: int) -> CheckReport:
    issues = tuple(
        issue
        for number in range(1, segments + 1)
        for issue in (
            Issue(number, "number", "error", f"no 7 {word}", _source(word), "", "source", 0, 3),
            Issue(number, "spaces", "warning", f"two {word}", "", "", "draft", 4, 9, f"x {word}"),
            Issue(number, "length", "info", f"long {word}", "", "", "draft"),
        )
        if number % 2 or issue.check == "spaces"
    )
    summary = {
        check: sum(issue.check == check for issue in issues)
        for check in dict.fromkeys(issue.check for issue in issues)
    }
    return CheckReport(segments, issues, summary)


def _source(word: str) -> str:
    return f"Стороны 7 {word}"


def _text(number: int, word: str, good: str, weak: str) -> ScoredSegment:
    last = number % 2
    return ScoredSegment(
        number,
        {good: f"The Parties {number} {word}.", weak: f"The sides {number} {word}!"},
        (f"The Parties {number} {word}.", None if last else f"Both Parties {number}"),
        _source(word),
        f"doc {2 - last} {word}",
        f"law {word}" if last else "news",
        "95-99" if last else "new",
        f"memory {word}" if last else None,
        "1–9" if last else "10–19",
    )


def bare(report: ScoreReport, draft: str = GOOD) -> ScoreReport:
    """The scores of one draft and nothing else."""
    scores = tuple(
        replace(row, draft=draft, low=None, high=None)
        for row in report.scores
        if row.draft.startswith(GOOD) and row.input == "raw"
    )
    return ScoreReport(segments=report.segments, excluded=0, scores=scores)
