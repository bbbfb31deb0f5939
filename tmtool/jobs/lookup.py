"""Looking a segment up: exact, context and fuzzy matches."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from tmtool.jobs.candidates import Bounded, Finder, Index
from tmtool.matching.differences import differences
from tmtool.matching.penalties import penalties
from tmtool.matching.ranking import Candidate, ranked
from tmtool.matching.similarity import IDENTICAL, Query, Similarity
from tmtool.models import Corpus, Match, MatchKind, TranslationUnit, Variant
from tmtool.store import corpora, languages, postings, search, units
from tmtool.store.connection import snapshot
from tmtool.text import features
from tmtool.text.normalise import comparable

if TYPE_CHECKING:
    from tmtool.matching.repair import TermPair

Like = tuple[Similarity, int]
"""How like a unit's text is, and in which of its languages, by number."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked up; `before`, `after` and `context` tell where the segment stands.

    Units of the corpora in `without` are not found, nor, with `below`, those with that id or a
    higher one.
    """

    text: str
    source: str
    target: str
    min_rate: int = 70
    limit: int = 5
    before: str | None = None
    after: str | None = None
    context: str | None = None
    terms: tuple[TermPair, ...] = ()
    fragments: bool = False
    without: frozenset[str] = frozenset()
    below: int | None = None


def in_document(
    texts: Iterable[str],
    source: str,
    target: str,
    *,
    min_rate: int,
    limit: int,
    fragments: bool,
    without: frozenset[str] = frozenset(),
) -> Iterator[Request]:
    """Yield a request for each of the segments of a document, with its neighbours."""
    around: deque[str | None] = deque([None], maxlen=3)
    for text in chain(texts, [None]):
        around.append(text)
        if len(around) == 3:
            before, segment, after = around
            assert segment is not None
            yield Request(
                segment,
                source,
                target,
                min_rate,
                limit,
                before,
                after,
                fragments=fragments,
                without=without,
            )
        elif text is None and len(around) == 2:
            return


class Lookup:
    """Look-ups in one memory; what one has read of the index serves the next."""

    def __init__(self, connection: sqlite3.Connection, finder: Finder | None = None) -> None:
        self._connection = connection
        self._finder = finder or Index(connection)
        self._corpora: Mapping[str, Corpus] = {}
        self._tags: Mapping[int, str] = {}

    def matches(self, request: Request) -> list[Match]:
        """Return the best matches, best first; without any, fragments if they are wanted."""
        with snapshot(self._connection):
            sources, targets = self._languages(request)
            if not (sources and targets and comparable(request.text)):
                return []
            query = self._query(request)
            found = _Best(request.limit)
            for chunk in self._finder(query, sources, request.min_rate):
                if found.is_settled(chunk[0].bound):
                    break
                least = max(request.min_rate, found.least_rate, 1)
                found.add(self._compared(request, query, chunk, sources, least))
            if request.fragments and not found.matches:
                from tmtool.jobs.fragments import Fragments

                parts = Fragments(self._connection, request, query, (sources, targets))
                return parts.matches(request.limit)
            return [_finished(match, request) for match in found.matches]

    def exact(self, request: Request) -> list[Match]:
        """Return the matches whose source is identical, best first."""
        with snapshot(self._connection):
            found = _Best(request.limit)
            found.add(self._candidates(request, self._identical(request)))
            return [_finished(match, request) for match in found.matches]

    def identical(self, request: Request) -> list[int]:
        """Return the ids of the units whose source is identical, in their order."""
        return list(self._identical(request))

    def _identical(self, request: Request) -> dict[int, Like]:
        sources, targets = self._languages(request)
        if not (sources and targets):
            return {}
        found = search.exact(self._connection, request.text, sources, targets)
        return {unit: (IDENTICAL, language_id) for unit, language_id in found}

    def _languages(self, request: Request) -> tuple[list[int], list[int]]:
        return languages.numbers_of_pair(self._connection, request.source, request.target)

    def _query(self, request: Request) -> Query:
        stems = features.stems(features.folded(request.text), request.source)
        weights = postings.weights(self._connection, request.source, stems)
        return Query(request.text, request.source, weights)

    def _compared(
        self,
        request: Request,
        query: Query,
        chunk: Sequence[Bounded],
        sources: Sequence[int],
        least: int,
    ) -> Iterator[Candidate]:
        """Compare some segments with the query and return those that reach a rate, as matches."""
        likes: dict[int, Like] = {}
        for language_id in sources:
            these = {
                c.unit: c
                for c in chunk
                if c.language_id == language_id
                and (request.below is None or c.unit < request.below)
            }
            for unit, text in search.texts(self._connection, language_id, list(these)):
                known = these[unit]
                like = query.similarity(text, known.weight, at_least=least, most=known.overlap)
                # Of a unit's texts in several regions the most similar counts.
                if like is not None and (unit not in likes or like.net > likes[unit][0].net):
                    likes[unit] = (like, language_id)
        return self._candidates(request, likes)

    def _candidates(self, request: Request, likes: Mapping[int, Like]) -> Iterator[Candidate]:
        if likes:
            self._corpora = {c.name: c for c in corpora.all_settings(self._connection)}
            tags = languages.stored(self._connection)
            self._tags = {number: tag for tag, number in tags.items()}
        for unit in units.read(self._connection, list(likes)):
            assert unit.id is not None
            match = self._match(request, unit, *likes[unit.id])
            if match is not None and match.rate >= request.min_rate:
                yield Candidate(match, self._corpora[match.corpus].priority, unit.usage_count)

    def _match(
        self, request: Request, unit: TranslationUnit, like: Similarity, language_id: int
    ) -> Match | None:
        source, target = unit.variant(self._tags[language_id]), _target(unit, request)
        if source is None or target is None or unit.corpus is None or unit.id is None:
            return None
        if unit.corpus in request.without:
            return None
        penalty = self._corpora[unit.corpus].penalty
        found = like.penalties + penalties(unit.status, unit.corpus, penalty)
        rate = max(0, like.rate - sum(p.points for p in found))
        return Match(
            rate=rate,
            kind=self._kind(request, unit, like, rate),
            source=source.text,
            target=target.text,
            unit=unit.id,
            corpus=unit.corpus,
            status=unit.status,
            source_language=source.language,
            target_language=target.language,
            changed_at=unit.changed_at or unit.created_at,
            changed_by=unit.changed_by or unit.created_by,
            penalties=found,
            similarity=like.parts,
            document=unit.document,
            note=unit.note,
            source_markup=source.markup,
            target_markup=target.markup,
        )

    def _kind(
        self, request: Request, unit: TranslationUnit, like: Similarity, rate: int
    ) -> MatchKind:
        if like is not IDENTICAL:
            return "fuzzy"
        return "context" if rate == 100 and self._in_context(request, unit) else "exact"

    def _in_context(self, request: Request, unit: TranslationUnit) -> bool:
        """Return whether the unit has the query's context id, or the neighbours that are given."""
        if request.context is not None and request.context == unit.context:
            return True
        neighbours = [(-1, request.before), (1, request.after)]
        given = [(offset, text) for offset, text in neighbours if text is not None]
        return bool(given) and all(
            search.has_neighbour(self._connection, unit, offset, text) for offset, text in given
        )


class _Best:
    """The best matches so far."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._candidates: list[Candidate] = []
        self.matches: list[Match] = []

    @property
    def least_rate(self) -> int:
        """The rate that a further match needs to be among the best."""
        if len(self.matches) < self._limit:
            return 0
        return min((match.rate for match in self.matches), default=0)

    def is_settled(self, bound: int) -> bool:
        """Return whether no match of at most this rate can change anything."""
        return len(self.matches) >= self._limit and bound < self.least_rate

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Rank some more matches with those so far."""
        self._candidates.extend(candidates)
        self.matches = ranked(self._candidates, self._limit)


def _target(unit: TranslationUnit, request: Request) -> Variant | None:
    """Return the unit's text in the target language, the exact tag first."""
    by_tag = {variant.language: variant for variant in unit.variants}
    _, targets = languages.tags_of_pair(request.source, request.target, by_tag)
    return by_tag[targets[0]] if targets else None


def _finished(match: Match, request: Request) -> Match:
    """Add the differences, and offer the target with all of them carried over where they can be."""
    match = replace(match, edits=differences(request.text, match.source))
    if match.kind != "fuzzy":
        return match
    from tmtool.matching.repair import repair

    repaired = repair(
        request.text,
        match.source,
        match.target,
        source_language=match.source_language,
        target_language=match.target_language,
        terms=request.terms,
    )
    return replace(match, repaired=repaired)
