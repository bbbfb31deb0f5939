"""The lines of the pages of a PDF file, read through pypdfium2 (an optional extra)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import Any

from tmtool.errors import InputError
from tmtool.formats.files import open_binary

__all__ = ["Line", "Page", "read_pages"]

_PASSWORD, _SECURITY = 4, 5
"""The reader's codes for a password, and for a way to encrypt that it does not know."""

_STEP = 0.6
"""How far, in sizes of letters, a letter of another line is above or below; indices are nearer."""

_GAP = 2.5
"""White space between the cells of a table, in sizes of letters, at least."""

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u2010": "\u00ad"}
"""Signs at line ends: the first two stand for any hyphen there, the last one divides a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its ends, its base line from below, and the size of its letters.

    Measures are points. A soft hyphen at the end divides a word.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order in which the file has them."""

    lines: tuple[Line, ...]
    height: float


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a file with their lines; raises InputError."""
    open_binary(path).close()
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError(
            "PDF files are read with pypdfium2, which is not installed",
            where=str(path),
            hint="Install it with pip install 'tmtool[pdf]'.",
        ) from error
    try:
        with pypdfium2.PdfDocument(path) as document:
            return [_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, error, getattr(error, "err_code", None)) from error


def _refusal(path: Path, error: Exception, code: int | None) -> InputError:
    if code in (_PASSWORD, _SECURITY):
        return InputError(
            "the PDF has a password",
            where=str(path),
            hint="Open it with the password, and save it or print it to a PDF without one.",
        )
    return InputError(
        f"this is not a PDF that can be read: {error}",
        where=str(path),
        hint="Check that it is whole, and that the suffix says what it is.",
    )


def _page(document: Any, number: int) -> Page:  # noqa: ANN401 - the reader has no types
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return Page(tuple(_lines(text)), page.get_height())
        finally:
            text.close()
    finally:
        page.close()


@dataclass(slots=True)
class _Open:
    """A line that is being read."""

    left: float
    base: float
    size: float
    right: float = 0.0
    text: str = ""

    def line(self) -> Line | None:
        """Return the line, `None` where it is blank."""
        text = " ".join(self.text.split())
        if text and text[-1] in _HYPHENS:
            text = text[:-1] + _HYPHENS[text[-1]]
        return Line(text, self.left, self.right, self.base, self.size) if text else None


def _lines(text: Any) -> Iterator[Line]:  # noqa: ANN401
    """Yield the lines of a page: letters that follow one another on one base line."""
    line: _Open | None = None
    for sign, left, right, base, size in _letters(text):
        if line is not None and not _goes_on(line, left, base, size):
            yield from filter(None, [line.line()])
            line = None
        if line is None:
            if sign.isspace():
                continue
            line = _Open(left, base, size)
        line.text += sign
        if not sign.isspace():
            line.right = max(right, left)
            line.size = max(line.size, size)
    if line is not None:
        yield from filter(None, [line.line()])


def _goes_on(line: _Open, left: float, base: float, size: float) -> bool:
    size = max(line.size, size)
    if abs(base - line.base) > _STEP * size:
        return False
    return -size < left - line.right < _GAP * size or not line.right


def _letters(text: Any) -> Iterator[tuple[str, float, float, float, float]]:  # noqa: ANN401
    """Yield each letter with its left and right end, its base line and its size."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    right, rest = ctypes.c_double(), [ctypes.c_double() for _ in range(3)]
    place = (0.0, 0.0, 0.0, 1.0)
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index) or 0xFFFD)
        if raw.FPDFText_IsGenerated(text, index):
            # A space or line end that the reader has put in has no place of its own.
            if sign not in "\r\n":
                yield sign, *place
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetCharBox(text, index, rest[0], right, rest[1], rest[2])
        size = raw.FPDFText_GetFontSize(text, index) * _scale(raw, text, index)
        place = (x.value, max(right.value, x.value), y.value, size)
        yield sign, *place


def _scale(raw: Any, text: Any, index: int) -> float:  # noqa: ANN401
    """Return by how much letters are larger on the page than their font says."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, matrix):
        return 1.0
    return hypot(matrix.c, matrix.d) or 1.0
