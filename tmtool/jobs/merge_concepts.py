"""Another memory's concepts: which are new, which are settled how."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import groupby

from tmtool.jobs.load_concepts import is_same, keys_of
from tmtool.jobs.spool import Spool
from tmtool.models import Concept, MergeConflict, MergePart, Prefer
from tmtool.store import adoption, concept_batches, concept_changes, concepts
from tmtool.store.concept_batches import ConceptRows, concept_of, rows_of
from tmtool.store.precedence import Settled, concept_side, settle
from tmtool.store.settlement import Counts, Told

_COMPARED = ("domain", "definition", "note", "source", "definitions", "properties")


class ConceptMerge:
    """The concepts of another memory; `plan`, then `apply` in the last write transaction.

    Terms are analysed when it is planned, which takes the time: nobody waits for that.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        other: sqlite3.Connection,
        wanted: Spool[tuple[str, ConceptRows]],
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
        self._glossaries = adoption.glossaries(other)
        self._counts = {glossary.name: Counts() for glossary in self._glossaries}

    @property
    def parts(self) -> list[MergePart]:
        """What became of the concepts of each glossary."""
        return [
            replace(counts.part(name), kind="concepts") for name, counts in self._counts.items()
        ]

    def plan(self) -> None:
        """Compare all concepts, and keep those that are to be written."""
        for glossary in self._glossaries:
            number = concepts.find_glossary(self._connection, glossary.name)
            for given in concepts.stream(self._other, glossary.name):
                stored = concepts.same(self._connection, number, given) if number else None
                if self._is_wanted(glossary.name, stored, given) and not self._dry_run:
                    bare = _bare(given)
                    self._wanted.add((glossary.name, rows_of(bare, keys_of(bare))))

    def apply(self) -> None:
        """Write what is wanted, as the glossaries are by now."""
        for glossary in self._glossaries:
            adoption.glossary(self._connection, glossary)
        for name, group in groupby(self._wanted, key=_glossary):
            number = concepts.ensure_glossary(self._connection, name)
            is_empty = concepts.is_empty(self._connection, number)
            for _, rows in group:
                self._write(number, rows, is_new=is_empty)

    def _is_wanted(self, glossary: str, stored: Concept | None, given: Concept) -> bool:
        """Count a concept and tell of a conflict; return whether it is to be written."""
        counts = self._counts[glossary]
        if stored is None:
            counts.added += 1
            return True
        if is_same(stored, given):
            counts.duplicate += 1
            return False
        settled = settle(concept_side(stored), concept_side(given), self._prefer)
        self._told(_conflict(stored, given, settled))
        is_theirs = settled[0] == "theirs"
        counts.updated += is_theirs
        counts.kept += not is_theirs
        return is_theirs

    def _write(self, number: int, rows: ConceptRows, *, is_new: bool) -> None:
        given = concept_of(rows)
        stored = None if is_new else concepts.same(self._connection, number, given)
        if stored is None:
            concept_batches.write(self._connection, number, [rows])
            return
        sides = concept_side(stored), concept_side(given)
        if is_same(stored, given) or settle(*sides, self._prefer)[0] == "ours":
            # Somebody has written it meanwhile.
            return
        assert stored.id is not None
        concepts.replace_rows(self._connection, stored.id, rows)
        after = replace(given, id=stored.id)
        concept_changes.record(self._connection, "merge", before=stored, after=after, by=None)


def _glossary(wanted: tuple[str, ConceptRows]) -> str:
    return wanted[0]


def _bare(concept: Concept) -> Concept:
    """Return a concept without its numbers in the other memory."""
    terms = tuple(replace(term, id=None) for term in concept.terms)
    return replace(concept, id=None, glossary=None, terms=terms)


def _conflict(ours: Concept, theirs: Concept, settled: Settled) -> MergeConflict:
    differs = tuple(name for name in _COMPARED if getattr(ours, name) != getattr(theirs, name))
    if not is_same(replace(ours, terms=theirs.terms), ours):
        differs = ("terms", *differs)
    sides = concept_side(ours), concept_side(theirs)
    return MergeConflict(
        "concept", ours.id or 0, ours.glossary, ours.identifier, differs, *sides, *settled
    )
