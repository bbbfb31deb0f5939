"""The texts of documents in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list", "table", "footnote", "code"]
BLOCK_KINDS: tuple[BlockKind, ...] = (
    "heading",
    "paragraph",
    "list",
    "table",
    "footnote",
    "code",
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph of a document: what a reader sees as one piece, a cell of a table too.

    `level` is that of a heading or of a list, from 1, and 0 elsewhere; `position` counts the
    blocks of the document from 0. Within a text, tabs are tabs and line breaks line ends.
    `code` is what is not to be translated: program code, front matter.
    """

    text: str
    kind: BlockKind
    level: int
    position: int
