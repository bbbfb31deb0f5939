"""The text of HTML pages, as a browser shows it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tmtool.formats.documents.collector import Collector
from tmtool.formats.files import open_binary, open_text
from tmtool.models import BlockKind, TextBlock

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)|<\?xml[^>]*encoding=["']([\w.:-]+)""")
_HEAD = 4096
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_LEFT_OUT = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "object", "select")
)
_CELLS = frozenset(("td", "th", "caption"))
_ITEMS = frozenset(("li", "dt", "dd"))
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "title": 1}
_BLOCKS = frozenset(
    """address article aside blockquote body center details dialog div dl fieldset figcaption
    figure footer form head header hgroup hr html legend main menu nav ol optgroup option p
    search section summary table tbody tfoot thead tr ul""".split()
)
_LISTS = frozenset(("ul", "ol", "dl", "menu"))
_CONTAINERS = _LISTS | {"table", "tr"}
_CODE = frozenset(("pre", "textarea", "xmp", "listing"))
_TEXTS = ("alt", "title", "placeholder", "aria-label")
"""Attributes that people read."""


def read_blocks(
    path: Path, encoding: str | None = None, *, attributes: bool = False
) -> Iterator[TextBlock]:
    """Yield the blocks of a page; with `attributes`, alternative texts and titles besides.

    The encoding is that of the byte order mark, the one given, the one that the page declares,
    or UTF-8. Scripts and styles are left out; `pre` is code.
    """
    with open_text(path, encoding or _declared(path)) as file:
        text = file.read()
    reader = _Reader(attributes=attributes)
    text = _closed(text)
    for start in range(0, len(text), 1 << 16):
        reader.feed(text[start : start + (1 << 16)])
        yield from reader.collector.done
        reader.collector.done.clear()
    reader.close()
    reader.finish()
    yield from reader.collector.done


def _declared(path: Path) -> str | None:
    with open_binary(path) as file:
        found = _CHARSET.search(file.read(_HEAD))
    name = (found[1] or found[2]).decode("ascii", "replace") if found else "utf-8"
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return "utf-8"


def _closed(text: str) -> str:
    """Return a page whose last comment and tag end: what is open at the end hides what follows.

    The parser would look for their ends again and again.
    """
    comment = text.rfind("<!--")
    if comment >= 0 and "-->" not in text[comment:]:
        first = text.find("<!--", text.rfind("-->") + 1)
        text = text[:first]
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", "&lt;")


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open and says what the text in it is."""

    tag: str
    kind: BlockKind = "paragraph"
    level: int = 0


class _Reader(HTMLParser):
    """Collects blocks: each block element begins one, and what follows it another."""

    def __init__(self, *, attributes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.collector = Collector()
        self._attributes = attributes
        self._hidden: list[str] = []
        self._open: list[_Open] = []
        self._parts: list[str] = []
        self._extra: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a start tag."""
        if tag in _LEFT_OUT:
            self._hidden.append(tag)
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _HEADINGS or tag in _ITEMS or tag in _CELLS or tag in _CODE:
            self.finish()
            self._end_before(tag)
            self._open.append(_Open(tag, *self._kind(tag)))
        elif tag in _BLOCKS:
            self.finish()
            if tag in _CONTAINERS:
                self._open.append(_Open(tag))
        if self._attributes and not self._hidden:
            self._extra += [value for name, value in attrs if name in _TEXTS and value]

    def handle_endtag(self, tag: str) -> None:
        """Take an end tag."""
        if tag in _LEFT_OUT:
            if tag in self._hidden:
                del self._hidden[self._hidden.index(tag) :]
            return
        opened = [one.tag for one in self._open]
        if tag in opened:
            place = len(opened) - 1 - opened[::-1].index(tag)
            inner = opened[place + 1 :]
            self.finish()
            if tag in _CONTAINERS or not _CONTAINERS.intersection(inner):
                del self._open[place:]
        elif tag in _BLOCKS:
            self.finish()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._hidden:
            kept = bool(self._open) and self._open[-1].kind == "code"
            self._parts.append(data if kept else _SPACE.sub(" ", data))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Take `<![CDATA[` and the like for a comment, as browsers do."""
        return self.parse_bogus_comment(i, bool(report))

    def _end_before(self, tag: str) -> None:
        """End the item or cell before one, whose end tag may be left out."""
        if tag in _ITEMS or tag in _CELLS:
            while self._open and self._open[-1].tag not in _CONTAINERS:
                self._open.pop()

    def _kind(self, tag: str) -> tuple[BlockKind, int]:
        if tag in _HEADINGS:
            return "heading", _HEADINGS[tag]
        if tag in _ITEMS:
            return "list", max(1, sum(one.tag in _LISTS for one in self._open))
        return ("table", 0) if tag in _CELLS else ("code", 0)

    def finish(self) -> None:
        """End the block that is open."""
        text = "".join(self._parts)
        inside = self._open[-1] if self._open else _Open("")
        if inside.kind != "code":
            text = _AROUND_BREAK.sub("\n", re.sub(" +", " ", text))
        for one in (text, *self._extra):
            self.collector.begin(inside.kind, inside.level)
            self.collector.text(one)
            self.collector.end()
        self._parts.clear()
        self._extra.clear()
