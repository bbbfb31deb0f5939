"""Texts that are compared segment by segment, as files have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TextSide = Literal["source", "target", "reference"]
"""Which text of a file is meant; a reference is a target, but where a table has both."""

AlignedBy = Literal["id", "position"]
"""What tells which segments of several files belong together."""


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A segment of a file: `where` it stands, and its `text`, empty where there is none.

    `id` is that of the unit in its file; `source` the text of which this is the translation.
    What the format does not tell is `None`.
    """

    where: str
    text: str
    id: str | None = None
    source: str | None = None
    document: str | None = None
