"""The review of a file of beads: one after the other, each answer kept in the file at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tmtool.alignment import edits
from tmtool.errors import InputError
from tmtool.formats.beads import BeadsWriter, read_beads
from tmtool.models import AlignedPair, Alignment, BeadState

__all__ = ["AlignAgain", "BeadReview", "ReviewCounts", "counts"]

AlignAgain = Callable[[AlignedPair], Alignment]
"""Aligns two documents anew, but for what a person has settled."""

Edit = Callable[[AlignedPair], AlignedPair]


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many beads have which state; of the open ones, how many are trusted all the same.

    `trusted` have at least the confidence asked for, and both sides; `doubtful` have less;
    `alone` are the others that have one side.
    """

    accepted: int
    rejected: int
    open: int
    trusted: int
    doubtful: int
    alone: int


def counts(pair: AlignedPair, threshold: float) -> ReviewCounts:
    """Count the beads by their states, and the open ones by this confidence."""
    states = Counter(pair.states)
    open_ones = [n for n, state in enumerate(pair.states) if state == "open"]
    doubtful = {n for n in open_ones if pair.alignment.beads[n].confidence < threshold}
    both = {n for n in open_ones if all(_sides(pair, n))}
    return ReviewCounts(
        states["accepted"],
        states["rejected"],
        len(open_ones),
        trusted=len(both - doubtful),
        doubtful=len(doubtful),
        alone=len(set(open_ones) - both - doubtful),
    )


class BeadReview:
    """A file of beads under review.

    Beads below `threshold` are asked about, or with `everything` all that are open: the least
    sure first, or `in_order` of the documents. Each method that changes the alignment writes the
    file before it returns; where that fails, all is as it was. They raise InputError for what
    cannot be done. Beads are told by their numbers, from 0.
    """

    def __init__(
        self,
        path: Path,
        *,
        encoding: str | None = None,
        threshold: float,
        everything: bool = False,
        in_order: bool = False,
    ) -> None:
        self._path = path
        self._threshold = threshold
        self._everything = everything
        self._in_order = in_order
        self.pair = read_beads(path, encoding=encoding)
        self._writer = BeadsWriter(path)
        self._stamp = self._stamped()
        self._history: list[tuple[AlignedPair, int | None]] = []
        self._passed: set[edits.Group] = set()
        self._asked = len(self.waiting())
        self.at = self._next()

    def waiting(self) -> list[int]:
        """Return the beads that are to be asked about, in the order of asking."""
        beads, states = self.pair.alignment.beads, self.pair.states
        found = [
            number
            for number, bead in enumerate(beads)
            if states[number] == "open" and (self._everything or bead.confidence < self._threshold)
        ]
        return found if self._in_order else sorted(found, key=lambda n: beads[n].confidence)

    def counts(self) -> ReviewCounts:
        """Count the beads by what was said of them."""
        return counts(self.pair, self._threshold)

    def go(self, number: int) -> None:
        """Turn to a bead."""
        if not 0 <= number < len(self.pair.states):
            raise InputError(
                "there is no bead in this direction", hint="Go on with another answer."
            )
        self.at = number

    def pass_over(self) -> None:
        """Leave the bead open, and turn to the next one."""
        self._passed.add(_sides(self.pair, self._here()))
        self.at = self._next()

    def accept(self) -> None:
        """Say that the bead is right, and turn to the next one."""
        self._settle("accepted")

    def reject(self) -> None:
        """Say that the bead is of no use, and turn to the next one."""
        self._settle("rejected")

    def reopen(self) -> None:
        """Take back what was said of the bead."""
        here = self._here()
        self._change(lambda pair: edits.settle(pair, here, "open"), here)

    def split(self, source: int, target: int) -> None:
        """Cut the bead in two behind so many source and target segments."""
        here = self._here()
        self._change(lambda pair: edits.split(pair, here, source, target), here)

    def merge(self) -> None:
        """Make one bead of this and the next one."""
        here = self._here()
        self._change(lambda pair: edits.merge(pair, here), here)

    def give_up(self, side: edits.Side) -> None:
        """Move the bead's first segment of a side to the bead before."""
        here = self._here()
        before = len(self.pair.states)
        self._change(lambda pair: edits.shift_up(pair, here, side), here)
        self._follow(here - (before - len(self.pair.states)))

    def give_down(self, side: edits.Side) -> None:
        """Move the bead's last segment of a side to the next bead."""
        here = self._here()
        self._change(lambda pair: edits.shift_down(pair, here, side), here)

    def take_up(self, side: edits.Side) -> None:
        """Move the first segment of a side of the next bead into this one."""
        here = self._here()
        self._change(lambda pair: edits.shift_up(pair, here + 1, side), here)

    def correct(self, side: edits.Side, text: str | None) -> None:
        """Give the bead another text on one side, `None` for the document's own."""
        here = self._here()
        self._change(lambda pair: edits.correct(pair, here, side, text), here)

    def accept_above(self, confidence: float) -> int:
        """Accept all open beads with both sides from a confidence; return how many these are."""
        before = self.pair.states.count("accepted")
        self._change(lambda pair: edits.accept_above(pair, confidence), self.at)
        if self.at is not None and self.pair.states[self.at] != "open":
            self.at = self._next()
        return self.pair.states.count("accepted") - before

    def align_again(self, align: AlignAgain) -> None:
        """Align anew what is not settled, and turn to what is then the first to ask about."""
        found = align(self.pair)
        self._change(lambda pair: edits.realigned(pair, found), None)
        self._passed.clear()
        self._asked = len(self.waiting())
        self.at = self._next()

    def undo(self) -> None:
        """Take the last change of this review back, and turn to its bead."""
        if not self._history:
            raise InputError(
                "nothing was changed in this review", hint="Go to a bead and open it again."
            )
        pair, at = self._history[-1]
        self._write(pair)
        self._history.pop()
        self.at = at if at is not None else self._next()

    @property
    def progress(self) -> tuple[int, int]:
        """How many beads are left to ask about, and how many there were at first."""
        left = sum(_sides(self.pair, number) not in self._passed for number in self.waiting())
        return left, max(left, self._asked)

    def _settle(self, state: BeadState) -> None:
        here = self._here()
        self._change(lambda pair: edits.settle(pair, here, state), here)
        self.at = self._next()

    def _change(self, edit: Edit, at: int | None) -> None:
        after = edit(self.pair)
        if after != self.pair:
            before = self.pair, at
            self._write(after)
            self._history.append(before)
        self.at = at

    def _follow(self, number: int) -> None:
        self.at = min(max(number, 0), len(self.pair.states) - 1)

    def _here(self) -> int:
        if self.at is None:
            raise InputError("no bead is left to ask about", hint="Take the last change back.")
        return self.at

    def _next(self) -> int | None:
        left = (n for n in self.waiting() if _sides(self.pair, n) not in self._passed)
        return next(left, None)

    def _write(self, pair: AlignedPair) -> None:
        if self._stamped() != self._stamp:
            raise InputError(
                "the file was changed by another program meanwhile",
                where=str(self._path),
                hint="Your answers up to here were kept before that; start the review again.",
            )
        self._writer.write(pair)
        self._stamp = self._stamped()
        self.pair = pair

    def _stamped(self) -> tuple[int, int, int] | None:
        """Return what changes when the file does."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns


def _sides(pair: AlignedPair, number: int) -> edits.Group:
    bead = pair.alignment.beads[number]
    return bead.source, bead.target
