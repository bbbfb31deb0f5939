"""What the letters' case tells of a term found in a text."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.models import CaseRule, Term
from tmtool.terminology.citation import Citation
from tmtool.text.tokens import Token

__all__ = ["case_rule", "doubtful_capital", "has_case"]


def case_rule(term: Term, citation: Citation) -> CaseRule:
    """Return how letters' case counts: as the glossary says, else as the term itself suggests.

    An acronym is `exact`, what begins with a capital `first`, all else `any`.
    """
    if term.case_rule is not None:
        return term.case_rule
    if citation.kind == "acronym":
        return "exact"
    return "first" if citation.is_proper else "any"


def has_case(rule: CaseRule, citation: Citation, found: Sequence[Token]) -> bool:
    """Tell whether words found have the case that the rule asks for."""
    if rule == "any":
        return True
    if rule == "first":
        return found[0].text[0].isupper() or not citation.tokens[0].text[0].isupper()
    return all(
        _pattern(token.text, len(cited.text)) == _pattern(cited.text, len(cited.text))
        for token, cited in zip(found, citation.tokens, strict=True)
    )


def doubtful_capital(citation: Citation, found: Sequence[Token]) -> str | None:
    """Return why the first capital of a name proves nothing, None where it does."""
    if not citation.is_proper or found[0].break_before < 2 or has_later_capital(found):
        return None
    capitals = [token.text[0].isupper() for token in citation.tokens[1:]]
    if len(found) > 1 and not any(capitals):
        return None
    return "its capital may come from the start of the sentence"


def has_later_capital(words: Sequence[Token]) -> bool:
    """Tell whether a word after the first begins with a capital."""
    return any(token.text[0].isupper() for token in words[1:])


def _pattern(word: str, length: int) -> str:
    """Return which case the letters of a word's beginning have; its ending may have another."""
    beginning = word[:length]
    if len(beginning) > 1 and beginning.isupper():
        return "capitals"
    return "capital" if word[0].isupper() else "small"
