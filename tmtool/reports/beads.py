"""Beads on a terminal, as they are reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tmtool.models import AlignedPair, Span
from tmtool.reports.bead_sides import Piece, confidence, marked, source_pieces, target_pieces
from tmtool.reports.words import REMARKS, visible

if TYPE_CHECKING:
    from rich.console import Console

_NEAR = 3
"""Beads that are shown before and after at most."""

_NUMBER = "bold underline"
"""The style of a number that the other side has not."""


def one(
    console: Console,
    pair: AlignedPair,
    number: int,
    numbers: tuple[Sequence[Span], Sequence[Span]],
) -> None:
    """Draw a bead, from 0, between its neighbours, with what speaks against it.

    `numbers` are the spans, in both texts, of numbers without their like on the other side.
    """
    bead = pair.alignment.beads[number]
    facts = [confidence(bead), bead.kind, *(REMARKS[remark] for remark in bead.remarks)]
    if pair.states[number] != "open":
        facts.insert(0, pair.states[number])
    title = f"Bead {number + 1:,} of {len(pair.states):,}"
    console.print(Text.assemble((title, "bold"), (f"  {', '.join(facts)}", "dim")))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for near in reversed(_beside(pair, number, -1)):
        _rows(table, pair, near, None)
    _rows(table, pair, number, numbers)
    for near in _beside(pair, number, 1):
        _rows(table, pair, near, None)
    console.print(table)


def _beside(pair: AlignedPair, number: int, step: int) -> list[int]:
    """Return the nearest beads in one direction, up to one with both sides if it is near."""
    found = []
    for near in range(number + step, number + step * (_NEAR + 1), step):
        if not 0 <= near < len(pair.states):
            break
        found.append(near)
        bead = pair.alignment.beads[near]
        if bead.source and bead.target:
            break
    return found


def _rows(
    table: Table,
    pair: AlignedPair,
    number: int,
    numbers: tuple[Sequence[Span], Sequence[Span]] | None,
) -> None:
    """Add a bead's segments; a neighbour, which has no numbers to mark, is drawn faint."""
    style = "" if numbers else "dim"
    spans = numbers or ((), ())
    sides = (
        (pair.source_language, source_pieces(pair, number), spans[0]),
        (pair.target_language, target_pieces(pair, number), spans[1]),
    )
    for language, pieces, its_spans in sides:
        for at, piece in enumerate(pieces or [Piece(None, "")]):
            first = Text(f"{'>' if numbers else ' '} {language}" if not at else "", style=style)
            place = "" if piece.place is None else f"{piece.place + 1:,}"
            if pieces and piece.place is None:
                place = "corrected"
            table.add_row(first, Text(place, style=style), _text(piece, its_spans, style))


def _text(piece: Piece, spans: Sequence[Span], style: str) -> Text:
    text = Text(style=style)
    for part, hit in marked(piece, spans):
        text.append(visible(part).replace("\n", " "), style=_NUMBER if hit else None)
    return text if text else Text("–", style="dim")
