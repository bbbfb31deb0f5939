"""Two aligned documents side by side, as a page of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tmtool.models import AlignedPair, DocumentSegment, MovedBlock
from tmtool.reports.html import page
from tmtool.reports.html.alignment_rows import NumbersOf, Run, row, runs, sureness
from tmtool.reports.words import REMARKS, VERDICTS
from tmtool.version import VERSION

AT_ONCE = 200
"""Rows that the page's script draws at a time."""

_LONGEST_START = 80
"""Characters that tell how a block begins."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A block that stands elsewhere in the target: places from 1, how it begins, its beads."""

    source: tuple[int, int]
    target: tuple[int, int]
    source_start: str
    target_start: str
    source_bead: int
    target_bead: int


def alignment(
    pair: AlignedPair, day: str, *, threshold: float, numbers: NumbersOf | None = None
) -> str:
    """Return the page of two documents, made on a day; beads below the threshold are doubtful.

    `numbers` tells where the texts of a bead have numbers without their like, to be marked.
    """
    found = list(runs(pair))
    rows = Markup("\n").join(row(pair, run, threshold, numbers) for run in found)
    kinds = Counter(sureness(pair, number, threshold) for number in range(len(pair.states)))
    remarks = Counter(remark for bead in pair.alignment.beads for remark in bead.remarks)
    return page(
        "alignment.html.j2",
        styles=("base", "alignment"),
        scripts=("alignment",),
        pair=pair,
        rows=rows,
        count=len(found),
        at_once=AT_ONCE,
        threshold=threshold,
        kinds=kinds,
        states=Counter(pair.states),
        alone=sum(not (bead.source and bead.target) for bead in pair.alignment.beads),
        missing=[run for run in found if run.side],
        moved=list(_moved(pair, found)),
        remarks=[(remark, REMARKS[remark]) for remark in REMARKS if remarks[remark]],
        verdict=VERDICTS[pair.alignment.verdict],
        day=day,
        version=VERSION,
    )


def _moved(pair: AlignedPair, found: Sequence[Run]) -> Iterator[Moved]:
    """Yield the blocks that were moved, with the rows in which they begin."""
    sources, targets = _owners(pair, found)
    for block in pair.alignment.moved:
        if _is_within(block, pair):
            yield Moved(
                (block.source[0] + 1, block.source[1]),
                (block.target[0] + 1, block.target[1]),
                _start(pair.source[block.source[0]]),
                _start(pair.target[block.target[0]]),
                sources[block.source[0]],
                targets[block.target[0]],
            )


def _is_within(block: MovedBlock, pair: AlignedPair) -> bool:
    return block.source[0] < len(pair.source) and block.target[0] < len(pair.target)


def _owners(pair: AlignedPair, found: Sequence[Run]) -> tuple[list[int], list[int]]:
    """Return, for each segment of both documents, the first bead, from 1, of its row."""
    sources, targets = [1] * len(pair.source), [1] * len(pair.target)
    for run in found:
        for bead in pair.alignment.beads[run.start : run.end]:
            for place in bead.source:
                sources[place] = run.start + 1
            for place in bead.target:
                targets[place] = run.start + 1
    return sources, targets


def _start(segment: DocumentSegment) -> str:
    text = segment.text
    return text if len(text) <= _LONGEST_START else f"{text[:_LONGEST_START]}…"
