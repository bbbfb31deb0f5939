"""Another memory's concepts: which are new, which are settled how."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tmtool.jobs.load_concepts import is_same, keys_of
from tmtool.jobs.spool import Spool
from tmtool.models import Concept, MergeConflict, MergePart, MergeSide, Prefer
from tmtool.store import adoption, concept_batches, concept_changes, concepts, undo_log
from tmtool.store.concept_batches import ConceptRows, concept_of, rows_of
from tmtool.store.precedence import Settled, concept_side, settle
from tmtool.store.settlement import Counts, Told

_COMPARED = ("domain", "definition", "note", "source", "definitions", "properties")


class Wanted(NamedTuple):
    """A concept to be written, and the one that it replaces, as it was when that was decided."""

    glossary: str
    seen: Concept | None
    rows: ConceptRows


class ConceptMerge:
    """The concepts of another memory; `plan`, then `apply` in the last write transaction.

    Terms are analysed when it is planned, which takes the time: nobody waits for that.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        other: sqlite3.Connection,
        wanted: Spool[Wanted],
        *,
        prefer: Prefer,
        told: Told,
        dry_run: bool,
    ) -> None:
        self._connection = connection
        self._other = other
        self._wanted = wanted
        self._prefer = prefer
        self._told = told
        self._dry_run = dry_run
        self._edits = undo_log.last_edits(connection), undo_log.last_edits(other)
        self._glossaries = adoption.glossaries(other)
        self._counts = {glossary.name: Counts() for glossary in self._glossaries}

    @property
    def parts(self) -> list[MergePart]:
        """What became of the concepts of each glossary."""
        return [counts.part("concepts", name) for name, counts in self._counts.items()]

    def plan(self) -> None:
        """Compare all concepts, and keep those that are to be written."""
        for glossary in self._glossaries:
            number = concepts.find_glossary(self._connection, glossary.name)
            for given in concepts.stream(self._other, glossary.name):
                stored = concepts.same(self._connection, number, given) if number else None
                if self._is_wanted(glossary.name, stored, given) and not self._dry_run:
                    bare = _bare(given)
                    rows = rows_of(bare, keys_of(bare))
                    self._wanted.add(Wanted(glossary.name, stored, rows))

    def apply(self) -> None:
        """Write what is wanted, as the glossaries are by now."""
        for glossary in self._glossaries:
            adoption.glossary(self._connection, glossary)
        for name, group in groupby(self._wanted, key=attrgetter("glossary")):
            number = concepts.ensure_glossary(self._connection, name)
            is_empty = concepts.is_empty(self._connection, number)
            for wanted in group:
                self._write(number, wanted, is_new=is_empty)

    def _is_wanted(self, glossary: str, stored: Concept | None, given: Concept) -> bool:
        """Count a concept and tell of a conflict; return whether it is to be written."""
        counts = self._counts[glossary]
        if stored is None:
            counts.added += 1
            return True
        if is_same(stored, given):
            counts.duplicate += 1
            return False
        sides = self._sides(stored, given)
        settled = settle(*sides, self._prefer)
        self._told(_conflict(stored, given, sides, settled))
        is_theirs = settled[0] == "theirs"
        counts.updated += is_theirs
        counts.kept += not is_theirs
        return is_theirs

    def _sides(self, ours: Concept, theirs: Concept) -> tuple[MergeSide, MergeSide]:
        edits, others = self._edits
        return (
            concept_side(ours, edits.get(ours.id or 0)),
            concept_side(theirs, others.get(theirs.id or 0)),
        )

    def _write(self, number: int, wanted: Wanted, *, is_new: bool) -> None:
        given = concept_of(wanted.rows)
        stored = None if is_new else concepts.same(self._connection, number, given)
        if stored != wanted.seen and not (stored and self._prefer == "theirs"):
            # Somebody has written or removed it meanwhile: that is later than anything.
            counts = self._counts[wanted.glossary]
            counts.added -= wanted.seen is None
            counts.updated -= wanted.seen is not None
            counts.kept += 1
        elif stored is None:
            concept_batches.write(self._connection, number, [wanted.rows])
        else:
            assert stored.id is not None
            concepts.replace_rows(self._connection, stored.id, wanted.rows)
            after = replace(given, id=stored.id)
            concept_changes.record(self._connection, "merge", before=stored, after=after, by=None)


def _bare(concept: Concept) -> Concept:
    """Return a concept without its numbers in the other memory."""
    terms = tuple(replace(term, id=None) for term in concept.terms)
    return replace(concept, id=None, glossary=None, terms=terms)


def _conflict(
    ours: Concept, theirs: Concept, sides: tuple[MergeSide, MergeSide], settled: Settled
) -> MergeConflict:
    differs = tuple(name for name in _COMPARED if getattr(ours, name) != getattr(theirs, name))
    if not is_same(replace(ours, terms=theirs.terms), ours):
        differs = ("terms", *differs)
    return MergeConflict(
        "concept", ours.id or 0, ours.glossary, ours.identifier, differs, *sides, *settled
    )
