"""A term in its citation form: which of its words inflect, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tmtool.models import Cell, Number
from tmtool.text.tokens import Token

__all__ = ["Citation", "Fit", "Kind", "Role", "uninflected"]

Kind = Literal["noun", "verb", "acronym", "other"]
Role = Literal["head", "apposition", "adjective", "fixed"]
"""`head` inflects freely, what stands in apposition with it, `adjective` agrees with its noun, what
is `fixed` keeps its case. Nouns joined by "and" are heads each."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A term as its glossary gives it, analysed.

    `roles` and `lemmas` go with `tokens`; `lemmas` has the plausible ones of each token, the
    best first. `number` is set where the term is used in that number only. `certain` is False
    where a verb is nothing but a guess. `partners` are those lemmas of a verb that are its
    other aspect. `openings` are the tokens before which a text may have other words, `closed`
    those of them that follow a preposition: only adjectives may come between. `numbers` are
    those of the tokens that stay in their own number, `None` where they have the term's.
    """

    text: str
    tokens: tuple[Token, ...]
    kind: Kind
    roles: tuple[Role, ...]
    lemmas: tuple[tuple[str, ...], ...]
    number: Number | None = None
    certain: bool = True
    partners: frozenset[str] = frozenset()
    openings: tuple[int, ...] = ()
    closed: frozenset[int] = frozenset()
    numbers: tuple[Number | None, ...] = ()

    @property
    def head(self) -> int:
        """The index of the first word that inflects freely; 0 where none does."""
        return self.roles.index("head") if "head" in self.roles else 0

    def noun_of(self, index: int) -> int:
        """Return the index of the noun that an adjective goes with: the next, or else the head."""
        after = range(index, len(self.roles))
        return next((i for i in after if self.roles[i] == "head"), self.head)

    def number_at(self, index: int, number: Number) -> Number:
        """Return the number of a word of the term where the term is in this number."""
        return (self.numbers[index] if self.numbers else None) or number

    def is_preposition(self, index: int) -> bool:
        """Tell whether a word of a verb term is a preposition."""
        return index + 1 in self.closed

    def has_article(self, index: int) -> bool:
        """Tell whether an article that is no token stands before a word of the term."""
        between = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return bool(between.strip())

    @property
    def is_proper(self) -> bool:
        """Tell whether the term begins with a capital and is no acronym: it is a name."""
        return self.kind != "acronym" and self.tokens[0].text[0].isupper()


@dataclass(frozen=True, slots=True)
class Fit:
    """How words of a text are a form of a term.

    `cells` are the places in its paradigm that they can have, the most probable first; none
    where the term has no paradigm. `weight` is the probability, from 0 to 1, that they are read
    so. `doubt` says what else they may be.
    """

    cells: tuple[Cell, ...] = ()
    weight: float = 1.0
    doubt: str | None = None


def uninflected(
    text: str, tokens: tuple[Token, ...], kind: Kind, lemmas: tuple[tuple[str, ...], ...]
) -> Citation:
    """Return a term all of whose words are taken as they stand."""
    return Citation(text, tokens, kind, tuple("fixed" for _ in tokens), lemmas)
