"""In which words a query and a stored segment differ."""

from __future__ import annotations

import re
from typing import cast

from rapidfuzz.distance import Levenshtein

from tmtool.models.matches import Edit, EditOperation
from tmtool.text.normalise import comparable

_PIECE = re.compile(r"\w+|[^\w\s]")


def differences(query: str, source: str) -> tuple[Edit, ...]:
    """Return the edits that turn the stored source into the query, word by word.

    The pieces of each side, in their order, hold all its words, in NFC and with single spaces.
    """
    query, source = comparable(query), comparable(source)
    ours, theirs = list(_PIECE.finditer(query)), list(_PIECE.finditer(source))
    steps = Levenshtein.opcodes([piece[0] for piece in theirs], [piece[0] for piece in ours])
    return tuple(
        Edit(
            cast(EditOperation, step.tag),
            _stretch(query, ours, step.dest_start, step.dest_end),
            _stretch(source, theirs, step.src_start, step.src_end),
        )
        for step in steps
    )


def _stretch(text: str, pieces: list[re.Match[str]], start: int, end: int) -> str:
    return text[pieces[start].start() : pieces[end - 1].end()] if start < end else ""
