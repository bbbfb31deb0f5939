"""How gettext's `msgcat` lays out an entry, line by line.

Rules of msgcat 0.21: page width 79, a string that is cut or has an inner newline starts with an
empty first line, references are wrapped, comments are not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tmtool.formats.po.line_breaks import wrapped

if TYPE_CHECKING:
    from tmtool.formats.po.entry import Entry

PAGE_WIDTH = 79
ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\t": r"\t",
        "\r": r"\r",
        "\a": r"\a",
        "\b": r"\b",
        "\f": r"\f",
        "\v": r"\v",
        "\0": r"\000",
    }
)
_FORMATS = (
    " c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby"
    " sh awk lua object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php"
    " gcc-internal gfc-internal ycp "
)
"""The formats of flags such as `python-format`, in the order in which msgcat writes them."""
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")


def laid_out(entry: Entry, page_width: int = PAGE_WIDTH) -> Iterator[str]:
    """Yield the lines of an entry, without line ends; a page width of 0 wraps nothing."""
    yield from _comment_lines("#", entry.tcomment)
    yield from _comment_lines("#.", entry.comment)
    yield from _reference_lines(entry.occurrences, page_width)
    yield from _flag_lines(entry.flags)
    mark = "#~ " if entry.obsolete else ""
    width = 0 if "no-wrap" in entry.flags else page_width
    for name, text in _previous(entry):
        yield from string_lines("#~| " if entry.obsolete else "#| ", name, text, width)
    for name, text in _current(entry):
        yield from string_lines(mark, name, text, width)


def _comment_lines(mark: str, text: str) -> Iterator[str]:
    if text:
        for line in text.split("\n"):
            yield f"{mark} {line}" if line else mark


def _reference_lines(occurrences: list[tuple[str, str]], page_width: int) -> Iterator[str]:
    text = " ".join(f"{name}:{line}" if line else name for name, line in occurrences)
    current = "#:"
    for found in _REFERENCE.finditer(text):
        full = len(current) + 1 + len(found[0]) > page_width > 0
        if len(current) > 2 and full:
            yield current
            current = "#:"
        current += f" {found[0]}"
    if current != "#:":
        yield current


def _flag_lines(flags: list[str]) -> Iterator[str]:
    ordinary = [flag for flag in flags if not flag.startswith("=")]
    sticky = [flag[1:] for flag in flags if flag.startswith("=")]
    if ordinary:
        ordinary.sort(key=_flag_rank)
        yield "#, " + ", ".join(ordinary)
    if sticky:
        yield "#= " + ", ".join(sticky)


def _flag_rank(flag: str) -> int:
    if flag == "fuzzy":
        return -1
    name = flag.removesuffix("-format").removeprefix("no-").removeprefix("possible-")
    rank = _FORMATS.find(f" {name} ")
    return rank if rank >= 0 else len(_FORMATS)


def _previous(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.previous_msgctxt is not None:
        yield "msgctxt", entry.previous_msgctxt
    if entry.previous_msgid is not None:
        yield "msgid", entry.previous_msgid
    if entry.previous_msgid_plural is not None:
        yield "msgid_plural", entry.previous_msgid_plural


def _current(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.msgctxt is not None:
        yield "msgctxt", entry.msgctxt
    yield "msgid", entry.msgid
    if not entry.msgid_plural and not entry.msgstr_plural:
        yield "msgstr", entry.msgstr
        return
    yield "msgid_plural", entry.msgid_plural
    for index, text in sorted(entry.msgstr_plural.items()):
        yield f"msgstr[{index}]", text


def string_lines(mark: str, name: str, text: str, width: int) -> Iterator[str]:
    """Yield the lines of one string; `width` 0 cuts it at its newlines alone."""
    parts = [part.translate(ESCAPES) for part in re.findall("[^\n]*\n|[^\n]+", text)] or [""]
    room = width - 2 - len(mark) if width else sys.maxsize
    if len(parts) == 1:
        lines = wrapped(parts[0], room, start=len(name) + 1)
        if len(lines) == 1:
            yield f'{mark}{name} "{lines[0]}"'
            return
    yield f'{mark}{name} ""'
    for part in parts:
        for line in wrapped(part, room):
            yield f'{mark}"{line}"'
