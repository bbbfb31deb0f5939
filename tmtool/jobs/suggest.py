"""The terms in a segment and how to translate them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tmtool.jobs.evidence import evidence
from tmtool.models import TERM_STATUSES, Concept, Term, TermHit, Translation
from tmtool.store import concepts
from tmtool.terminology.recognise import Occurrence, recognise


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its concept, as recognition wants it."""

    concept: Concept
    term: Term

    @property
    def text(self) -> str:
        """The term's citation form."""
        return self.term.text

    @property
    def part_of_speech(self) -> str | None:
        """What the glossary says of it, to choose among readings."""
        return self.term.part_of_speech


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
    hits = [_hit(occurrence, target) for occurrence in occurrences(connection, text, source)]
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


def occurrences(
    connection: sqlite3.Connection, text: str, language: str
) -> list[Occurrence[Entry]]:
    """Return where the glossary's terms stand in a text; those inside longer ones are marked."""
    longest = concepts.longest_key(connection, language)

    def find(keys: Collection[str]) -> Iterable[tuple[str, Entry]]:
        found = concepts.find_keys(connection, language, keys)
        numbers = sorted({concept for _, concept, _ in found})
        known = {concept.id: concept for concept in concepts.read(connection, numbers)}
        for key, concept, term in found:
            yield key, Entry(known[concept], _term(known[concept], term))

    return recognise(text, language, find, longest=longest)


def _term(concept: Concept, number: int) -> Term:
    return next(term for term in concept.terms if term.id == number)


def _hit(occurrence: Occurrence[Entry], target: str) -> TermHit:
    concept, term = occurrence.entry.concept, occurrence.entry.term
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
