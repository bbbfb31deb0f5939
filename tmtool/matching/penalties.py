"""What lowers a match rate beyond the texts themselves."""

from __future__ import annotations

from tmtool.models.matches import Penalty
from tmtool.models.units import Status

MACHINE = 5
"""Nobody has read the translation: even an identical source is not a 100 % match."""

DRAFT = 2
"""A person made the translation, but nobody has approved it."""


def penalties(status: Status, corpus: str, corpus_penalty: int) -> tuple[Penalty, ...]:
    """Return the penalties of a unit by its status and its corpus's own penalty."""
    found = []
    if status == "machine":
        found.append(Penalty("machine translation", MACHINE))
    if status == "draft":
        found.append(Penalty("draft", DRAFT))
    if corpus_penalty:
        found.append(Penalty(f"corpus {corpus}", corpus_penalty))
    return tuple(found)
