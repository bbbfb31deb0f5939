"""Where a line may be broken, by the rules that GNU gettext applies to PO files.

The pairs of UAX #14 (Unicode line breaking) in the revision of GNU libunistring, for the classes
that Latin, Cyrillic and East Asian texts use; escapes are never cut.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

_LISTED = {
    "ZW": "\u200b",
    "WJ": "\u2060\ufeff",
    "GL": "\u00a0\u2007\u2011\u202f\u034f",
    "CP": ")]",
    "CL": "}\u3001\u3002\uff0c\uff0e\uff61\uff64",
    "QU": "\"'\u275b\u275c\u275d\u275e",
    "EX": "!?\uff01\uff1f",
    "IS": ",.:;\u037e\u0589\u060c\u2044",
    "SY": "/",
    "OP": "\u00a1\u00bf",
    "PO": "%\u00a2\u00b0\u2030\u2031\u2032\u2033\u2034\u2103\u2109",
    "PR": "+\\\u00b1\u2116\u2212\u2213",
    "HY": "-",
    "BA": "|\u00ad\u058a\u2010\u2012\u2013\u2027\u205f\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2008\u2009\u200a",
    "B2": "\u2014",
    "BB": "\u00b4\u02c8\u02cc",
    "IN": "\u2024\u2025\u2026",
    "NS": "\u203c\u203d\u2047\u2048\u2049\u3005\u301c\uff1a\uff1b",
}
_CLASS = {char: name for name, chars in _LISTED.items() for char in chars}
_BY_CATEGORY = {
    "Ps": "OP",
    "Pe": "CL",
    "Pi": "QU",
    "Pf": "QU",
    "Sc": "PR",
    "Nd": "NU",
    "Mn": "CM",
    "Mc": "CM",
    "Me": "CM",
    "Cc": "CM",
    "Cf": "CM",
}
_NEVER_BEFORE = frozenset(("CL", "CP", "EX", "IS", "SY", "ZW", "WJ"))
_HANGING = frozenset(("BA", "HY", "NS", "IN"))
_LETTERS = frozenset(("AL", "HL"))
_TOGETHER = frozenset(
    [(a, b) for a in ("AL", "HL", "NU") for b in ("AL", "HL", "NU", "PR", "PO", "OP")]
    + [(a, "NU") for a in ("HY", "IS", "SY", "CP")]
    + [(a, b) for a in ("PR", "PO") for b in ("AL", "HL", "NU", "OP")]
    + [(a, b) for a in ("CL", "CP") for b in ("PR", "PO")]
    + [("CP", "AL"), ("CP", "HL"), ("SY", "HL"), ("PR", "ID"), ("ID", "PO")]
)
_NARROW = re.compile(
    "[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u0588\u2010-\u2027]*"
)
_WORD = re.compile(r"([^ ]*)( *)")
_ENDS_WITH_NEWLINE = re.compile(r"(?<!\\)(?:\\\\)*\\n\Z")
_ESCAPE = re.compile(r"\\.")


@lru_cache(maxsize=4096)
def _break_class(char: str) -> str:
    if char in _CLASS:
        return _CLASS[char]
    category = unicodedata.category(char)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    if unicodedata.east_asian_width(char) in "WF":
        return "ID"
    return "HL" if "\u05d0" <= char <= "\u05f2" else "AL"


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cc") or char in "\u200b\u2060\ufeff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def display_width(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    return len(text) if _NARROW.fullmatch(text) else sum(map(_columns, text))


@cache
def _breaks_after_space(before: str, after: str) -> bool:
    if before == "ZW":
        return True
    if before == "OP" or after in _NEVER_BEFORE:
        return False
    return (before, after) not in {("QU", "OP"), ("CL", "NS"), ("CP", "NS"), ("B2", "B2")}


def _breaks_between(before: str, after: str) -> bool:
    if before == "ZW":
        return after != "ZW"
    if after in _NEVER_BEFORE or before in ("WJ", "GL", "OP", "QU", "BB") or after == "QU":
        return False
    if after == "GL":
        return before in ("BA", "HY")
    if after in _HANGING:
        return False
    if before == after == "B2":
        return False
    return (before, after) not in _TOGETHER


_Piece = tuple[str, int]
"""A stretch of text that cannot be broken, and the columns it takes."""


@lru_cache(maxsize=1 << 15)
def _word(text: str) -> tuple[str, str, tuple[_Piece, ...]]:
    """Return the break classes of a word's first and last characters, and its pieces."""
    inside = {found.start() + 1 for found in _ESCAPE.finditer(text)}
    cuts, first, before = [0], "", ""
    for index, char in enumerate(text):
        after = _break_class(char)
        if after == "CM":
            # A combining mark goes with its letter; without one it is a letter.
            after = before or "AL"
        elif before and index not in inside and _breaks_between(before, after):
            cuts.append(index)
        first, before = first or after, after
    pieces = (text[start:end] for start, end in pairwise([*cuts, len(text)]))
    return first, before, tuple((piece, display_width(piece)) for piece in pieces)


def _pieces(text: str) -> list[_Piece]:
    """Cut a text wherever a line break is possible."""
    done: list[_Piece] = []
    held, columns, before = "", 0, ""
    for word, spaces in _WORD.findall(text)[:-1]:
        first, last, pieces = _word(word)
        if held and _breaks_after_space(before, first):
            done.append((held, columns))
            held, columns = "", 0
        for piece in pieces[:-1]:
            done.append((held + piece[0], columns + piece[1]))
            held, columns = "", 0
        held += pieces[-1][0] + spaces
        columns += pieces[-1][1] + len(spaces)
        before = last
    return [*done, (held, columns)]


def wrapped(text: str, width: int, *, start: int = 0) -> list[str]:
    """Cut an escaped text into lines of at most `width` columns where that is possible.

    `start` columns of the first line are taken already. Spaces stay at the ends of lines and a
    newline escape stays with what it ends.
    """
    if start + 2 * len(text) <= width or start + display_width(text) <= width:
        return [text]
    newline = text[-2:] if _ENDS_WITH_NEWLINE.search(text) else ""
    *pieces, (last, last_columns) = _pieces(text.removesuffix(newline))
    lines, current, column = [], "", start
    for piece, columns in (*pieces, (last + newline, last_columns + len(newline))):
        if column + columns > width and current:
            lines.append(current)
            current, column = "", 0
        current += piece
        column += columns
    return [*lines, current]
