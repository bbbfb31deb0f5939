"""How consistently a concept is translated, and which term answers which occurrence."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tmtool.models import Span

__all__ = [
    "LEAST_OCCURRENCES",
    "Consistency",
    "Place",
    "Rendered",
    "answers",
    "consistency",
    "entropy",
    "macro",
    "micro",
    "overlap",
]

Name = TypeVar("Name")

LEAST_OCCURRENCES = 2
"""A concept that occurs once cannot be inconsistent."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How evenly one concept is translated.

    `usual` of the `count` occurrences have the most frequent rendering. `entropy` is in bits,
    from 0 (always the same) to the logarithm of the number of renderings.
    """

    usual: int
    count: int
    entropy: float

    @property
    def share(self) -> float:
        """The share of the most frequent rendering, from 0 to 1; 1 where there is none."""
        return self.usual / self.count if self.count else 1.0


def consistency(counts: Iterable[int]) -> Consistency:
    """Return how consistent a concept's renderings are by how often each occurs."""
    listed = list(counts)
    return Consistency(max(listed, default=0), sum(listed), entropy(listed))


def entropy(counts: Iterable[int]) -> float:
    """Return Shannon's entropy of counts in bits: 0 for one rendering, 1 for two equal ones.

    Shannon 1948, "A Mathematical Theory of Communication", section 6.
    """
    used = [count for count in counts if count > 0]
    total = sum(used)
    return sum(count / total * math.log2(total / count) for count in used)


def micro(concepts: Iterable[Consistency]) -> float | None:
    """Return the share of all occurrences that have their concept's most frequent rendering.

    It is from 0 to 1, and `None` without any concept that occurs twice. This is the consistency
    of the WMT25 terminology task with the most frequent translation as the pseudo-reference.
    """
    several = _several(concepts)
    count = sum(concept.count for concept in several)
    return sum(concept.usual for concept in several) / count if count else None


def macro(concepts: Iterable[Consistency]) -> float | None:
    """Return the mean over concepts of the share of the most frequent rendering; see `micro`."""
    several = _several(concepts)
    return sum(concept.share for concept in several) / len(several) if several else None


def _several(concepts: Iterable[Consistency]) -> list[Consistency]:
    return [concept for concept in concepts if concept.count >= LEAST_OCCURRENCES]


Spans = tuple[Span, ...]
"""The stretches of a term: several where other words stand between."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source has a term, as code points, and the entries whose term it may be."""

    spans: Spans
    entries: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Where a target has a translation of an entry, as code points, and which one."""

    spans: Spans
    entry: int
    name: str


def answers(
    places: Sequence[Place], found: Iterable[Rendered], lengths: tuple[int, int]
) -> dict[Place, Rendered]:
    """Return which translation in a target answers which place of its source.

    A stretch of the target answers one place at most, and stretches that answer do not overlap.
    Long ones choose first; each takes the place that stands most like it, by the `lengths` of
    the two texts.
    """
    chosen: dict[Place, Rendered] = {}
    by_entry = _by_entry(places)
    for one in sorted(found, key=lambda r: (-_length(r.spans), r.spans, r.name)):
        if any(overlap(one.spans, other.spans) for other in chosen.values()):
            continue
        free = [place for place in by_entry.get(one.entry, ()) if place not in chosen]
        if free:
            chosen[min(free, key=lambda place: _distance(place, one, lengths))] = one
    return chosen


def _by_entry(places: Collection[Place]) -> Mapping[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    for place in places:
        for entry in place.entries:
            found.setdefault(entry, []).append(place)
    return found


def overlap(one: Spans, other: Spans) -> bool:
    """Tell whether two terms share characters."""
    return any(a < d and c < b for a, b in one for c, d in other)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _distance(place: Place, one: Rendered, lengths: tuple[int, int]) -> float:
    return abs(place.spans[0][0] / max(lengths[0], 1) - one.spans[0][0] / max(lengths[1], 1))
