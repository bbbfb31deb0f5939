"""What the rows of a glossary table say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

from tmtool.errors import LanguageError
from tmtool.formats import LEFT_OUT, ConceptRecord, Remark
from tmtool.formats.glossary_tables.cells import (
    is_yes,
    number_from_1,
    one_of,
    time_of,
    unpack_forms,
    unpack_pairs,
)
from tmtool.formats.glossary_tables.reading import terms_of
from tmtool.formats.glossary_tables.writer import UNNAMED
from tmtool.formats.tables.rows import Row
from tmtool.formats.values import column_count
from tmtool.languages import normalise
from tmtool.models import (
    ANIMACIES,
    CASE_RULES,
    GENDERS,
    NUMBERS,
    TERM_STATUSES,
    TERM_TYPES,
    Animacy,
    CaseRule,
    Concept,
    Gender,
    Hints,
    Number,
    Properties,
    Skipped,
    Term,
    TermStatus,
    TermType,
)

_PARTS_OF_SPEECH = {
    "proper noun": "properNoun",
    **dict.fromkeys(("n", "n.", "сущ.", "существительное"), "noun"),
    **dict.fromkeys(("v", "v.", "гл.", "глагол"), "verb"),
    **dict.fromkeys(("adj", "adj.", "прил.", "прилагательное"), "adjective"),
    **dict.fromkeys(("adv", "adv.", "нареч.", "наречие"), "adverb"),
}

Cells = Mapping[str, str]


def concepts_of_terms(
    path: Path, rows: Iterable[tuple[int, Row]], columns: Mapping[str, int], width: int
) -> Iterator[ConceptRecord]:
    """Yield the concepts of a table with one row for each term.

    Rows with the same `concept`, or none, belong to the concept of the row before. A row may be
    shorter than the header, where its last cells are empty. A row that cannot be taken is
    skipped where its concept has no other, else it is a remark.
    """
    named = _named(path, rows, columns, width)
    for _, group in groupby(named, key=lambda item: item[0]):
        taken: list[Cells] = []
        terms: list[Term] = []
        bad: list[tuple[str, str]] = []
        for _, line, cells in group:
            where = f"{path}:{line}"
            if isinstance(cells, str):
                bad.append((where, cells))
                continue
            try:
                for name in ("definitions", "concept_properties"):
                    unpack_pairs(cells.get(name), name)
                taken.append(cells)
                terms.append(_term(cells))
            except ValueError as error:
                bad.append((where, str(error)))
            except LanguageError as error:
                bad.append((where, error.what))
        if terms:
            yield from (Remark(where, LEFT_OUT, what) for where, what in bad)
            yield _concept(taken, tuple(terms))
        elif bad:
            yield Skipped(*bad[0])


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

    def pairs(name: str) -> Properties:
        return next((found for cells in rows if (found := unpack_pairs(cells.get(name), name))), ())

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
        definitions=pairs("definitions"),
        properties=pairs("concept_properties"),
    )


def _term(cells: Cells) -> Term:
    """Return the term of a row; ValueError or LanguageError says what is wrong with it."""
    if not cells.get("term"):
        raise ValueError("it has no term")
    do_not_translate = is_yes(cells.get("do_not_translate"), "do_not_translate")
    return Term(
        normalise(cells.get("language", "")),
        cells["term"],
        status=cast(
            "TermStatus", one_of(TERM_STATUSES, cells.get("status"), "status") or "admitted"
        ),
        type=cast("TermType | None", one_of(TERM_TYPES, cells.get("type"), "type")),
        part_of_speech=cells.get("part_of_speech") or None,
        note=cells.get("note") or None,
        source=cells.get("term_source") or None,
        context=cells.get("context") or None,
        geography=cells.get("geography") or None,
        do_not_translate=do_not_translate,
        case_rule=cast("CaseRule | None", one_of(CASE_RULES, cells.get("case_rule"), "case_rule")),
        number=cast("Number | None", one_of(NUMBERS, cells.get("number"), "number")),
        hints=_hints(cells),
        forms=unpack_forms(cells.get("forms")),
        properties=unpack_pairs(cells.get("properties"), "properties"),
        created_at=time_of(cells.get("created_at")),
        created_by=cells.get("created_by") or None,
        changed_at=time_of(cells.get("changed_at")),
        changed_by=cells.get("changed_by") or None,
    )


def _hints(cells: Cells) -> Hints:
    return Hints(
        number_from_1(cells.get("head"), "head"),
        cast("Gender | None", one_of(GENDERS, cells.get("gender"), "gender")),
        cast("Animacy | None", one_of(ANIMACIES, cells.get("animacy"), "animacy")),
        is_yes(cells.get("invariable"), "invariable"),
    )


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
            if len(row) < len(self._languages):
                return Skipped(where, f"it has {column_count(len(row))} instead of {self._width}")
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
        part_of_speech = _PARTS_OF_SPEECH.get(part.casefold(), part) if part else None
        texts = {
            key: cells[key]
            for key, index in self._columns.items()
            if index in self._languages or key in ("source", "target")
        }
        for key, text in texts.items():
            others = [other for name, other in texts.items() if name != key]
            found = terms_of(text, others)
            if found:
                language = self._languages.get(self._columns[key])
                language = language or normalise(cells[f"{key}_language"])
                for term in found:
                    yield Term(
                        language,
                        term.text,
                        term.status,
                        term.type,
                        part_of_speech=part_of_speech,
                        note=term.note,
                    )
