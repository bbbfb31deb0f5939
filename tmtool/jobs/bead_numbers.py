"""Numbers that one side of a bead has and the other has not."""

from __future__ import annotations

from tmtool.languages import primary
from tmtool.models import AlignedPair, Span
from tmtool.quality.numbers import differing
from tmtool.quality.rules import Texts

__all__ = ["NumberSpans", "differing_numbers"]

NumberSpans = tuple[tuple[Span, ...], tuple[Span, ...]]
"""Where they stand in the source text and in the target text of a bead."""


def differing_numbers(pair: AlignedPair, number: int) -> NumberSpans:
    """Return where a bead, from 0, has numbers without their like on the other side."""
    source, target = pair.texts(number)
    if not (source and target):
        return (), ()
    languages = primary(pair.source_language), primary(pair.target_language)
    missing, added = differing(Texts(source, target, *languages))
    return (
        tuple((one.start, one.end) for one in missing),
        tuple((one.start, one.end) for one in added),
    )
