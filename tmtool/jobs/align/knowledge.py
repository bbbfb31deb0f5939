"""What a memory teaches of the words of two languages, learnt again when it has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice, product

from tmtool.alignment import Knowledge
from tmtool.errors import InputError
from tmtool.models import TERMS_TO_AVOID
from tmtool.store import concepts, word_knowledge
from tmtool.store.word_knowledge import State, Subject

__all__ = ["LONGEST", "RENEWED_FROM", "SAMPLE", "known_by"]

SAMPLE = 20_000
"""At most so many units are learnt from."""

LONGEST = 400
"""Characters of the longest text that is learnt from: in longer ones any word may go with any."""

RENEWED_FROM = 0.05
"""The share of units and terms that changed from which it is learnt again."""


def known_by(connection: sqlite3.Connection, source: str, target: str) -> Knowledge | None:
    """Return what a memory teaches of two languages, `None` where it has nothing in both.

    It is kept in the memory, if that can be written, and learnt again once a twentieth of the
    units and terms has been added, removed or changed.
    """
    state = word_knowledge.state(connection)
    subject = Subject(source, target, "units")
    kept = word_knowledge.find(connection, subject)
    if kept is not None:
        earlier, known = State.read(kept[0]), loaded(kept[1])
        if earlier and known and earlier.share_changed(state) < RENEWED_FROM:
            return known
    units = list(islice(_units(connection, source, target), SAMPLE))
    terms = list(_term_pairs(connection, source, target))
    if not (units or terms):
        return None
    known = Knowledge.learn(units, source_language=source, target_language=target, terms=terms)
    word_knowledge.keep(connection, subject, state.text(), known.dump())
    return known


def loaded(data: bytes) -> Knowledge | None:
    """Return what was kept, `None` where another version of tmtool has written it."""
    try:
        return Knowledge.load(data)
    except InputError:
        return None


def _units(connection: sqlite3.Connection, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of units, each pair of texts once."""
    seen = set()
    for pair in word_knowledge.sample(connection, source, target, longest=LONGEST):
        if pair not in seen:
            seen.add(pair)
            yield pair


def _term_pairs(
    connection: sqlite3.Connection, source: str, target: str
) -> Iterator[tuple[str, str]]:
    """Yield each term of the glossaries with each of its translations, but for those to avoid."""
    for concept in concepts.stream(connection):
        one, other = (
            [term.text for term in concept.terms_in(tag) if term.status not in TERMS_TO_AVOID]
            for tag in (source, target)
        )
        yield from product(one, other)
