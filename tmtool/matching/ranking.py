"""Which of several matches comes first.

Context matches lead; then the higher rate, the corpus with the higher priority, approved
before draft before machine, the newer before the older, the more used before the less, and
the smaller unit number, so that the order is total.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tmtool.models.matches import Match
from tmtool.models.units import STATUSES
from tmtool.text.normalise import comparable


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match and what else decides its place."""

    match: Match
    priority: int = 0
    usage_count: int = 0

    def place(self) -> tuple[object, ...]:
        """Return the sort key; the smallest comes first."""
        match = self.match
        return (
            match.kind != "context",
            -match.rate,
            -self.priority,
            STATUSES.index(match.status),
            _newest_first(match.changed_at),
            -self.usage_count,
            match.unit,
        )


def _newest_first(time: str | None) -> tuple[int, ...]:
    """Return a key that puts later times first and unknown ones last."""
    return tuple(-ord(char) for char in time) if time else (0,)


def ranked(candidates: Iterable[Candidate], limit: int) -> list[Match]:
    """Return the best matches; equal pairs of texts count as one, of which the best is shown.

    Matches whose sources are equal and whose targets are not are marked ambiguous.
    """
    ordered = [candidate.match for candidate in sorted(candidates, key=Candidate.place)]
    first: dict[tuple[str, str], Match] = {}
    targets: dict[str, set[str]] = {}
    for match in ordered:
        source, target = comparable(match.source), comparable(match.target)
        targets.setdefault(source, set()).add(target)
        shown = first.get((source, target))
        first[source, target] = replace(shown, count=shown.count + 1) if shown else match
    return [
        replace(match, ambiguous=len(targets[source]) > 1)
        for (source, _), match in list(first.items())[:limit]
    ]
