"""The longest stretches of words that a query shares with stored segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tmtool.models.matches import Span

__all__ = ["Run", "chosen", "common_runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in a query and in a text, by their places in both."""

    query: Span
    text: Span


def common_runs(query: Sequence[str], text: Sequence[str]) -> list[Run]:
    """Return the runs of equal stems that can be made no longer, in the order of the query.

    The dynamic program of the longest common substring (Gusfield, "Algorithms on Strings,
    Trees and Sequences", 1997, 7.4), which tells all of them.
    """
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(text):
        places.setdefault(stem, []).append(place)
    found = []
    before: Mapping[int, int] = {}
    for end, stem in enumerate([*query, ""]):
        lengths = {place: before.get(place - 1, 0) + 1 for place in places.get(stem, ())}
        for place, length in before.items():
            if place + 1 not in lengths:
                found.append(Run((end - length, end), (place + 1 - length, place + 1)))
        before = lengths
    return sorted(found, key=lambda run: (run.query, run.text))


def chosen(spans: Iterable[Span], weights: Sequence[int], *, least: int, limit: int) -> list[Span]:
    """Return the heaviest stretches of at least two words, none of them inside another.

    `weights` are those of the query's words; a stretch of less than `least` is left out.
    """
    found: list[Span] = []
    weighed = {span: sum(weights[slice(*span)]) for span in spans if span[1] - span[0] > 1}
    # Of equal weight the longest first: the words that it has more weigh nothing.
    for span in sorted(weighed, key=lambda span: (-weighed[span], span[0] - span[1], span)):
        inside = any(start <= span[0] and span[1] <= end for start, end in found)
        if weighed[span] >= least and not inside and len(found) < limit:
            found.append(span)
    return sorted(found)
