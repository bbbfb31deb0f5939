"""What a look-up or a concordance finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tmtool.models.units import Status

MatchKind = Literal["context", "exact", "fuzzy", "fragment"]
EditOperation = Literal["equal", "insert", "delete", "replace"]


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points taken off a match rate, and why."""

    reason: str
    points: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words that the query and the match's source share, or in which they differ.

    `insert` stands in the query alone, `delete` in the match's source alone.
    """

    op: EditOperation
    query: str
    source: str


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Where a part of the query was found; spans are code points, ends excluded.

    `query` is the span in the query, `source_span` that in the whole source of the unit, and
    `target_span` that of its translation in the whole target, `None` where it is not clear.
    """

    query: Span
    source: str
    target: str
    source_span: Span
    target_span: Span | None


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of the memory that is like the query.

    `rate` is 0-100, rounded down, after `penalties`; `similarity` explains it part by part.
    A `fragment` is a part of the query alone: `source` is the stretch that was found, `target`
    its translation, or the unit's whole target where that is not clear, and `rate` says how
    much of the query's weight it covers. `ambiguous` says that an equal source has another
    target in the memory; `count` is the number of units with the same two texts, of which
    `unit` ranks first.
    """

    rate: int
    kind: MatchKind
    source: str
    target: str
    unit: int
    corpus: str
    status: Status
    source_language: str
    target_language: str
    changed_at: str | None = None
    changed_by: str | None = None
    penalties: tuple[Penalty, ...] = ()
    edits: tuple[Edit, ...] = ()
    similarity: tuple[tuple[str, float], ...] = ()
    repaired: str | None = None
    ambiguous: bool = False
    count: int = 1
    document: str | None = None
    note: str | None = None
    source_markup: str | None = None
    target_markup: str | None = None
    fragment: Fragment | None = None

    def explain(self) -> str:
        """Return the parts of the rate, the penalties and the differences as one line."""
        parts = [f"{name} {value:.0f}" for name, value in self.similarity]
        parts += [f"-{penalty.points} {penalty.reason}" for penalty in self.penalties]
        parts += [
            f"{edit.op} {edit.source!r} -> {edit.query!r}"
            for edit in self.edits
            if edit.op != "equal"
        ]
        return f"{self.rate} {self.kind}: " + (", ".join(parts) or "identical")


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A unit in which a phrase occurs; spans are code points, ends excluded.

    `count` is the number of units with the same two texts, of which `unit` is the newest.
    """

    source: str
    target: str
    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]
    unit: int
    corpus: str
    count: int = 1
    document: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation of a phrase in its most frequent form, and how often it occurs in any form."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Renderings:
    """How a phrase is translated, the most frequent rendering first.

    `unclear` is the number of occurrences of which the memory does not tell the translation.
    """

    found: tuple[Rendering, ...]
    unclear: int = 0
