"""Concepts that lack something."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.languages import primary
from tmtool.models import Concept, LintFinding, Term
from tmtool.terminology.grammar import cite
from tmtool.terminology.lint.lexicon import Lexicon, about

__all__ = [
    "acronym_without_full_form",
    "missing_language",
    "no_evidence",
    "no_preferred_term",
    "several_preferred",
]

_SHORT = ("acronym", "abbreviation")


def acronym_without_full_form(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield an acronym or abbreviation without what it stands for, in its language."""
    for concept, tag, terms in lexicon.by_language():
        if all(_is_short(term) for term in terms):
            texts = [term.text for term in terms]
            yield about(f"{', '.join(texts)} without a full form", tag, [concept], texts)


def _is_short(term: Term) -> bool:
    citation = cite(term)
    is_acronym = citation is not None and citation.kind == "acronym" and not term.type
    return term.type in _SHORT or is_acronym


def no_preferred_term(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield concepts without a preferred term in a language; a glossary without any once."""
    without = set()
    for glossary, concepts in _by_glossary(lexicon).items():
        if not any(term.status == "preferred" for c in concepts for term in c.terms):
            without.add(glossary)
            yield about(f"no term of the glossary {glossary} is preferred", None, concepts[:1], [])
    for concept, tag, terms in lexicon.by_language():
        if concept.glossary in without or any(term.status == "preferred" for term in terms):
            continue
        texts = [term.text for term in terms]
        yield about(f"none of {', '.join(texts)} is preferred", tag, [concept], texts)


def several_preferred(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield a concept with more than one preferred full form in one language or region."""
    for concept, tag, terms in lexicon.by_language():
        for language in dict.fromkeys(term.language for term in terms):
            texts = [
                term.text
                for term in terms
                if term.language == language and term.status == "preferred" and not _is_short(term)
            ]
            if len(texts) > 1:
                message = f"{', '.join(texts)} are all preferred"
                yield about(message, tag, [concept], texts)


def missing_language(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield a concept without a term in a language that most concepts of its glossary have."""
    for concepts in _by_glossary(lexicon).values():
        having: dict[str, int] = {}
        for concept in concepts:
            for tag in {primary(term.language) for term in concept.terms}:
                having[tag] = having.get(tag, 0) + 1
        usual = {tag for tag, count in having.items() if 2 * count > len(concepts)}
        for concept in concepts:
            texts = [term.text for term in concept.terms]
            for tag in sorted(usual - {primary(term.language) for term in concept.terms}):
                yield about(f"{', '.join(texts)} has no term in {tag}", tag, [concept], texts)


def no_evidence(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield a concept of which the memory has no term in a language, though it has units in it."""
    for concept, tag, terms in lexicon.by_language():
        found = [lexicon.attested.get(term.id or 0) for term in terms]
        known = [one.found for one in found if one is not None]
        if known and not any(known):
            texts = [term.text for term in terms]
            yield about(f"the memory has none of {', '.join(texts)}", tag, [concept], texts)


def _by_glossary(lexicon: Lexicon) -> dict[str | None, list[Concept]]:
    found: dict[str | None, list[Concept]] = {}
    for concept in lexicon.concepts:
        found.setdefault(concept.glossary, []).append(concept)
    return found
