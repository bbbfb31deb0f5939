"""Paragraphs and headings made of the lines of pages, without what repeats on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tmtool.formats.documents.pdf.reader import Line, Page
from tmtool.formats.documents.pdf.running import without_running_lines
from tmtool.models import BlockKind, TextBlock

__all__ = ["blocks_of"]

_LARGER = 1.15
"""How much larger than the text the letters of a heading are."""

_SAME_SIZE = 0.12
"""By what share the letters of two lines differ in size at most to be of one paragraph."""

_LOOSE = 1.35
"""How much more than the usual distance of lines parts two paragraphs."""

_SHORT, _VERY_SHORT = 0.85, 0.6
"""A last line is shorter than the first share of its column, without a full stop the second."""

_COLUMN = 24.0
"""Points by which lines of one column begin apart from one another at most."""

_INDENT = 0.8
"""White space before the first line of a paragraph, in sizes of letters."""

_ITEM = re.compile(r"(?:[•‣◦▪●○■·\uf0b7–—*-]|\(?(?:\d{1,3}|[a-zа-я])[.)])\s+\S", re.IGNORECASE)
_BULLET = re.compile(r"[•‣◦▪●○■·\uf0b7*]\s*")
_END = re.compile(r"[.!?:;…][»”\")\]]*$")
_SOFT = "\u00ad"
_WORD_END = re.compile(r"[^\W\d_]+$")
_WORD_START = re.compile(r"[^\W\d_]+")


def blocks_of(pages: Sequence[Page]) -> Iterator[TextBlock]:
    """Yield the paragraphs of the pages in their order; see `read_blocks`."""
    every = [line for page in pages for line in page.lines]
    lines = without_running_lines(pages, larger_than=_LARGER * _Style(every).size) or every
    style = _Style(lines)
    words = _Words(lines)
    for position, (kind, level, part) in enumerate(_paragraphs(lines, style)):
        yield TextBlock(words.joined(part, bullet=kind == "list"), kind, level, position)


class _Style:
    """How the text of a document looks: the size of its letters, the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self.size = max(sizes, key=lambda size: sizes[size])
        larger = {size for size in sizes if size >= _LARGER * self.size}
        self._levels = {size: level for level, size in enumerate(sorted(larger, reverse=True), 1)}
        gaps = Counter(
            round((one.base - other.base) / other.size, 1)
            for one, other in pairwise(lines)
            if _is_like(one, other) and 0 < one.base - other.base < 3 * other.size
        )
        # Of distances that are equally frequent, the smaller one is that within paragraphs.
        self.leading = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2
        self._rights: dict[int, float] = {}
        for line in lines:
            place = int(line.left // _COLUMN)
            self._rights[place] = max(self._rights.get(place, 0.0), line.right)

    def right_of(self, line: Line) -> float:
        """Return where the longest line ends of those that begin near this one."""
        place = int(line.left // _COLUMN)
        near = (self._rights.get(one, 0.0) for one in (place - 1, place, place + 1))
        return max(line.right, *near)

    def level(self, line: Line) -> int:
        """Return the level of a heading with this line, 0 for what is none."""
        return self._levels.get(round(line.size, 1), 0)


def _is_like(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


@dataclass(slots=True)
class _Part:
    """The lines of a paragraph; `left` is where the leftmost begins."""

    lines: list[Line]
    left: float

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.left = min(self.left, line.left)


def _paragraphs(
    lines: Sequence[Line], style: _Style
) -> Iterator[tuple[BlockKind, int, list[Line]]]:
    part: _Part | None = None
    for line in lines:
        if part is not None and _goes_on(part, line, style):
            part.add(line)
            continue
        if part is not None:
            yield _block(part.lines, style)
        part = _Part([line], line.left)
    if part is not None:
        yield _block(part.lines, style)


def _block(lines: list[Line], style: _Style) -> tuple[BlockKind, int, list[Line]]:
    level = style.level(lines[0])
    if level:
        return "heading", level, lines
    if _BULLET.match(lines[0].text):
        return "list", 1, lines
    return "paragraph", 0, lines


def _goes_on(part: _Part, line: Line, style: _Style) -> bool:
    """Tell whether a line belongs to the paragraph of the lines before it."""
    last = part.lines[-1]
    if last.text.endswith(_SOFT):
        return True
    if not _is_like(last, line) or _ITEM.match(line.text) or _BULLET.match(line.text):
        return False
    step = last.base - line.base
    if step <= 0 or step > 3 * line.size:
        return _goes_on_elsewhere(last, line, step, style)
    if line.right < last.left or line.left > last.right:
        return False
    return step <= _LOOSE * style.leading * line.size and not _begins(part, line, style)


def _goes_on_elsewhere(last: Line, line: Line, step: float, style: _Style) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    same_line = abs(step) < line.size / 2
    is_heading = style.level(last) or style.level(line)
    if same_line or is_heading or step > 0:
        return False
    if _END.search(last.text):
        return False
    is_full = last.right >= style.right_of(last) - 2 * last.size
    return line.text[0].islower() or (is_full and line.text[0].isalpha())


def _begins(part: _Part, line: Line, style: _Style) -> bool:
    """Tell whether a line is the first of its paragraph, by the ends of lines."""
    last = part.lines[-1]
    share = (last.right - part.left) / max(1.0, style.right_of(last) - part.left)
    if share < (_SHORT if _END.search(last.text) else _VERY_SHORT):
        return True
    is_indented = line.left > last.left + _INDENT * line.size
    return is_indented and line.left < last.left + 5 * line.size and len(part.lines) > 1


class _Words:
    """Joins lines; words of the document tell which hyphens at line ends belong to a word."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._known: Counter[str] = Counter()
        for line in lines:
            inside = line.text.casefold().split()[: -1 if line.text.endswith("-") else None]
            self._known.update(word.strip('.,;:!?()«»“”"') for word in inside)

    def joined(self, lines: Sequence[Line], *, bullet: bool) -> str:
        """Return the text of lines; a bullet at its start is no text."""
        text = lines[0].text
        for line in lines[1:]:
            text = self._with(text, line.text)
        text = text.replace(_SOFT, "")
        return (_BULLET.sub("", text, count=1) if bullet else text) or lines[0].text

    def _with(self, text: str, line: str) -> str:
        if text.endswith(_SOFT):
            return text[:-1] + line
        if not text.endswith("-") or not line[:1].islower():
            return f"{text} {line}"
        before, after = _WORD_END.search(text[:-1]), _WORD_START.match(line)
        if before is None or after is None:
            return f"{text} {line}"
        whole, parted = before[0] + after[0], f"{before[0]}-{after[0]}"
        is_compound = self._known[parted.casefold()] > self._known[whole.casefold()]
        return text + line if is_compound else text[:-1] + line
