"""The terms in a segment and how to translate them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tmtool.jobs.evidence import evidence
from tmtool.jobs.found_terms import require_glossary
from tmtool.jobs.termbase import Termbase
from tmtool.languages import primary
from tmtool.models import TERM_STATUSES, Concept, Term, TermHit, Translation
from tmtool.terminology.government import needed_case, needed_number
from tmtool.terminology.inflect import inflect, inflected_like, paradigm
from tmtool.terminology.recognise import Occurrence
from tmtool.text.tokens import Token, tokens


def suggest(
    connection: sqlite3.Connection,
    text: str,
    source: str,
    target: str,
    *,
    draft: str | None = None,
    glossary: str | None = None,
    with_evidence: bool = True,
    with_paradigms: bool = False,
) -> list[TermHit]:
    """Return the terms found in a text, in its order, each with its translations by status.

    Of terms at the same place the one to be used comes before those to be avoided. Translations
    are inflected as a draft has the concept's terms, else as far as the text decides it. With
    `glossary`, only its terms are found; raises NotFoundError where it has no concept.
    """
    require_glossary(connection, glossary)
    termbase = Termbase(connection, glossary)
    forms = _Forms(tokens(text), source, target)
    if draft is not None:
        forms.read_draft(termbase, draft)
    hits = [
        _hit(occurrence, termbase.concept_of(occurrence.term), forms, paradigms=with_paradigms)
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


@dataclass(slots=True)
class _Forms:
    """The forms that translations take: those of a draft, or those that the source decides."""

    words: Sequence[Token]
    source: str
    target: str
    _in_draft: dict[int, list[Occurrence]] = field(default_factory=dict)
    _seen: Counter[int] = field(default_factory=Counter)

    def read_draft(self, termbase: Termbase, draft: str) -> None:
        """Look for the terms of all concepts in a draft."""
        for occurrence in termbase.occurrences(draft, self.target):
            concept = termbase.concept_of(occurrence.term).id
            if concept is not None and not occurrence.nested:
                self._in_draft.setdefault(concept, []).append(occurrence)

    def inflected(
        self, occurrence: Occurrence, concept: Concept, terms: Sequence[Term]
    ) -> list[str | None]:
        """Return each term in the form that it needs for one more occurrence of its concept."""
        assert concept.id is not None
        drafted = self._in_draft.get(concept.id, ())
        number = self._seen[concept.id]
        self._seen[concept.id] += 1
        if drafted:
            like = drafted[min(number, len(drafted) - 1)]
            return [inflected_like(term, like) for term in terms]
        return [self._decided(occurrence, term) for term in terms]

    def _decided(self, occurrence: Occurrence, term: Term) -> str | None:
        number = needed_number(occurrence)
        if number is None:
            return None
        case = needed_case(self.words, self.source, occurrence)
        if case is None and primary(self.target) != "en":
            return None
        return inflect(term, case, number)


def _hit(occurrence: Occurrence, concept: Concept, forms: _Forms, *, paradigms: bool) -> TermHit:
    term = occurrence.term
    offered = sorted(concept.terms_in(forms.target), key=lambda t: TERM_STATUSES.index(t.status))
    inflected = forms.inflected(occurrence, concept, offered)
    assert concept.id is not None
    return TermHit(
        start=occurrence.start,
        end=occurrence.end,
        text=occurrence.text,
        confidence=occurrence.confidence,
        concept=concept.id,
        term=term.text,
        status=term.status,
        translations=tuple(
            Translation(
                t.text,
                t.status,
                t.type,
                t.note,
                inflected=form,
                paradigm=paradigm(t) if paradigms else None,
            )
            for t, form in zip(offered, inflected, strict=True)
        ),
        reason=occurrence.reason,
        nested=occurrence.nested,
        glossary=concept.glossary,
        domain=concept.domain,
        definition=concept.definition_in(term.language),
        spans=occurrence.spans,
    )
