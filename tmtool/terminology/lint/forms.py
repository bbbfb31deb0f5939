"""Terms whose form stands in the way of finding them, or finds too much."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.languages import detect, primary
from tmtool.models import TERMS_TO_AVOID, Concept, LintFinding, Term
from tmtool.terminology.entries import SHORT_FORMS
from tmtool.terminology.grammar import cite
from tmtool.terminology.lint.english_nouns import may_be_a_verb
from tmtool.terminology.lint.lexicon import Lexicon, about
from tmtool.terminology.reading import read_term
from tmtool.text.russian import is_known, readings
from tmtool.text.tokens import Token, tokens

__all__ = [
    "guessed_forms",
    "homograph",
    "initial_capital",
    "noun_or_verb",
    "unclear_reading",
    "untranslated",
]

SURE = 0.95
"""A word read as what the term is with less than this probability is a homograph."""

PLAUSIBLE = 0.05
"""A reading less probable than this is none."""

_CLASSES = {
    "noun": frozenset(("NOUN",)),
    "properNoun": frozenset(("NOUN",)),
    "verb": frozenset(("INFN", "VERB")),
    "adjective": frozenset(("ADJF", "PRTF", "ADJS", "PRTS")),
}


def homograph(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield a Russian word that is often another one, so that texts seem to have the term."""
    for concept, term in lexicon.terms():
        words = tokens(term.text)
        if primary(term.language) != "ru" or len(words) != 1 or _is_acronym(term):
            continue
        why = _other_readings(term, words[0].text)
        if why:
            yield about(f"{term.text!r} {why}", term.language, [concept], [term.text])


def _is_acronym(term: Term) -> bool:
    citation = cite(term)
    return term.type == "acronym" or citation is None or citation.kind == "acronym"


def _other_readings(term: Term, word: str) -> str | None:
    wanted = _CLASSES.get(term.part_of_speech or "noun")
    if wanted is None or len(word) == 1 or not is_known(word):
        return None
    found = readings(word)
    own = {reading.lemma for reading in found if reading.part_of_speech in wanted}
    others = [r for r in found if r.part_of_speech not in wanted and r.lemma not in own]
    weight = sum(reading.weight for reading in others)
    if own and weight > 1 - SURE:
        best = max(others, key=lambda reading: reading.weight)
        return f"is a form of {best.lemma!r} too ({100 * weight:.0f} % of its uses)"
    nouns = (r for r in found if r.part_of_speech == "NOUN" and r.weight >= PLAUSIBLE)
    lemmas = list(dict.fromkeys(reading.lemma for reading in nouns))
    if "NOUN" in wanted and len(lemmas) > 1:
        return f"may be {' or '.join(map(repr, lemmas))}"
    return None


def noun_or_verb(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield English words that are a noun and a verb, or may be either as nothing says which.

    Phrases and names are taken for nouns, and so is a word that ends as nouns do.
    """
    kinds: dict[str, dict[str, list[Concept]]] = {}
    for concept, term in lexicon.terms():
        citation = cite(term)
        single = primary(term.language) == "en" and len(tokens(term.text)) == 1
        uncertain = citation is not None and not citation.certain
        if uncertain and single and may_be_a_verb(term.text):
            message = f"{term.text!r} may be a noun or a verb: name its part of speech"
            yield about(message, term.language, [concept], [term.text])
        kind = term.part_of_speech
        if single and kind in ("noun", "verb") and term.status not in TERMS_TO_AVOID:
            kinds.setdefault(term.text.lower(), {}).setdefault(kind, []).append(concept)
    for text, found in sorted(kinds.items()):
        if len(found) == 2:
            concepts = [concept for same in found.values() for concept in same]
            yield about(f"{text!r} is a noun and a verb", "en", concepts, [text])


def initial_capital(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield terms with a capital that the memory writes with a small letter."""
    for concept, term in lexicon.terms():
        attested = lexicon.attested.get(term.id or 0)
        if not _begins_with_a_capital(term):
            continue
        if attested is not None and attested.uncapitalised:
            count = attested.uncapitalised
            units = "1 unit has" if count == 1 else f"{count} units or more have"
            message = (
                f"{term.text!r} begins with a capital, and {units} it with a small letter, where"
                f" it is not found: {_edit(concept, term)} --case-rule any"
            )
        elif attested is None and _looks_accidental(term):
            message = (
                f"{term.text!r} begins with a capital, and is found with one only:"
                f" {_edit(concept, term)} --case-rule any"
            )
        else:
            continue
        yield about(message, term.language, [concept], [term.text])


def _edit(concept: Concept, term: Term) -> str:
    """Return the beginning of the command that changes a term."""
    return f'tmtool glossary edit {concept.id or "NUMBER"} --term "{term.text}"'


def _begins_with_a_capital(term: Term) -> bool:
    citation = cite(term)
    if citation is None or term.case_rule is not None or term.status in TERMS_TO_AVOID:
        return False
    return citation.is_proper and term.part_of_speech != "properNoun"


def _looks_accidental(term: Term) -> bool:
    """Tell whether a term begins with a capital like a sentence, not like a name."""
    words = tokens(term.text)
    return _is_titled(words[0]) and not any(word.text[0].isupper() for word in words[1:])


def _is_titled(word: Token) -> bool:
    return word.text[0].isupper() and word.text[1:].islower()


def unclear_reading(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield terms that have no word, or whose grammar cannot be told."""
    for concept, term in lexicon.terms():
        citation = cite(term)
        if citation is None:
            message = f"{term.text!r} has no word, so that it is never found"
        elif citation.kind == "other" and _should_inflect(term):
            several = ", or --hint head=2 where its second word inflects"
            message = (
                f"{term.text!r} is found in this form alone, for its grammar is not clear:"
                f" {_edit(concept, term)} --hint invariable"
                f"{several if len(term.text.split()) > 1 else ''}"
            )
        else:
            continue
        yield about(message, term.language, [concept], [term.text])


def guessed_forms(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield terms of which the dictionary has no head, or two."""
    for concept, term in lexicon.terms():
        reading = read_term(term)
        if reading is not None and reading.head is not None:
            for doubt in reading.doubts:
                yield about(f"{term.text!r}: {doubt}", term.language, [concept], [term.text])


def _should_inflect(term: Term) -> bool:
    """Tell whether rules inflect such terms; a foreign phrase stays as it is."""
    tag = primary(term.language)
    own = tag == "en" or (tag == "ru" and _has_cyrillic(term.text))
    if term.hints.invariable or term.type in SHORT_FORMS:
        return False
    return own and term.part_of_speech in (None, "noun", "properNoun", "verb")


def _has_cyrillic(text: str) -> bool:
    return detect(text) == "ru"


def untranslated(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield concepts whose only Russian terms are those of another language, letter by letter."""
    for concept, tag, terms in lexicon.by_language():
        if tag != "ru" or any(term.do_not_translate for term in terms):
            continue
        same = {t.text for t in concept.terms if primary(t.language) != "ru"}
        texts = [term.text for term in terms]
        if same.issuperset(texts) and not any(map(_has_cyrillic, texts)):
            yield about(f"{', '.join(texts)} is not translated", tag, [concept], texts)
