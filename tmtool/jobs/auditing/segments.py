"""Segments that are translated in several ways."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from tmtool.jobs.auditing.units import Audited
from tmtool.models import Origins, Quote, RepeatedSegment, SegmentTarget, Tally
from tmtool.store.repeats import Origin, Repeated
from tmtool.text.normalise import comparable, fold
from tmtool.text.tokens import bare_words

AT_ONCE = 500
"""Segments whose texts are read together."""

EXAMPLES = 3
"""Units that are shown of each translation."""

MOST_ORIGINS = 10
"""Documents, corpora and authors that are named, each."""

_Rank = tuple[bool, int, str]


def repeated_segments(audited: Audited, limit: int) -> tuple[int, list[RepeatedSegment]]:
    """Return how many segments have several translations, and the first of these.

    Those whose translations differ in words come first, then those that occur most often.
    """
    total = 0
    best: list[tuple[_Rank, int, Repeated]] = []
    for rank, found in _ranked(audited):
        total += 1
        best.append((rank, total, found))
        if len(best) >= 2 * max(limit, AT_ONCE):
            best = heapq.nsmallest(limit, best)
    return total, [
        _segment(audited, rank, found) for rank, _, found in heapq.nsmallest(limit, best)
    ]


def _ranked(audited: Audited) -> Iterator[tuple[_Rank, Repeated]]:
    waiting = audited.repeated()
    while some := list(islice(waiting, AT_ONCE)):
        quotes = audited.quotes([units[0] for found in some for units in found.values()])
        for found in some:
            first = [quotes[units[0]] for units in found.values() if units[0] in quotes]
            count = sum(map(len, found.values()))
            same = len({_words(quote.target) for quote in first}) == 1
            yield (same, -count, first[0].source), found


def _words(text: str) -> tuple[str, ...]:
    return tuple(bare_words(fold(text))) or (comparable(text),)


def _segment(audited: Audited, rank: _Rank, found: Repeated) -> RepeatedSegment:
    by_count = sorted(found.values(), key=lambda units: (-len(units), units[0]))
    same, count, source = rank
    return RepeatedSegment(
        source, -count, same, tuple(_target(audited, units) for units in by_count)
    )


def _target(audited: Audited, units: list[int]) -> SegmentTarget:
    quotes = audited.quotes(units[:EXAMPLES])
    examples: tuple[Quote, ...] = tuple(quotes[unit] for unit in units[:EXAMPLES])
    return SegmentTarget(examples[0].target, len(units), origins(audited, units), examples)


def origins(audited: Audited, units: Collection[int]) -> Origins:
    """Return where units come from, each unit counted once."""
    places = audited.origins(sorted(set(units)))
    return Origins(*(_tallies(places, side) for side in (1, 0, 2)))


def _tallies(places: Counter[Origin], side: int) -> tuple[Tally, ...]:
    counts: Counter[str] = Counter()
    for place, count in places.items():
        name = place[side]
        if name is not None:
            counts[name] += count
    ordered: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    return tuple(Tally(name, count) for name, count in islice(ordered, MOST_ORIGINS))
