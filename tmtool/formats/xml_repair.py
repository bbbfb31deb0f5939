"""XML that is not well-formed, repaired piece by piece on its way to the parser.

Repaired is what programs get wrong that write XML as if it were text: characters that XML does
not allow, ampersands and `<` that stand for themselves, halves of surrogate pairs, bytes that
are in no encoding. What is well-formed stays as it is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from html.entities import html5
from typing import IO

from tmtool.formats import Remark
from tmtool.formats import xml_faults as faults
from tmtool.formats.xml_faults import (
    KNOWN,
    PLAIN,
    REFERENCE,
    RUN,
    TO_MEND,
    Elements,
    clean_pattern,
    code_of,
    escaped,
    kind_of,
    put_together,
    spelled,
    without_bad,
)
from tmtool.formats.xml_tags import PARTIAL, TAG, Markup, unmatched

__all__ = ["Elements", "Repaired"]

_LONGEST = 1 << 16
"""Characters after a `<` or `&` within which it must have come to an end."""

_LONGEST_TEXT = 1 << 20
"""Characters of the longest segment whose tags are compared with one another."""

_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_TYPE = re.compile(r"<!DOCTYPE[^<>\[]*(?P<end>[<>\[])")


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
        self._clean = clean_pattern(elements)
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
        plain = PLAIN.match(self._buffer, self._place)
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
        self._remark(faults.BRACKETS, self._place, "]]>")
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
            while self._wait() and end > self._place and RUN.match(self._buffer, end - 1):
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
            self._remark(faults.STRAY, start, self._buffer[start : start + 20])
            return self._take(start + 1, "&lt;")
        text = self._mended(tag[0], start) if TO_MEND.search(tag[0]) else tag[0]
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
            self._tell(faults.STRAY, tag.line, tag.text)
            self._held[place] = Markup(tag.text.replace("<", "&lt;"))
        self._out += [piece.text for piece in self._held]
        self._held.clear()
        self._held_size = 0
        self._inside = ""

    def _reference(self) -> bool:
        found = REFERENCE.match(self._buffer, self._place)
        # The other half of a character may follow as a reference of its own.
        if self._wait(32 if found is None or code_of(found) in range(0xD800, 0xDC00) else 0):
            return False
        start = self._place
        return self._take(*self._referred(self._buffer, start, start))

    def _referred(self, text: str, at: int, start: int) -> tuple[int, str]:
        """Return where a reference in a text ends, and what it becomes."""
        found = REFERENCE.match(text, at)
        name = found[3] if found else None
        if found is None or (name and name not in KNOWN and f"{name};" not in html5):
            self._remark(faults.AMPERSANDS, start, text[at : at + 20])
            return at + 1, "&amp;"
        if name:
            if name not in KNOWN:
                self._remark(faults.NAMES, start, found[0])
                return found.end(), escaped(html5[f"{name};"])
            return found.end(), found[0]
        return self._numbered(text, found, start)

    def _numbered(self, text: str, found: re.Match[str], start: int) -> tuple[int, str]:
        code = code_of(found)
        if 0xD800 <= code < 0xE000:
            other = REFERENCE.match(text, found.end())
            low = code_of(other) if other else 0
            self._remark(faults.HALVES, start, found[0])
            if other and code < 0xDC00 <= low < 0xE000:
                return other.end(), put_together(chr(code) + chr(low))
            return found.end(), "\ufffd"
        if code > 0x10FFFF or RUN.match(chr(code)):
            self._remark(faults.CONTROL, start, found[0])
            return found.end(), " " if code in (0x0B, 0x0C) else ""
        return found.end(), found[0].replace("&#X", "&#x")

    def _run(self) -> bool:
        run = RUN.match(self._buffer, self._place)
        assert run is not None
        if run.end() == len(self._buffer) and self._wait(64):
            return False
        return self._take(run.end(), self._without_bad(run[0], self._place))

    def _mended(self, text: str, start: int) -> str:
        """Return a tag with what is wrong in its attributes repaired."""
        pieces: list[str] = []
        place = 0
        while found := TO_MEND.search(text, place):
            pieces.append(text[place : found.start()])
            if found[0] == "&":
                place, mended = self._referred(text, found.start(), start)
            else:
                run = RUN.match(text, found.start())
                assert run is not None
                place, mended = run.end(), self._without_bad(run[0], start)
            pieces.append(mended)
        return "".join((*pieces, text[place:]))

    def _without_bad(self, text: str, start: int) -> str:
        def mended(run: re.Match[str]) -> str:
            self._remark(kind_of(run[0]), start + run.start(), spelled(run[0]))
            return without_bad(run[0])

        return RUN.sub(mended, text)

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
