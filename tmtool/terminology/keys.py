"""The keys by which the terms of a glossary are found in a text."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product, takewhile

from tmtool.languages import primary
from tmtool.models import Term
from tmtool.terminology.english.forms import american
from tmtool.terminology.grammar import cite
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.russian import readings
from tmtool.text.stems import stem
from tmtool.text.tokens import Token, tokens

__all__ = ["RARELY", "Places", "term_keys", "text_keys", "token_lemmas"]

Places = dict[str, list[tuple[int, int]]]
"""Runs of tokens by their keys: the indices of the first token and of the one after the last."""

RARELY = 0.01
"""A noun less probable than this among the readings of a Russian word is not thought of."""

_KEYS_OF_A_TERM = 16
_KEYS_OF_A_RUN = 32


def term_keys(term: Term) -> frozenset[str]:
    """Return the look-up keys of a term: its words' lemmas joined by spaces, at most 16.

    The term is taken to be in its citation form: a noun in the nominative, a verb in the
    infinitive. What is said of its grammar decides where both are possible. What follows a verb
    has keys of its own, for other words may stand between: "enter, after a month, into force".
    A term without a word has no key.
    """
    citation = cite(term)
    if citation is None:
        return frozenset()
    found = set(_joined(citation.lemmas))
    for start in citation.openings:
        found.update(_joined(citation.lemmas[start:]))
    for form in term.forms:
        found.update(_joined(token_lemmas(tokens(form), term.language)))
    return frozenset(found - {""})


def token_lemmas(words: Sequence[Token], language: str) -> list[tuple[str, ...]]:
    """Return the lemmas by which each token of a text can be found, the most probable first."""
    return [_token_lemmas(word.text, primary(language)) for word in words]


def text_keys(
    words: Sequence[Token],
    lemmas: Sequence[tuple[str, ...]],
    longest: int,
    begins: Container[str] | None = None,
) -> Places:
    """Return the keys of all runs of up to `longest` tokens, with where the runs are.

    No run goes over the end of a sentence. Of the keys of an ambiguous run the 32 most probable
    are given, with `begins` of those that are in it.
    """
    found: Places = {}
    for first in range(len(words)):
        keys = [""]
        for last in range(first, min(first + longest, len(words))):
            if last > first and words[last].break_before == 2:
                break
            keys = _extended(keys, lemmas[last])
            if begins is not None:
                keys = [key for key in keys if key in begins]
                if not keys:
                    break
            for key in keys:
                found.setdefault(key, []).append((first, last + 1))
    return found


def _joined(lemmas: Sequence[Sequence[str]]) -> Iterator[str]:
    return islice(map(" ".join, product(*lemmas)), _KEYS_OF_A_TERM)


def _extended(keys: Sequence[str], lemmas: Sequence[str]) -> list[str]:
    longer = [f"{key} {lemma}" if key else lemma for lemma in lemmas for key in keys]
    if len(longer) <= _KEYS_OF_A_RUN:
        return longer
    # Each by its place among the keys so far times that among the lemmas, both from 1.
    ranks = [(a + 1) * (b + 1) for b in range(len(lemmas)) for a in range(len(keys))]
    best = sorted(range(len(longer)), key=ranks.__getitem__)[:_KEYS_OF_A_RUN]
    return [longer[number] for number in best]


@lru_cache(maxsize=1 << 16)
def _token_lemmas(word: str, tag: str) -> tuple[str, ...]:
    lemmas = (stem(american(word), tag),) if tag == "en" else ranked_lemmas(word, tag)
    if tag == "ru":
        lemmas += tuple(lemma for lemma in _rare_nouns(word) if lemma not in lemmas)
    capitals = "".join(takewhile(lambda char: char.isupper() or char.isdigit(), word))
    # An acronym, perhaps with a case ending: МИДом.
    if len(capitals) > 1 and fold(capitals) not in lemmas:
        return (*lemmas, fold(capitals))
    return lemmas


def _rare_nouns(word: str) -> Iterator[str]:
    for lemma in dict.fromkeys(r.lemma for r in readings(word)):
        nouns = [
            r.weight for r in readings(word) if r.lemma == lemma and r.part_of_speech == "NOUN"
        ]
        if sum(nouns) >= RARELY:
            yield lemma
