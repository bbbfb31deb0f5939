"""Catalogues in which some translations get a new text, and all other lines stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from tmtool.errors import InputError
from tmtool.formats.files import open_text, replacing_bytes
from tmtool.formats.po.adapter import declared_charset
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.layout import ESCAPES, PAGE_WIDTH, string_lines
from tmtool.formats.rewriting import LineEdit, Retext, check_rewritten, rewrite_lines
from tmtool.models import Skipped, TranslationUnit

__all__ = ["rewrite"]

_KEYWORD = re.compile(r"\s*(?P<mark>#~\s*)?(?P<name>msgstr(?:\s*\[\s*\d\s*\])?)\s*\"")
_CONTINUED = re.compile(r"\s*(?:#~\s*)?\"")

Record = tuple[Entry, TranslationUnit | Skipped]


@dataclass(frozen=True, slots=True)
class _String:
    """The lines of one `msgstr`, the first of them in the file, and what begins them."""

    start: int
    lines: tuple[str, ...]
    mark: str
    name: str


def rewrite(
    path: Path,
    output: Path,
    edits: Iterable[Retext],
    encoding: str | None,
    read: Callable[[Path], Iterator[Record]],
) -> None:
    """Write the catalogue to `output` with the edits; `read` gives the records of a file."""
    charset = encoding or declared_charset(path)
    with replacing_bytes(output) as file, open_text(path, charset) as lines:
        changed = _line_edits(_strings(lines), read(path), edits, path)
        rewrite_lines(path, file, changed, encoding=charset, newline="")
        file.flush()
        written = Path(str(file.name))
        if written.is_file():
            old, new = ((record for _, record in read(one)) for one in (path, written))
            check_rewritten(old, new, edits, output)


def _strings(lines: TextIO) -> Iterator[_String]:
    """Yield the strings of translations, in the order of the file."""
    found: list[str] = []
    start, mark, name = 0, "", ""
    for number, line in enumerate(lines, 1):
        if found and _CONTINUED.match(line):
            found.append(line)
            continue
        if found:
            yield _String(start, tuple(found), mark, name)
            found = []
        keyword = _KEYWORD.match(line)
        if keyword:
            start, mark = number, "#~ " if keyword["mark"] else ""
            found, name = [line], "".join(keyword["name"].split())
    if found:
        yield _String(start, tuple(found), mark, name)


def _line_edits(
    strings: Iterator[_String], records: Iterator[Record], edits: Iterable[Retext], path: Path
) -> Iterator[LineEdit]:
    pending = iter(edits)
    edit = next(pending, None)
    for number, (entry, record) in enumerate(records):
        if edit is None:
            return
        if edit.record != number or isinstance(record, Skipped):
            continue
        if edit.language != record.variants[1].language:
            raise InputError(
                "the source texts of a catalogue are its keys and stay as they are",
                where=str(path),
                hint="Name the languages the other way round: -s en -t ru.",
            )
        form = record.properties.get("plural")
        name = "msgstr" if form is None else f"msgstr[{form}]"
        string = next(
            (one for one in strings if one.start >= entry.linenum and one.name == name), None
        )
        if string is None:
            raise InputError(
                f"the lines of {name} are not found",
                where=f"{path}:{entry.linenum}",
                hint="Repair that draft by hand. Nothing was written.",
            )
        text = "".join(_laid_out(string, edit))
        yield LineEdit(string.start, string.start + len(string.lines), text)
        edit = next(pending, None)


def _laid_out(string: _String, edit: Retext) -> Iterator[str]:
    """Yield the lines of the new text, laid out as those of the old one are."""
    first = string.lines[0]
    ending = first[len(first.rstrip("\r\n")) :] or "\n"
    old = [line.rstrip("\r\n") for line in string.lines]
    lines = next(
        (lay(edit.after) for lay in _layouts(string) if lay(edit.before) == old),
        next(_layouts(string))(edit.after),
    )
    for line in lines[:-1]:
        yield line + ending
    last = string.lines[-1]
    yield lines[-1] + last[len(last.rstrip("\r\n")) :]


def _layouts(string: _String) -> Iterator[Callable[[str], list[str]]]:
    """Yield the ways to lay out a string: wrapped, cut at newlines, on one line."""

    def cut(text: str, width: int) -> list[str]:
        return list(string_lines(string.mark, string.name, text, width))

    def on_one_line(text: str) -> str:
        return f'"{text.translate(ESCAPES)}"'

    def below(text: str) -> list[str]:
        return [f'{string.mark}{string.name} ""', f"{string.mark}{on_one_line(text)}"]

    yield partial(cut, width=PAGE_WIDTH)
    yield partial(cut, width=0)
    yield lambda text: [f"{string.mark}{string.name} {on_one_line(text)}"]
    yield below
