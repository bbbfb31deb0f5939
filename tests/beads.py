"""Pairs of aligned documents, for tests: a small one to read, and any that can be."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from tmtool.models import (
    BEAD_REMARKS,
    BEAD_STATES,
    BLOCK_KINDS,
    PAIR_VERDICTS,
    AlignedPair,
    Alignment,
    Bead,
    BeadCorrection,
    BeadState,
    DocumentSegment,
    MovedBlock,
)
from tmtool.models.alignment import joined

RU = ("Статья 1", "Стороны договорились.", "Срок — 5 лет.", "Он продлевается.", "2.1", "Конец.")
EN = ("Article 1", "The Parties have agreed.", "The term is 6 years.", "2.1", "Annex", "End.")


def a_pair(
    *,
    states: Sequence[BeadState] = (),
    corrections: tuple[BeadCorrection | None, ...] = (),
    moved: tuple[MovedBlock, ...] = (),
) -> AlignedPair:
    """Return six segments on each side in six beads: one of two sentences, two with one side."""
    beads = (
        Bead((0,), (0,), 0.99),
        Bead((1,), (1,), 0.97),
        Bead((2, 3), (2,), 0.41, ("length", "numbers")),
        Bead((4,), (3,), 0.9),
        Bead((), (4,), 0.6, ("gap",)),
        Bead((5,), (5,), 0.95),
    )
    return AlignedPair(
        "договор.docx",
        "treaty.docx",
        "ru",
        "en",
        _segments(RU),
        _segments(EN),
        Alignment(beads, 0.844, "parallel", moved),
        tuple(states) or ("open",) * 6,
        corrections,
    )


def _segments(texts: Sequence[str]) -> tuple[DocumentSegment, ...]:
    """Return segments of which the third and fourth are of one paragraph."""
    paragraphs = (0, 1, 2, 2, 3, 4)
    kinds = ("heading", *("paragraph",) * 5)
    return tuple(
        DocumentSegment(text, paragraph, kind, level=int(kind == "heading"), after=after)
        for text, paragraph, kind, after in zip(
            texts, paragraphs, kinds, ("", "", " ", "", "", ""), strict=True
        )
    )


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")

TEXTS = st.text(CHARACTERS, min_size=1, max_size=12).filter(str.strip) | st.sampled_from(
    [
        "'1",
        "''- x",
        "=1+1",
        '"a, b"',
        '"',
        '"a"" b"',
        "5 May",
        "2.1",
        "a\tb",
        "a\r\nb",
        "# {",
        "bead",
    ]
)

SEGMENTS = st.builds(
    DocumentSegment,
    text=TEXTS,
    paragraph=st.integers(0, 3),
    kind=st.sampled_from(BLOCK_KINDS),
    level=st.integers(0, 3),
    after=st.sampled_from(["", " ", "\n", " \t"]),
)

CONFIDENCES = st.integers(0, 10_000).map(lambda figure: figure / 10_000)

SHAPES = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any)


@st.composite
def pairs(draw: st.DrawFn, *, least: int = 0) -> AlignedPair:
    """Any two documents in any beads, with any states, remarks and corrections."""
    shapes = draw(st.lists(SHAPES, min_size=least, max_size=8))
    beads, ends = [], (0, 0)
    for rows, columns in shapes:
        source, target = range(ends[0], ends[0] + rows), range(ends[1], ends[1] + columns)
        ends = source.stop, target.stop
        remarks = draw(st.lists(st.sampled_from(BEAD_REMARKS), unique=True, max_size=3))
        beads.append(Bead(tuple(source), tuple(target), draw(CONFIDENCES), tuple(remarks)))
    source, target = (
        tuple(draw(st.lists(SEGMENTS, min_size=size, max_size=size))) for size in ends
    )
    moved = st.builds(MovedBlock, source=_blocks(), target=_blocks())
    count = len(beads)
    return AlignedPair(
        draw(st.sampled_from(["", "  ", "\t"]) | st.text(CHARACTERS, max_size=8)),
        draw(st.sampled_from(["b.docx", "a\tb", 'the "treaty", 1.txt', "'x", '"x"', '"', " x "])),
        draw(st.sampled_from(["ru", "en-GB"])),
        draw(st.sampled_from(["en", "fr"])),
        source,
        target,
        Alignment(
            tuple(beads),
            draw(CONFIDENCES),
            draw(st.sampled_from(PAIR_VERDICTS)),
            tuple(draw(st.lists(moved, max_size=2))),
        ),
        tuple(draw(st.lists(st.sampled_from(BEAD_STATES), min_size=count, max_size=count))),
        draw(st.just(()) | _corrections(beads, source, target)),
    )


@st.composite
def _blocks(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, 99))
    return start, start + draw(st.integers(1, 99))


@st.composite
def _corrections(
    draw: st.DrawFn,
    beads: Sequence[Bead],
    source: Sequence[DocumentSegment],
    target: Sequence[DocumentSegment],
) -> tuple[BeadCorrection | None, ...]:
    """Corrections that differ from the bead's own text in more than white space.

    Some are what another bead has, or what two have each in place of its own.
    """
    wholes = [[joined(side, bead_side) for bead_side in places] for side, places in (
        (source, [bead.source for bead in beads]), (target, [bead.target for bead in beads])
    )]  # fmt: skip
    found: list[BeadCorrection | None] = []
    for at, bead in enumerate(beads):
        texts = [
            draw(st.none() | TEXTS | st.sampled_from(every)) if places else None
            for every, places in zip(wholes, (bead.source, bead.target), strict=True)
        ]
        one = BeadCorrection(
            *(
                None if not text or text.split() == every[at].split() else text
                for text, every in zip(texts, wholes, strict=True)
            )
        )
        found.append(one if one != BeadCorrection() else None)
    return tuple(found) if any(found) else ()
