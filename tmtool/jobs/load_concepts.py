"""Bringing a file's concepts into the glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from tmtool import formats
from tmtool.jobs.checks import check_name
from tmtool.jobs.load import Progress, checksum, corpus_name
from tmtool.jobs.remarks import Remarks
from tmtool.jobs.scripts import in_another_script
from tmtool.jobs.spool import Spool
from tmtool.models import Concept, FileReport, Skipped
from tmtool.store import concept_batches, concept_changes, concepts
from tmtool.store.concept_batches import ConceptRows, TermKeys, concept_of, rows_of
from tmtool.store.connection import transaction
from tmtool.store.fingerprints import concept_mark
from tmtool.terminology.keys import term_keys
from tmtool.terminology.reading import read_term

_BATCH = 1000
_DOUBTS = 5
_SAME_ID = "concepts with the id of another one, which were taken without it"
_SCRIPT = "terms that do not look like their language"


def keys_of(concept: Concept) -> TermKeys:
    """Return the look-up keys of a concept's terms."""
    return {term: term_keys(term) for term in concept.terms}


@dataclass(slots=True)
class _Plan:
    """What an import will do, with the terms analysed: that part takes the time."""

    wanted: Spool[ConceptRows]
    added: int = 0
    updated: int = 0
    duplicate: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    doubtful: int = 0
    remarks: Remarks = field(default_factory=Remarks)

    def concepts(self, records: Iterable[formats.ConceptRecord]) -> Iterator[Concept]:
        """Yield the concepts of a file; note what else it has, and what is wrong with them."""
        for given in records:
            if isinstance(given, Skipped):
                self.skipped.append(given)
            elif isinstance(given, formats.Remark):
                self.remarks.take(given)
            else:
                self._look_at(given)
                yield given

    def _look_at(self, concept: Concept) -> None:
        """Note terms of a concept that seem to be in another language."""
        for term in in_another_script(concept):
            self.remarks.add(_SCRIPT, f"{term.language} {term.text}")

    def without_id(self, concept: Concept) -> Concept:
        """Return a concept without the id that an earlier one has, and note that."""
        self.remarks.add(_SAME_ID, f"{concept.identifier}: {concept.terms[0].text}")
        return replace(concept, identifier=None)

    def take(self, concept: Concept) -> None:
        """Note which terms of a concept that is wanted may be read wrongly."""
        for term in concept.terms:
            reading = read_term(term)
            if reading is None or not reading.doubts:
                continue
            self.doubtful += 1
            if len(self.doubts) < _DOUBTS:
                self.doubts.append(f"{term.text} ({reading.doubts[0]})")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to tell of what was lost, of terms that look wrong, and of their readings."""
        return (*self.remarks.warnings(), *self._told_doubts())

    def _told_doubts(self) -> tuple[str, ...]:
        if not self.doubtful:
            return ()
        terms = "term" if self.doubtful == 1 else "terms"
        more = " and so on" if self.doubtful > len(self.doubts) else ""
        told = f"{self.doubtful:,} {terms} may be read wrongly: {'; '.join(self.doubts)}{more}."
        return (f"{told} `tmtool glossary lint` lists them.",)


def load_concepts(
    connection: sqlite3.Connection,
    path: Path,
    glossary: str | None,
    *,
    format_name: str | None = None,
    reading: formats.ReadOptions,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> FileReport:
    """Import a file's concepts in one transaction and say what became of them.

    The file is read and its terms are analysed into a temporary file first, then written at once:
    the memory is locked for the second part alone. A concept with an id that the glossary knows
    is updated. Raises InputError where the file cannot be read; the glossary is then as it was.
    """
    file_format = formats.find(path, format_name, content="concepts", to_read=True)
    name = glossary or corpus_name(path)
    check_name("glossary", name)
    records = _told(file_format.read_concepts(path, reading), progress)
    with Spool[ConceptRows]() as spool:
        plan = _Plan(spool)
        _fill(plan, connection, name, records, dry_run=dry_run)
        if not dry_run:
            _carry_out(connection, name, plan, checksum(path))
    return FileReport(
        file=str(path),
        format=file_format.name,
        corpus=name,
        read=plan.added + plan.updated + plan.duplicate + len(plan.skipped),
        added=plan.added,
        updated=plan.updated,
        duplicate=plan.duplicate,
        skipped=tuple(plan.skipped),
        warnings=plan.warnings,
    )


def _told(
    records: Iterable[formats.ConceptRecord], progress: Progress | None
) -> Iterator[formats.ConceptRecord]:
    read = 0
    for record in records:
        yield record
        if isinstance(record, formats.Remark):
            continue
        read += 1
        if progress and read % _BATCH == 0:
            progress(read)
    if progress:
        progress(read)


def _fill(
    plan: _Plan,
    connection: sqlite3.Connection,
    glossary: str,
    records: Iterable[formats.ConceptRecord],
    *,
    dry_run: bool,
) -> None:
    number = concepts.find_glossary(connection, glossary)
    # Of each record only a digest of what it is known by, and the hash of the whole, are kept.
    seen: dict[bytes, int] = {}
    for given in plan.concepts(records):
        # One id may stand for two concepts, as where several glossaries were put into one file.
        is_other = seen.get(concept_mark(given), hash(given)) != hash(given)
        record = plan.without_id(given) if is_other and given.identifier else given
        mark = concept_mark(record)
        stored = concepts.same(connection, number, record) if number else None
        if mark in seen or (stored and is_same(stored, record)):
            plan.duplicate += 1
        else:
            plan.take(record)
            if not dry_run:
                plan.wanted.add(rows_of(record, keys_of(record)))
            plan.updated += stored is not None
            plan.added += stored is None
        seen.setdefault(mark, hash(record))


def is_same(stored: Concept, given: Concept) -> bool:
    """Tell whether a stored concept is as a file gives it; the order of forms is not kept."""

    def bare(concept: Concept) -> Concept:
        terms = tuple(
            replace(term, id=None, forms=tuple(sorted(set(term.forms)))) for term in concept.terms
        )
        return replace(concept, id=None, glossary=None, terms=terms)

    return bare(stored) == bare(given)


def _carry_out(
    connection: sqlite3.Connection, glossary: str, plan: _Plan, digest: str | None
) -> None:
    """Write what is wanted and count it again: others may have written since it was planned."""
    plan.added = plan.updated = 0
    wanted = iter(plan.wanted)
    with transaction(connection):
        number = concepts.ensure_glossary(connection, glossary)
        is_empty = concepts.is_empty(connection, number)
        while batch := list(islice(wanted, _BATCH)):
            new = batch if is_empty else _updated(connection, number, plan, batch)
            concept_batches.write(connection, number, new)
            plan.added += len(new)
        concepts.mark_imported(connection, number, digest)


def _updated(
    connection: sqlite3.Connection, number: int, plan: _Plan, batch: Iterable[ConceptRows]
) -> list[ConceptRows]:
    """Write the concepts that the glossary has in another state, and return the new ones."""
    new: list[ConceptRows] = []
    for rows in batch:
        given = concept_of(rows)
        stored = concepts.same(connection, number, given)
        if stored is None:
            new.append(rows)
        elif is_same(stored, given):
            plan.duplicate += 1
        else:
            assert stored.id is not None
            concepts.replace_rows(connection, stored.id, rows)
            after = replace(given, id=stored.id)
            concept_changes.record(connection, "import", before=stored, after=after, by=None)
            plan.updated += 1
    return new
