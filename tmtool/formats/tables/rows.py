"""Rows of tab- and comma-separated files, streamed with the line each starts on."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Protocol, Self, TextIO

from tmtool.formats import ReadOptions
from tmtool.formats.files import open_text, replacing

Row = list[str] | str
"""The fields of a row, or the reason why it cannot be read."""

DELIMITERS = ",;\t|"
"""What may stand between the columns of a CSV file, the usual ones first."""

MOST_TITLES = 9
"""Rows that may stand above a header."""

_LONGEST_FIELD = 1 << 20
_SAMPLE = 20
_INSIDE = re.compile(r'((?:[^"]++|"")*+)("?)')
_FIELD_END = re.compile(r"\t|\r?\n|\r?\Z")
_NEEDS_QUOTES = re.compile(r'[\t\r\n]|""')
_PLAIN_IN_QUOTES = re.compile(r'"[^"]*"')
_DECLARED = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)
_FORMULA = re.compile(r"[=+\-@\t\r]")


class Rows(Protocol):
    """The rows of a table, each with the number it has in its file; `width` is that expected."""

    width: int | None

    def __iter__(self) -> Iterator[tuple[int, Row]]: ...

    @classmethod
    def open(
        cls, path: Path, options: ReadOptions, *, blanks: bool = False
    ) -> AbstractContextManager[Self]:
        """Open a file; blank lines are left out unless `blanks` are wanted."""
        ...


RowWriter = Callable[[Sequence[str]], object]
"""Writes one row."""

TableWriter = Callable[[Path], AbstractContextManager[RowWriter]]
"""Opens a table to be written, wholly or not at all."""


class TsvRows:
    """The rows of a TSV file; blank lines are left out unless `blanks` are wanted.

    Fields are literal, except one that is quoted after RFC 4180 and had to be, for a tab, a line
    end or a quotation mark in it. `width` is the number of fields expected: a row that has it
    when taken literally, and else has not, is taken literally.
    """

    def __init__(self, stream: TextIO, width: int | None = None, *, blanks: bool = False) -> None:
        self.width = width
        self._blanks = blanks
        self._stream = stream
        self._ahead: deque[str] = deque()
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(newline="\n")

    @classmethod
    @contextmanager
    def open(cls, path: Path, options: ReadOptions, *, blanks: bool = False) -> Iterator[Self]:
        """Open a file with as many columns as the options name."""
        width = len(options.columns) if options.columns else None
        with open_text(path, options.encoding) as stream:
            yield cls(stream, width, blanks=blanks)

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        number = 1
        ahead, stream = self._ahead, self._stream
        while line := ahead.popleft() if ahead else next(stream, ""):
            if '"' in line and (line[0] == '"' or '\t"' in line):
                fields, lines = self._quoted_row(line)
                yield number, fields
                number += lines
            else:
                text = line.rstrip("\r\n")
                if text or self._blanks:
                    yield number, text.split("\t")
                number += 1

    def _next_line(self) -> str:
        return self._ahead.popleft() if self._ahead else next(self._stream, "")

    def _quoted_row(self, line: str) -> tuple[list[str], int]:
        """Return the fields of the row that begins with this line, and its number of lines."""
        fields: list[str] = []
        more: list[str] = []
        rest = "\t" + line
        while rest.startswith("\t"):
            field, rest, lines = self._quoted_field(rest[1:]) or _literal_field(rest[1:])
            fields.append(field)
            more += lines
        if self.width is not None and len(fields) != self.width:
            literal = line.rstrip("\r\n").split("\t")
            if len(literal) == self.width:
                self._ahead.extendleft(reversed(more))
                return literal, 1
        return fields, 1 + len(more)

    def _quoted_field(self, rest: str) -> tuple[str, str, list[str]] | None:
        """Return the field, what follows it and the lines it took; `None` if it is literal."""
        if not rest.startswith('"'):
            return None
        parts: list[str] = []
        lines: list[str] = []
        piece, start, size = rest, 1, len(rest)
        while True:
            found = _INSIDE.match(piece, start)
            assert found is not None
            parts.append(found[1])
            if found[2]:
                content = "".join(parts)
                if _FIELD_END.match(piece, found.end()) and _NEEDS_QUOTES.search(content):
                    return content.replace('""', '"'), piece[found.end() :], lines
                break
            piece, start = self._next_line(), 0
            lines.append(piece)
            size += len(piece)
            if not piece or size > _LONGEST_FIELD:
                break
        self._ahead.extendleft(line for line in reversed(lines) if line)
        return None


def _literal_field(rest: str) -> tuple[str, str, list[str]]:
    end = rest.find("\t")
    if end < 0:
        return rest.rstrip("\r\n"), "", []
    return rest[:end], rest[end:], []


def tsv_field(text: str) -> str:
    """Return a text as a TSV field: itself, or quoted where it would not be read back else."""
    quoted = text.startswith('"') and not _PLAIN_IN_QUOTES.fullmatch(text)
    if quoted or "\t" in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def tsv_writer(file: TextIO) -> RowWriter:
    """Return a function that writes one row."""
    return lambda row: file.write("\t".join(map(tsv_field, row)) + "\n")


@contextmanager
def tsv_table(path: Path) -> Iterator[RowWriter]:
    """Give what writes the rows of a TSV file."""
    with replacing(path) as file:
        yield tsv_writer(file)


class CsvRows:
    """The rows of a CSV file (RFC 4180) with commas, semicolons, tabs or bars.

    Blank lines are left out unless `blanks` are wanted.
    """

    def __init__(self, stream: TextIO, width: int | None = None, *, blanks: bool = False) -> None:
        self.width = width
        self._blanks = blanks
        start = list(islice(stream, _SAMPLE))
        # Excel's own way to name the delimiter.
        declared = _DECLARED.fullmatch(start[0]) if start else None
        self._before = len(start[:1]) if declared else 0
        start = start[self._before :]
        delimiter = declared[1] if declared else _delimiter(start, width)
        self._reader = csv.reader(chain(start, stream), delimiter=delimiter, strict=True)

    @classmethod
    @contextmanager
    def open(cls, path: Path, options: ReadOptions, *, blanks: bool = False) -> Iterator[Self]:
        """Open a file with as many columns as the options name."""
        width = len(options.columns) if options.columns else None
        with open_text(path, options.encoding) as stream:
            yield cls(stream, width, blanks=blanks)

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        while True:
            number = self._before + self._reader.line_num + 1
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                lines = f"lines {number} to {self._before + self._reader.line_num}"
                yield number, f"quotation marks are not paired in {lines} ({error})"
                continue
            if row or self._blanks:
                yield number, row or [""]


def _delimiter(lines: list[str], width: int | None) -> str:
    """Return the delimiter that cuts the rows into equally many fields, the first that does."""
    for titles in range(min(MOST_TITLES + 1, max(1, len(lines) - 1))):
        for delimiter in DELIMITERS:
            widths = _widths(lines[titles:], delimiter)
            if len(widths) == 1 and (widths == {width} if width else widths != {1}):
                return delimiter
    text = "".join(lines)
    return ";" if text.count(";") > text.count(",") else ","


def _widths(lines: list[str], delimiter: str) -> set[int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return set()
    # The last row may be cut off, for a field can go on after the lines looked at.
    return set(widths[:-1] if len(lines) == _SAMPLE else widths)


def csv_writer(file: TextIO) -> RowWriter:
    """Return a function that writes one row."""
    return csv.writer(file, lineterminator="\r\n").writerow


@contextmanager
def csv_table(path: Path) -> Iterator[RowWriter]:
    """Give what writes the rows of a CSV file."""
    with replacing(path) as file:
        yield csv_writer(file)


def without_formulas(table: TableWriter) -> TableWriter:
    """Return a writer whose cells no spreadsheet takes for a formula.

    A cell that begins as one gets an apostrophe in front, which stays when it is read back.
    """

    @contextmanager
    def guarded(path: Path) -> Iterator[RowWriter]:
        with table(path) as write_row:
            yield lambda row: write_row([f"'{c}" if _FORMULA.match(c) else c for c in row])

    return guarded
