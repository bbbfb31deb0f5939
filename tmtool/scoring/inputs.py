"""Whether drafts and references can be compared segment by segment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from unicodedata import is_normalized, normalize

from tmtool.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ALIGN_HINT", "NfcChanges", "ParallelText", "nfc_changes", "parallel_text", "selected"]

Value = TypeVar("Value")

ALIGN_HINT = (
    "Line n of every file must translate the same segment. Look for a missing, doubled or broken"
    " line, or align the texts first."
)
"""What to do where the numbers of segments differ."""


@dataclass(frozen=True, slots=True)
class ParallelText:
    """Drafts and references of the same segments; a reference that a segment lacks is `None`.

    `lines` are the numbers of the segments, counted from 1 in what was given, `segments` their
    ids, or else the same; `excluded` counts the segments left out.
    """

    lines: tuple[int, ...]
    segments: tuple[int | str, ...]
    drafts: Mapping[str, tuple[str, ...]]
    references: tuple[tuple[str | None, ...], ...]
    excluded: int = 0

    @property
    def given(self) -> int:
        """The number of segments with those left out."""
        return len(self.lines) + self.excluded

    def kept(self, values: Sequence[Value]) -> list[Value]:
        """Return what belongs to the segments, of a value for each one that was given."""
        return [values[line - 1] for line in self.lines]


@dataclass(frozen=True, slots=True)
class NfcChanges:
    """The segments that NFC changes: their positions, counted from 0, and their text in NFC."""

    positions: Sequence[int]
    text: ParallelText

    def in_place(
        self, rows: NDArray[np.float64], changes: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return rows with the `changes` in place of those of the segments that NFC changes."""
        changed = rows.copy()
        changed[list(self.positions)] = changes
        return changed


def parallel_text(
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str | None]],
    *,
    reference_names: Sequence[str] = (),
    ids: Sequence[int | str] | None = None,
) -> ParallelText:
    """Return drafts and references without the segments that are empty in every one of them.

    White space alone is empty. `ids` has one for each segment; without them they are numbered.
    Raises InputError where there is nothing to compare, where the numbers of segments differ,
    and where a segment with a draft has no reference at all.
    """
    named = dict(enumerate(reference_names))
    reference_sets = [
        (named.get(i, f"reference {i + 1}"), texts) for i, texts in enumerate(references)
    ]
    _check_sets(drafts.items(), "draft")
    _check_sets(reference_sets, "reference")
    _check_order(drafts, references)
    _check_counts([*drafts.items(), *reference_sets])
    lines = tuple(range(1, 1 + len(references[0])))
    every = ParallelText(
        lines=lines,
        segments=lines if ids is None else tuple(ids),
        drafts={name: tuple(texts) for name, texts in drafts.items()},
        references=tuple(map(tuple, references)),
    )
    rows = zip(*every.drafts.values(), *every.references, strict=True)
    kept = [i for i, row in enumerate(rows) if any(text and text.strip() for text in row)]
    if not kept:
        raise InputError(
            "every segment is empty in all drafts and references",
            hint="Check that the right files were given.",
        )
    text = selected(every, kept)
    _check_references(text)
    return text


def nfc_changes(text: ParallelText) -> NfcChanges:
    """Return the segments in which NFC changes any draft or reference."""
    rows = zip(*text.drafts.values(), *text.references, strict=True)
    positions = [
        i for i, row in enumerate(rows) if not all(is_normalized("NFC", t or "") for t in row)
    ]
    part = selected(text, positions)
    normalised = replace(
        part,
        drafts={name: tuple(map(_nfc, texts)) for name, texts in part.drafts.items()},
        references=tuple(
            tuple(segment and _nfc(segment) for segment in texts) for texts in part.references
        ),
    )
    return NfcChanges(positions, normalised)


def _nfc(segment: str) -> str:
    return normalize("NFC", segment)


def selected(text: ParallelText, positions: Sequence[int]) -> ParallelText:
    """Return the segments at these positions, counted from 0, of those that were kept."""
    return ParallelText(
        lines=tuple(text.lines[i] for i in positions),
        segments=tuple(text.segments[i] for i in positions),
        drafts={name: tuple(texts[i] for i in positions) for name, texts in text.drafts.items()},
        references=tuple(tuple(texts[i] for i in positions) for texts in text.references),
        excluded=text.excluded + len(text.lines) - len(positions),
    )


def _check_sets(sets: Iterable[tuple[str, Sequence[str | None]]], kind: str) -> None:
    empty = True
    for name, texts in sets:
        empty = False
        if isinstance(texts, str):
            raise InputError(
                f"a {kind} is a list of segments, not one text",
                where=name,
                hint=f"Put the segments of each {kind} in a list of their own.",
            )
        if not texts:
            raise InputError(
                f"the {kind} has no segments",
                where=name,
                hint="Check that the right file was given and that it was saved in full.",
            )
    if empty:
        raise InputError(f"no {kind} was given", hint=f"Give at least one {kind}.")


def _check_order(
    drafts: Mapping[str, Sequence[str]], references: Sequence[Sequence[str | None]]
) -> None:
    """Refuse references that are listed by segment: as many lists as a draft has segments."""
    sizes = set(map(len, references))
    if {len(references)} == set(map(len, drafts.values())) and len(references) not in sizes:
        raise InputError(
            f"there are {len(references)} references for as many segments",
            hint="Give a list of all segments for each reference, not of all references for each"
            " segment; zip(*references, strict=True) turns one into the other.",
        )


def _check_counts(sets: Sequence[tuple[str, Sequence[str | None]]]) -> None:
    if len({len(texts) for _, texts in sets}) > 1:
        counts = ", ".join(f"{name} has {len(texts)}" for name, texts in sets)
        raise InputError(f"the numbers of segments differ: {counts}", hint=ALIGN_HINT)


def _check_references(text: ParallelText) -> None:
    for line, segment in zip(text.lines, zip(*text.references, strict=True), strict=True):
        if all(reference is None for reference in segment):
            raise InputError(
                f"segment {line} has a draft but no reference",
                hint="Give at least one reference of each segment, or leave the segment out.",
            )
