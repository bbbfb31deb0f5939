"""How a term is read, in words, so that a person can see whether that is right."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.languages import primary
from tmtool.models import Term, TermReading
from tmtool.terminology.citation import Citation
from tmtool.terminology.grammar import cite
from tmtool.text.russian import is_known, readings

__all__ = ["read_term"]

_KINDS = {"noun": "noun", "verb": "verb", "acronym": "acronym", "other": "does not inflect"}


def read_term(term: Term) -> TermReading | None:
    """Return how a term is read, None where it has no word."""
    citation = cite(term)
    if citation is None:
        return None
    words = [token.text for token in citation.tokens]
    inflects = citation.kind in ("noun", "verb")
    return TermReading(
        term.language,
        term.text,
        _KINDS[citation.kind],
        head=words[citation.head] if inflects else None,
        agreeing=tuple(
            word
            for word, role in zip(words, citation.roles, strict=True)
            if role == "adjective" and word.isalpha()
        ),
        number=citation.number,
        doubts=tuple(_doubts(term, citation)),
    )


def _doubts(term: Term, citation: Citation) -> Iterator[str]:
    """Yield why the reading may be wrong."""
    if primary(term.language) != "ru" or term.hints.invariable:
        return
    if citation.kind == "other":
        if term.part_of_speech in ("noun", "properNoun") and not citation.text.isascii():
            yield "no noun in the nominative was found that could be its head"
        return
    if citation.kind == "acronym":
        return
    head = citation.tokens[citation.head].text
    if not is_known(head):
        yield f"{head} is not in the dictionary, its forms are guessed"
    if citation.kind != "noun" or term.hints.gender:
        return
    nouns = [r for r in readings(head) if (r.part_of_speech, r.case) == ("NOUN", "nomn")]
    lemmas = {r.lemma for r in nouns if r.lemma in citation.lemmas[citation.head]}
    if len(lemmas) > 1:
        yield f"{head} is a form of {' and '.join(sorted(lemmas))}"
