"""A term in its citation form: which of its words inflect, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tmtool.text.tokens import Token

__all__ = ["Citation", "Kind", "Role", "uninflected"]

Kind = Literal["noun", "verb", "acronym", "other"]
Role = Literal["head", "adjective", "fixed"]
"""`head` inflects freely, `adjective` with the head, what is `fixed` keeps its case."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A term as its glossary gives it, analysed.

    `roles` and `lemmas` go with `tokens`; `lemmas` has the plausible ones of each token, the
    best first. `plural` says that the term is used in the plural only. `certain` is False
    where a verb is nothing but a guess.
    """

    text: str
    tokens: tuple[Token, ...]
    kind: Kind
    roles: tuple[Role, ...]
    lemmas: tuple[tuple[str, ...], ...]
    plural: bool = False
    certain: bool = True

    @property
    def is_proper(self) -> bool:
        """Tell whether the term begins with a capital and is no acronym: it is a name."""
        return self.kind != "acronym" and self.tokens[0].text[0].isupper()


def uninflected(
    text: str, tokens: tuple[Token, ...], kind: Kind, lemmas: tuple[tuple[str, ...], ...]
) -> Citation:
    """Return a term all of whose words are taken as they stand."""
    return Citation(text, tokens, kind, tuple("fixed" for _ in tokens), lemmas)
