"""What a term is made of, and whether words of a text are a form of it, in any language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from tmtool.languages import primary
from tmtool.models import CaseRule, Hints, Number, Term
from tmtool.terminology.citation import Citation, Fit, uninflected
from tmtool.terminology.english import grammar as english_grammar
from tmtool.terminology.english.forms import american
from tmtool.terminology.russian import forms as russian_forms
from tmtool.terminology.russian import grammar as russian_grammar
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token, tokens

__all__ = ["cite", "fit"]

_ACRONYM_ENDINGS = {
    "ru": re.compile("|а|у|ом|е|ы|ов|ам|ами|ах|и|ой|ю|ей|ем|я"),
    "en": re.compile("|s"),
}


class _Analyse(Protocol):
    def __call__(
        self,
        text: str,
        tokens: tuple[Token, ...],
        *,
        part_of_speech: str | None,
        number: Number | None,
        hints: Hints,
    ) -> Citation: ...


_ANALYSES: Mapping[str, _Analyse] = {
    "en": english_grammar.analyse,
    "ru": russian_grammar.analyse,
}
_NO_ENDING = re.compile("")
# In a list of longer words in capitals, these are a way to print a heading.
_LONGEST_OF_SEVERAL_ACRONYMS = 6


def cite(term: Term) -> Citation | None:
    """Return the analysis of a term in its citation form, None where it has no word."""
    return _cite(term.text, primary(term.language), term.part_of_speech, term.number, term.hints)


@lru_cache(maxsize=1 << 14)
def _cite(
    text: str, tag: str, part_of_speech: str | None, number: Number | None, hints: Hints
) -> Citation | None:
    words = tuple(tokens(text))
    if not words:
        return None
    if _is_acronym(words):
        return uninflected(text, words, "acronym", tuple((fold(word.text),) for word in words))
    if tag in _ANALYSES:
        return _ANALYSES[tag](
            text, words, part_of_speech=part_of_speech, number=number, hints=hints
        )
    lemmas = tuple(ranked_lemmas(word.text, tag) for word in words)
    return uninflected(text, words, "other", lemmas)


def fit(
    citation: Citation,
    language: str,
    found: Sequence[Token],
    lemmas: Sequence[str],
    *,
    also: frozenset[str] = frozenset(),
    rule: CaseRule = "exact",
) -> Fit | None:
    """Return how tokens of a text, as many as the term has, are a form of it; None if not.

    `lemmas` are the readings by which they were found; a Russian verb's dependents may have
    one of the cases `also`. The `rule` says how the letters' case of an acronym counts.
    """
    tag = primary(language)
    if citation.kind == "acronym":
        return Fit() if _is_same_acronym(citation, found, tag, rule) else None
    if citation.kind == "other" and tag == "en":
        same = [american(t.text) for t in found] == [american(t.text) for t in citation.tokens]
        return Fit() if same else None
    if tag == "ru":
        return russian_forms.fit(citation, found, lemmas, also=also)
    return english_grammar.fit(citation, found) if tag == "en" else Fit()


def _is_acronym(words: Sequence[Token]) -> bool:
    if len(words) == 1:
        # ЕврАзЭС, MoU and G7 are acronyms as well.
        word = words[0].text
        capitals = sum(char.isupper() for char in word)
        return capitals > 1 or (word.isupper() and any(map(str.isdigit, word)))
    if not all(word.text.isupper() or word.text.isdigit() for word in words):
        return False
    return all(len(word.text) <= _LONGEST_OF_SEVERAL_ACRONYMS for word in words)


def _is_same_acronym(citation: Citation, found: Sequence[Token], tag: str, rule: CaseRule) -> bool:
    spelt = fold if rule == "any" else str
    *first, last = (spelt(token.text) for token in found)
    *cited_first, cited_last = (spelt(token.text) for token in citation.tokens)
    if first != cited_first or not last.startswith(cited_last):
        return False
    endings = _ACRONYM_ENDINGS.get(tag, _NO_ENDING)
    return endings.fullmatch(last, len(cited_last)) is not None
