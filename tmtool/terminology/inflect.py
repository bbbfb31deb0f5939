"""Terms in the form that a sentence needs."""

from __future__ import annotations

from tmtool.languages import primary
from tmtool.models import CASES, NUMBERS, Case, Number, Paradigm, ParadigmForm, Term
from tmtool.terminology.citation import Citation
from tmtool.terminology.english import inflection as english_inflection
from tmtool.terminology.grammar import cite
from tmtool.terminology.recognise import Occurrence
from tmtool.terminology.russian import inflection as russian_inflection

__all__ = ["inflect", "inflected_like", "paradigm"]


def inflect(term: Term, case: Case | None, number: Number) -> str | None:
    """Return a term in a case and number, None where it has no such form.

    Russian noun phrases have cases; without one given, and in English, the number alone
    changes. The first of the forms that a glossary lists for an English term is its plural. What
    does not inflect, an acronym for one, stays as it is.
    """
    citation = cite(term)
    if citation is None or citation.kind == "verb":
        return None
    if citation.kind != "noun":
        return term.text
    if citation.number not in (None, number):
        return None
    if primary(term.language) == "ru":
        return russian_inflection.noun_phrase(citation, term.hints, case or "nominative", number)
    if number == "plural" and term.forms:
        return term.forms[0]
    return english_inflection.noun_phrase(citation, number)


def inflected_like(term: Term, found: Occurrence) -> str | None:
    """Return a term in the form of another one that was found in a text, None where it has none.

    That is its case and number, or the form of its verb; a capital at the beginning too, where
    the one found has it from the start of a sentence.
    """
    citation, other = cite(term), cite(found.term)
    if citation is None or other is None:
        return None
    if (citation.kind == "verb") != (other.kind == "verb"):
        return None
    if citation.kind == "verb":
        form = _verb_like(term, citation, found, other)
    else:
        form = _noun_like(term, found)
    return form and _with_capital(form, found, other)


def paradigm(term: Term) -> Paradigm | None:
    """Return every form of a noun term, by case and number; None where the term has no forms.

    A Russian noun has up to twelve, an English one two; a verb's are not listed.
    """
    citation = cite(term)
    if citation is None or citation.kind != "noun":
        return None
    cases: tuple[Case | None, ...] = CASES if primary(term.language) == "ru" else (None,)
    forms = tuple(
        ParadigmForm(case, number, form)
        for number in NUMBERS
        for case in cases
        if (form := inflect(term, case, number)) is not None
    )
    return Paradigm(term.text, forms)


def _verb_like(term: Term, citation: Citation, found: Occurrence, other: Citation) -> str | None:
    start, end = found.spans[0]
    words = found.text[start - found.start : end - found.start]
    if primary(term.language) == "ru":
        return russian_inflection.verb_like(citation, words, other)
    return english_inflection.verb_like(citation, words, other)


def _noun_like(term: Term, found: Occurrence) -> str | None:
    for case, number in found.cells:
        form = inflect(term, case, number)
        if form is not None:
            return form
    return None if found.cells else inflect(term, None, term.number or "singular") or term.text


def _with_capital(form: str, found: Occurrence, other: Citation) -> str:
    cited = other.tokens[0].text[0]
    if found.text[0].isupper() and not cited.isupper():
        return form[0].upper() + form[1:]
    return form
