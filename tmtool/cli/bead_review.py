"""`tmtool align --review`: one bead after the other, by single keys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.option_groups import grouped
from tmtool.cli.output import console, draw, note
from tmtool.cli.streams import FILE
from tmtool.errors import InputError
from tmtool.reports.words import counted

if TYPE_CHECKING:
    from tmtool.alignment.edits import Side
    from tmtool.jobs.review_beads import AlignAgain, BeadReview

PROMPT = "[a]ccept [r]eject [n]ext [s]plit [m]erge [u]p [d]own [t]ake [e]dit [z]undo [?] [q]uit"
"""The keys, in one line."""

_SAME = {"\r": "n", "\n": "n", " ": "n", "\x1b[A": "k", "\x1b[B": "j"}
"""Keys of a terminal that do the same as a letter: the arrows up and down are the last two."""


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """What is asked of a review: the file, what is accepted at once, which beads, their order."""

    review: str | None
    accept_above: float | None
    every_bead: bool
    in_order: bool


review_options = grouped(
    "review_asked",
    ReviewAsked,
    (
        click.option(
            "--review",
            type=FILE,
            metavar="BEADS",
            help="Review the beads of this TSV file one by one; each answer is kept at once.",
        ),
        click.option(
            "--accept-above",
            type=click.FloatRange(0, 1),
            metavar="P",
            help="With --review: first accept all beads with at least this confidence.",
        ),
        click.option(
            "--every-bead",
            is_flag=True,
            help="With --review: ask about open beads of any confidence.",
        ),
        click.option(
            "--in-order",
            is_flag=True,
            help="With --review: go by the documents, not by confidence.",
        ),
    ),
)


def run_review(path: Path, asked: ReviewAsked, threshold: float, align: AlignAgain) -> None:
    """Ask about the beads of a file below a confidence, and tell at the end what there is.

    `align` is what aligns anew the beads that are not settled.
    """
    from tmtool.jobs.review_beads import BeadReview

    review = BeadReview(
        path,
        threshold=threshold,
        everything=asked.every_bead,
        in_order=asked.in_order,
    )
    if asked.accept_above is not None:
        count = review.accept_above(asked.accept_above)
        note(f"{counted(count, 'bead')} of {asked.accept_above:g} or more accepted.")
    _Conversation(review, align).run()
    _tell(review, threshold)


class _Conversation:
    """Shows beads and carries out answers until there is none."""

    def __init__(self, review: BeadReview, align: AlignAgain) -> None:
        self._review = review
        self._align = align
        self._answers = dict(_answers(self))
        self._ended = False

    def run(self) -> None:
        """Ask until nothing is left, or the person wants to stop."""
        shown: object = None
        while not self._ended and self._review.at is not None:
            state = self._review.pair, self._review.at
            if shown != state:
                self._show()
                shown = state
            note(PROMPT)
            key = _key()
            if key not in self._answers:
                note(f"{key!r} is none of the answers; ? shows them all.")
                continue
            try:
                self._answers[key].act()
            except InputError as error:
                note(f"Not done: {error}")

    @property
    def review(self) -> BeadReview:
        """The review that the answers are for."""
        return self._review

    def split(self) -> None:
        """Ask where to cut, if there is more than one way, and do it."""
        at = self._review.at
        assert at is not None
        bead = self._review.pair.alignment.beads[at]
        sizes = len(bead.source), len(bead.target)
        if sum(sizes) == 2 and 0 in sizes:
            cuts = [size // 2 for size in sizes]
        else:
            cuts = [
                _count(f"Cut behind how many of the {size} {side} segments?", size) if size else 0
                for side, size in zip(("source", "target"), sizes, strict=True)
            ]
        self._review.split(*cuts)

    def edit(self, side: Side) -> None:
        """Ask for another text of a side; an empty answer keeps the one there is, `-` the first."""
        at = self._review.at
        assert at is not None
        text = _line(f"New {side} text (empty: as it is; -: the document's own)")
        if text:
            self._review.correct(side, None if text == "-" else text)

    def go(self, step: int) -> None:
        """Turn to a neighbour."""
        assert self._review.at is not None
        self._review.go(self._review.at + step)

    def align_again(self) -> None:
        """Align what is not settled, knowing what is."""
        before = self._review.counts()
        self._review.align_again(self._align)
        after = self._review.counts()
        note(f"Aligned anew: {before.doubtful:,} were in doubt, {after.doubtful:,} are now.")

    def help(self) -> None:
        """Tell what each key does."""
        for key, answer in self._answers.items():
            note(f"  {key}  {answer.text}")

    def quit(self) -> None:
        """End the review."""
        self._ended = True

    def _show(self) -> None:
        from tmtool.jobs.bead_numbers import differing_numbers
        from tmtool.reports import beads

        pair, at = self._review.pair, self._review.at
        assert at is not None
        left, asked = self._review.progress
        note(f"\n{left:,} of {asked:,} left")
        numbers = differing_numbers(pair, at)
        draw(console(), lambda terminal: beads.one(terminal, pair, at, numbers))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a key does, in words and in fact."""

    text: str
    act: Callable[[], object]


def _answers(talk: _Conversation) -> Iterator[tuple[str, _Answer]]:
    """Yield the keys with what they do."""
    review = talk.review
    yield "a", _Answer("accept: the segments belong together", review.accept)
    yield "r", _Answer("reject: the bead becomes no unit", review.reject)
    yield "n", _Answer("leave it open, go on to the next", review.pass_over)
    yield "s", _Answer("split it in two", talk.split)
    yield "m", _Answer("merge it with the next bead", review.merge)
    sides: tuple[tuple[Side, Callable[[str], str]], ...] = (
        ("target", str.lower),
        ("source", str.upper),
    )
    for side, case in sides:
        yield (
            case("u"),
            _Answer(f"first {side} segment to the bead above", _of(review.give_up, side)),
        )
        yield (
            case("d"),
            _Answer(f"last {side} segment to the bead below", _of(review.give_down, side)),
        )
        yield case("t"), _Answer(f"take a {side} segment from below", _of(review.take_up, side))
        yield case("e"), _Answer(f"edit the {side} text", _of(talk.edit, side))
    yield "o", _Answer("open it again: take a decision back", review.reopen)
    yield "k", _Answer("go to the bead above", lambda: talk.go(-1))
    yield "j", _Answer("go to the bead below", lambda: talk.go(1))
    yield "g", _Answer("align again all that is not settled", talk.align_again)
    yield "z", _Answer("undo the last change", review.undo)
    yield "?", _Answer("show this help", talk.help)
    yield "q", _Answer("quit; every answer is in the file", talk.quit)


def _of(act: Callable[[Side], object], side: Side) -> Callable[[], object]:
    return lambda: act(side)


def _key() -> str:
    """Return the next key, `q` at the end of the input; elsewhere than at a terminal, a character.

    There, white space between answers means nothing.
    """
    try:
        if sys.stdin.isatty():
            key = click.getchar()
            return _SAME.get(key, key)
        while key := sys.stdin.read(1):
            if not key.isspace():
                return key
    except (KeyboardInterrupt, EOFError):
        pass
    return "q"


def _count(question: str, most: int) -> int:
    """Return a number that is asked for; raises InputError for what is none up to `most`."""
    note(f"{question} (0-{most})")
    key = _key()
    if not (key.isascii() and key.isdigit() and int(key) <= most):
        raise InputError(f"{key!r} is no number up to {most}", hint="Nothing was changed.")
    return int(key)


def _line(question: str) -> str:
    """Return a line that is asked for, without white space around it; nothing at the end."""
    try:
        if sys.stdin.isatty():
            return str(click.prompt(question, default="", show_default=False, err=True)).strip()
    except (click.Abort, EOFError):
        return ""
    note(question)
    return sys.stdin.readline().strip()


def _tell(review: BeadReview, threshold: float) -> None:
    """Tell what was decided, and what becomes of the rest."""
    found = review.counts()
    note(
        f"\n{found.accepted:,} accepted, {found.rejected:,} rejected, {found.open:,} open."
        f"\nOf the open ones {found.trusted:,} have a confidence of {threshold:g} or more,"
        f" {found.doubtful:,} less, {found.alone:,} have one side only."
    )
