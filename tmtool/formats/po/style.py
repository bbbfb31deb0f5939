"""In what charset a PO file is, how its lines end, and whether its strings are wrapped."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.files import open_text
from tmtool.formats.po.layout import PAGE_WIDTH

_CHARSET = re.compile(r"(charset\s*=\s*)([\w.:-]+)")
_STRING = re.compile(r"\s*(?:#~\s*)?\"")
_OTHER_CATALOGUE = re.compile(r"\s*domain\s*\"")


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written; a page width of 0 wraps nothing."""

    encoding: str = "utf-8"
    newline: str = "\n"
    page_width: int = PAGE_WIDTH

    def can_write(self, text: str) -> bool:
        """Tell whether the charset has all signs of a text."""
        try:
            return text.encode(self.encoding).decode(self.encoding) == text
        except UnicodeError:
            return False

    def named_in(self, header: str) -> str:
        """Return a header that names the charset, as it does where that is right."""

        def named(found: re.Match[str]) -> str:
            return found[0] if _name(found[2]) == self.encoding else f"{found[1]}UTF-8"

        return _CHARSET.sub(named, header, count=1)


PLAIN = Style()


def style_of(path: Path, declared: str, encoding: str | None) -> Style:
    """Return the style in which to write a file that declares a charset and is in an encoding.

    What is in another than it declares, or has a byte order mark, becomes UTF-8. Raises
    InputError where the file cannot be read, or holds several catalogues.
    """
    if not path.is_file():
        return PLAIN
    with path.open("rb") as file:
        start = file.read(3)
    with open_text(path, encoding or declared) as lines:
        newline, page_width = _layout_of(lines, str(path))
    marked = start.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    kept = _name(declared)
    same = kept is not None and not marked and (encoding is None or _name(encoding) == kept)
    return Style(kept if kept and same else "utf-8", newline, page_width)


def _name(charset: str) -> str | None:
    """Return Python's name of a charset that ASCII is part of; None for any other."""
    try:
        return codecs.lookup(charset).name if '"\n'.encode(charset) == b'"\n' else None
    except LookupError:
        return None


def _layout_of(lines: Iterable[str], file: str) -> tuple[str, int]:
    """Return what ends the first line, and 0 where no string is wrapped though one is long."""
    newline, is_long, is_wrapped = "\n", False, False
    for number, (line, after) in enumerate(pairwise(chain(lines, [""])), 1):
        if number == 1 and line.endswith("\r\n"):
            newline = "\r\n"
        if _OTHER_CATALOGUE.match(line):
            raise InputError(
                "a `domain` line begins another catalogue in this file",
                where=f"{file}:{number}",
                hint="Split the file into one PO file for each domain.",
            )
        text = line.strip()
        if not text.endswith('"'):
            continue
        is_long = is_long or (len(text) > PAGE_WIDTH + 1 and " " in text[PAGE_WIDTH // 2 : -2])
        if "\\n" in text[:-3] or (_goes_on(line, after) and not text.endswith('\\n"')):
            is_wrapped = True
    return newline, 0 if is_long and not is_wrapped else PAGE_WIDTH


def _goes_on(line: str, after: str) -> bool:
    return _STRING.match(line) is not None and _STRING.match(after) is not None
