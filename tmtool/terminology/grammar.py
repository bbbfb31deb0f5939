"""What a term is made of, and whether words of a text are a form of it, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tmtool.languages import primary
from tmtool.models import Term
from tmtool.terminology import english_grammar, russian_grammar
from tmtool.terminology.citation import Citation, uninflected
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token, tokens

__all__ = ["cite", "doubt", "fits"]

_ACRONYM_ENDINGS = {
    "ru": re.compile("|а|у|ом|е|ы|ов|ам|ами|ах|и|ой|ю|ей|ем|я"),
    "en": re.compile("|s"),
}
_NO_ENDING = re.compile("")
# In a list of longer words in capitals, these are a way to print a heading.
_LONGEST_OF_SEVERAL_ACRONYMS = 6


def cite(term: Term) -> Citation | None:
    """Return the analysis of a term in its citation form, None where it has no word."""
    return _cite(term.text, primary(term.language), term.part_of_speech)


@lru_cache(maxsize=1 << 14)
def _cite(text: str, tag: str, part_of_speech: str | None) -> Citation | None:
    words = tuple(tokens(text))
    if not words:
        return None
    if _is_acronym(words):
        return uninflected(text, words, "acronym", tuple((fold(word.text),) for word in words))
    if tag == "ru":
        return russian_grammar.analyse(text, words, part_of_speech)
    if tag == "en":
        return english_grammar.analyse(text, words, part_of_speech)
    lemmas = tuple(ranked_lemmas(word.text, tag) for word in words)
    return uninflected(text, words, "other", lemmas)


def fits(citation: Citation, language: str, found: Sequence[Token], lemmas: Sequence[str]) -> bool:
    """Tell whether tokens of a text, as many as the term has, are a form of it.

    `lemmas` are the readings by which they were found.
    """
    tag = primary(language)
    if citation.kind == "acronym":
        return _is_same_acronym(citation, found, tag)
    if tag == "ru":
        return russian_grammar.fits(citation, found, lemmas)
    return english_grammar.fits(citation, found) if tag == "en" else True


def doubt(citation: Citation, language: str, found: Sequence[Token]) -> str | None:
    """Return why a fitting form may be another word all the same, None without a doubt."""
    if primary(language) == "en" and english_grammar.is_guess(citation, found):
        return "a verb's form, and the term may be a noun"
    return None


def _is_acronym(words: Sequence[Token]) -> bool:
    if not all(word.text.isupper() or word.text.isdigit() for word in words):
        return False
    if len(words) == 1:
        return len(words[0].text) > 1 and words[0].text.isupper()
    return all(len(word.text) <= _LONGEST_OF_SEVERAL_ACRONYMS for word in words)


def _is_same_acronym(citation: Citation, found: Sequence[Token], tag: str) -> bool:
    *first, last = found
    *cited_first, cited_last = citation.tokens
    if [token.text for token in first] != [token.text for token in cited_first]:
        return False
    if not last.text.startswith(cited_last.text):
        return False
    endings = _ACRONYM_ENDINGS.get(tag, _NO_ENDING)
    return endings.fullmatch(last.text, len(cited_last.text)) is not None
