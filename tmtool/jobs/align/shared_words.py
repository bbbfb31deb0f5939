"""What many pairs of documents teach together of the words of their languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice

from tmtool.alignment import AlignOptions, Knowledge, learn_together
from tmtool.errors import TmtoolError
from tmtool.jobs.align.pair import ReadPair, read_pair, read_texts
from tmtool.models import AlignmentOptions, DocumentPair

__all__ = ["SEGMENTS", "languages_of_list", "learn"]

SEGMENTS = 20_000
"""Source segments that are learnt from: the words of more documents add little to those."""

_LOOKED_AT = 25
"""Pairs by which the languages of a list are told."""


def languages_of_list(
    pairs: Sequence[DocumentPair], options: AlignmentOptions
) -> tuple[str, str] | None:
    """Return the languages that most pairs of a list are in, `None` where none can be read."""
    found = Counter(
        (read.languages.source, read.languages.target)
        for read in islice(_readable(_spread(pairs), options), _LOOKED_AT)
    )
    return found.most_common(1)[0][0] if found else None


def learn(
    pairs: Sequence[DocumentPair],
    options: AlignmentOptions,
    known: Knowledge | None,
    progress: Callable[[int], None],
) -> Knowledge | None:
    """Return what the documents of a list teach, beside what is known; some of them if many.

    `progress` is called with the number of pairs read.
    """
    chosen: list[ReadPair] = []
    segments = 0
    for read in _readable(_spread(pairs), options):
        chosen.append(read)
        segments += len(read.source)
        progress(len(chosen))
        if segments >= SEGMENTS:
            break
    if not chosen:
        return known
    languages = chosen[0].languages
    asked = AlignOptions(languages.source, languages.target)
    return learn_together([read.to_align() for read in chosen], asked, known)


def _readable(pairs: Sequence[DocumentPair], options: AlignmentOptions) -> Iterator[ReadPair]:
    """Yield those pairs that can be aligned."""
    for pair in pairs:
        try:
            read = read_pair(read_texts(pair.source, pair.target, options), options)
        except TmtoolError:
            continue
        if read.verdict is None:
            yield read


def _spread(pairs: Sequence[DocumentPair]) -> list[DocumentPair]:
    """Return pairs in an order that has nothing to do with that of the list, always the same."""
    return sorted(pairs, key=lambda pair: sha256(f"{pair.source.name}".encode()).digest())
