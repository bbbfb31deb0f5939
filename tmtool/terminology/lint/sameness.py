"""Terms that stand in a glossary twice, inside one another, or with statuses at odds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from tmtool.languages import primary
from tmtool.models import TERMS_TO_AVOID, Concept, LintFinding, Term
from tmtool.terminology.entries import SHORT_FORMS
from tmtool.terminology.keys import term_keys
from tmtool.terminology.kinship import is_kin_of
from tmtool.terminology.lint.lexicon import Lexicon, about
from tmtool.terminology.recognise import recognise
from tmtool.text.normalise import fold
from tmtool.text.tokens import bare_words

__all__ = [
    "contradictory_status",
    "duplicate_across_glossaries",
    "duplicate_concept",
    "duplicate_term",
    "nested_term",
]

_Owned = tuple[Concept, Term]


def duplicate_concept(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield pairs of concepts that have the same names in all languages."""
    seen: dict[tuple[object, ...], Concept] = {}
    for concept in lexicon.concepts:
        named = frozenset((t.language, fold(t.text), _kind(t)) for t in _names(concept))
        if len({language for language, _, _ in named}) < 2:
            continue
        first = seen.setdefault((concept.glossary, named), concept)
        if first is not concept:
            texts = [term.text for term in _names(concept)]
            yield about(
                f"two concepts are called {', '.join(texts)}", None, [first, concept], texts
            )


def duplicate_across_glossaries(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield concepts of several glossaries that have the same names in all languages."""
    owners: dict[frozenset[tuple[str, str]], dict[str | None, Concept]] = {}
    for concept in lexicon.concepts:
        named = frozenset((primary(t.language), fold(t.text)) for t in _names(concept))
        if len({language for language, _ in named}) > 1:
            owners.setdefault(named, {}).setdefault(concept.glossary, concept)
    for found in owners.values():
        if len(found) > 1:
            concepts = list(found.values())
            texts = [term.text for term in _names(concepts[0])]
            names = ", ".join(str(concept.glossary) for concept in concepts)
            yield about(f"{', '.join(texts)} are in the glossaries {names}", None, concepts, texts)


def _names(concept: Concept) -> list[Term]:
    """Return the preferred terms of each language, or all where none is preferred."""
    called: list[Term] = []
    for language in dict.fromkeys(term.language for term in concept.terms):
        terms = [term for term in concept.terms if term.language == language]
        called += [term for term in terms if term.status == "preferred"] or terms
    return called


def _kind(term: Term) -> str | None:
    return "noun" if term.part_of_speech == "properNoun" else term.part_of_speech


def duplicate_term(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield terms that stand twice in a concept, or are to be used in several of one field."""
    for (tag, _), owners in _by_text(lexicon).items():
        text = owners[0][1].text
        alike: dict[int, Concept] = {}
        for (one, ours), (other, theirs) in combinations(owners, 2):
            if one is other and ours.status == theirs.status and ours.language == theirs.language:
                yield about(f"{text!r} stands twice in one concept", tag, [one], [text])
            elif one is not other and _are_confusable((one, ours), (other, theirs)):
                alike |= {id(one): one, id(other): other}
        if alike:
            message = f"{text!r} is a term of {len(alike)} concepts of the same field"
            yield about(message, tag, list(alike.values()), [text])


def _are_confusable(one: _Owned, other: _Owned) -> bool:
    """Tell whether nothing tells two concepts with the same term apart."""
    if one[0].glossary != other[0].glossary or one[0].domain != other[0].domain:
        return False
    if any(t.status in TERMS_TO_AVOID or t.type in SHORT_FORMS for _, t in (one, other)):
        return False
    if _kind(one[1]) != _kind(other[1]):
        return False
    return one[1].status == other[1].status == "preferred" or not _has_preferred(one[0])


def _has_preferred(concept: Concept) -> bool:
    return any(term.status == "preferred" for term in concept.terms)


def contradictory_status(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield terms with two statuses in a concept, or in two that translate one term."""
    for (tag, _), owners in _by_text(lexicon).items():
        for (one, ours), (other, theirs) in combinations(owners, 2):
            if one is other and ours.status != theirs.status and ours.language == theirs.language:
                message = f"{ours.text!r} is {ours.status} and {theirs.status} in one concept"
            elif one is not other and _are_at_odds((one, ours), (other, theirs), tag):
                shared = ", ".join(sorted(_shared(one, other, tag)))
                message = (
                    f"{ours.text!r} is {ours.status} in one concept and {theirs.status} in another,"
                    f" and both translate {shared}"
                )
            else:
                continue
            yield about(message, tag, [one, other], [ours.text])


def _are_at_odds(one: _Owned, other: _Owned, tag: str) -> bool:
    to_avoid = {term.status in TERMS_TO_AVOID for _, term in (one, other)}
    if len(to_avoid) == 1 or _kind(one[1]) != _kind(other[1]):
        return False
    return bool(_shared(one[0], other[0], tag))


def _shared(one: Concept, other: Concept, tag: str) -> set[str]:
    """Return the terms to be used, in other languages, that two concepts have in common."""
    return set(_to_be_used(one, tag).keys() & _to_be_used(other, tag).keys())


def _to_be_used(concept: Concept, tag: str) -> Mapping[str, Term]:
    return {
        fold(term.text): term
        for term in concept.terms
        if not term.language.startswith(tag) and term.status not in TERMS_TO_AVOID
    }


def nested_term(lexicon: Lexicon) -> Iterator[LintFinding]:
    """Yield preferred terms inside longer ones that are translated by other words."""
    by_key: dict[tuple[str, str], list[_Owned]] = {}
    for concept, term in lexicon.terms():
        if term.status == "preferred":
            for key in term_keys(term):
                by_key.setdefault((term.language, key), []).append((concept, term))
    for (language, key), owners in by_key.items():
        inside = [one for part in _parts(key) for one in by_key.get((language, part), ())]
        for inner in inside:
            for outer in owners:
                if _stands_in(inner[1], outer[1]) and _are_translated_apart(inner, outer):
                    texts = [inner[1].text, outer[1].text]
                    message = f"{texts[0]!r} stands in {texts[1]!r}, but not its translation"
                    yield about(message, language, [inner[0], outer[0]], texts)


def _stands_in(inner: Term, outer: Term) -> bool:
    """Tell whether a longer term has a form of a term, and not just of a word like it."""
    keys = term_keys(inner)
    found = recognise(outer.text, outer.language, lambda _: [(key, inner) for key in keys])
    return any(one.confidence == "hard" for one in found)


def _parts(key: str) -> Iterator[str]:
    words = key.split(" ")
    for first, last in combinations(range(len(words) + 1), 2):
        if 0 < last - first < len(words):
            yield " ".join(words[first:last])


def _are_translated_apart(inner: _Owned, outer: _Owned) -> bool:
    concept, term = inner
    longer = outer[0]
    if concept is longer:
        return False
    for other in longer.terms:
        if other.language == term.language or other.status in TERMS_TO_AVOID:
            continue
        words = [fold(word) for word in bare_words(other.text)]
        known = [t.text for t in concept.terms if t.language == other.language]
        if known and any(is_kin_of(text, words, other.language) for text in known):
            return False
    return True


def _by_text(lexicon: Lexicon) -> Mapping[tuple[str, str], list[_Owned]]:
    found: dict[tuple[str, str], list[_Owned]] = {}
    for concept, tag, terms in lexicon.by_language():
        for term in terms:
            found.setdefault((tag, fold(term.text)), []).append((concept, term))
    return found
