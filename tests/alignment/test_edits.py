"""What a person does to an alignment leaves every segment in exactly one bead, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from beads import a_pair, pairs
from hypothesis import given
from hypothesis import strategies as st

from tmtool.alignment import edits
from tmtool.errors import InputError
from tmtool.models import AlignedPair, Alignment, Bead, BeadCorrection

Edit = Callable[[AlignedPair], AlignedPair]


def groups(pair: AlignedPair) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in pair.alignment.beads]


def kinds(pair: AlignedPair) -> str:
    return " ".join(bead.kind for bead in pair.alignment.beads)


NUMBERS = st.integers(-1, 9)
SIDES = st.sampled_from(["source", "target"])
EDITS = st.one_of(
    st.tuples(st.just(edits.split), NUMBERS, st.integers(0, 4), st.integers(0, 4)),
    st.tuples(st.just(edits.merge), NUMBERS),
    st.tuples(st.sampled_from([edits.shift_up, edits.shift_down]), NUMBERS, SIDES),
    st.tuples(st.just(edits.settle), NUMBERS, st.sampled_from(["open", "accepted", "rejected"])),
    st.tuples(st.just(edits.correct), NUMBERS, SIDES, st.none() | st.text(max_size=2)),
    st.tuples(st.just(edits.accept_above), st.floats(0, 1)),
)


@given(pair=pairs(), steps=st.lists(EDITS, max_size=12))
def test_every_segment_stays_in_one_bead_in_order(pair: AlignedPair, steps: list):
    for step, *arguments in steps:
        before = pair
        try:
            pair = step(pair, *arguments)
        except InputError:
            continue
        beads = pair.alignment.beads
        assert [p for bead in beads for p in bead.source] == list(range(len(pair.source)))
        assert [p for bead in beads for p in bead.target] == list(range(len(pair.target)))
        assert all(bead.source or bead.target for bead in beads)
        assert len(pair.states) == len(beads)
        assert len(pair.corrections) in (0, len(beads))
        assert not pair.corrections or any(pair.corrections)
        assert (pair.source, pair.target) == (before.source, before.target)
        new = set(groups(pair)) - set(groups(before))
        for bead, state in zip(beads, pair.states, strict=True):
            if (bead.source, bead.target) in new:
                assert (state, bead.confidence, bead.remarks) == ("open", 0.0, ("edited",))


@given(pair=pairs(least=1), data=st.data())
def test_a_merge_takes_a_split_back(pair: AlignedPair, data: st.DataObject):
    number = data.draw(st.integers(0, len(pair.states) - 1))
    bead = pair.alignment.beads[number]
    cuts = [
        (source, target)
        for source in range(len(bead.source) + 1)
        for target in range(len(bead.target) + 1)
        if 0 < source + target < len(bead.source) + len(bead.target)
    ]
    for source, target in cuts:
        parts = edits.split(pair, number, source, target)
        assert len(parts.states) == len(pair.states) + 1
        assert groups(edits.merge(parts, number)) == groups(pair)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda pair: edits.split(pair, 2, 1, 1), "1-1 1-1 1-1 1-0 1-1 0-1 1-1"),
        (lambda pair: edits.split(pair, 2, 1, 0), "1-1 1-1 1-0 1-1 1-1 0-1 1-1"),
        (lambda pair: edits.merge(pair, 3), "1-1 1-1 2-1 1-2 1-1"),
        (lambda pair: edits.shift_up(pair, 2, "source"), "1-1 2-1 1-1 1-1 0-1 1-1"),
        (lambda pair: edits.shift_down(pair, 2, "source"), "1-1 1-1 1-1 2-1 0-1 1-1"),
        (lambda pair: edits.shift_down(pair, 3, "target"), "1-1 1-1 2-1 1-0 0-2 1-1"),
        (lambda pair: edits.shift_up(pair, 4, "target"), "1-1 1-1 2-1 1-2 1-1"),
    ],
)
def test_beads_are_regrouped(edit: Edit, expected: str):
    pair = a_pair(states=["accepted"] * 6, corrections=(BeadCorrection("x"),) * 6)
    edited = edit(pair)
    assert kinds(edited) == expected
    for bead, state, correction in zip(
        edited.alignment.beads, edited.states, edited.corrections, strict=True
    ):
        new = bead.remarks == ("edited",)
        assert (state, correction) == (("open", None) if new else ("accepted", BeadCorrection("x")))


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda pair: edits.settle(pair, 6, "accepted"), "there is no bead 7"),
        (lambda pair: edits.settle(pair, -1, "accepted"), "there is no bead 0"),
        (lambda pair: edits.merge(pair, 5), "no bead after the last"),
        (lambda pair: edits.merge(pair, -1), "no bead before the first"),
        (lambda pair: edits.shift_up(pair, 0, "source"), "no bead before the first"),
        (lambda pair: edits.shift_down(pair, 5, "source"), "no bead after the last"),
        (lambda pair: edits.shift_up(pair, 4, "source"), "the bead has no source segment"),
        (lambda pair: edits.split(pair, 0, 1, 1), "would have no segment"),
        (lambda pair: edits.split(pair, 0, 0, 0), "would have no segment"),
        (lambda pair: edits.split(pair, 0, 2, 0), "no place to cut"),
        (lambda pair: edits.correct(pair, 0, "source", " "), "the text is empty"),
        (lambda pair: edits.correct(pair, 0, "source", "a\0"), "NUL"),
        (lambda pair: edits.correct(pair, 4, "source", "a"), "the bead has no source segment"),
    ],
)
def test_what_cannot_be_done(edit: Edit, what: str):
    with pytest.raises(InputError, match=what) as found:
        edit(a_pair())
    assert found.value.hint


def test_beads_above_a_confidence_are_accepted_at_once():
    pair = edits.accept_above(a_pair(states=["rejected", *["open"] * 5]), 0.6)
    # The fifth bead has a confidence of .6, but only one side.
    assert pair.states == ("rejected", "accepted", "open", "accepted", "open", "accepted")


def test_a_correction_is_taken_back():
    assert edits.correct(a_pair(), 0, "source", " Статья  1") == a_pair()
    pair = edits.correct(a_pair(), 0, "source", "x")
    pair = edits.correct(pair, 0, "target", "y")
    assert pair.texts(0) == ("x", "y")
    pair = edits.correct(pair, 0, "source", None)
    assert pair.texts(0) == ("Статья 1", "y")
    assert edits.correct(pair, 0, "target", None) == a_pair()


def test_the_rest_is_aligned_anew():
    pair = a_pair(
        states=["accepted", "open", "open", "open", "rejected", "open"],
        corrections=(BeadCorrection("x"), *(None,) * 4, BeadCorrection("y")),
    )
    assert edits.settled(pair) == (((0,), (0,)), ((), (4,)), ((5,), (5,)))
    beads = (
        Bead((0,), (0,), 1.0),
        Bead((1, 2), (1, 2), 0.8),
        Bead((3,), (), 0.7),
        Bead((4,), (3,), 0.91),
        Bead((), (4,), 1.0),
        Bead((5,), (5,), 0.99),
    )
    again = edits.realigned(pair, Alignment(beads, 0.9, "parallel"))
    assert again.states == pair.states
    before = pair.alignment.beads
    assert again.alignment.beads == (before[0], *beads[1:4], *before[4:])
    assert again.corrections == pair.corrections
    with pytest.raises(InputError, match="lacks a segment"):
        edits.realigned(pair, Alignment(beads[1:], 0.9, "parallel"))
    other = (Bead((0, 1), (0, 1), 0.9), Bead((2,), (2,), 0.9), *beads[2:])
    with pytest.raises(InputError, match="lacks a bead that was settled"):
        edits.realigned(pair, Alignment(other, 0.9, "parallel"))


def test_beads_that_a_person_made_are_settled():
    pair = edits.split(a_pair(), 2, 1, 1)
    assert edits.settled(pair) == (((2,), (2,)), ((3,), ()))
