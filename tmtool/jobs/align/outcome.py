"""What is told of two documents once they are aligned: counts, and what looks wrong."""

from __future__ import annotations

from dataclasses import replace

from tmtool.errors import TmtoolError
from tmtool.jobs.align.acceptance import counts
from tmtool.models import AlignedPair, DocumentPair, PairProblem, PairReport, PairVerdict
from tmtool.text.noise import is_noisy

__all__ = [
    "NOT_ALIGNED",
    "NOT_TAKEN",
    "advice_on",
    "is_taken",
    "refused",
    "report_of",
    "without_units",
    "words_of",
]

_PROBLEM: dict[PairVerdict, PairProblem] = {
    "doubtful": "doubtful",
    "unrelated": "unrelated",
    "swapped": "swapped",
    "identical": "identical",
    "empty": "empty",
}

NOT_ALIGNED: tuple[PairVerdict, ...] = ("swapped", "identical", "empty")
"""Verdicts on documents that were not aligned at all: of their beads nothing can be said."""

NOT_TAKEN: tuple[PairVerdict, ...] = ("unrelated", *NOT_ALIGNED)
"""Verdicts on documents of which nothing is taken."""


def is_taken(pair: AlignedPair, *, force: bool) -> bool:
    """Tell whether the units of two documents are taken: so are those that a person accepted."""
    return force or pair.alignment.verdict not in NOT_TAKEN or "accepted" in pair.states


def report_of(pair: AlignedPair, document: str, min_confidence: float | None) -> PairReport:
    """Return what is told of an alignment."""
    problems: list[PairProblem] = []
    if pair.alignment.verdict in _PROBLEM:
        problems.append(_PROBLEM[pair.alignment.verdict])
    messages = [words_of(pair)] if problems else []
    noisy = [
        name
        for name, segments in (
            (pair.source_document, pair.source),
            (pair.target_document, pair.target),
        )
        if is_noisy(segment.text for segment in segments)
    ]
    if noisy:
        problems.append("noise")
    messages += [f"{name} has many broken words, as after a bad reading of paper" for name in noisy]
    report = PairReport(
        document=document,
        source_document=pair.source_document,
        target_document=pair.target_document,
        source_language=pair.source_language,
        target_language=pair.target_language,
        source_segments=len(pair.source),
        target_segments=len(pair.target),
        verdict=pair.alignment.verdict,
        problems=tuple(problems),
        message="; ".join(messages) or None,
    )
    return report if report.verdict in NOT_ALIGNED else _counted(report, pair, min_confidence)


def _counted(report: PairReport, pair: AlignedPair, min_confidence: float | None) -> PairReport:
    fates = counts(pair, min_confidence)
    return replace(
        report,
        beads=len(pair.alignment.beads),
        accepted=fates["accepted"],
        below=fates["below"],
        one_sided=fates["one_sided"],
        rejected=fates["rejected"],
        untranslated=fates["untranslated"],
        confidence=pair.alignment.confidence,
    )


def words_of(pair: AlignedPair) -> str:
    """Return in words what speaks against two documents."""
    source, target = pair.source_document, pair.target_document
    has_text = any(any(map(str.isalnum, segment.text)) for segment in pair.source)
    blank = target if has_text else source
    said: dict[PairVerdict, str] = {
        "parallel": "the documents translate each other",
        "doubtful": "it is not clear that the documents translate each other",
        "unrelated": "the documents do not translate each other",
        "swapped": f"the documents were swapped: {source} is in {pair.target_language},"
        f" {target} in {pair.source_language}",
        "identical": "both documents have the same text",
        "empty": f"{blank} has no text",
    }
    return said[pair.alignment.verdict]


def advice_on(verdict: PairVerdict) -> str:
    """Return what to do about documents of which nothing is taken."""
    said: dict[PairVerdict, str] = {
        "swapped": "Give them the other way round; --force takes them so.",
        "identical": "Give the translation instead of one of them.",
        "empty": "Check the file; a document of pictures has no text that can be read.",
    }
    return said.get(verdict, "Check that they belong together; --force takes them all the same.")


def without_units(report: PairReport) -> PairReport:
    """Return a report on documents of which nothing is taken, whatever their beads are like."""
    return replace(report, accepted=0, below=report.below + report.accepted)


def refused(pair: DocumentPair, problem: PairProblem, error: TmtoolError) -> PairReport:
    """Return what is told of documents that cannot be aligned."""
    return PairReport(
        document=pair.document or "",
        source_document=str(pair.source),
        target_document=str(pair.target),
        problems=(problem,),
        message=f"{error.where}: {error.what}" if error.where else error.what,
    )
