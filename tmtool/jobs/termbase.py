"""The glossary as recognition wants it: terms by their keys, concepts by their terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from tmtool.languages import primary
from tmtool.models import Concept, Term
from tmtool.store import concepts, term_keys
from tmtool.terminology.judgement import OTHER_ASPECT
from tmtool.terminology.recognise import Occurrence, recognise


class Termbase:
    """Finds the glossary's terms in texts; what was read of the glossary once is kept.

    It is for one job, while the glossary does not change.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._concepts: dict[int, Concept] = {}
        self._terms: dict[int, Term] = {}
        self._owners: dict[int, int] = {}
        self._longest: dict[str, int] = {}

    def occurrences(self, text: str, language: str) -> list[Occurrence]:
        """Return where terms stand in a text; those inside longer ones are marked."""
        tag = primary(language)
        if tag not in self._longest:
            self._longest[tag] = term_keys.longest(self._connection, tag)

        def find(keys: Collection[str]) -> Iterable[tuple[str, Term]]:
            found = term_keys.find(self._connection, tag, keys)
            self._read({concept for _, concept, _ in found})
            for key, _, term in found:
                yield key, self._terms[term]

        return self._own_aspects(recognise(text, language, find, longest=self._longest[tag]))

    def _own_aspects(self, found: Iterable[Occurrence]) -> list[Occurrence]:
        """Leave out a verb found by its other aspect where the concept has that as well."""
        every = list(found)
        own = {(o.spans, self.concept_of(o.term).id) for o in every if o.reason != OTHER_ASPECT}
        return [
            o
            for o in every
            if o.reason != OTHER_ASPECT or (o.spans, self.concept_of(o.term).id) not in own
        ]

    def concept_of(self, term: Term) -> Concept:
        """Return the concept of a term that was found."""
        assert term.id is not None
        return self._concepts[self._owners[term.id]]

    def _read(self, numbers: Collection[int]) -> None:
        missing = sorted(number for number in numbers if number not in self._concepts)
        for concept in concepts.read(self._connection, missing) if missing else ():
            assert concept.id is not None
            self._concepts[concept.id] = concept
            for term in concept.terms:
                assert term.id is not None
                self._terms[term.id] = term
                self._owners[term.id] = concept.id
