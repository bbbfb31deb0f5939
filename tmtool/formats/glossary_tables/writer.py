"""Concepts written as a table with one row for each term, which is read back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import WriteOptions
from tmtool.formats.concepts import Losses, terms_to_write
from tmtool.formats.glossary_tables.cells import pack_forms, pack_pairs
from tmtool.formats.glossary_tables.columns import TERM_COLUMNS
from tmtool.formats.tables.rows import TableWriter
from tmtool.models import Concept, Term, WriteReport

UNNAMED = re.compile(r"-\d+")
"""What stands in the column `concept` for a concept without identifier."""


def write_concepts(
    path: Path,
    concepts: Iterable[Concept],
    options: WriteOptions,
    table: TableWriter,
) -> WriteReport:
    """Write concepts to a table and return how many.

    What belongs to the concept stands on its first row. See `concepts.terms_to_write` for what
    the languages of the options mean.
    """
    count = 0
    with table(path) as write_row:
        write_row(TERM_COLUMNS)
        for concept in concepts:
            terms = terms_to_write(concept, options)
            count += bool(terms)
            for number, term in enumerate(terms):
                cells = _concept_cells(concept, count, is_first=number == 0) | _term_cells(term)
                row = [cells.get(name) or "" for name in TERM_COLUMNS]
                if any("\0" in cell for cell in row):
                    raise InputError(
                        f"the term {term.text!a} or what is said of it has a NUL character",
                        where=str(path),
                        hint="Remove the character; text files cannot hold it.",
                    )
                write_row(row)
    return Losses().report(count)


def _concept_cells(concept: Concept, number: int, *, is_first: bool) -> dict[str, str | None]:
    name = concept.identifier
    if name is None:
        name = f"-{number}"
    elif name.startswith("-"):
        name = f"-{name}"
    if not is_first:
        return {"concept": name}
    return {
        "concept": name,
        "domain": concept.domain,
        "definition": concept.definition,
        "definitions": pack_pairs(concept.definitions),
        "source": concept.source,
        "concept_note": concept.note,
        "concept_properties": pack_pairs(concept.properties),
    }


def _term_cells(term: Term) -> dict[str, str | None]:
    return {
        "language": term.language,
        "term": term.text,
        "status": term.status,
        "type": term.type,
        "part_of_speech": term.part_of_speech,
        "note": term.note,
        "term_source": term.source,
        "context": term.context,
        "geography": term.geography,
        "do_not_translate": "yes" if term.do_not_translate else None,
        "case_rule": term.case_rule,
        "number": term.number,
        "gender": term.hints.gender,
        "animacy": term.hints.animacy,
        "head": str(term.hints.head) if term.hints.head else None,
        "invariable": "yes" if term.hints.invariable else None,
        "forms": pack_forms(term.forms),
        "properties": pack_pairs(term.properties),
        "created_at": term.created_at,
        "created_by": term.created_by,
        "changed_at": term.changed_at,
        "changed_by": term.changed_by,
    }
