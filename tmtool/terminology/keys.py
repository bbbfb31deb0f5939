"""The keys by which the terms of a glossary are found in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, product, takewhile

from tmtool.models import Term
from tmtool.terminology.grammar import cite
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token

__all__ = ["term_keys", "text_keys"]

_KEYS_OF_A_TERM = 16
_KEYS_OF_A_RUN = 32


def term_keys(term: Term) -> frozenset[str]:
    """Return the look-up keys of a term: its words' lemmas joined by spaces, at most 16.

    The term is taken to be in its citation form: a noun in the nominative, a verb in the
    infinitive. What is said of its grammar decides where both are possible. A term without a
    word has no key.
    """
    citation = cite(term)
    if citation is None:
        return frozenset()
    return frozenset(islice(map(" ".join, product(*citation.lemmas)), _KEYS_OF_A_TERM))


def text_keys(
    tokens: Sequence[Token], language: str, longest: int
) -> dict[str, list[tuple[int, int]]]:
    """Return the keys of all runs of up to `longest` tokens, with where the runs are.

    Places are the indices of a run's first token and of the one after its last. No run goes
    over the end of a sentence. Of the keys of an ambiguous run the 32 most probable are given.
    """
    lemmas = [_token_lemmas(token.text, language) for token in tokens]
    found: dict[str, list[tuple[int, int]]] = {}
    for first in range(len(tokens)):
        keys = [""]
        for last in range(first, min(first + longest, len(tokens))):
            if last > first and tokens[last].break_before == 2:
                break
            keys = _extended(keys, lemmas[last])
            for key in keys:
                found.setdefault(key, []).append((first, last + 1))
    return found


def _extended(keys: Sequence[str], lemmas: Iterable[str]) -> list[str]:
    # The last word's lemmas vary slowest: the most probable of each word survive the cut.
    longer = (f"{key} {lemma}" if key else lemma for lemma in lemmas for key in keys)
    return list(islice(longer, _KEYS_OF_A_RUN))


def _token_lemmas(word: str, language: str) -> tuple[str, ...]:
    lemmas = ranked_lemmas(word, language)
    capitals = "".join(takewhile(lambda char: char.isupper() or char.isdigit(), word))
    # An acronym, perhaps with a case ending: МИДом.
    if len(capitals) > 1 and fold(capitals) not in lemmas:
        return (*lemmas, fold(capitals))
    return lemmas
