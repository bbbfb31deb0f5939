"""Plain text with one segment on each line."""

from __future__ import annotations

from pathlib import Path

from tmtool.formats.files import open_text

__all__ = ["read_segments"]


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
