"""Terms as `tmtool glossary edit` names and changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tmtool.errors import InputError, NotFoundError
from tmtool.languages import normalise
from tmtool.models import Concept, Term, TermStatus


def new(given: str) -> Term:
    """Return the term that `LANG=TERM` describes; raises InputError, LanguageError."""
    tag, equals, text = given.partition("=")
    if not equals:
        raise InputError(f"{given!r} names no language", hint='Write --add "en=reservation".')
    return Term(normalise(tag), text)


def without(concept: Concept, dropped: Sequence[str]) -> tuple[Term, ...]:
    """Return a concept's terms without those with these texts; raises NotFoundError."""
    missing = set(dropped) - {term.text for term in concept.terms}
    if missing:
        raise _no_such_term(concept.terms, min(missing))
    return tuple(term for term in concept.terms if term.text not in dropped)


def with_changed(
    terms: Sequence[Term], text: str, status: TermStatus | None, remark: str | None
) -> tuple[Term, ...]:
    """Return the terms, the one with this text with another status or note; NotFoundError."""
    if all(term.text != text for term in terms):
        raise _no_such_term(terms, text)
    return tuple(
        replace(
            term,
            status=status or term.status,
            note=term.note if remark is None else remark or None,
        )
        if term.text == text
        else term
        for term in terms
    )


def _no_such_term(terms: Sequence[Term], text: str) -> NotFoundError:
    has = ", ".join(term.text for term in terms)
    return NotFoundError(f"the concept has no term {text!r}", hint=f"It has: {has}.")
