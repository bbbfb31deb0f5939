"""A text in which terms are sought: its words and the lemmas by which they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmtool.languages import primary
from tmtool.terminology.keys import token_lemmas
from tmtool.text.tokens import Token, tokens

__all__ = ["Place", "Sentence", "read"]

Place = tuple[int, ...]
"""The indices of the tokens that a term may take up, in the order of the term's words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its tokens, and their lemmas, the most probable first."""

    text: str
    language: str
    words: Sequence[Token]
    lemmas: Sequence[tuple[str, ...]]

    def at(self, place: Place) -> list[Token]:
        """Return the tokens of a place."""
        return [self.words[index] for index in place]

    def gap(self, index: int) -> str:
        """Return what stands before a token, up to the one before it."""
        return self.text[self.words[index - 1].end : self.words[index].start]


def read(text: str, language: str) -> Sentence:
    """Return a text with its tokens and their lemmas; the language is the primary one."""
    words = tokens(text)
    return Sentence(text, primary(language), words, token_lemmas(words, language))
