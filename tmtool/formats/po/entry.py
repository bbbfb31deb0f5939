"""What tmtool uses of a PO entry."""

from __future__ import annotations

from typing import Protocol


class Entry(Protocol):
    """What tmtool uses of `polib.POEntry`.

    `flags` holds sticky flags (gettext 1.0, `#=`) with a leading `=`.
    """

    msgid: str
    msgid_plural: str
    msgstr: str
    msgstr_plural: dict[int, str]
    msgctxt: str | None
    tcomment: str
    comment: str
    occurrences: list[tuple[str, str]]
    flags: list[str]
    obsolete: bool
    fuzzy: bool
    linenum: int
    previous_msgctxt: str | None
    previous_msgid: str | None
    previous_msgid_plural: str | None
