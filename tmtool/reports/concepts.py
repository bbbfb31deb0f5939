"""Concepts of a glossary as tables on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tmtool.models import Concept, Paradigm, Term, TermReading
from tmtool.reports.records import stamp
from tmtool.reports.tables import facts, grid, indented, shown
from tmtool.reports.terms import STATUS_STYLES, paradigm
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from rich.console import Console


def concepts(console: Console, found: Sequence[Concept]) -> None:
    """Draw concepts with their terms."""
    rows: list[tuple[object, ...]] = []
    for concept in found:
        first: tuple[object, object] = (str(concept.id), concept.domain)
        for term in concept.terms:
            rows.append((*first, term.language, term.text, term.status, term.type, term.note))
            first = ("", "")
    columns = ("concept", "domain", "", "term", "status", "type", "note")
    if rows:
        console.print(grid(columns, rows))
    console.print(counted(len(found), "concept") if found else "No concept.")


def concept(
    console: Console,
    found: Concept,
    readings: Sequence[TermReading],
    paradigms: Sequence[Paradigm],
) -> None:
    """Draw a concept with all that is known of it and of its terms, and how they are read."""
    known = (
        ("concept", str(found.id)),
        ("glossary", found.glossary),
        ("identifier", found.identifier),
        ("domain", found.domain),
        ("definition", found.definition),
        *found.definitions,
        ("source", found.source),
        ("note", found.note),
        *found.properties,
    )
    console.print(_facts(known))
    read = {(reading.language, reading.text): reading for reading in readings}
    forms = {paradigm.term: paradigm for paradigm in paradigms}
    for term in found.terms:
        style = STATUS_STYLES.get(term.status, "")
        console.print(Text.assemble((f"{term.language}  ", "dim"), shown(term.text, style)))
        reading = read.get((term.language, term.text))
        console.print(indented(_facts(_term(term, reading))))
        if term.text in forms:
            console.print(indented(paradigm(forms[term.text])))


def _term(term: Term, reading: TermReading | None) -> list[tuple[str, str | None]]:
    hints = [f"{name} {value}" for name, value in asdict(term.hints).items() if value]
    return [
        ("status", term.status),
        ("type", term.type),
        ("part of speech", term.part_of_speech),
        ("read as", _reading(reading) if reading else None),
        *(("doubt", doubt) for doubt in (reading.doubts if reading else ())),
        ("used in the", term.number),
        ("case rule", term.case_rule),
        ("hints", ", ".join(hints) or None),
        ("other forms", "; ".join(term.forms) or None),
        ("translate", "no" if term.do_not_translate else None),
        ("geography", term.geography),
        ("context", term.context),
        ("source", term.source),
        ("note", term.note),
        ("created", stamp(term.created_at, term.created_by)),
        ("changed", stamp(term.changed_at, term.changed_by)),
        *term.properties,
    ]


def _reading(reading: TermReading) -> str:
    parts = [reading.kind]
    if reading.head and (reading.agreeing or reading.head != reading.text):
        parts.append(f"{reading.head} inflects")
    if reading.agreeing:
        parts.append(f"{', '.join(reading.agreeing)} with it")
    if reading.number:
        parts.append(f"{reading.number} only")
    return ", ".join(parts)


def _facts(known: Sequence[tuple[str, str | None]]) -> Table:
    table = facts()
    for name, value in known:
        if value is not None:
            table.add_row(shown(name, "dim"), shown(value))
    return table
