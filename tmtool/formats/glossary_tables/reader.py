"""Concepts read from tables, TSV and CSV, of any size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ConceptRecord, ReadOptions
from tmtool.formats.glossary_tables.columns import languages_in, pair_columns, term_columns
from tmtool.formats.glossary_tables.rows import PairRows, concepts_of_terms
from tmtool.formats.tables.rows import Row, Rows
from tmtool.formats.tables.titles import last_line, titles_above
from tmtool.formats.values import column_count
from tmtool.languages import detect
from tmtool.models import Concept, Skipped

_SAMPLE = 100
_UNNAMED_COLUMNS = {2: ("source", "target"), 3: ("source", "target", "note")}
_HINT = (
    "Name the columns in their order, such as --columns source,target,note or"
    " --columns concept,language,term,status."
)


def read_concepts(
    path: Path, options: ReadOptions, open_rows: type[Rows]
) -> Iterator[ConceptRecord]:
    """Yield the concepts of a table in its order, and the rows that had to be skipped.

    With the columns `language` and `term`, a row is a term and rows with the same `concept` that
    stand together are one concept. Else a row is a concept: two columns without names are source
    and target, a third is a note, and rows that begin with `#` are comments.
    """
    with open_rows.open(path, options) as rows:
        numbered = iter(rows)
        first = next((item for item in numbered if not is_comment(item[1])), None)
        if first is None:
            return
        if isinstance(first[1], str) or not _has_names(first[1]):
            titles = titles_above(path, options, open_rows, _has_names)
            yield from titles
            if titles:
                first = next(item for item in numbered if item[0] > last_line(titles))
        where = f"{path}:{first[0]}"
        names, has_header = _names(first[1], options, where)
        rows.width = len(names)
        rest = numbered if has_header else chain([first], numbered)
        by_term = term_columns(names)
        if by_term is not None:
            if "concept" not in by_term:
                raise InputError(
                    "no column `concept` says which terms belong together", where=where, hint=_HINT
                )
            yield from concepts_of_terms(path, rest, by_term, len(names))
            return
        by_pair = pair_columns(names)
        if by_pair is None:
            raise InputError(
                "the columns are not those of a glossary: " + ", ".join(names),
                where=where,
                hint=_HINT,
            )
        yield from _pairs(path, rest, by_pair, len(names), options)


def is_comment(row: Row) -> bool:
    """Tell whether a row is a comment, as in glossaries of OmegaT."""
    return not isinstance(row, str) and row[0].lstrip().startswith("#")


def _names(first: Row, options: ReadOptions, where: str) -> tuple[Sequence[str], bool]:
    """Return the names of the columns and whether the first row has them."""
    if isinstance(first, str):
        raise InputError(first, where=where, hint=_HINT)
    has_header = options.header
    if has_header is None:
        has_header = _has_names(first)
    if options.columns:
        return options.columns, has_header
    if has_header:
        return first, True
    if len(first) not in _UNNAMED_COLUMNS:
        raise InputError(
            f"the file has {column_count(len(first))} and no header that names them",
            where=where,
            hint=_HINT,
        )
    return _UNNAMED_COLUMNS[len(first)], False


def _has_names(row: Sequence[str]) -> bool:
    return term_columns(row) is not None or pair_columns(row) is not None


def _pairs(
    path: Path,
    rows: Iterator[tuple[int, Row]],
    columns: dict[str, int],
    width: int,
    options: ReadOptions,
) -> Iterator[Concept | Skipped]:
    sample = list(islice(rows, _SAMPLE))
    good = [row for _, row in sample if isinstance(row, list) and not is_comment(row)]
    languages = {index: tag for tag, index in languages_in(columns).items()}
    given = {"source": options.source_language, "target": options.target_language}
    for side, language in given.items():
        if side in columns and f"{side}_language" not in columns:
            languages[columns[side]] = language or column_language(good, columns[side], path)
    if len(set(languages.values())) < len(languages):
        raise _unknown_languages(path)
    pairs = PairRows(path, columns, languages, width)
    for line, row in chain(sample, rows):
        if not is_comment(row):
            yield pairs.concept(line, row)


def column_language(rows: Iterable[Sequence[str]], index: int, path: Path) -> str:
    """Return Russian or English by the script of a column; InputError where it is neither."""
    found = Counter(detect(row[index]) for row in rows if index < len(row))
    tag = max(found, key=lambda tag: found[tag] if tag else 0, default=None)
    if tag is None:
        raise _unknown_languages(path)
    return tag


def _unknown_languages(path: Path) -> InputError:
    return InputError(
        "the languages of the columns cannot be told from their script",
        where=str(path),
        hint="Give them with -s and -t, or name the columns with --columns ru,en.",
    )
