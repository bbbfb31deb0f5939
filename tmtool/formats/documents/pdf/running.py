"""Headers, footers and page numbers: what stands in the same place of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tmtool.formats.documents.pdf.reader import Line, Page

__all__ = ["without_running_lines"]

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be its header or its footer."""

_NEAR = 6.0
"""Points by which the place of a header differs from page to page, about."""

_SHARE = 3
"""A header is on a third of the pages: those to the left and the right may have their own."""

_DIGITS = re.compile(r"\d{1,5}")
_ROMAN = re.compile(r"\W*[ivxlc]+\W*", re.IGNORECASE)

Key = tuple[str, int]


def without_running_lines(pages: Sequence[Page], *, larger_than: float) -> list[Line]:
    """Return the lines of all pages but for headers, footers and page numbers.

    These are the same on a third of the pages, or count them; lines of letters that are larger
    than a size are headings, which stay.
    """
    counts: Counter[Key] = Counter()
    for number, page in enumerate(pages):
        counts.update({key for line in _edges(page) for key in _keys(line, number)})
    enough = max(2, len(pages) / _SHARE)

    def is_running(line: Line, number: int) -> bool:
        seen = (
            counts[text, place] + counts[text, place + 1] + counts[text, place - 1]
            for text, place in _keys(line, number)
        )
        return line.size <= larger_than and max(seen) >= enough

    found: list[Line] = []
    for number, page in enumerate(pages):
        edges = set(_edges(page))
        found += [one for one in page.lines if one not in edges or not is_running(one, number)]
    return found


def _edges(page: Page) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: -line.base)
    return [*ordered[:_EDGE], *ordered[-_EDGE:]]


def _keys(line: Line, page: int) -> Iterator[Key]:
    """Yield what a line says and where: as it is, and with a number in it that counts pages."""
    place = round(line.base / _NEAR)
    text = line.text
    yield "\0roman" if _ROMAN.fullmatch(text) else text, place
    for number in _DIGITS.finditer(text):
        ahead = int(number[0]) - page
        yield f"{text[: number.start()]}\0{ahead}\0{text[number.end() :]}", place
