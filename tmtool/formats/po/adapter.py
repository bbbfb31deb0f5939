"""How tmtool reads a gettext catalogue through polib, and saves one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from tmtool.errors import InputError
from tmtool.formats.files import check_readable, open_text, replacing
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.layout import laid_out
from tmtool.formats.po.lines import Line, reveal, simplified
from tmtool.formats.po.style import PLAIN, Style, style_of

_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_HEAD = 1 << 16
_LINES_AT_ONCE = 20_000
SEPARATORS = dict.fromkeys(map(ord, "\0\x04"))
"""The signs that part texts in MO files, to be taken out of texts."""
_TEXTS = ("msgid", "msgid_plural", "msgstr", "msgctxt", "tcomment", "comment")
_PREVIOUS = ("previous_msgctxt", "previous_msgid", "previous_msgid_plural")


@dataclass(slots=True)
class Catalogue:
    """A PO file in memory: its header entry and the others, in the order of the file."""

    header: Entry
    entries: list[Entry] = field(default_factory=list)
    style: Style = PLAIN


def new_entry(msgid: str, *, msgctxt: str | None = None) -> Entry:
    """Return an entry without a translation."""
    import polib

    return cast(Entry, polib.POEntry(msgid=msgid, msgctxt=msgctxt))


def is_header(entry: Entry) -> bool:
    """Tell whether an entry is the catalogue's header."""
    return not entry.msgid and entry.msgctxt is None and not entry.obsolete


def translations(entry: Entry) -> list[str]:
    """Return the translation of an entry, or its plural forms in their order."""
    if entry.msgid_plural or entry.msgstr_plural:
        return [text for _, text in sorted(entry.msgstr_plural.items())]
    return [entry.msgstr]


def with_newlines_of(msgid: str, text: str) -> str:
    """Return a translation that begins and ends with a newline just where its source does.

    `msgfmt -c` refuses any other, and texts with the signs that part texts in MO files.
    """
    text = text.translate(SEPARATORS)
    body = text.strip("\n")
    if not body:
        return text if msgid.strip("\n") == "" else ""
    start = text[: len(text) - len(text.lstrip("\n"))]
    end = text[len(text.rstrip("\n")) :]
    if msgid.startswith("\n") != bool(start):
        start = "\n" if not start else ""
    if msgid.endswith("\n") != bool(end):
        end = "\n" if not end else ""
    return start + body + end


def read_entries(path: Path, encoding: str | None = None) -> Iterator[Entry]:
    """Yield the entries of a PO file, the header among them, without holding the file.

    The charset is the one given, the byte order mark's, the header's or UTF-8. Raises InputError
    with file and line for what is no PO.
    """
    encoding = encoding or declared_charset(path)
    with open_text(path, encoding) as file:
        lines = simplified(file, str(path), encoding)
        for number, block in _blocks(lines, str(path)):
            yield from _parsed(block, number, str(path))


def read_catalogue(path: Path, encoding: str | None = None) -> Catalogue:
    """Read a PO file whole; a file without header gets an empty one.

    Raises InputError as `read_entries` does, and for a file that holds several catalogues.
    """
    style = style_of(path, "utf-8" if encoding else declared_charset(path), encoding)
    header: Entry | None = None
    entries = []
    for entry in read_entries(path, encoding):
        if header is None and is_header(entry):
            header = entry
        else:
            entries.append(entry)
    return Catalogue(header or new_entry(""), entries, style)


def save_catalogue(path: Path, catalogue: Catalogue) -> None:
    """Write a catalogue as `msgcat` would: obsolete entries last, in the style it was read in.

    Where its charset lacks a sign of a text, it becomes UTF-8.
    """
    ordered = sorted(catalogue.entries, key=lambda entry: bool(entry.obsolete))
    style = catalogue.style
    if style.encoding != "utf-8" and not all(
        style.can_write(line) for line in _lines([catalogue.header, *ordered], style)
    ):
        style = replace(style, encoding="utf-8")
    catalogue.header.msgstr = style.named_in(catalogue.header.msgstr)
    with replacing(path, encoding=style.encoding, newline=style.newline) as file:
        file.writelines(_lines([catalogue.header, *ordered], style))


def _lines(entries: list[Entry], style: Style) -> Iterator[str]:
    for number, entry in enumerate(entries):
        if number:
            yield "\n"
        yield from (f"{line}\n" for line in laid_out(entry, style.page_width))


def declared_charset(path: Path) -> str:
    """Return the charset that the header names, UTF-8 without one; raises InputError."""
    check_readable(path)
    if not path.is_file():
        return "utf-8"
    with path.open("rb") as file:
        return charset_of(file.read(_HEAD), path)


def charset_of(header: bytes, path: Path) -> str:
    """Return the charset that a header names, UTF-8 without one; raises InputError."""
    found = _CHARSET.search(header)
    charset = found[1].decode("ascii", "replace") if found else "CHARSET"
    if charset == "CHARSET":
        return "utf-8"
    try:
        codecs.lookup(charset)
    except LookupError as error:
        raise InputError(
            f"the header names an unknown charset {charset!r}",
            where=str(path),
            hint="Correct charset= in the header, or give --encoding.",
        ) from error
    return charset


def _blocks(lines: Iterable[Line], file: str) -> Iterator[tuple[int, list[str]]]:
    """Cut the lines between entries; yield the number of each block's first line, and the block."""
    block: list[str] = []
    start, number, unfinished, any_entry = 1, 0, 0, False
    inside = False
    for number, line in enumerate(lines, 1):
        if line.kind in ("comment", "previous", "source"):
            if not inside and len(block) >= _LINES_AT_ONCE:
                yield start, block
                start, block = number, []
            inside = True
            unfinished = number if line.kind == "source" else unfinished
        elif line.kind == "target":
            inside, any_entry, unfinished = False, True, 0
        block.append(line.text)
    if unfinished or not any_entry:
        raise InputError(
            "the file ends within an entry" if unfinished else "the file has no PO entries",
            where=f"{file}:{unfinished or max(number, 1)}",
            hint="Get the whole file again.",
        )
    yield start, block


def _parsed(block: list[str], start: int, file: str) -> Iterator[Entry]:
    import polib

    try:
        parsed = polib.pofile("\n".join([*block, ""]), encoding="utf-8")
    except OSError as error:
        found = re.search(r"line (\d+)", str(error))
        number = start + int(found[1]) - 1 if found else start
        raise InputError(
            "this line does not belong here",
            where=f"{file}:{number}",
            hint="An entry is msgctxt, if any, then msgid, msgid_plural, if any, and msgstr.",
        ) from error
    for index, entry in enumerate(parsed):
        if index == 0 and parsed.header:
            entry.tcomment = "\n".join(filter(None, (parsed.header, entry.tcomment)))
        entry.linenum = start + max(entry.linenum, 1) - 1
        _restore(entry)
        yield cast(Entry, entry)


def _restore(entry: Entry) -> None:
    for name in (*_TEXTS, *_PREVIOUS):
        text = getattr(entry, name)
        if text:
            setattr(entry, name, reveal(text))
    for index, text in entry.msgstr_plural.items():
        entry.msgstr_plural[index] = reveal(text)
    entry.occurrences = [(reveal(name), line) for name, line in entry.occurrences]
    entry.flags = [flag for flag in entry.flags if flag]
    entry.obsolete = bool(entry.obsolete)
