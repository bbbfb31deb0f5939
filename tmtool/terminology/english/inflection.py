"""English terms in the plural, and with their verb in another form."""

from __future__ import annotations

import re

from tmtool.models import Number
from tmtool.terminology.citation import Citation
from tmtool.terminology.english.forms import american, is_plural, plural, verb_form
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token, tokens

__all__ = ["noun_phrase", "verb_like"]

_STATE_PARTIES = re.compile(r"\b(state)(\s+parties)\b", re.IGNORECASE)


def noun_phrase(citation: Citation, number: Number) -> str | None:
    """Return a noun phrase in the singular or plural; None for the singular of a plural."""
    head = citation.tokens[citation.head]
    if is_plural(head.text):
        return citation.text if number == "plural" else None
    if number == "singular":
        return citation.text
    phrase = _with_word(citation, head, plural(fold(head.text)))
    # Treaties say States Parties, with both words in the plural.
    return _STATE_PARTIES.sub(r"\1s\2", phrase)


def verb_like(citation: Citation, found: str, other: Citation) -> str | None:
    """Return a verb phrase whose verb has the form of the verb found."""
    cited = fold(other.tokens[other.head].text)
    words = [_spelt_alike(word.text) for word in tokens(found)]
    for form in range(5):
        if _spelt_alike(verb_form(cited, form)) in words:
            verb = citation.tokens[citation.head]
            return _with_word(citation, verb, verb_form(fold(verb.text), form))
    return None


def _spelt_alike(word: str) -> str:
    """Return a word as it stands here for both spellings: initialled is initialed."""
    return american(word).replace("ll", "l")


def _with_word(citation: Citation, token: Token, word: str) -> str:
    spelt = word[0].upper() + word[1:] if token.text[0].isupper() else word
    if len(token.text) > 1 and token.text.isupper():
        # A heading is in capitals as a whole, an acronym alone.
        spelt = word.upper() if citation.text.isupper() else f"{token.text}s"
    return citation.text[: token.start] + spelt + citation.text[token.end :]
