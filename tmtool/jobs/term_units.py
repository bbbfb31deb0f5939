"""Which units can have a term, by the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from tmtool.jobs.phrase_units import units_under
from tmtool.languages import primary
from tmtool.models import Term
from tmtool.terminology.citation import Citation
from tmtool.terminology.english.forms import noun_forms, spellings, verb_forms
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
    for index, token in enumerate(citation.tokens if citation else ()):
        if citation and citation.kind == "acronym":
            # No other word's forms: an acronym has endings at most.
            own = frozenset((key(token.text, term.language),))
            yield SearchKeys(own, (fold(token.text),))
            continue
        words = _words(citation, index, term.language) if citation else ()
        every = [search_keys(word, term.language) for word in (token.text, *words)]
        stems = frozenset(chain.from_iterable(keys.stems for keys in every))
        beginnings = chain.from_iterable(keys.beginnings for keys in every)
        yield SearchKeys(stems, tuple(dict.fromkeys(beginnings)))


def _words(citation: Citation, index: int, language: str) -> Collection[str]:
    """Return words that may stand for one of a term's and that its own keys do not cover."""
    word, is_head = citation.tokens[index].text, index == citation.head
    if primary(language) == "en":
        forms = {*noun_forms(word), *(verb_forms(word) if is_head else ())}
        return sorted({spelt for form in forms for spelt in spellings(form)})
    is_verb = is_head and citation.kind == "verb"
    return citation.lemmas[index] if is_verb else ()
