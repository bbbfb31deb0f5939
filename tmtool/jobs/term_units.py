"""Which units can have a term, by the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain

from tmtool.jobs.phrase_units import units_under
from tmtool.models import Term
from tmtool.terminology.grammar import cite
from tmtool.text.features import key
from tmtool.text.normalise import fold
from tmtool.text.search_keys import SearchKeys, search_keys
from tmtool.text.tokens import tokens


def units_that_may_have(
    connection: sqlite3.Connection, term: Term, languages: Sequence[int]
) -> list[int]:
    """Return, in their order, the units whose text in one of the languages can have a term.

    Its words may be apart, in any inflection, a verb in either aspect, or in a form of the term
    that no rule makes; that they are the term is for the caller to see.
    """
    found = set(units_under(connection, list(_keys(term)), languages))
    for form in term.forms:
        keys = [search_keys(token.text, term.language) for token in tokens(form)]
        found.update(units_under(connection, keys, languages))
    return sorted(found)


def _keys(term: Term) -> Iterator[SearchKeys]:
    citation = cite(term)
    for token in citation.tokens if citation else ():
        if citation and citation.kind == "acronym":
            # No other word's forms: an acronym has endings at most.
            own = frozenset((key(token.text, term.language),))
            yield SearchKeys(own, (fold(token.text),))
            continue
        keys = search_keys(token.text, term.language)
        verbs = citation.partners if citation and token is citation.tokens[0] else ()
        others = [search_keys(verb, term.language) for verb in sorted(verbs)]
        stems = keys.stems.union(*(other.stems for other in others))
        beginnings = (keys.beginnings, *(other.beginnings for other in others))
        yield SearchKeys(stems, tuple(dict.fromkeys(chain.from_iterable(beginnings))))
