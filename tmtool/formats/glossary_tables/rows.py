"""What the rows of a glossary table say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

from tmtool.errors import LanguageError
from tmtool.formats.glossary_tables.writer import UNNAMED
from tmtool.formats.tables.rows import Row
from tmtool.formats.values import column_count, parse_time
from tmtool.languages import normalise
from tmtool.models import (
    TERM_STATUSES,
    TERM_TYPES,
    Concept,
    Skipped,
    Term,
    TermStatus,
    TermType,
)

_YES = ("yes", "true", "1", "да")
_NO = ("", "no", "false", "0", "нет")
_BRACKETS = re.compile(r"\s*\[([^][]*)\]")
_COLON = re.compile(r"\s+:\s+")
_PARTS_OF_SPEECH = {"proper noun": "properNoun"}

Cells = Mapping[str, str]


def concepts_of_terms(
    path: Path, rows: Iterable[tuple[int, Row]], columns: Mapping[str, int], width: int
) -> Iterator[Concept | Skipped]:
    """Yield the concepts of a table with one row for each term.

    Rows with the same `concept`, or none, belong to the concept of the row before. A row may be
    shorter than the header, where its last cells are empty.
    """
    named = _named(path, rows, columns, width)
    for _, group in groupby(named, key=lambda item: item[0]):
        taken: list[Cells] = []
        terms: list[Term] = []
        for _, line, cells in group:
            if isinstance(cells, str):
                yield Skipped(f"{path}:{line}", cells)
                continue
            taken.append(cells)
            try:
                terms.append(_term(cells))
            except ValueError as error:
                yield Skipped(f"{path}:{line}", str(error))
            except LanguageError as error:
                yield Skipped(f"{path}:{line}", error.what)
        if terms:
            yield _concept(taken, tuple(terms))


def _named(
    path: Path, rows: Iterable[tuple[int, Row]], columns: Mapping[str, int], width: int
) -> Iterator[tuple[str, int, Cells | str]]:
    """Yield the concept, the line and the cells of each row, or why it cannot be taken."""
    concept = ""
    for line, row in rows:
        if isinstance(row, str):
            yield concept, line, row
        elif len(row) > width:
            yield concept, line, f"it has {column_count(len(row))} instead of {width}"
        else:
            cells = {key: row[i].strip() for key, i in columns.items() if i < len(row)}
            concept = cells.get("concept") or concept
            yield concept, line, cells


def _concept(rows: Sequence[Cells], terms: tuple[Term, ...]) -> Concept:
    def first(name: str) -> str | None:
        return next((cells[name] for cells in rows if cells.get(name)), None)

    name = first("concept")
    if name is not None:
        name = None if UNNAMED.fullmatch(name) else name.removeprefix("-")
    return Concept(
        terms,
        identifier=name,
        domain=first("domain"),
        definition=first("definition"),
        note=first("concept_note"),
        source=first("source"),
    )


def _term(cells: Cells) -> Term:
    """Return the term of a row; ValueError or LanguageError says what is wrong with it."""
    if not cells.get("term"):
        raise ValueError("it has no term")
    translate = cells.get("do_not_translate", "").casefold()
    if translate not in (*_YES, *_NO):
        raise ValueError(f"do_not_translate is {translate!r}, not yes or no")
    return Term(
        normalise(cells.get("language", "")),
        cells["term"],
        status=cast(TermStatus, _one_of(TERM_STATUSES, cells.get("status"), "status", "admitted")),
        type=cast(TermType | None, _one_of(TERM_TYPES, cells.get("type"), "type", None)),
        part_of_speech=cells.get("part_of_speech") or None,
        note=cells.get("note") or None,
        source=cells.get("term_source") or None,
        context=cells.get("context") or None,
        geography=cells.get("geography") or None,
        do_not_translate=translate in _YES,
        created_at=_time(cells.get("created_at")),
        created_by=cells.get("created_by") or None,
        changed_at=_time(cells.get("changed_at")),
        changed_by=cells.get("changed_by") or None,
    )


def _one_of(known: Sequence[str], cell: str | None, name: str, default: str | None) -> str | None:
    if not cell:
        return default
    for value in known:
        if value.casefold() == cell.casefold():
            return value
    raise ValueError(f"{cell!r} is not a {name} ({', '.join(known)})")


def _time(cell: str | None) -> str | None:
    if not cell:
        return None
    time = parse_time(cell)
    if time is None:
        raise ValueError(f"{cell!r} is not a date (YYYY-MM-DD)")
    return time


class PairRows:
    """Rows that are a concept each: `languages` are the tags of columns, by index."""

    def __init__(
        self, path: Path, columns: Mapping[str, int], languages: Mapping[int, str], width: int
    ) -> None:
        self._path = path
        self._columns = columns
        self._languages = languages
        self._width = width

    def concept(self, line: int, row: Row) -> Concept | Skipped:
        """Return the concept of a row, or why it has none."""
        where = f"{self._path}:{line}"
        if isinstance(row, str):
            return Skipped(where, row)
        if len(row) > self._width:
            return Skipped(where, f"it has {column_count(len(row))} instead of {self._width}")
        cells = {
            key: row[index].strip() if index < len(row) else ""
            for key, index in self._columns.items()
        }
        try:
            terms = tuple(self._terms(cells))
        except LanguageError as error:
            return Skipped(where, error.what)
        if len({term.language for term in terms}) < 2:
            return Skipped(where, "it has no terms in two languages")
        return Concept(
            terms,
            identifier=cells.get("concept") or None,
            domain=cells.get("domain") or None,
            definition=cells.get("definition") or None,
            note=cells.get("note") or None,
        )

    def _terms(self, cells: Cells) -> Iterator[Term]:
        part = cells.get("part_of_speech") or None
        for key, index in self._columns.items():
            if index in self._languages or key in ("source", "target"):
                text, note = without_annotations(cells[key])
                if text:
                    language = self._languages.get(index) or normalise(cells[f"{key}_language"])
                    part_of_speech = _PARTS_OF_SPEECH.get(part, part) if part else None
                    yield Term(language, text, part_of_speech=part_of_speech, note=note)


def without_annotations(text: str) -> tuple[str, str | None]:
    """Return a term without what is said of it in brackets or after ` : `, and that as a note.

    `активные случаи [заболевания]` gives `активные случаи` and `заболевания`.
    """
    notes = [found.strip() for found in _BRACKETS.findall(text)]
    term, *explained = _COLON.split(_BRACKETS.sub("", text).strip(), maxsplit=1)
    return term.strip(), "; ".join(filter(None, (*explained, *notes))) or None
