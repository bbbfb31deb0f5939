"""Which ends of lines are ends of segments, and which are those of wrapped text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["hard_breaks", "is_wrapped"]

_NARROWEST = 40
_WIDEST = 120
"""Characters between which text is wrapped."""

_FULL = 0.75
"""The share of full lines from which a text is wrapped."""

_OPEN = 0.5
"""The share of full lines without a stop at their end from which they are wrapped."""

_ENDS = (".", "!", "?", "\u2026", ";", ":", "\u00bb", "\u201d", '"')
_FEWEST = 3
"""Lines with another below from which that can be told."""


def hard_breaks(text: str) -> list[int]:
    """Return the places where lines begin that begin a segment, in order.

    A blank line always ends one. Another line end is that of wrapped text where the first word
    of the next line would not have fitted into its line, by the longest line of the paragraph.
    """
    found: list[int] = []
    lines: list[str] = []
    start = place = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append(line)
        else:
            found += _within(lines, start)
            found.append(place)
            lines = []
            start = place + len(line) + 1
        place += len(line) + 1
    return found + _within(lines, start)


def _within(lines: Sequence[str], place: int) -> list[int]:
    """Return the places of the lines of a paragraph that begin a segment, but of the first."""
    if len(lines) < 2:
        return []
    widest = max(len(line.rstrip()) for line in lines)
    found = []
    for line, following in pairwise(lines):
        place += len(line) + 1
        if not _is_full(line, following, widest):
            found.append(place)
    return found


def _is_full(line: str, following: str, widest: int) -> bool:
    """Tell whether the first word of the next line would not have fitted into this one."""
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    first = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(first) > widest


def is_wrapped(text: str) -> bool:
    """Tell whether the lines of a text are as long as fits, so that its line ends mean nothing.

    Not wrapped is one with fewer than three lines that have another below, or most of whose
    full lines end with a stop, or are the same as others.
    """
    lines = text.split("\n")
    widest = max(len(line.rstrip()) for line in lines)
    pairs = [pair for pair in pairwise(lines) if all(map(str.strip, pair))]
    full = [line.rstrip() for line, following in pairs if _is_full(line, following, widest)]
    open_ends = sum(not line.endswith(_ENDS) for line in full)
    return (
        len(pairs) >= _FEWEST
        and len(full) >= _FULL * len(pairs)
        and open_ends >= _OPEN * len(full)
        and len(set(full)) >= _FULL * len(full)
    )
