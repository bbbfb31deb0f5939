"""Results as JSON objects, field by field as `docs/json.md` describes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from tmtool.models import (
    Change,
    Concept,
    ConcordanceLine,
    Corpus,
    FileReport,
    Match,
    ScoreReport,
    TermHit,
    TranslationUnit,
)

Shape = dict[str, Any]


def match(found: Match, *, markup: bool = False) -> Shape:
    """Return a match; with `markup`, also the texts with their inline elements."""
    shape: Shape = {
        "rate": found.rate,
        "kind": found.kind,
        "source": found.source,
        "target": found.target,
        "repaired": found.repaired,
        "unit": found.unit,
        "corpus": found.corpus,
        "status": found.status,
        "changed_at": found.changed_at,
        "changed_by": found.changed_by,
        "penalties": [asdict(penalty) for penalty in found.penalties],
        "edits": [asdict(edit) for edit in found.edits],
        "ambiguous": found.ambiguous,
        "count": found.count,
        "document": found.document,
        "note": found.note,
        "similarity": {name: round(value, 2) for name, value in found.similarity},
    }
    if markup:
        shape |= {
            "source_markup": found.source_markup or found.source,
            "target_markup": found.target_markup or found.target,
        }
    return shape


def lookup(
    query: str, source: str, target: str, matches: Iterable[Match], *, markup: bool = False
) -> Shape:
    """Return the answer to one look-up."""
    return {
        "query": query,
        "source_language": source,
        "target_language": target,
        "matches": [match(found, markup=markup) for found in matches],
    }


def concordance(phrase: str, lines: Iterable[ConcordanceLine]) -> Shape:
    """Return the lines of a concordance."""
    return {"phrase": phrase, "lines": [asdict(line) for line in lines]}


def suggestions(text: str, hits: Iterable[TermHit], matches: Iterable[Match]) -> Shape:
    """Return the terms found in a text and the best matches for it."""
    return {
        "text": text,
        "terms": [asdict(hit) for hit in hits],
        "matches": [match(found) for found in matches],
    }


def scores(report: ScoreReport) -> Shape:
    """Return the scores of drafts; comparisons need two drafts and a test of significance."""
    return {
        "segments": report.segments,
        "excluded": report.excluded,
        "scores": [asdict(score) for score in report.scores],
        "comparisons": [],
        "segment_scores": [
            {"segment": line.segment, "draft": line.draft, **line.scores}
            for line in report.segment_scores
        ],
    }


def imports(reports: Sequence[FileReport]) -> Shape:
    """Return what an import did with each file."""
    return {"files": [asdict(report) for report in reports]}


def unit(found: TranslationUnit) -> Shape:
    """Return a unit with all that is known of it."""
    return asdict(found)


def corpus(found: Corpus) -> Shape:
    """Return a corpus."""
    return asdict(found)


def change(found: Change) -> Shape:
    """Return a change of the undo log."""
    return asdict(found)


def concept(found: Concept) -> Shape:
    """Return a concept with its terms."""
    return asdict(found)
