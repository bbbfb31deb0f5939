"""The review of a file of beads: its order, its answers, and that each is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from beads import a_pair, pairs
from hypothesis import given
from hypothesis import strategies as st

from tmtool.alignment import edits
from tmtool.errors import InputError
from tmtool.formats.beads import BeadsWriter, read_beads, write_beads
from tmtool.jobs.bead_numbers import differing_numbers
from tmtool.jobs.review_beads import BeadReview, ReviewCounts
from tmtool.models import AlignedPair, Alignment, Bead

Answer = Callable[[BeadReview], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "beads.tsv"
    write_beads(path, a_pair())
    return path


def review(file: Path, **options) -> BeadReview:
    return BeadReview(file, **{"threshold": 0.9, **options})


def kinds(path: Path) -> str:
    return " ".join(bead.kind for bead in read_beads(path).alignment.beads)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [2, 4]),
        ({"in_order": True, "everything": True}, [0, 1, 2, 3, 4, 5]),
        ({"everything": True}, [2, 4, 3, 5, 1, 0]),
        ({"threshold": 0.96, "in_order": True}, [2, 3, 4, 5]),
        ({"threshold": 0.0}, []),
    ],
)
def test_the_order(file: Path, options: dict, expected: list[int]):
    asked = []
    one = review(file, **options)
    assert one.waiting() == expected
    while one.at is not None:
        asked.append(one.at)
        one.accept()
    assert asked == expected
    assert [n for n, s in enumerate(read_beads(file).states) if s == "accepted"] == sorted(expected)


ANSWERS: dict[str, tuple[Answer, str, int | None]] = {
    "accept": (lambda one: one.accept(), "1-1 1-1 2-1 1-1 0-1 1-1", 4),
    "split": (lambda one: one.split(1, 1), "1-1 1-1 1-1 1-0 1-1 0-1 1-1", 2),
    "merge": (lambda one: one.merge(), "1-1 1-1 3-2 0-1 1-1", 2),
    "give up": (lambda one: one.give_up("source"), "1-1 2-1 1-1 1-1 0-1 1-1", 2),
    "give down": (lambda one: one.give_down("source"), "1-1 1-1 1-1 2-1 0-1 1-1", 2),
    "take up": (lambda one: one.take_up("target"), "1-1 1-1 2-2 1-0 0-1 1-1", 2),
    "correct": (lambda one: one.correct("target", "x"), "1-1 1-1 2-1 1-1 0-1 1-1", 2),
}


@pytest.mark.parametrize(("answer", "expected", "at"), ANSWERS.values(), ids=ANSWERS)
def test_each_answer_is_in_the_file_at_once(file: Path, answer: Answer, expected: str, at: int):
    one = review(file)
    answer(one)
    assert kinds(file) == expected
    assert read_beads(file) == one.pair != a_pair()
    assert one.at == at
    one.undo()
    assert read_beads(file) == one.pair == a_pair()
    assert one.at == 2


def test_a_bead_that_gave_all_away_is_gone(file: Path):
    one = review(file)
    one.go(4)
    one.give_up("target")
    assert kinds(file) == "1-1 1-1 2-1 1-2 1-1"
    assert one.at == 3  # the bead that has the segment now


def test_beads_that_are_passed_over_come_again_another_time(file: Path):
    one = review(file)
    assert one.progress == (2, 2)
    one.pass_over()
    assert (one.at, one.progress) == (4, (1, 2))
    one.reject()
    assert (one.at, one.progress) == (None, (0, 2))
    again = review(file)
    assert (again.at, again.progress) == (2, (1, 1))


def test_counts(file: Path):
    one = review(file)
    assert one.counts() == ReviewCounts(0, 0, 6, trusted=4, doubtful=2, alone=0)
    one.accept()
    assert one.counts() == ReviewCounts(1, 0, 5, trusted=4, doubtful=1, alone=0)
    assert review(file, threshold=0.5).counts() == ReviewCounts(1, 0, 5, 4, 0, 1)


def test_many_are_accepted_at_once(file: Path):
    one = review(file, everything=True, in_order=True)
    assert one.accept_above(0.95) == 3
    assert one.at == 2
    assert read_beads(file).states.count("accepted") == 3
    one.undo()
    assert read_beads(file) == a_pair()


def test_the_rest_is_aligned_again(file: Path):
    one = review(file)
    one.accept()
    told = []

    def align(pair: AlignedPair) -> Alignment:
        told.append(edits.settled(pair))
        beads = (*pair.alignment.beads[:3], Bead((4,), (3, 4), 0.7), pair.alignment.beads[5])
        return Alignment(beads, 0.9, "doubtful")

    one.align_again(align)
    assert told == [(((2, 3), (2,)),)]
    assert kinds(file) == "1-1 1-1 2-1 1-2 1-1"
    after = read_beads(file)
    assert (after.states[2], after.alignment.verdict) == ("accepted", "doubtful")
    assert (one.at, one.progress) == (3, (1, 1))
    one.undo()
    assert kinds(file) == "1-1 1-1 2-1 1-1 0-1 1-1"


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (lambda one: one.split(0, 0), "would have no segment"),
        (lambda one: one.undo(), "nothing was changed"),
        (lambda one: one.go(6), "no bead in this direction"),
        (lambda one: one.go(-1), "no bead in this direction"),
        (lambda one: one.correct("source", ""), "the text is empty"),
        (lambda one: one.align_again(lambda *_: Alignment((), 0.0, "empty")), "lacks a segment"),
    ],
)
def test_what_cannot_be_done_changes_nothing(file: Path, answer: Answer, what: str):
    one = review(file)
    before = file.read_bytes()
    with pytest.raises(InputError, match=what) as found:
        answer(one)
    assert found.value.hint
    assert (one.at, one.pair, file.read_bytes()) == (2, a_pair(), before)


def test_what_another_program_wrote_meanwhile_stays(file: Path):
    one = review(file)
    one.accept()
    text = file.read_text(encoding="utf-8").replace("# verdict", "# mine\n# verdict")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="changed by another program meanwhile") as found:
        one.accept()
    assert found.value.where == str(file)
    assert file.read_text(encoding="utf-8") == text
    assert one.at == 4
    assert review(file).at == 4


def test_a_file_that_is_gone_is_not_made_anew(file: Path):
    one = review(file)
    file.unlink()
    with pytest.raises(InputError, match="changed by another program"):
        one.accept()
    assert not file.exists()


def test_what_cannot_be_written_is_not_said(file: Path, monkeypatch: pytest.MonkeyPatch):
    one = review(file)

    def full(*_: object) -> None:
        raise InputError("the file cannot be written: no space left")

    monkeypatch.setattr(BeadsWriter, "write", full)
    with pytest.raises(InputError, match="no space left"):
        one.accept()
    assert (one.at, one.pair) == (2, a_pair())


KEYS = st.lists(
    st.sampled_from(
        [
            BeadReview.accept, BeadReview.reject, BeadReview.pass_over, BeadReview.merge,
            BeadReview.reopen, BeadReview.undo,
            lambda one: one.split(1, 1), lambda one: one.split(1, 0),
            lambda one: one.give_up("target"), lambda one: one.give_down("source"),
            lambda one: one.take_up("source"), lambda one: one.go((one.at or 0) + 1),
        ]
    ),
    max_size=10,
)  # fmt: skip


@given(pair=pairs(least=1), answers=KEYS)
def test_any_answers_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, pair: AlignedPair, answers: list[Answer]
):
    path = tmp_path_factory.mktemp("review") / "a.tsv"
    write_beads(path, pair)
    one = review(path, everything=True)
    for answer in answers:
        try:
            answer(one)
        except InputError:
            continue
        assert one.at is None or 0 <= one.at < len(one.pair.states)
    assert read_beads(path) == one.pair
    while True:
        try:
            one.undo()
        except InputError:
            break
    assert read_beads(path) == pair


def test_numbers_that_differ():
    assert differing_numbers(a_pair(), 2) == (((7, 8),), ((12, 13),))
    assert differing_numbers(a_pair(), 0) == ((), ())
    assert differing_numbers(a_pair(), 4) == ((), ())
