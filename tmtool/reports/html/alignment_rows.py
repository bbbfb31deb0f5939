"""The rows of the page of an alignment: beads, and runs of segments without a partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from tmtool.models import AlignedPair, Span
from tmtool.reports.bead_sides import Piece, confidence, marked, source_pieces, target_pieces
from tmtool.reports.html import shown
from tmtool.reports.words import REMARKS, counted

NumberSpans = tuple[Sequence[Span], Sequence[Span]]

NumbersOf = Callable[[int], NumberSpans]
"""Gives, for a bead from 0, where its texts have numbers without their like."""

Sureness = Literal["sure", "doubtful", "unlikely", "settled"]
"""How far a bead is to be trusted: at least the threshold, less, less than even; or by a person."""

RUN = 5
"""Beads with the same side alone, one after the other, that are folded into one row."""

EVEN = 0.5
"""The confidence below which a bead is rather wrong than right."""


@dataclass(frozen=True, slots=True)
class Run:
    """Beads that follow one another, from 0, end excluded: one, or many with one side alone."""

    start: int
    end: int
    side: Literal["source", "target"] | None = None


def sureness(pair: AlignedPair, number: int, threshold: float) -> Sureness:
    """Tell how far a bead, from 0, is to be trusted."""
    if pair.is_settled(number):
        return "settled"
    found = pair.alignment.beads[number].confidence
    if found >= threshold:
        return "sure"
    return "doubtful" if found >= EVEN else "unlikely"


def runs(pair: AlignedPair) -> Iterator[Run]:
    """Yield the beads, in order, with long runs of open ones that have one side put together."""
    start = 0
    while start < len(pair.states):
        side = _alone(pair, start)
        end = start + 1
        while side and end < len(pair.states) and _alone(pair, end) == side:
            end += 1
        if end - start >= RUN:
            yield Run(start, end, side)
        else:
            yield from (Run(number, number + 1) for number in range(start, end))
        start = end


def _alone(pair: AlignedPair, number: int) -> Literal["source", "target"] | None:
    bead = pair.alignment.beads[number]
    if pair.is_settled(number) or (bead.source and bead.target):
        return None
    return "source" if bead.source else "target"


def row(pair: AlignedPair, run: Run, threshold: float, numbers: NumbersOf | None) -> Markup:
    """Return the row of a table, on a line of its own.

    The page's script reads its class (`review` where somebody should look at it) and `data-r`.
    """
    return _folded(pair, run) if run.side else _bead(pair, run.start, threshold, numbers)


_ROW = Markup(
    '<tr id="b-{}" class="{}" data-r="{}"><th scope="row"><a href="#b-{}">{}</a></th>'
    '<td class="facts">{}</td><td class="side" lang="{}" dir="auto">{}</td>'
    '<td class="side" lang="{}" dir="auto">{}</td></tr>'
)
_FACT = Markup('<span class="{}">{}</span>')
_LINE = Markup('<p><span class="place">{}</span> <span>{}</span></p>')
_MARK = Markup('<mark title="not on the other side">{}</mark>')
_NOTHING = Markup('<p class="soft">–</p>')
_SPACE = Markup(" ")


def _bead(pair: AlignedPair, number: int, threshold: float, numbers: NumbersOf | None) -> Markup:
    bead = pair.alignment.beads[number]
    how = sureness(pair, number, threshold)
    spans: NumberSpans = ((), ())
    if numbers and ("numbers" in bead.remarks or how == "settled"):
        spans = numbers(number)
    state = pair.states[number]
    review = " review" if how in ("doubtful", "unlikely") else ""
    return _ROW.format(
        number + 1,
        f"bead {how} {state}{review}",
        " ".join(bead.remarks),
        number + 1,
        f"{number + 1:,}",
        _facts(pair, number, how),
        pair.source_language,
        _side(source_pieces(pair, number), spans[0]),
        pair.target_language,
        _side(target_pieces(pair, number), spans[1]),
    )


def _facts(pair: AlignedPair, number: int, how: Sureness) -> Markup:
    bead, state = pair.alignment.beads[number], pair.states[number]
    found = [_FACT.format("confidence", confidence(bead))]
    if state != "open":
        found.append(_FACT.format(f"word {state}", state))
    elif how in ("doubtful", "unlikely"):
        found.append(_FACT.format(f"word {how}", how))
    if bead.kind != "1-1":
        found.append(_FACT.format("kind", bead.kind))
    for remark in bead.remarks:
        said = REMARKS[remark]
        if remark == "length":
            sizes = [len(text) for text in pair.texts(number)]
            said = f"{said}: {sizes[0]:,} to {sizes[1]:,} characters"
        found.append(_FACT.format(f"remark {remark}", said))
    return _SPACE.join(found)


def _side(pieces: Sequence[Piece], spans: Sequence[Span]) -> Markup:
    if not pieces:
        return _NOTHING
    return Markup("").join(
        _LINE.format(
            "corrected" if piece.place is None else f"{piece.place + 1:,}", _text(piece, spans)
        )
        for piece in pieces
    )


def _text(piece: Piece, spans: Sequence[Span]) -> Markup:
    if not spans:
        return escape(_on_a_line(piece.text))
    return Markup("").join(
        _MARK.format(_on_a_line(part)) if hit else escape(_on_a_line(part))
        for part, hit in marked(piece, spans)
    )


def _on_a_line(text: str) -> str:
    return shown(text).replace("\r", "").replace("\n", " ")


_FOLD = Markup(
    '<tr id="b-{}" class="run review" data-r="gap"><th scope="row"><a href="#b-{}">{}</a></th>'
    '<td colspan="3"><details><summary>{} without a partner, {} to {} of the {} document</summary>'
    '<div class="side" lang="{}" dir="auto">{}</div></details></td></tr>'
)


def _folded(pair: AlignedPair, run: Run) -> Markup:
    is_source = run.side == "source"
    side = source_pieces if is_source else target_pieces
    pieces = [piece for number in range(run.start, run.end) for piece in side(pair, number)]
    places = [piece.place + 1 for piece in pieces if piece.place is not None]
    return _FOLD.format(
        run.start + 1,
        run.start + 1,
        f"{run.start + 1:,}–{run.end:,}",
        counted(len(pieces), "segment"),
        f"{places[0]:,}",
        f"{places[-1]:,}",
        run.side,
        pair.source_language if is_source else pair.target_language,
        _side(pieces, ()),
    )
