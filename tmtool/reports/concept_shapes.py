"""Concepts and mined terms as JSON objects, field by field as `docs/json.md` describes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from tmtool.models import Concept, Paradigm, QueuedTerm, TermReading
from tmtool.reports.shapes import Shape

TERM = ("concept", "glossary", "domain", "language", "text", "status", "type", "note")
"""The columns of a glossary as a table: one row for each term."""

QUEUED = ("id", "language", "text", "frequency", "score", "state", "translation", "count", "dice")
"""The columns of mined terms as a table: one row for each translation."""


def queued(found: QueuedTerm) -> Shape:
    """Return a mined term with its translations."""
    return asdict(found)


def queued_rows(found: Iterable[QueuedTerm]) -> list[Shape]:
    """Return a row for each translation of each mined term; one without any has one row."""
    names = ("id", "language", "text", "frequency", "score", "state")
    return [
        {name: getattr(term, name) for name in names}
        | {"translation": t and t.text, "count": t and t.count, "dice": t and t.dice}
        for term in found
        for t in term.translations or (None,)
    ]


def concept(found: Concept) -> Shape:
    """Return a concept with its terms."""
    return asdict(found)


def concept_shown(
    found: Concept, readings: Iterable[TermReading], paradigms: Iterable[Paradigm]
) -> Shape:
    """Return a concept with how its terms are read and, if asked for, all their forms."""
    return {
        "concept": concept(found),
        "readings": [asdict(reading) for reading in readings],
        "paradigms": [asdict(paradigm) for paradigm in paradigms],
    }


def term_rows(concepts: Iterable[Concept]) -> list[Shape]:
    """Return a row for each term of each concept."""
    names = ("language", "text", "status", "type", "note")
    return [
        {"concept": found.id, "glossary": found.glossary, "domain": found.domain}
        | {name: getattr(term, name) for name in names}
        for found in concepts
        for term in found.terms
    ]
