"""Which units can have a phrase, by the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from tmtool.store import postings
from tmtool.store.indexing import from_bytes
from tmtool.store.postings import BLOCK_BITS
from tmtool.text.features import MARKUP
from tmtool.text.phrases import Phrase
from tmtool.text.search_keys import SearchKeys

WORTH_READING = 20
"""A word in this many times as many units as are left hardly leaves out any of them."""

_Word = list[tuple[int, bytes]]


def units_with(
    connection: sqlite3.Connection, phrase: Phrase, languages: Sequence[int]
) -> list[int]:
    """Return, in their order, the units whose text in one of the languages can have a phrase.

    No unit that has it is missing; that the words stand together is for the caller to see.
    """
    return units_under(connection, phrase.keys, languages)


def units_under(
    connection: sqlite3.Connection, words_keys: Sequence[SearchKeys], languages: Sequence[int]
) -> list[int]:
    """Return, in their order, the units that the index has under keys of each of several words."""
    found: set[int] = set()
    for language_id in languages:
        words = [_read(connection, language_id, keys) for keys in dict.fromkeys(words_keys)]
        found |= _in_all(words)
    return sorted(found)


def _read(connection: sqlite3.Connection, language_id: int, keys: SearchKeys) -> _Word:
    """Return the postings of all forms of a word."""
    read = list(postings.postings(connection, language_id, keys.every_stem))
    for beginning in keys.beginnings:
        for start in (beginning, MARKUP + beginning):
            read += postings.beginning_with(connection, language_id, start)
    return [(block, units) for block, _, units in read]


def _in_all(words: Iterable[_Word]) -> set[int]:
    """Return the units that have all words, the rarest word first."""
    found: set[int] | None = None
    for word in sorted(words, key=_length):
        if found is None:
            found = _units(word)
        elif _length(word) < WORTH_READING * len(found):
            found &= _units(word)
    return found or set()


def _length(word: _Word) -> int:
    return sum(len(units) // 2 for _, units in word)


def _units(word: _Word) -> set[int]:
    found: set[int] = set()
    for block, units in word:
        base = block << BLOCK_BITS
        found.update([base | place for place in from_bytes(units)])
    return found
