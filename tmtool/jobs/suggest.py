"""The terms in a segment and how to translate them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from tmtool.jobs.evidence import evidence
from tmtool.jobs.termbase import Termbase
from tmtool.models import TERM_STATUSES, Concept, TermHit, Translation
from tmtool.terminology.recognise import Occurrence


def suggest(
    connection: sqlite3.Connection,
    text: str,
    source: str,
    target: str,
    *,
    with_evidence: bool = True,
) -> list[TermHit]:
    """Return the terms found in a text, in its order, each with its translations by status.

    Of terms at the same place the one to be used comes before those to be avoided.
    """
    termbase = Termbase(connection)
    hits = [
        _hit(occurrence, termbase.concept_of(occurrence.term), target)
        for occurrence in termbase.occurrences(text, source)
    ]
    hits.sort(key=lambda hit: (hit.start, -hit.end, TERM_STATUSES.index(hit.status)))
    if not with_evidence:
        return hits
    questions = {(hit.term, tuple(t.text for t in hit.translations)) for hit in hits}
    found = evidence(connection, source, target, questions)
    return [
        replace(
            hit,
            translations=tuple(
                replace(t, evidence=found.get((hit.term, t.text))) for t in hit.translations
            ),
        )
        for hit in hits
    ]


def _hit(occurrence: Occurrence, concept: Concept, target: str) -> TermHit:
    term = occurrence.term
    offered = sorted(concept.terms_in(target), key=lambda t: TERM_STATUSES.index(t.status))
    assert concept.id is not None
    return TermHit(
        start=occurrence.start,
        end=occurrence.end,
        text=occurrence.text,
        confidence=occurrence.confidence,
        concept=concept.id,
        term=term.text,
        status=term.status,
        translations=tuple(Translation(t.text, t.status, t.type, t.note) for t in offered),
        reason=occurrence.reason,
        nested=occurrence.nested,
        glossary=concept.glossary,
        domain=concept.domain,
        definition=concept.definition,
    )
