"""Files that are rewritten in a few places: all else stays as it is, byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from tmtool.errors import InputError
from tmtool.formats.files import open_binary, open_text
from tmtool.models import Skipped, TranslationUnit

__all__ = [
    "BytesEdit",
    "LineEdit",
    "Retext",
    "byte_order_mark",
    "check_rewritten",
    "encoded",
    "rewrite_bytes",
    "rewrite_lines",
]

_CHUNK = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Retext:
    """A new text for a record of a file: its place among those that are read, from 0.

    `language` is the tag of the text as it was read.
    """

    record: int
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineEdit:
    """New text for the lines from `start` up to `end` (excluded, both from 1), with line ends."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class BytesEdit:
    """New bytes for those from `start` up to `end` (excluded)."""

    start: int
    end: int
    content: bytes


def byte_order_mark(path: Path) -> tuple[bytes, str | None]:
    """Return a file's byte order mark with the encoding that it means; nothing and `None`."""
    with open_binary(path) as file:
        start = file.read(3)
    return next(((bom, name) for bom, name in _BOMS if start.startswith(bom)), (b"", None))


def rewrite_lines(
    path: Path,
    file: BinaryIO,
    edits: Iterable[LineEdit],
    *,
    encoding: str | None = None,
    newline: str = "\n",
) -> None:
    r"""Write a text file with some of its lines changed, in its encoding and with its mark.

    `newline` says where lines end: at `\n` alone, or with `""` at `\r` and `\r\n` too. Raises
    InputError where the encoding cannot hold a new text, or does not give back the old bytes.
    """
    bom, by_mark = byte_order_mark(path)
    encoding = by_mark or encoding or "utf-8"
    _check_faithful(path, encoding, len(bom))
    file.write(bom)
    with open_text(path, encoding) as text:
        text.reconfigure(newline=newline)  # type: ignore[attr-defined]
        for line in _changed(enumerate(text, 1), edits):
            file.write(encoded(line, encoding, path))


def _changed(lines: Iterator[tuple[int, str]], edits: Iterable[LineEdit]) -> Iterator[str]:
    pending = iter(edits)
    edit = next(pending, None)
    for number, line in lines:
        if edit is not None and number >= edit.end:
            edit = next(pending, None)
        if edit is None or number < edit.start:
            yield line
        elif number == edit.start:
            yield edit.text


def encoded(text: str, encoding: str, path: Path) -> bytes:
    """Return a text in an encoding; raises InputError where that has no such sign."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        raise InputError(
            f"the encoding {encoding} has no {sign!a}",
            where=str(path),
            hint="Convert the file to UTF-8, or switch the check off that wants the sign.",
        ) from error


def _check_faithful(path: Path, encoding: str, skip: int) -> None:
    """Raise InputError where bytes cannot be told from the text that they make."""
    if codecs.lookup(encoding).name in ("utf-8", "utf-16-le", "utf-16-be"):
        return
    decode = codecs.getincrementaldecoder(encoding)().decode
    encode = codecs.getincrementalencoder(encoding)().encode
    given = made = b""
    with open_binary(path) as file:
        file.seek(skip)
        chunk = b"-"
        while chunk:
            chunk = file.read(_CHUNK)
            given += chunk
            try:
                made += encode(decode(chunk, not chunk))
            except UnicodeError:
                break
            size = min(len(given), len(made))
            if given[:size] != made[:size]:
                break
            given, made = given[size:], made[size:]
    if given or made:
        raise InputError(
            f"the file cannot be written in {encoding} as it was",
            where=str(path),
            hint="Convert it to UTF-8 first.",
        )


def rewrite_bytes(path: Path, file: BinaryIO, edits: Iterable[BytesEdit]) -> None:
    """Write a file with some of its bytes changed; edits come in the order of their places."""
    with open_binary(path) as old:
        for edit in edits:
            _copy(old, file, edit.start - old.tell())
            file.write(edit.content)
            old.seek(edit.end)
        while chunk := old.read(_CHUNK):
            file.write(chunk)


def _copy(old: BinaryIO, new: BinaryIO, size: int) -> None:
    while size > 0 and (chunk := old.read(min(size, _CHUNK))):
        new.write(chunk)
        size -= len(chunk)


def check_rewritten(
    old: Iterable[TranslationUnit | Skipped],
    new: Iterable[TranslationUnit | Skipped],
    edits: Iterable[Retext],
    path: Path,
) -> None:
    """Raise InputError unless the new records are the old ones with the edits, and no other.

    What a file of some kind cannot be given is refused that way, whatever the reason.
    """
    pending = iter(edits)
    edit = next(pending, None)
    for number, (one, other) in enumerate(zip_longest(old, new)):
        wanted: dict[str, str] = {}
        while edit is not None and edit.record == number:
            wanted[edit.language] = edit.after
            edit = next(pending, None)
        if _content(one, wanted) != _content(other, {}):
            raise InputError(
                f"record {number + 1} would not be read back as it should",
                where=str(path),
                hint="Nothing was written. Repair that draft by hand, or export the file anew.",
            )
    if edit is not None:
        raise InputError(
            "the file has fewer records than it had",
            where=str(path),
            hint="It was changed meanwhile: repeat the command.",
        )


def _content(record: TranslationUnit | Skipped | None, wanted: dict[str, str]) -> object:
    """Return what must be the same: for the texts that are wanted, those in place of its own."""
    if isinstance(record, Skipped):
        return record.reason
    if record is None:
        return None
    texts = {v.language: wanted.get(v.language, v.text) for v in record.variants}
    return texts, replace(record, variants=(), document=None)
