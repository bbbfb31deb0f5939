"""One text of a table, TSV or CSV: the column of the translations or that of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tmtool.errors import InputError, LanguageError
from tmtool.formats import ReadOptions, Remark
from tmtool.formats.tables.columns import FIELDS, MARKUP, PROPERTIES
from tmtool.formats.tables.rows import Row, Rows
from tmtool.formats.tables.titles import last_line, titles_above
from tmtool.formats.values import column_count
from tmtool.languages import normalise, preferred, sides
from tmtool.models.texts import TextRecord, TextSide

_TARGETS = ("target", "draft", "hypothesis", "translation", "reference")
_TEXTS: dict[TextSide, tuple[str, ...]] = {
    "source": ("source",),
    "target": _TARGETS,
    "reference": ("reference", *_TARGETS),
}
"""The names of columns with texts, beside language tags, by their side; the best come first."""

_ANY_SIDE = "text"
_IDS = ("id", "tuid")
_NAMES = frozenset(("source", *_TARGETS, _ANY_SIDE, *_IDS, "document", "-"))
_HINT = (
    "Name all columns in their order: --columns id,source,target (- leaves one out); --as lines"
    " reads plain text."
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The indexes of a table's columns; `None` where there is none."""

    width: int
    text: int
    id: int | None = None
    source: int | None = None
    document: int | None = None

    def record(self, row: Sequence[str], where: str) -> TextRecord:
        """Return the segment of a row."""

        def cell(index: int | None) -> str | None:
            return row[index] if index is not None else None

        return TextRecord(
            where,
            row[self.text],
            cell(self.id) or None,
            cell(self.source),
            cell(self.document) or None,
        )


def read_texts(
    path: Path, options: ReadOptions, side: TextSide, open_rows: type[Rows]
) -> Iterator[TextRecord]:
    """Yield the text of each row; in a table of one column a blank line is an empty one.

    The options or the first row name the columns: a language tag or `source`, `target`, `draft`,
    `translation`, `reference`, `text`, and `id` (`tuid`) and `document`. Without names, one
    column is the text, two are source and target. Raises InputError for a row with more or fewer
    columns than the first.
    """
    with open_rows.open(path, options, blanks=True) as opened:
        rows = [*opened]
    first = next((row for _, row in rows if row != [""]), [""])
    if isinstance(first, str) or not _has_names(first):
        rows = _below(titles_above(path, options, open_rows, _has_names), rows)
        first = next((row for _, row in rows if row != [""]), [""])
    if isinstance(first, str) or len(first) > 1:
        rows = [(line, row) for line, row in rows if row != [""]]
    names, has_header = _names(first, options, f"{path}:{rows[0][0] if rows else 1}")
    columns = _resolved(names, options, side, str(path))
    for line, row in rows[has_header:]:
        where = f"{path}:{line}"
        if isinstance(row, str) or len(row) != columns.width:
            raise InputError(_problem(row, columns.width), where=where, hint=_HINT)
        yield columns.record(row, where)


def _below(titles: Sequence[Remark], rows: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Return the rows below titles."""
    return [(line, row) for line, row in rows if line > last_line(titles)]


def _problem(row: Row, width: int) -> str:
    if isinstance(row, str):
        return row
    return f"{column_count(width)} expected, {len(row)} found"


def _names(first: Row, options: ReadOptions, where: str) -> tuple[Sequence[str], bool]:
    """Return the names of the columns, and whether the first row is a header."""
    if isinstance(first, str):
        raise InputError(first, where=where, hint=_HINT)
    keys = [_key(cell) for cell in first]
    has_header = _is_header(keys) if options.header is None else options.header
    if options.columns and len(first) == len(options.columns):
        return [_key(name) for name in options.columns], has_header
    if has_header:
        return keys, True
    usual = {1: ["text"], 2: ["source", "target"]}.get(len(first))
    if usual is None:
        said = f"the file has {column_count(len(first))}"
        named = f", not {len(options.columns)}" if options.columns else " without a header"
        raise InputError(said + named, where=where, hint=_HINT)
    return usual, False


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _has_names(row: Sequence[str]) -> bool:
    return _is_header([_key(cell) for cell in row])


def _is_header(keys: Sequence[str]) -> bool:
    """Tell whether cells name columns: every one, of several, and at least one is a text."""
    texts = [key for key in keys if _is_text(key)]
    known = {*_NAMES, *FIELDS, PROPERTIES}
    return (
        len(keys) > 1
        and bool(texts)
        and all(key in known or _tag(key.removesuffix(MARKUP)) for key in keys)
    )


def _is_text(key: str) -> bool:
    named = key in ("source", *_TARGETS, _ANY_SIDE)
    return named or _language(key) is not None


def _language(key: str) -> str | None:
    """Return the tag that a column is named by; `id` is none."""
    return None if key in _NAMES or key in FIELDS else _tag(key)


def _tag(key: str) -> str | None:
    try:
        return normalise(key)
    except LanguageError:
        return None


def _resolved(names: Sequence[str], options: ReadOptions, side: TextSide, where: str) -> _Columns:
    source, target = _sides(names, options, "target" if side == "source" else side)
    text, other = (source, None) if side == "source" else (target, source)
    if text is None and target is not None and names[target] not in _TARGETS:
        text = target
    if text is None:
        raise InputError(
            f"no column has the {'source' if side == 'source' else 'translation'}",
            where=where,
            hint=_HINT,
        )

    def place(*wanted: str) -> int | None:
        return next((names.index(name) for name in wanted if name in names), None)

    return _Columns(len(names), text, place(*_IDS), other, place("document"))


def _sides(
    names: Sequence[str], options: ReadOptions, translation: TextSide
) -> tuple[int | None, int | None]:
    """Return the columns of source and translation: those of the languages asked for first."""
    tags = {tag: place for place, name in enumerate(names) if (tag := _language(name))}
    given = sides(tags, options.source_language, options.target_language)
    found: list[int | None] = []
    wanted: tuple[TextSide, TextSide] = ("source", translation)
    for side, tag in zip(wanted, given, strict=True):
        known = preferred(tag, tags) if tag else []
        by_name = (names.index(name) for name in (*_TEXTS[side], _ANY_SIDE) if name in names)
        found.append(tags[known[0]] if known else next(by_name, None))
    source, target = found
    if target is None and len(tags) == 1:
        source, target = None, next(iter(tags.values()))
    return (None if source == target else source), target
