"""Drafts that are the memory's translation of another source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from tmtool.matching.similarity import Query
from tmtool.models import DraftSegment, Issue
from tmtool.quality.rules import as_issue
from tmtool.quality.unedited import MEMORY_RULES, LikeSource, unedited
from tmtool.store import languages, postings, search
from tmtool.store.connection import snapshot
from tmtool.text import features
from tmtool.text.normalise import comparable

_COMPARED = 100
"""Units with the same target whose sources are compared, those stored first."""


class UneditedMatches:
    """Looks drafts up among the memory's targets, by their digests."""

    def __init__(self, connection: sqlite3.Connection, source: str, target: str) -> None:
        self._connection = connection
        self._pair = source, target

    def __call__(self, segment: DraftSegment) -> Iterator[Issue]:
        """Yield that a unit has the draft as its target, and none of those has the source.

        Of several such units the one with the source that is most like is named.
        """
        if not comparable(segment.source) or not comparable(segment.draft):
            return
        with snapshot(self._connection):
            best = self._best(segment)
        if best:
            for found in unedited(best):
                yield as_issue(segment, found, MEMORY_RULES[0].severity)

    def _best(self, segment: DraftSegment) -> LikeSource | None:
        sources, targets = languages.numbers_of_pair(self._connection, *self._pair)
        if not (sources and targets):
            return None
        same = search.exact(self._connection, segment.draft, targets, sources)
        if not same or search.exact(self._connection, segment.source, sources, targets):
            return None
        found = self._compared(segment.source, [unit for unit, _ in same][:_COMPARED], sources)
        return max(found, key=lambda one: (one.rate, -one.unit), default=None)

    def _compared(
        self, text: str, units: Sequence[int], sources: Sequence[int]
    ) -> Iterator[LikeSource]:
        language = self._pair[0]
        others = [
            other for number in sources for other in search.texts(self._connection, number, units)
        ]
        stems = [features.stems(features.folded(other), language) for _, other in others]
        mine = features.stems(features.folded(text), language)
        weights = postings.weights(self._connection, language, mine.union(*stems))
        query = Query(text, language, weights)
        for (unit, other), theirs in zip(others, stems, strict=True):
            like = query.similarity(other, weights.total(theirs))
            if like is not None:
                small = tuple(penalty.reason for penalty in like.penalties)
                yield LikeSource(unit, other, like.net, small, frozenset(mine ^ theirs))
