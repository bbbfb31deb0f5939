"""Which terms of a concept a file gets."""

from __future__ import annotations

from tmtool.formats import WriteOptions
from tmtool.languages import primary
from tmtool.models import Concept, Term


def terms_to_write(concept: Concept, options: WriteOptions) -> tuple[Term, ...]:
    """Return the terms that the options ask for, in their order.

    With both languages given these are the terms in either, or none if the concept lacks one of
    them; with one given, all terms of a concept that has it; otherwise all. A tag also finds its
    regional forms: `en` finds `en-GB`.
    """
    wanted = {primary(tag) for tag in (options.source_language, options.target_language) if tag}
    if not wanted <= {primary(term.language) for term in concept.terms}:
        return ()
    if len(wanted) < 2:
        return concept.terms
    return tuple(term for term in concept.terms if primary(term.language) in wanted)
