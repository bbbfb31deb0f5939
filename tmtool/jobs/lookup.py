"""Looking a segment up: exact, context and fuzzy matches."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from tmtool.matching.differences import differences
from tmtool.matching.penalties import penalties
from tmtool.matching.ranking import Candidate, ranked
from tmtool.matching.similarity import IDENTICAL, Query, Similarity
from tmtool.models import Corpus, Match, MatchKind, TranslationUnit, Variant
from tmtool.store import corpora, languages, search, units
from tmtool.store.connection import snapshot

if TYPE_CHECKING:
    from tmtool.matching.repair import TermPair

Found = tuple[int, Similarity]
"""A unit's id and how like its source is."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked up; `before`, `after` and `context` tell where the segment stands."""

    text: str
    source: str
    target: str
    min_rate: int = 70
    limit: int = 5
    before: str | None = None
    after: str | None = None
    context: str | None = None
    terms: tuple[TermPair, ...] = ()


class Finder(Protocol):
    """Whatever finds all units of a memory whose source is like a query; a scan or an index."""

    def __call__(
        self, query: Query, sources: Sequence[int], targets: Sequence[int], min_rate: int
    ) -> list[Found]:
        """Return every unit whose similarity reaches `min_rate`, in any order."""


class Scan:
    """The finder that compares every unit: slow, and right by definition."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(
        self, query: Query, sources: Sequence[int], targets: Sequence[int], min_rate: int
    ) -> list[Found]:
        """Return every unit whose similarity reaches `min_rate`."""
        return [
            (number, similarity)
            for number, text in search.scan(self._connection, sources, targets)
            if (similarity := query.similarity(text, at_least=min_rate)) is not None
        ]


class Lookup:
    """Look-ups in one memory."""

    def __init__(self, connection: sqlite3.Connection, finder: Finder | None = None) -> None:
        self._connection = connection
        self._finder = finder or Scan(connection)
        self._corpora: Mapping[str, Corpus] = {}

    def matches(self, request: Request) -> list[Match]:
        """Return the best matches, best first."""
        query = Query(request.text)
        with snapshot(self._connection):
            sources, targets = self._languages(request)
            if not (sources and targets and query.text):
                return []
            found = self._finder(query, sources, targets, request.min_rate)
            return [_repaired(match, request) for match in self._best(request, found)]

    def exact(self, request: Request) -> list[Match]:
        """Return the matches whose source is identical, best first, without any scan."""
        with snapshot(self._connection):
            return self._best(request, [(number, IDENTICAL) for number in self.identical(request)])

    def identical(self, request: Request) -> list[int]:
        """Return the ids of the units whose source is identical, in their order."""
        sources, targets = self._languages(request)
        if not (sources and targets):
            return []
        return search.exact(self._connection, request.text, sources, targets)

    def _languages(self, request: Request) -> tuple[list[int], list[int]]:
        return languages.numbers_of_pair(self._connection, request.source, request.target)

    def _best(self, request: Request, found: list[Found]) -> list[Match]:
        """Rank what was found, reading no more units than can be among the best.

        Penalties only lower a rate, so once `limit` rates are reached that no unread unit
        can reach any more, the rest need not be read.
        """
        self._corpora = {c.name: c for c in corpora.all_settings(self._connection)}
        # A unit is found once for each of its texts in the language: the best of them counts.
        worst_first = sorted(found, key=lambda pair: pair[1].value)
        once = sorted(dict(worst_first).items(), key=lambda pair: -pair[1].value)
        candidates: list[Candidate] = []
        best: list[Match] = []
        for rate, group in groupby(once, key=lambda pair: math.floor(pair[1].value)):
            if len(best) == request.limit and all(m.rate > rate for m in best):
                break
            candidates.extend(self._candidates(request, group))
            best = ranked(candidates, request.limit)
        return best

    def _candidates(self, request: Request, found: Iterable[Found]) -> Iterator[Candidate]:
        similarities = dict(found)
        for unit in units.read(self._connection, list(similarities)):
            assert unit.id is not None
            match = self._match(request, unit, similarities[unit.id])
            if match is not None and match.rate >= request.min_rate:
                corpus = self._corpora[match.corpus]
                yield Candidate(match, corpus.priority, unit.usage_count)

    def _match(
        self, request: Request, unit: TranslationUnit, similarity: Similarity
    ) -> Match | None:
        sources, targets = _sides(unit, request)
        if not (sources and targets) or unit.corpus is None or unit.id is None:
            return None
        source, target = _closest(sources, request.text), targets[0]
        found = penalties(unit.status, unit.corpus, self._corpora[unit.corpus].penalty)
        rate = max(0, math.floor(similarity.value) - sum(p.points for p in found))
        return Match(
            rate=rate,
            kind=self._kind(request, unit, similarity, rate),
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
            edits=differences(request.text, source.text),
            similarity=similarity.parts,
            document=unit.document,
            note=unit.note,
            source_markup=source.markup,
            target_markup=target.markup,
        )

    def _kind(
        self, request: Request, unit: TranslationUnit, similarity: Similarity, rate: int
    ) -> MatchKind:
        if similarity is not IDENTICAL:
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


def _sides(unit: TranslationUnit, request: Request) -> tuple[list[Variant], list[Variant]]:
    """Return the unit's texts in the source and the target language, the exact tag first."""
    by_tag = {variant.language: variant for variant in unit.variants}
    sources, targets = languages.tags_of_pair(request.source, request.target, by_tag)
    return [by_tag[tag] for tag in sources], [by_tag[tag] for tag in targets]


def _closest(variants: Sequence[Variant], text: str) -> Variant:
    """Return the most similar of a unit's texts in several regions."""
    if len(variants) == 1:
        return variants[0]
    query = Query(text)
    return max(variants, key=lambda v: s.value if (s := query.similarity(v.text)) else 0.0)


def _repaired(match: Match, request: Request) -> Match:
    """Offer the target with the differences carried over, where all of them can be."""
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
