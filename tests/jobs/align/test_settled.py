from __future__ import annotations

from dataclasses import replace

from aligning import aligned_pair, one_by_one, sentences

from tmtool.alignment import Pair
from tmtool.jobs.align.settled import fixed_beads, with_decisions
from tmtool.models import AlignedPair, Alignment, Bead, BeadCorrection, DocumentSegment

UNITS = sentences(6)


def reviewed() -> AlignedPair:
    """Of six beads the second was rejected, the third corrected, and two regrouped as one."""
    pair = aligned_pair(UNITS)
    beads = (*pair.alignment.beads[:3], Bead((3, 4), (3, 4), 0.0, ("edited",)), Bead((5,), (5,), 1))
    return replace(
        pair,
        alignment=Alignment(beads, 0.9, "parallel"),
        states=("open", "rejected", "open", "open", "open"),
        corrections=(None, None, BeadCorrection(target="Otherwise."), None, None),
    )


def segments(texts) -> tuple[DocumentSegment, ...]:
    return tuple(DocumentSegment(text, place) for place, text in enumerate(texts))


def realigned(source: list[str], target: list[str]) -> AlignedPair:
    """Other versions of both documents, aligned with what was settled before."""
    before = reviewed()
    sides = segments(source), segments(target)
    fixed = fixed_beads(before, *sides)
    found = one_by_one(Pair(*sides, tuple(fixed)))
    pair = replace(
        before,
        source=sides[0],
        target=sides[1],
        alignment=found,
        states=("open",) * len(found.beads),
        corrections=(),
    )
    return with_decisions(pair, before, fixed)


def test_the_same_documents_keep_what_was_settled():
    source, target = (list(side) for side in zip(*UNITS, strict=True))
    pair = realigned(source, target)
    assert [(bead.source, bead.target) for bead in pair.alignment.beads][3] == ((3, 4), (3, 4))
    assert pair.states == ("open", "rejected", "accepted", "accepted", "open")
    assert pair.texts(2)[1] == "Otherwise."


def test_what_was_settled_moves_with_its_texts():
    source, target = (list(side) for side in zip(*UNITS, strict=True))
    pair = realigned(["Новое.", *source], ["New.", *target])
    assert [(bead.source, bead.target) for bead in pair.alignment.beads][4] == ((4, 5), (4, 5))
    assert pair.states == ("open", "open", "rejected", "accepted", "accepted", "open")


def test_a_text_that_was_changed_is_aligned_again():
    source, target = (list(side) for side in zip(*UNITS, strict=True))
    source[3] = "Другое предложение."
    pair = realigned(source, target)
    assert pair.states == ("open", "rejected", "accepted", "open", "open", "open")
    assert len(pair.alignment.beads) == 6


def test_a_text_that_stands_twice_is_not_taken_for_another():
    source, target = (list(side) for side in zip(*UNITS, strict=True))
    pair = realigned([source[1], source[1], *source[1:]], [target[1], *target])
    assert "rejected" not in pair.states


def test_beads_that_would_cross_are_left_open():
    source, target = (list(side) for side in zip(*UNITS, strict=True))
    pair = realigned(source[3:] + source[:3], target)
    assert [bead.source[0] for bead in pair.alignment.beads if bead.source] == sorted(
        bead.source[0] for bead in pair.alignment.beads if bead.source
    )


def test_a_segment_that_a_person_left_alone_stays_alone():
    pair = aligned_pair(UNITS)
    beads = (Bead((0,), (), 0.0, ("edited",)), Bead((), (0,), 0.0, ("edited",)))
    before = replace(
        pair,
        alignment=Alignment((*beads, *pair.alignment.beads[1:]), 0.9, "parallel"),
        states=("open", "rejected", *pair.states[1:]),
    )
    assert fixed_beads(before, pair.source, pair.target) == {((0,), ()): 0, ((), (0,)): 1}
    assert fixed_beads(before, pair.source[1:], pair.target) == {((), (0,)): 1}
