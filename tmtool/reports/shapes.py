"""Results as JSON objects, field by field as `docs/json.md` describes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tmtool.models import (
        AcceptedFinding,
        Change,
        ConcordanceLine,
        Corpus,
        FileReport,
        FillOrigin,
        FillReport,
        IndexFault,
        Issue,
        Match,
        OmegatReport,
        Removal,
        Renderings,
        Repair,
        Replacement,
        TermHit,
        TranslationUnit,
    )


Shape = dict[str, Any]

MATCH = (
    "rate",
    "kind",
    "source",
    "target",
    "repaired",
    "unit",
    "corpus",
    "status",
    "changed_at",
    "changed_by",
    "penalties",
    "edits",
    "ambiguous",
    "count",
    "document",
    "note",
    "similarity",
    "fragment",
)
"""The fields of a match, in their order."""

MARKUP = ("source_markup", "target_markup")
"""The fields that a match has besides with `--markup`."""

SUGGESTION = (
    "start",
    "end",
    "text",
    "term",
    "translation",
    "status",
    "used",
    "of",
    "inflected",
    "nested",
    "mined",
    "glossary",
    "share",
)
"""The columns of suggestions as a table: one row for each translation."""


def columns(model: type) -> tuple[str, ...]:
    """Return the names of a model's fields, in their order."""
    return tuple(field.name for field in fields(model))


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
        "fragment": found.fragment and asdict(found.fragment),
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


def concordance(phrase: str, lines: Iterable[ConcordanceLine], renderings: Renderings) -> Shape:
    """Return the lines of a concordance, and how the phrase is translated in all of them."""
    return {
        "phrase": phrase,
        "lines": [asdict(line) for line in lines],
        "renderings": [asdict(rendering) for rendering in renderings.found],
        "unclear": renderings.unclear,
    }


def suggestions(text: str, hits: Iterable[TermHit], matches: Iterable[Match]) -> Shape:
    """Return the terms found in a text and the best matches for it."""
    return {
        "text": text,
        "terms": [asdict(hit) for hit in hits],
        "matches": [match(found) for found in matches],
    }


def suggestion_rows(hits: Iterable[TermHit]) -> list[Shape]:
    """Return a row for each translation of each term; a term without any has one row."""
    rows = []
    for hit in hits:
        found = {"start": hit.start, "end": hit.end, "text": hit.text, "term": hit.term}
        for offered in hit.translations or (None,):
            evidence = offered.evidence if offered else None
            rows.append(
                found
                | {
                    "translation": offered and offered.text,
                    "status": offered and offered.status,
                    "used": evidence and evidence.used,
                    "of": evidence and evidence.of,
                    "inflected": offered and offered.inflected,
                    "nested": hit.nested,
                    "mined": hit.mined,
                    "glossary": hit.glossary,
                    "share": evidence and evidence.share,
                }
            )
    return rows


def issue(found: Issue) -> Shape:
    """Return something that a check found in a draft, with its id."""
    return asdict(found) | {"finding": found.finding}


def accepted(found: AcceptedFinding) -> Shape:
    """Return a finding that is accepted."""
    return asdict(found)


def repair(found: Repair) -> Shape:
    """Return what repairs make of a draft."""
    return {
        "segment": found.segment.segment,
        "source": found.segment.source,
        "before": found.segment.draft,
        "after": found.after,
        "checks": list(found.checks),
    }


def imports(reports: Sequence[FileReport]) -> Shape:
    """Return what an import did with each file; of skipped records where and why alone."""
    files = [asdict(report) for report in reports]
    for file in files:
        file["skipped"] = [
            {"where": one["where"], "reason": one["reason"]} for one in file["skipped"]
        ]
    return {"files": files}


def fills(file: str, report: FillReport) -> Shape:
    """Return what was filled into a file, and from where."""
    bands = [{"band": one.band, **asdict(one.volume)} for one in report.bands]
    return {"file": file, **asdict(report), "bands": bands}


def fill_origin(origin: FillOrigin) -> Shape:
    """Return how much of what was filled in came from a corpus."""
    return asdict(origin)


def omegat(report: OmegatReport) -> Shape:
    """Return what was exchanged with a project."""
    read = report.read and imports([report.read])["files"][0]
    return {**asdict(report), "read": read}


def unit(found: TranslationUnit) -> Shape:
    """Return a unit with all that is known of it."""
    return asdict(found)


def corpus(found: Corpus) -> Shape:
    """Return a corpus."""
    return asdict(found)


def index_fault(found: IndexFault) -> Shape:
    """Return where the index differs from the units."""
    return asdict(found)


def change(found: Change) -> Shape:
    """Return a change of the undo log."""
    return asdict(found)


def replacement(found: Replacement) -> Shape:
    """Return a text before and after a replacement."""
    return asdict(found)


def removal(found: Removal) -> Shape:
    """Return a unit that is to be removed."""
    return {
        "unit": found.unit.id,
        "corpus": found.unit.corpus,
        "status": found.unit.status,
        "texts": {variant.language: variant.text for variant in found.unit.variants},
        "kept": found.kept,
    }
