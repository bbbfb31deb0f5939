"""What the memory has of a segment's parts, where it has nothing like the whole."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from tmtool.jobs.associations import Associations, in_characters
from tmtool.matching.fragments import Run, chosen, common_runs
from tmtool.matching.penalties import penalties
from tmtool.matching.similarity import LARGEST_FUZZY, Query
from tmtool.matching.stretches import aligned_stretch
from tmtool.models import Corpus, Fragment, Match, Span
from tmtool.store import corpora, languages, postings, search, units
from tmtool.store.indexing import from_bytes
from tmtool.store.postings import BLOCK_BITS
from tmtool.text.features import key
from tmtool.text.tokens import tokens

if TYPE_CHECKING:
    from tmtool.jobs.lookup import Request

CONTENT = 12
"""The weight of a stem that is in one segment of twenty: rarer ones say what a text is about."""

CONTENT_WORDS = 2
"""A fragment is worth two content words; less is a matter for the glossary."""

UNCLEAR = 30
"""Without a clear translation a fragment must be this part of the query, by weight: a whole
target beside a few words would mislead."""

NEAR = 4
"""Content words so many places apart may belong to one stretch."""

READ = 12
"""Units read for each pair of neighbouring content words, the newest first."""

ALIGNED = 2
"""Units in which the translation of a stretch is sought before it is given up."""

Place = tuple[int, Span]
"""A unit and the words of its source that are a stretch of the query."""


class Fragments:
    """Looks for the parts of one query."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        request: Request,
        query: Query,
        numbers: tuple[Sequence[int], Sequence[int]],
    ) -> None:
        """Take the numbers of the source's and of the target's languages."""
        self._connection = connection
        self._query = query
        self._target = request.target
        self._sources, self._targets = numbers
        # Of the text as it is given: spans are to point into that.
        self._words = tokens(request.text)
        self._stems = [key(word.text, query.language) for word in self._words]
        self._weights = [query.weights.get(stem, 0) for stem in self._stems]
        # In a small memory no stem weighs much.
        self._content = max(min(CONTENT, max(self._weights, default=0) // 3), 1)
        self._texts: dict[int, tuple[str, str]] = {}
        self._associations: dict[int, Associations] = {}

    def matches(self, limit: int) -> list[Match]:
        """Return the longest stretches of the query that units have, in its order."""
        found = self._runs()
        least = CONTENT_WORDS * self._content
        spans = chosen(found, self._weights, least=least, limit=limit)
        matches = (self._match(span, found[span]) for span in spans)
        return [match for match in matches if match is not None]

    def _runs(self) -> dict[Span, list[Place]]:
        """Return the stretches that units share, with these units, the newest first."""
        found: dict[Span, list[Place]] = defaultdict(list)
        for unit, source, target in search.pairs(
            self._connection, self._units(), self._sources, self._targets
        ):
            if unit in self._texts:
                continue
            self._texts[unit] = source, target
            theirs = [key(word.text, self._query.language) for word in tokens(source)]
            if theirs == self._stems:
                # The whole of a unit is a match, if below the rate asked for, and no part.
                continue
            for run in common_runs(self._stems, theirs):
                self._note(found, run, unit)
        return {span: sorted(places, reverse=True) for span, places in found.items()}

    @staticmethod
    def _note(found: dict[Span, list[Place]], run: Run, unit: int) -> None:
        if run.query[1] - run.query[0] > 1:
            found[run.query].append((unit, run.text))

    def _units(self) -> list[int]:
        """Return units that have two content words that are neighbours in the query."""
        content = [n for n, weight in enumerate(self._weights) if weight >= self._content]
        near = [(a, b) for a, b in pairwise(content) if b - a <= NEAR]
        wanted = {self._stems[place] for pair in near for place in pair}
        having: dict[str, set[int]] = {stem: set() for stem in wanted}
        for number in self._sources:
            for block, stem, places in postings.postings(self._connection, number, wanted):
                base = block << BLOCK_BITS
                having[stem].update([base | place for place in from_bytes(places)])
        found: set[int] = set()
        for first, second in near:
            both = having[self._stems[first]] & having[self._stems[second]]
            found.update(sorted(both)[-READ:])
        return sorted(found)

    def _match(self, span: Span, places: Sequence[Place]) -> Match | None:
        """Return the fragment of the newest unit that shows its translation, or of the newest."""
        best: tuple[int, Span, Span | None] | None = None
        for unit, words in places[:ALIGNED]:
            source, target = self._aligned(unit, words)
            if best is None or target is not None:
                best = unit, source, target
            if target is not None:
                break
        if best is None or (best[2] is None and self._share(span) < UNCLEAR):
            return None
        return self._described(span, *best)

    def _share(self, span: Span) -> int:
        """Return how much of the query's weight a stretch has, in hundredths."""
        share = 100 * sum(self._weights[slice(*span)]) // (sum(self._weights) or 1)
        return min(share, LARGEST_FUZZY)

    def _aligned(self, unit: int, words: Span) -> tuple[Span, Span | None]:
        """Return where a stretch stands in a unit's source, and its translation in the target."""
        source, target = self._texts[unit]
        associations = self._associations_in(unit >> BLOCK_BITS)
        ours = in_characters(tokens(source), words)
        if not associations.tell_enough:
            return ours, None
        _, source_words = associations.words(source, 0)
        theirs, target_words = associations.words(target, 1)
        stretch = aligned_stretch(
            source_words, words, target_words, associations.strength, associations.total
        )
        return ours, stretch and in_characters(theirs, stretch)

    def _associations_in(self, block: int) -> Associations:
        if block not in self._associations:
            source = self._sources, self._query.language
            target = self._targets, self._target
            self._associations[block] = Associations(self._connection, block, source, target)
        return self._associations[block]

    def _described(self, span: Span, number: int, ours: Span, theirs: Span | None) -> Match | None:
        unit = next(iter(units.read(self._connection, [number])), None)
        if unit is None or unit.corpus is None:
            return None
        source, target = self._texts[number]
        known: dict[str, Corpus] = {c.name: c for c in corpora.all_settings(self._connection)}
        tags = {number: tag for tag, number in languages.stored(self._connection).items()}
        # The first of a unit's texts in each language, which are those that were read.
        source_tag, target_tag = (
            next(tags[place] for place in places if unit.variant(tags[place]))
            for places in (self._sources, self._targets)
        )
        taken_off = penalties(unit.status, unit.corpus, known[unit.corpus].penalty)
        return Match(
            rate=max(0, self._share(span) - sum(penalty.points for penalty in taken_off)),
            kind="fragment",
            source=source[slice(*ours)],
            target=target if theirs is None else target[slice(*theirs)],
            unit=number,
            corpus=unit.corpus,
            status=unit.status,
            source_language=source_tag,
            target_language=target_tag,
            changed_at=unit.changed_at or unit.created_at,
            changed_by=unit.changed_by or unit.created_by,
            penalties=taken_off,
            document=unit.document,
            note=unit.note,
            fragment=Fragment(in_characters(self._words, span), source, target, ours, theirs),
        )
