"""XML that is not well-formed, repaired piece by piece on its way to the parser.

Repaired is what programs get wrong that write XML as if it were text: characters that XML does
not allow, ampersands and `<` that stand for themselves, halves of surrogate pairs, bytes that
are in no encoding. What is well-formed stays as it is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from html.entities import html5
from typing import IO, NamedTuple

from tmtool.formats import Remark
from tmtool.formats.xml_tags import PARTIAL, TAG, Markup, unmatched

__all__ = ["Elements", "Repaired"]

_LONGEST = 1 << 16
"""Characters after a `<` or `&` within which it must have come to an end."""

_LONGEST_TEXT = 1 << 20
"""Characters of the longest segment whose tags are compared with one another."""

_BAD = "\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_PLAIN = re.compile(f"[^<>&{_BAD}]+")
_RUN = re.compile(f"[{_BAD}]+")
_TO_MEND = re.compile(f"[&{_BAD}]")
_REFERENCE = re.compile(r"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|([A-Za-z][A-Za-z0-9._-]*));")
_SURROGATES = re.compile(r"[\ud800-\udfff]+")
_KNOWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_TYPE = re.compile(r"<!DOCTYPE[^<>\[]*(?P<end>[<>\[])")
_SPACES = str.maketrans("\x0b\x0c", "  ")

CONTROL = "characters that XML does not allow, left out"
HALVES = "halves of characters, put together or replaced by \ufffd"
BYTES = "bytes that are not in the encoding, replaced by \ufffd"
AMPERSANDS = "ampersands that stand for themselves, written as &amp;"
NAMES = "names of characters that XML does not have, replaced by the characters"
BRACKETS = "]]> that ends nothing, written as ]]&gt;"
STRAY = "< that begins no element, written as &lt;"


class Elements(NamedTuple):
    """The elements of a format that have text, and those that never stand in one of these."""

    text: frozenset[str]
    structure: frozenset[str]


class Repaired:
    """A file of bytes in any encoding, read as UTF-8 with its faults repaired.

    `told` is called with a remark for each repair. A tag without a counterpart in an element
    with text is text itself.
    """

    def __init__(
        self,
        file: IO[bytes],
        name: str,
        encoding: str,
        elements: Elements,
        *,
        told: Callable[[Remark], None] | None,
    ) -> None:
        """Begin to read; `name` is what the file is called in remarks. LookupError: `encoding`."""
        wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
        errors = "surrogatepass" if wide else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._file = file
        self._text = _Text(name, elements, told)

    def read(self, size: int) -> bytes:
        """Return the next part, empty at the end."""
        while chunk := self._file.read(size):
            if text := self._text.feed(self._decoded(chunk), last=False):
                return text.encode()
        return self._text.feed(self._decoded(b""), last=True).encode()

    def _decoded(self, chunk: bytes) -> str:
        try:
            return self._decoder.decode(chunk, not chunk)
        except UnicodeDecodeError:  # a part of a character at the very end
            return ""


class _Text:
    """The repair of a text that comes piece by piece."""

    def __init__(
        self,
        name: str,
        elements: Elements,
        told: Callable[[Remark], None] | None,
    ) -> None:
        self._name = name
        self._told = told
        self._text_elements = elements.text
        self._structure = elements.text | elements.structure
        self._clean = _clean(elements)
        self._buffer = ""
        self._place = 0
        self._last = False
        self._until = ""
        self._out: list[str] = []
        self._inside = ""
        self._tail = ""
        self._held: list[Markup] = []
        self._held_size = 0
        self._lines = 1
        self._counted = 0

    def feed(self, text: str, *, last: bool) -> str:
        """Take more text and return what is ready of the repaired one; all of it at the end."""
        self._count_lines(len(self._buffer))
        self._buffer = self._buffer[self._place :] + text
        self._lines -= self._buffer.count("\n", 0, len(self._buffer) - len(text))
        self._place = self._counted = 0
        self._last = last
        while self._place < len(self._buffer) and self._step():
            pass
        if last:
            self._release()
        ready = "".join(self._out)
        self._out.clear()
        return ready

    def _step(self) -> bool:
        """Take the next piece of the buffer; tell whether there was a whole one."""
        if self._until:
            return self._skip()
        if not self._inside and (clean := self._clean.match(self._buffer, self._place)):
            return self._take(clean.end(), clean[0])
        plain = _PLAIN.match(self._buffer, self._place)
        if plain:
            return self._take(plain.end(), plain[0])
        first = self._buffer[self._place]
        if first == ">":
            return self._take(self._place + 1, self._bracket())
        if first == "<":
            return self._markup()
        return self._reference() if first == "&" else self._run()

    def _take(self, end: int, text: str) -> bool:
        self._place = end
        self._put(Markup(text))
        return True

    def _bracket(self) -> str:
        """Return a `>` as it may stand here: not behind `]]`, which would end a CDATA section."""
        if self._tail != "]]":
            return ">"
        self._remark(BRACKETS, self._place, "]]>")
        return "&gt;"

    def _put(self, piece: Markup) -> None:
        self._tail = (self._tail + piece.text[-2:])[-2:]
        if not self._inside:
            self._out.append(piece.text)
            return
        self._held.append(piece)
        self._held_size += len(piece.text)
        if self._held_size > _LONGEST_TEXT:
            self._release()

    def _wait(self, length: int = _LONGEST) -> bool:
        """Tell whether more of the file may complete what begins here."""
        return not self._last and len(self._buffer) - self._place < length

    def _skip(self) -> bool:
        """Pass on what is in a comment, CDATA section, instruction or document type."""
        end = self._buffer.find(self._until, self._place)
        found = end >= 0
        end = end + len(self._until) if found else len(self._buffer)
        if not found and not self._last:
            end = max(self._place, end - 2)
            # The rest of a character in parts may follow.
            while self._wait() and end > self._place and _RUN.match(self._buffer, end - 1):
                end -= 1
        self._put(Markup(self._without_bad(self._buffer[self._place : end], self._place)))
        self._until = "" if found else self._until
        self._place = end
        return found

    def _markup(self) -> bool:
        start = self._place
        for begin, end in _ENDS.items():
            if self._buffer.startswith(begin, start):
                self._until = end
                return True
        if self._wait() and PARTIAL.match(self._buffer, start):
            return False
        declared = _TYPE.match(self._buffer, start)
        if declared:
            self._until = "]" if declared["end"] == "[" else ">"
            return True
        tag = TAG.match(self._buffer, start)
        if tag is None:
            self._remark(STRAY, start, self._buffer[start : start + 20])
            return self._take(start + 1, "&lt;")
        text = self._mended(tag[0], start) if _TO_MEND.search(tag[0]) else tag[0]
        self._place = tag.end()
        self._tag(Markup(text, tag["name"], tag["kind"], start, self._line(start)))
        return True

    def _tag(self, tag: Markup) -> None:
        """Hold back the tags of a segment until its end, to see which belong together."""
        if tag.name in self._structure:
            self._release()
        self._put(tag)
        if tag.name in self._text_elements and not tag.kind and not tag.text.endswith("/>"):
            self._inside = tag.name

    def _release(self) -> None:
        for place in unmatched(self._held):
            tag = self._held[place]
            self._tell(STRAY, tag.line, tag.text)
            self._held[place] = Markup(tag.text.replace("<", "&lt;"))
        self._out += [piece.text for piece in self._held]
        self._held.clear()
        self._held_size = 0
        self._inside = ""

    def _reference(self) -> bool:
        found = _REFERENCE.match(self._buffer, self._place)
        # The other half of a character may follow as a reference of its own.
        if self._wait(32 if found is None or _code(found) in range(0xD800, 0xDC00) else 0):
            return False
        start = self._place
        end, text = self._referred(self._buffer, start, start)
        return self._take(end, text)

    def _referred(self, text: str, at: int, start: int) -> tuple[int, str]:
        """Return where a reference in a text ends, and what it becomes."""
        found = _REFERENCE.match(text, at)
        name = found[3] if found else None
        if found is None or (name and name not in _KNOWN and f"{name};" not in html5):
            self._remark(AMPERSANDS, start, text[at : at + 20])
            return at + 1, "&amp;"
        if name:
            if name not in _KNOWN:
                self._remark(NAMES, start, found[0])
                return found.end(), _escaped(html5[f"{name};"])
            return found.end(), found[0]
        return self._numbered(text, found, start)

    def _numbered(self, text: str, found: re.Match[str], start: int) -> tuple[int, str]:
        code = _code(found)
        if 0xD800 <= code < 0xE000:
            other = _REFERENCE.match(text, found.end())
            low = _code(other) if other else 0
            self._remark(HALVES, start, found[0])
            if other and code < 0xDC00 <= low < 0xE000:
                return other.end(), _whole(chr(code) + chr(low))
            return found.end(), "\ufffd"
        if code > 0x10FFFF or _RUN.match(chr(code)):
            self._remark(CONTROL, start, found[0])
            return found.end(), " " if code in (0x0B, 0x0C) else ""
        return found.end(), found[0].replace("&#X", "&#x")

    def _run(self) -> bool:
        run = _RUN.match(self._buffer, self._place)
        assert run is not None
        if run.end() == len(self._buffer) and self._wait(64):
            return False
        return self._take(run.end(), self._without_bad(run[0], self._place))

    def _mended(self, text: str, start: int) -> str:
        """Return a tag with what is wrong in its attributes repaired."""
        pieces: list[str] = []
        place = 0
        while found := _TO_MEND.search(text, place):
            pieces.append(text[place : found.start()])
            if found[0] == "&":
                place, mended = self._referred(text, found.start(), start)
            else:
                run = _RUN.match(text, found.start())
                assert run is not None
                place, mended = run.end(), self._without_bad(run[0], start)
            pieces.append(mended)
        return "".join((*pieces, text[place:]))

    def _without_bad(self, text: str, start: int) -> str:
        def mended(run: re.Match[str]) -> str:
            whole = _SURROGATES.sub(lambda found: _whole(found[0]), run[0])
            self._remark(_kind(run[0]), start + run.start(), _spelled(run[0]))
            return re.sub(f"[{_BAD}]", "", whole.translate(_SPACES))

        return _RUN.sub(mended, text)

    def _line(self, place: int) -> int:
        self._count_lines(place)
        return self._lines

    def _count_lines(self, place: int) -> None:
        if place > self._counted:
            self._lines += self._buffer.count("\n", self._counted, place)
            self._counted = place

    def _remark(self, kind: str, place: int, what: str) -> None:
        self._tell(kind, self._line(place), what)

    def _tell(self, kind: str, line: int, what: str) -> None:
        if self._told:
            self._told(Remark(f"{self._name}:{line}", kind, " ".join(what.split())))


def _clean(elements: Elements) -> re.Pattern[str]:
    """Return what needs no repair: text, tags of the structure, elements with text alone."""
    attributes = rf"(?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"<&{_BAD}]*\"|'[^'<&{_BAD}]*'))*+\s*+"
    return re.compile(
        f"(?:[^<>&{_BAD}]++|</?(?:{'|'.join(sorted(elements.structure))}){attributes}/?>"
        f"|<({'|'.join(sorted(elements.text))}){attributes}>"
        rf"(?:[^<>&{_BAD}]++|&(?:{'|'.join(sorted(_KNOWN))});)*+</\1>)++"
    )


def _kind(run: str) -> str:
    """Tell what is wrong with characters that cannot be in XML."""
    halves = "".join(_SURROGATES.findall(run))
    if not halves:
        return CONTROL
    escaped = all("\udc80" <= one <= "\udcff" for one in halves)
    return BYTES if escaped and "\ufffd" * len(halves) == _whole(halves) else HALVES


def _spelled(run: str) -> str:
    """Return characters by their numbers, and bytes by theirs."""
    return " ".join(
        f"byte {ord(one) & 0xFF:02X}" if "\udc80" <= one <= "\udcff" else f"U+{ord(one):04X}"
        for one in run[:6]
    )


def _code(found: re.Match[str]) -> int:
    digits, base = (found[1], 10) if found[1] else (found[2], 16)
    # So long a number is no character, and slow to read.
    return int(digits, base) if digits and len(digits) < 12 else 0x110000 if digits else -1


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _whole(halves: str) -> str:
    """Return the characters that halves of characters, or bytes that did not fit, make up."""
    # Programs that take UTF-16 for characters write each half as if it were one, in UTF-8.
    with suppress(UnicodeError):  # bytes that are no characters at all stay halves
        halves = halves.encode("utf-8", "surrogateescape").decode("utf-8", "surrogatepass")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
