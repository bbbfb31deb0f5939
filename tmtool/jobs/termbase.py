"""The glossary as recognition wants it: terms by their keys, concepts by their terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from tmtool.languages import primary
from tmtool.models import Concept, Term
from tmtool.store import concepts, term_keys
from tmtool.terminology.judgement import OTHER_ASPECT
from tmtool.terminology.recognise import Occurrence, recognise

FEW = 20
"""After so many texts in a language its keys are read into memory, unless they are too many."""

MOST_KEYS = 200_000
"""More keys stay in the file; a hundred megabytes of memory hold these."""

_Found = tuple[str, int, int]


class Termbase:
    """Finds the glossary's terms in texts; what was read of the glossary once is kept.

    It is for one job, while the glossary does not change. With `glossary`, other glossaries'
    terms are not found.
    """

    def __init__(self, connection: sqlite3.Connection, glossary: str | None = None) -> None:
        self._connection = connection
        self._glossary = glossary
        self._concepts: dict[int, Concept] = {}
        self._terms: dict[int, Term] = {}
        self._owners: dict[int, int] = {}
        self._languages: dict[str, _Language] = {}

    def occurrences(self, text: str, language: str) -> list[Occurrence]:
        """Return where terms stand in a text; those inside longer ones are marked."""
        tag = primary(language)
        known = self._languages.get(tag)
        if known is None:
            longest = term_keys.longest(self._connection, tag)
            known = self._languages[tag] = _Language(self._connection, tag, longest)

        def find(keys: Collection[str]) -> Iterable[tuple[str, Term]]:
            found = known.find(keys)
            self._read({concept for _, concept, _ in found})
            for key, concept, term in found:
                if self._glossary in (None, self._concepts[concept].glossary):
                    yield key, self._terms[term]

        known.count_text()
        found = recognise(text, language, find, longest=known.longest, begins=known.begins)
        return list(self._own_aspects(found))

    def concept_of(self, term: Term) -> Concept:
        """Return the concept of a term that was found."""
        assert term.id is not None
        return self._concepts[self._owners[term.id]]

    def _own_aspects(self, found: list[Occurrence]) -> Iterator[Occurrence]:
        """Leave out a verb found by its other aspect where the concept has that as well."""
        own = {(o.spans, self.concept_of(o.term).id) for o in found if o.reason != OTHER_ASPECT}
        for one in found:
            place = one.spans, self.concept_of(one.term).id
            if one.reason != OTHER_ASPECT or place not in own:
                yield one

    def _read(self, numbers: Collection[int]) -> None:
        missing = sorted(number for number in numbers if number not in self._concepts)
        for concept in concepts.read(self._connection, missing) if missing else ():
            assert concept.id is not None
            self._concepts[concept.id] = concept
            for term in concept.terms:
                assert term.id is not None
                self._terms[term.id] = term
                self._owners[term.id] = concept.id


@dataclass(slots=True)
class _Language:
    """The keys of one language: in the file, or in memory where many texts are read."""

    connection: sqlite3.Connection
    tag: str
    longest: int
    begins: set[str] | None = None
    _texts: int = 0
    _lifted: dict[str, list[_Found]] = field(default_factory=dict)

    def count_text(self) -> None:
        """Count one more text; read the keys into memory when that begins to pay."""
        self._texts += 1
        if self._texts == FEW and term_keys.count(self.connection, self.tag) <= MOST_KEYS:
            self.begins = set()
            for found in term_keys.all_of(self.connection, self.tag):
                self._lifted.setdefault(found[0], []).append(found)
                words = found[0].split(" ")
                self.begins.update(accumulate(words, lambda one, word: f"{one} {word}"))

    def find(self, keys: Collection[str]) -> list[_Found]:
        """Return (key, concept id, term id) for each of the keys that a term has."""
        if self.begins is None:
            return term_keys.find(self.connection, self.tag, keys)
        return [found for key in keys for found in self._lifted.get(key, ())]
