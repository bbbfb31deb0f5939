"""Look-ups: matches, concordances and renderings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tmtool.languages import normalise
from tmtool.memory.base import Opened
from tmtool.store import connection

if TYPE_CHECKING:
    from tmtool.jobs.concordance import Side
    from tmtool.jobs.lookup import Lookup
    from tmtool.matching.repair import TermPair
    from tmtool.models import ConcordanceLine, Match, Renderings


class LookUps(Opened):
    """Look-ups: matches, concordances and renderings."""

    def lookup(
        self,
        text: str,
        source: str,
        target: str,
        *,
        min_rate: int = 70,
        limit: int = 5,
        before: str | None = None,
        after: str | None = None,
        context: str | None = None,
        terms: Sequence[TermPair] = (),
        fragments: bool = False,
    ) -> list[Match]:
        """Return the units most like a segment, best first; rates are 0-100.

        `before` and `after` are the neighbouring segments, `context` a context id: where they
        agree with the unit's, an exact match is a context match. A fuzzy match that differs in
        nothing but numbers, dates, names of months, codes, addresses, placeholders or `terms`
        has them carried over in `repaired`. With `fragments`, the longest stretches of the
        segment that the memory has are returned where there is no match.
        """
        from tmtool.jobs.lookup import Request

        pair = normalise(source), normalise(target)
        request = Request(
            text, *pair, min_rate, limit, before, after, context, tuple(terms), fragments
        )
        return self._lookup().matches(request)

    def lookup_many(
        self,
        texts: Iterable[str],
        source: str,
        target: str,
        *,
        min_rate: int = 70,
        limit: int = 5,
        fragments: bool = False,
        workers: int = 1,
    ) -> Iterator[list[Match]]:
        """Yield the matches of each of several segments, in their order, as they are found.

        The segments are taken to follow one another in a document: each is the context of its
        neighbours. They may be read from an iterator of any length. With `workers`, so many
        further processes share the work.
        """
        from tmtool.jobs.batch import in_parallel
        from tmtool.jobs.lookup import in_document

        pair = normalise(source), normalise(target)
        requests = in_document(texts, *pair, min_rate=min_rate, limit=limit, fragments=fragments)
        if workers > 1:
            return in_parallel(self._file, requests, workers)
        return map(self._lookup().matches, requests)

    def _lookup(self) -> Lookup:
        """Return the one that remembers what it has read of the index."""
        from tmtool.jobs.lookup import Lookup

        if self._looks_up is None:
            self._looks_up = Lookup(self._connection)
        return self._looks_up

    def concordance(
        self,
        phrase: str,
        source: str,
        target: str,
        *,
        side: Side = "either",
        limit: int = 20,
        any_order: bool = False,
    ) -> list[ConcordanceLine]:
        """Return the units with a phrase in any inflection; `"in quotes"` word for word.

        With `any_order` its words may stand in any order, and others between them.
        """
        from tmtool.jobs.concordance import Search, concordance

        wanted = Search(phrase, normalise(source), normalise(target), side, limit, any_order)
        with connection.snapshot(self._connection):
            return concordance(self._connection, wanted)

    def renderings(
        self,
        phrase: str,
        source: str,
        target: str,
        *,
        side: Side = "either",
        lines: Sequence[ConcordanceLine] | None = None,
    ) -> Renderings:
        """Return how a phrase is translated, with counts, from the lines of its concordance.

        `lines` are those, where the caller has them; no more than the first 200 count.
        """
        from tmtool.jobs.renderings import AT_MOST, renderings_in

        if lines is None:
            lines = self.concordance(phrase, source, target, side=side, limit=AT_MOST)
        pair = normalise(source), normalise(target)
        with connection.snapshot(self._connection):
            return renderings_in(self._connection, lines[:AT_MOST], *pair)
