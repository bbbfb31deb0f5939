"""Which beads are accepted, and the units they become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from tmtool.alignment import ACCEPTED
from tmtool.errors import InputError
from tmtool.models import AlignedPair, TranslationUnit, Variant

__all__ = ["Fate", "check_confidence", "counts", "fate", "threshold", "units"]

Fate = Literal["accepted", "below", "one_sided", "rejected", "untranslated"]
"""What becomes of a bead: a unit, or why it becomes none."""


def threshold(min_confidence: float | None) -> float:
    """Return the confidence from which a bead is accepted that nobody has looked at."""
    return ACCEPTED if min_confidence is None else min_confidence


def check_confidence(least: float | None) -> None:
    """Raise InputError for a least confidence that is no probability."""
    if least is not None and not 0 <= least <= 1:
        raise InputError(
            f"the least confidence cannot be {least:g}", hint="Give a number from 0 to 1."
        )


def fate(pair: AlignedPair, number: int, min_confidence: float | None) -> Fate:
    """Return what becomes of a bead; what a person said of it counts before its confidence."""
    bead = pair.alignment.beads[number]
    if pair.states[number] == "rejected":
        return "rejected"
    if not all(map(str.strip, pair.texts(number))):
        return "one_sided"
    if pair.is_settled(number):
        return "accepted"
    if bead.confidence < threshold(min_confidence):
        return "below"
    is_word = any(map(str.isalpha, pair.texts(number)[0]))
    if is_word and {"identical", "script"} & set(bead.remarks):
        return "untranslated"
    return "accepted"


def counts(pair: AlignedPair, min_confidence: float | None) -> Counter[Fate]:
    """Return how many beads have each fate."""
    return Counter(fate(pair, n, min_confidence) for n in range(len(pair.alignment.beads)))


def units(
    pair: AlignedPair, document: str, min_confidence: float | None = None
) -> Iterator[TranslationUnit]:
    """Yield the units of the accepted beads.

    A unit's position is its bead's among all beads, so that neighbours are what stood side by
    side; its tuid is the place of its first source segment, from 1, by which it is known when
    the documents are aligned again.
    """
    for number, bead in enumerate(pair.alignment.beads):
        if fate(pair, number, min_confidence) != "accepted":
            continue
        source, target = pair.texts(number)
        properties = {
            "x-align-type": bead.kind,
            "x-align-confidence": f"{bead.confidence:.4f}",
            "x-src-document": pair.source_document,
            "x-src-position": str(bead.source[0]),
            "x-tgt-document": pair.target_document,
            "x-tgt-position": str(bead.target[0]),
        }
        if pair.is_settled(number):
            properties["x-align-reviewed"] = "yes"
        yield TranslationUnit(
            (Variant(pair.source_language, source), Variant(pair.target_language, target)),
            tuid=str(bead.source[0] + 1),
            document=document,
            position=number,
            properties=properties,
        )
