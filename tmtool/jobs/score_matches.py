"""What the memory has for the segments that are scored, and the draft that it would have made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.batch import in_parallel
from tmtool.jobs.lookup import Lookup, Request, in_document
from tmtool.jobs.pairs import require_units
from tmtool.languages import normalise
from tmtool.matching.bands import LOWEST
from tmtool.models import MEMORY_DRAFT, Match, MemoryDraft, ScoreOptions
from tmtool.scoring.inputs import ParallelText
from tmtool.store import corpora
from tmtool.store.connection import file_of

MOST_EXACT = 0.9
"""Share of exact matches from which a memory is suspected of holding the references."""


def best_matches(
    connection: sqlite3.Connection,
    source: Sequence[str],
    documents: Sequence[str] | None,
    options: ScoreOptions,
) -> list[Match | None]:
    """Return the best match of each segment, `None` where the memory has none.

    Segments of one document that follow one another are each other's context. Raises InputError
    where a language is missing or the memory has none of it, NotFoundError for a corpus that it
    has not.
    """
    requests = _requests(connection, source, documents, options)
    if options.workers > 1:
        found = in_parallel(file_of(connection), requests, options.workers)
    else:
        found = map(Lookup(connection).matches, requests)
    return [next(iter(matches), None) for matches in found]


def with_memory(
    text: ParallelText, matches: Sequence[Match | None], min_rate: int
) -> tuple[ParallelText, MemoryDraft]:
    """Return the text with one more draft, called MEMORY_DRAFT, of best matches.

    Matches below `min_rate` are not used; a repaired target comes first. Raises InputError
    where a draft has this name.
    """
    if MEMORY_DRAFT in text.drafts:
        raise InputError(
            f"a draft is called {MEMORY_DRAFT!r}, as that of the memory is",
            hint="Give its file another name.",
        )
    used = [match if match and match.rate >= min_rate else None for match in matches]
    filled = [match for match in used if match]
    told = MemoryDraft(
        min_rate=min_rate,
        filled=len(filled),
        exact=sum(match.rate == 100 for match in filled),
        repaired=sum(match.repaired is not None for match in filled),
    )
    draft = tuple(match.repaired or match.target if match else "" for match in used)
    return replace(text, drafts={**text.drafts, MEMORY_DRAFT: draft}), told


def doubts(draft: MemoryDraft, segments: int) -> tuple[str, ...]:
    """Warn where the memory seems to hold the references themselves."""
    if draft.exact <= MOST_EXACT * segments:
        return ()
    return (
        f"the memory has {draft.exact:,} of {segments:,} segments as they are: its draft may be the"
        " references themselves; leave their corpus out with --not-corpus",
    )


def _requests(
    connection: sqlite3.Connection,
    source: Sequence[str],
    documents: Sequence[str] | None,
    options: ScoreOptions,
) -> Iterator[Request]:
    if not (options.source_language and options.target_language):
        raise InputError("matches need both languages", hint="Name them, such as ru and en.")
    pair = normalise(options.source_language), normalise(options.target_language)
    require_units(connection, *pair)
    known = [corpus.name for corpus in corpora.all_settings(connection)]
    for name in options.not_corpora:
        if name not in known:
            has = ", ".join(known) or "none"
            raise NotFoundError(f"there is no corpus {name!r}", hint=f"The memory has: {has}.")
    min_rate = options.min_rate
    if "match" in options.buckets or options.texts:
        min_rate = min(min_rate, LOWEST)
    without = frozenset(options.not_corpora)
    return (
        request
        for texts in _documents(source, documents)
        for request in in_document(
            texts, *pair, min_rate=min_rate, limit=1, fragments=False, without=without
        )
    )


def _documents(source: Sequence[str], documents: Sequence[str] | None) -> Iterator[Sequence[str]]:
    """Yield the segments of each document in turn."""
    if documents is None:
        yield source
        return
    pairs = zip(documents, source, strict=True)
    for _, same in groupby(pairs, key=lambda pair: pair[0]):
        yield [text for _, text in same]
