"""The text of Markdown (CommonMark, with tables and front matter)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tmtool.formats.files import open_text
from tmtool.models import BlockKind, TextBlock

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"(?: {0,3}>[ ]?)+")
_TABLE_RULE = re.compile(r"(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_REFERENCE = re.compile(r" {0,3}\[([^\]\n]+)\]:[ \t]*(.*)")
_TAGS = re.compile(r"(?:<[^<>]*>|\s)+")
_CELL = re.compile(r"(?:\\\||`[^`]*`|[^|])+")
_FRONT = {"---": ("---", "..."), "+++": ("+++",)}


def read_blocks(path: Path, encoding: str | None = None) -> Iterator[TextBlock]:
    """Yield the blocks of a text; inline markup stays as it is written.

    Lines of one paragraph are joined by spaces. Code blocks and front matter are code, cells of
    tables blocks of their own; link targets, rules and lines of nothing but tags are left out.
    """
    reader = _Reader()
    with open_text(path, encoding) as file:
        for line in file:
            yield from reader.line(line.rstrip("\r\n"))
    yield from reader.end()


class _Reader:
    """Takes line after line; the lines of a paragraph wait until it ends."""

    def __init__(self) -> None:
        self._position = 0
        self._first = True
        self._waiting: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._code: list[str] = []
        self._ends: tuple[str, ...] = ()
        self._fence = ""
        self._comment = False
        self._table = False
        self._indents: list[int] = []
        self._quotes = 0

    def line(self, line: str) -> Iterator[TextBlock]:
        """Take a line and yield the blocks that it ends."""
        first, self._first = self._first, False
        if first and line.rstrip() in _FRONT:
            self._ends = _FRONT[line.rstrip()]
        elif self._ends:
            yield from self._in_front_matter(line)
        elif self._fence:
            yield from self._in_fence(line)
        elif self._comment:
            self._comment = "-->" not in line
        else:
            quoted = _QUOTE.match(line)
            deeper = quoted is not None and quoted[0].count(">") > self._quotes
            if deeper or not line.strip():
                yield from self._paragraph()
                self._quotes = 0
            if quoted is not None:
                self._quotes = max(self._quotes, quoted[0].count(">"))
            yield from self._text(line[quoted.end() :] if quoted else line)

    def end(self) -> Iterator[TextBlock]:
        """Yield what is left at the end of the file."""
        yield from self._paragraph()
        yield from self._code_block()

    def _in_front_matter(self, line: str) -> Iterator[TextBlock]:
        if line.rstrip() in self._ends:
            self._ends = ()
            yield from self._code_block()
        else:
            self._code.append(line)

    def _in_fence(self, line: str) -> Iterator[TextBlock]:
        stripped = line.strip()
        if stripped.startswith(self._fence) and not stripped.strip(self._fence[0]):
            self._fence = ""
            yield from self._code_block()
        else:
            self._code.append(line)

    def _text(self, line: str) -> Iterator[TextBlock]:
        """Take a line that is in no code block, without its marks of quotation."""
        if not line.strip():
            yield from self._paragraph()
            if self._code:
                self._code.append("")
            self._table = False
            return
        if not self._waiting and not self._indents and line.startswith(("    ", "\t")):
            self._code.append(line)
            return
        yield from self._code_block()
        if self._code_or_comment(line):
            yield from self._paragraph()
        elif self._waiting and _UNDERLINE.fullmatch(line) and self._kind == "paragraph":
            self._kind, self._level = "heading", 1 if "=" in line else 2
            yield from self._paragraph()
        elif _RULE.fullmatch(line):
            yield from self._paragraph()
        elif heading := _HEADING.match(line):
            yield from self._paragraph()
            yield from self._block(_unclosed(line[heading.end() :]), "heading", len(heading[1]))
        else:
            yield from self._body(line)

    def _code_or_comment(self, line: str) -> bool:
        fence = _FENCE.match(line.lstrip() if self._indents else line)
        if fence:
            self._fence = fence[1]
        elif line.lstrip().startswith("<!--"):
            self._comment = "-->" not in line
        else:
            return False
        return True

    def _body(self, line: str) -> Iterator[TextBlock]:
        """Take a line of a paragraph, a list or a table."""
        if len(self._waiting) == 1 and _TABLE_RULE.fullmatch(line.strip()):
            header, self._waiting = self._waiting[0], []
            self._table = True
            yield from self._cells(header)
        elif self._table and "|" in line:
            yield from self._cells(line)
        elif item := _ITEM.match(line):
            yield from self._paragraph()
            self._kind, self._level = "list", self._level_of(len(item[1].expandtabs(4)))
            self._waiting.append(line[item.end() :])
        else:
            if not self._waiting and not line.startswith((" ", "\t")):
                self._indents.clear()
            elif not self._waiting and self._indents:
                self._kind, self._level = "list", len(self._indents)
            self._plain(line)

    def _plain(self, line: str) -> None:
        """Take a line of a paragraph; one that says where a link leads is none."""
        reference = None if self._waiting else _REFERENCE.fullmatch(line)
        if reference is None:
            self._waiting.append(line)
        elif reference[1].startswith("^"):
            self._kind, self._level = "footnote", 0
            self._waiting.append(reference[2])

    def _level_of(self, indent: int) -> int:
        """Return the level of an item by the indents of those it stands under."""
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or indent >= self._indents[-1] + 2:
            self._indents.append(indent)
        return len(self._indents)

    def _paragraph(self) -> Iterator[TextBlock]:
        text = " ".join(part.strip().removesuffix("\\").rstrip() for part in self._waiting)
        kind, level = self._kind, self._level
        self._waiting, self._kind, self._level = [], "paragraph", 0
        if not _TAGS.fullmatch(text):
            yield from self._block(text, kind, level)

    def _cells(self, line: str) -> Iterator[TextBlock]:
        for cell in _CELL.findall(line):
            yield from self._block(cell.replace("\\|", "|"), "table", 0)

    def _code_block(self) -> Iterator[TextBlock]:
        code, self._code = self._code, []
        yield from self._block("\n".join(code).strip("\n"), "code", 0)

    def _block(self, text: str, kind: BlockKind, level: int) -> Iterator[TextBlock]:
        text = text if kind == "code" else text.strip()
        if text.strip():
            yield TextBlock(text, kind, level, self._position)
            self._position += 1


def _unclosed(heading: str) -> str:
    """Return the text of a heading without the number signs that may close it."""
    text = heading.strip()
    body = text.rstrip("#")
    return body.rstrip() if not body or body[-1] in " \t" else text
