"""The two sides of a bead as they are shown: a text for each segment, numbers marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmtool.models import AlignedPair, Bead, Span
from tmtool.models.alignment import joined

__all__ = ["Piece", "confidence", "marked", "source_pieces", "target_pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment, or the text that a person wrote in place of a side: then `place` is `None`.

    `place` counts from 0; `start` is where the text begins in that of the whole side.
    """

    place: int | None
    text: str
    start: int = 0


def source_pieces(pair: AlignedPair, number: int) -> list[Piece]:
    """Return the source side of a bead, from 0."""
    found = pair.corrections[number] if pair.corrections else None
    if found and found.source is not None:
        return [Piece(None, found.source)]
    return list(_pieces(pair, pair.alignment.beads[number], is_source=True))


def target_pieces(pair: AlignedPair, number: int) -> list[Piece]:
    """Return the target side of a bead, from 0."""
    found = pair.corrections[number] if pair.corrections else None
    if found and found.target is not None:
        return [Piece(None, found.target)]
    return list(_pieces(pair, pair.alignment.beads[number], is_source=False))


def _pieces(pair: AlignedPair, bead: Bead, *, is_source: bool) -> Iterator[Piece]:
    segments = pair.source if is_source else pair.target
    places = bead.source if is_source else bead.target
    for count, place in enumerate(places, 1):
        text = segments[place].text
        yield Piece(place, text, len(joined(segments, places[:count])) - len(text))


def marked(piece: Piece, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield a text in stretches, each with whether it is one of the spans of the whole side."""
    place = 0
    for start, end in spans:
        first, last = max(start - piece.start, place), min(end - piece.start, len(piece.text))
        if first < last:
            if first > place:
                yield piece.text[place:first], False
            yield piece.text[first:last], True
            place = last
    if place < len(piece.text):
        yield piece.text[place:], False


def confidence(bead: Bead) -> str:
    """Return a bead's confidence in words, rounded down, so that 100 % is certain."""
    if "edited" in bead.remarks:
        return "no confidence known"
    return f"{int(bead.confidence * 100 + 1e-9)} %"
