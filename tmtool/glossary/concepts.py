"""Concepts and their terms, and the log of their changes."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.glossary.base import Opened
from tmtool.models import Change, Concept, Paradigm, TermReading
from tmtool.store import concepts, undo_log


class Concepts(Opened):
    """Concepts and their terms, and the log of their changes."""

    def concepts(self, glossary: str | None = None) -> Iterator[Concept]:
        """Yield the concepts of one glossary, or of all, in the order they were added."""
        return concepts.stream(self._connection, glossary)

    def languages(self, glossary: str | None = None) -> list[str]:
        """Return the primary languages in which one glossary, or any, has terms."""
        from tmtool.store import term_keys

        return term_keys.languages(self._connection, glossary)

    def concept(self, number: int) -> Concept:
        """Return one concept; raises NotFoundError."""
        return concepts.read_one(self._connection, number)

    def readings(self, concept: Concept) -> list[TermReading]:
        """Return how each term of a concept is read: its kind, its head, and what is doubtful."""
        from tmtool.terminology.reading import read_term

        return [reading for reading in map(read_term, concept.terms) if reading is not None]

    def paradigms(self, concept: Concept) -> list[Paradigm]:
        """Return all forms of each term of a concept that has a paradigm."""
        from tmtool.terminology.inflect import paradigm

        return [found for found in map(paradigm, concept.terms) if found is not None]

    def add(self, concept: Concept, *, glossary: str = "own", by: str | None = None) -> Concept:
        """Add a concept and return it; raises InputError where the glossary has it already."""
        from tmtool.jobs import edit_concept

        return edit_concept.add(self._connection, concept, glossary, by=by)

    def repeated(self, concept: Concept) -> list[Concept]:
        """Return the other concepts, of any glossary, that have all terms of a concept."""
        from tmtool.jobs import edit_concept

        return edit_concept.repeated(self._connection, concept)

    def edit(self, concept: Concept, *, by: str | None = None) -> Concept:
        """Write a changed concept over the one with its id; raises NotFoundError, InputError."""
        from tmtool.jobs import edit_concept

        return edit_concept.edit(self._connection, concept, by=by)

    def remove(self, number: int, *, by: str | None = None) -> Concept:
        """Remove a concept and return it; raises NotFoundError."""
        from tmtool.jobs import edit_concept

        return edit_concept.remove(self._connection, number, by=by)

    def history(self, concept: int | None = None) -> list[Change]:
        """Return the changes of one concept, or the last hundred of all, the newest first."""
        return undo_log.history(self._connection, "concept", concept)

    def undo(self, change: int | None = None, *, by: str | None = None) -> Change:
        """Take back a change of a concept, the last one without a number, and return it.

        Raises NotFoundError, and InputError where the glossary has such a concept again.
        """
        from tmtool.jobs import edit_concept

        return edit_concept.undo(self._connection, change, by=by)
