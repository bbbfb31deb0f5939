"""Which encoding an XML file is in, as far as its first bytes and its declaration tell."""

from __future__ import annotations

import codecs
import re
from typing import IO

from tmtool.errors import InputError

__all__ = [
    "START",
    "Transcoded",
    "actual_encoding",
    "declared_encoding",
    "is_read_by_expat",
    "name_for_expat",
]

START = 1024
"""Bytes from the beginning of a file that are looked at."""

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How files begin that show their encoding, whatever they declare; the longer ones first."""

_OF_EXPAT = frozenset(("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1"))
_WIDE = re.compile(rb"(?i)(utf|ucs|iso-10646-ucs)-?(16|2|32|4)", re.ASCII)


def actual_encoding(start: bytes, given: str | None) -> str:
    """Return the encoding of a file that begins like this: as it shows, as given, as declared.

    A file that declares UTF-16 and is readable as ASCII up to there is in UTF-8, as programs
    write it that convert files without looking at what they declare.
    """
    shown = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    return shown or given or declared_encoding(start)


def declared_encoding(start: bytes) -> str:
    """Return the encoding that the XML declaration names, if it can be right; else UTF-8."""
    found = _DECLARED.match(start.lstrip())
    if found is None or _WIDE.match(found[1]):
        return "utf-8"
    return found[1].decode("ascii")


def is_read_by_expat(encoding: str) -> bool:
    """Tell whether expat reads an encoding: its own ones, and those of one byte a character.

    Also for a name that nothing knows: expat says what is wrong with it.
    """
    try:
        name = codecs.lookup(encoding).name
        return name in _OF_EXPAT or len(bytes(range(256)).decode(encoding, "replace")) == 256
    except (LookupError, ValueError):
        return True


def name_for_expat(encoding: str) -> str:
    """Return an encoding's name as expat knows it: `utf-16-le` is its `utf-16le`."""
    return re.sub(r"(?i)^utf[-_]?16[-_]?(le|be)$", r"utf-16\1", encoding)


class Transcoded:
    """A file in an encoding that expat does not read, given to it as UTF-8."""

    def __init__(self, file: IO[bytes], name: str, encoding: str) -> None:
        """Begin to read; `name` is what the file is called in errors."""
        self._file = file
        self._name = name
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._lines = 0

    def read(self, size: int) -> bytes:
        """Return the next part, empty at the end; raises InputError for what is no such text."""
        while chunk := self._file.read(size):
            if text := self._decoded(chunk):
                return text.encode("utf-8", "surrogatepass")
        return self._decoded(b"").encode("utf-8", "surrogatepass")

    def _decoded(self, chunk: bytes) -> str:
        try:
            text = self._decoder.decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(self._encoding, "replace")
            raise InputError(
                f"the text is not in the encoding {self._encoding}",
                where=f"{self._name}:{1 + self._lines + good.count(chr(10))}",
                hint="Give the right encoding with --encoding.",
            ) from error
        self._lines += text.count("\n")
        return text
