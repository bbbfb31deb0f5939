"""Plain text with one segment on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from tmtool.errors import InputError
from tmtool.formats.files import open_text, replacing_bytes
from tmtool.formats.rewriting import LineEdit, Retext, rewrite_lines

__all__ = ["read_segments", "rewrite_segments"]


def read_segments(path: Path, *, encoding: str | None = None) -> list[str]:
    r"""Return the lines of a text file in UTF-8, or in the encoding given, without their ends.

    Lines end in `\n` or `\r\n` and nothing else: other line separators of Unicode and a single
    `\r` belong to the text. A byte order mark is dropped (that of UTF-16 decides the encoding);
    blank lines are segments; the line end that closes the file begins no new one. Raises
    InputError, with the line where there is one, for files that cannot be read as such text.
    """
    with open_text(path, encoding) as file:
        text = file.read()
    if not text:
        return []
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def rewrite_segments(
    path: Path, output: Path, edits: Iterable[Retext], *, encoding: str | None = None
) -> None:
    """Write the file to `output`, which may be `path`, with some of its lines changed.

    Line ends, encoding and byte order mark stay. Edits come in their order, their `record` is
    the line from 0. Raises InputError where the file was changed since it was read.
    """
    with replacing_bytes(output) as file, open_text(path, encoding) as text:
        rewrite_lines(path, file, _line_edits(text, edits, path), encoding=encoding)


def _line_edits(lines: TextIO, edits: Iterable[Retext], path: Path) -> Iterator[LineEdit]:
    lines.reconfigure(newline="\n")  # type: ignore[attr-defined]
    number = 0
    line = ""
    for edit in edits:
        while number <= edit.record:
            number, line = number + 1, next(lines, "")
        ending = line[len(line.removesuffix("\n").removesuffix("\r")) :]
        if line.removesuffix(ending) != edit.before:
            raise InputError(
                "the file was changed meanwhile",
                where=f"{path}:{number}",
                hint="Repeat the command.",
            )
        yield LineEdit(number, number + 1, edit.after + ending)
