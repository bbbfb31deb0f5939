"""What turns a draft into its reference: words, the characters within them, and moves.

For the eye, not for a score: TER counts what it takes, this shows where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from tmtool.text.tokens import scan

__all__ = ["Run", "nearest", "revision"]

RunKind = Literal["same", "deleted", "inserted", "moved", "goal"]

ALIKE = 0.5
"""The least part of two words, 0 to 1, that is their common beginning and end for the characters
between to be shown."""

SHORTEST_MOVE = 4
"""Letters of a single word that is said to have moved; shorter ones stand everywhere."""

MOST_PAIRS = 50_000
"""Pairs of equal words, one deleted and one inserted, up to which moves are looked for."""

_SIGN = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a draft, or of what its reference has in its place.

    What is `deleted` is in the draft alone, what is `inserted` in the reference alone; words
    that are `moved` stand elsewhere in the reference, at their `goal`. `start` is the code point
    of the draft, `None` for what is inserted and for a goal. Where a word only differs in some
    characters, those are `strong`.
    """

    text: str
    kind: RunKind = "same"
    start: int | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """A text with its words and signs: their places, and what they are compared by."""

    text: str
    places: Sequence[tuple[int, int]]
    keys: Sequence[str]

    def stretch(self, start: int, end: int) -> str:
        return self.text[self.places[start][0] : self.places[end - 1][1]]


@dataclass(frozen=True, slots=True)
class _Block:
    """Words `start` to `end` of the draft, for words `first` to `last` of the reference."""

    kind: Literal["same", "alike", "other"]
    start: int
    end: int
    first: int
    last: int


def revision(draft: str, reference: str) -> tuple[Run, ...]:
    """Return the runs of a draft and, where it differs from the reference, those of the latter.

    The texts of the runs with a `start` are the draft, whole and in order.
    """
    ours, theirs = _side(draft), _side(reference)
    blocks = list(_blocks(ours, theirs))
    moved, goals = _moves(ours, theirs, blocks)
    return tuple(_Writer(ours, theirs, moved, goals).written(blocks))


def nearest(draft: str, references: Sequence[str | None]) -> int | None:
    """Return the index of the reference with the fewest words to edit; `None` without any."""
    ours = _side(draft).keys
    distances = [
        (Levenshtein.distance(ours, _side(text).keys), index)
        for index, text in enumerate(references)
        if text is not None
    ]
    return min(distances)[1] if distances else None


def _side(text: str) -> _Side:
    places = list(_places(text))
    return _Side(text, places, [normalize("NFC", text[start:end]) for start, end in places])


def _places(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end, *_ in scan(text):
        yield from (sign.span() for sign in _SIGN.finditer(text, last, start))
        yield start, end
        last = end
    yield from (sign.span() for sign in _SIGN.finditer(text, last))


def _blocks(ours: _Side, theirs: _Side) -> Iterator[_Block]:
    """Yield the blocks in order; neighbours that differ are one, but for words that are alike."""
    open_at: tuple[int, int] | None = None
    end = last = 0
    for tag, start, stop, first, until in _steps(ours, theirs):
        if tag == "other":
            open_at = open_at or (start, first)
        else:
            if open_at:
                yield _Block("other", open_at[0], start, open_at[1], first)
                open_at = None
            yield _Block("same" if tag == "same" else "alike", start, stop, first, until)
        end, last = stop, until
    if open_at:
        yield _Block("other", open_at[0], end, open_at[1], last)


def _steps(ours: _Side, theirs: _Side) -> Iterator[tuple[str, int, int, int, int]]:
    for step in Levenshtein.opcodes(ours.keys, theirs.keys):
        start, end, first, last = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            yield "same", start, end, first, last
        elif step.tag == "replace":
            for offset in range(end - start):
                mine, other = ours.keys[start + offset], theirs.keys[first + offset]
                alike = 2 * sum(_ends(mine, other)) >= ALIKE * (len(mine) + len(other))
                place = (start + offset, start + offset + 1, first + offset, first + offset + 1)
                yield "alike" if alike else "other", *place
        else:
            yield "other", start, end, first, last


def _ends(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two words have in common at their beginning and at their end."""
    head = Prefix.similarity(one, other)
    return head, min(Postfix.similarity(one, other), min(len(one), len(other)) - head)


def _moves(ours: _Side, theirs: _Side, blocks: Sequence[_Block]) -> tuple[set[int], set[int]]:
    """Return the words of the draft that are moved, and those of the reference they become.

    Of runs that both sides have at different places the longest counts first.
    """
    odd = [block for block in blocks if block.kind == "other"]
    gone = {at for block in odd for at in range(block.start, block.end)}
    come: dict[str, list[int]] = {}
    for block in odd:
        for at in range(block.first, block.last):
            come.setdefault(theirs.keys[at], []).append(at)
    if sum(len(come.get(ours.keys[at], ())) for at in gone) > MOST_PAIRS:
        return set(), set()
    missing = {at for places in come.values() for at in places}
    runs = []
    for at in gone:
        for there in come.get(ours.keys[at], ()):
            length = 1
            while (
                at + length in gone
                and there + length in missing
                and ours.keys[at + length] == theirs.keys[there + length]
            ):
                length += 1
            runs.append((-length, at, there))
    moved: set[int] = set()
    goals: set[int] = set()
    for negative, at, there in sorted(runs):
        ours_at, theirs_at = range(at, at - negative), range(there, there - negative)
        if _worth(ours.keys[at : at - negative]) and not (
            moved.intersection(ours_at) or goals.intersection(theirs_at)
        ):
            moved.update(ours_at)
            goals.update(theirs_at)
    return moved, goals


def _worth(words: Sequence[str]) -> bool:
    """Tell whether a reader would say that these words have moved."""
    letters = [len(word) for word in words if word[0].isalnum()]
    return len(letters) > 1 or max(letters, default=0) >= SHORTEST_MOVE


class _Writer:
    """Turns blocks into runs."""

    def __init__(self, ours: _Side, theirs: _Side, moved: set[int], goals: set[int]) -> None:
        self._ours, self._theirs = ours, theirs
        self._moved, self._goals = moved, goals
        self._at = 0
        self._runs: list[Run] = []

    def written(self, blocks: Sequence[_Block]) -> list[Run]:
        for block in blocks:
            if block.kind == "same":
                self._keep(self._ours.places[block.end - 1][1])
            elif block.kind == "alike":
                self._alike(block)
            elif block.start < block.end:
                self._draft(block.start, block.end)
                self._reference(block.first, block.last)
            else:
                self._insert(block)
        self._keep(len(self._ours.text))
        return self._runs

    def _keep(self, end: int) -> None:
        self._take(end, "same")

    def _take(self, end: int, kind: RunKind, *, strong: bool = False) -> None:
        """Add the draft up to a place; what is the same joins the run before."""
        text, start = self._ours.text[self._at : end], self._at
        if not text:
            return
        self._at = end
        if kind == "same" and self._runs and self._runs[-1].kind == "same":
            before = self._runs.pop()
            text, start = before.text + text, before.start or 0
        self._runs.append(Run(text, kind, start, strong))

    def _alike(self, block: _Block) -> None:
        (start, end), (first, last) = (
            self._ours.places[block.start],
            self._theirs.places[block.first],
        )
        self._keep(start)
        mine, other = self._ours.text[start:end], self._theirs.text[first:last]
        head, tail = _ends(mine, other)
        self._take(start + head, "deleted")
        self._take(end - tail, "deleted", strong=True)
        self._take(end, "deleted")
        inside = len(other) - tail
        parts = ((other[:head], False), (other[head:inside], True), (other[inside:], False))
        self._runs += [Run(part, "inserted", None, strong) for part, strong in parts if part]

    def _draft(self, start: int, end: int) -> None:
        for at, until in _grouped(start, end, self._moved):
            self._keep(self._ours.places[at][0])
            kind: RunKind = "moved" if at in self._moved else "deleted"
            self._take(self._ours.places[until - 1][1], kind)

    def _reference(self, first: int, last: int, before: str = "", after: str = "") -> None:
        groups = list(_grouped(first, last, self._goals))
        for at, until in groups:
            text = self._theirs.stretch(at, until)
            if until < last and self._spaced(until):
                text += " "
            lead, trail = before if at == first else "", after if until == last else ""
            kind: RunKind = "goal" if at in self._goals else "inserted"
            self._runs.append(Run(f"{lead}{text}{trail}", kind))

    def _insert(self, block: _Block) -> None:
        """Add words where the draft has none, with the spaces that they need."""
        places, text = self._ours.places, self._ours.text
        inside = block.start < len(places)
        following = places[block.start][0] if inside else len(text)
        beginning, gap = not self._at, following > self._at
        apart = beginning or self._spaced(block.first)
        if apart:
            self._keep(following)
        before = "" if gap or beginning or not apart else " "
        after = " " if inside and self._spaced(block.last) and (apart or not gap) else ""
        self._reference(block.first, block.last, before, after)

    def _spaced(self, at: int) -> bool:
        """Tell whether there is a space before a word of the reference."""
        places = self._theirs.places
        return 0 < at < len(places) and places[at - 1][1] < places[at][0]


def _grouped(start: int, end: int, chosen: set[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of the words from `start` to `end` that are all chosen, or all not."""
    at = start
    for until in range(start + 1, end + 1):
        if until == end or (until in chosen) != (at in chosen):
            yield at, until
            at = until
