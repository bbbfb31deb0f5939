"""The concepts of a glossary as an audit counts them: what means the same is one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from tmtool.languages import primary
from tmtool.models import TERM_STATUSES, TERMS_TO_AVOID, Concept, Term, TermType
from tmtool.terminology.grammar import cite
from tmtool.terminology.keys import term_keys
from tmtool.terminology.kinship import content_words
from tmtool.terminology.recognise import recognise
from tmtool.text.stems import stem

__all__ = ["SHORT_FORMS", "Entry", "Variant", "by_concept", "entries", "wording"]

SHORT_FORMS: tuple[TermType, ...] = ("acronym", "abbreviation", "shortForm")
"""Types of terms that may stand for the full form without being inconsistent."""


_KINDS = {"properNoun": "noun", "proper noun": "noun"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A translation as it is counted: terms of the same content words are one.

    They may stand in any form and order: dispute settlement, settlement of disputes.
    """

    terms: tuple[Term, ...]

    @property
    def term(self) -> Term:
        """The term that names it: of several the one to use first."""
        return min(self.terms, key=_use)

    @property
    def text(self) -> str:
        """How it is called."""
        return self.term.text


@dataclass(frozen=True, slots=True)
class Entry:
    """One or more concepts that mean the same, with their translations, those to use first."""

    concepts: tuple[Concept, ...]
    source: str
    variants: tuple[Variant, ...]

    @property
    def term(self) -> str:
        """The term of the source language to name it by."""
        terms = [term for concept in self.concepts for term in concept.terms_in(self.source)]
        return min(terms, key=_use).text

    @property
    def domain(self) -> str | None:
        """The subject field, where a concept has one."""
        return next((concept.domain for concept in self.concepts if concept.domain), None)


def entries(concepts: Iterable[Concept], source: str, target: str) -> list[Entry]:
    """Return the concepts with terms in both languages, those that mean the same as one entry.

    Two concepts that share a term of the source language, in whatever form, mean the same if
    they share a translation too, or stand in two glossaries that do not give them different
    domains. Others are homonyms, and their translations alternatives.
    """
    both = [c for c in concepts if c.terms_in(source) and c.terms_in(target)]
    groups = {index: [concept] for index, concept in enumerate(both)}
    owner = list(range(len(both)))
    for one, other in _sharing(both, source):
        if owner[one] != owner[other] and _mean_the_same(both[one], both[other], source, target):
            kept, gone = sorted((owner[one], owner[other]))
            groups[kept] += groups.pop(gone)
            owner = [kept if number == gone else number for number in owner]
    return [
        Entry(tuple(group), source, tuple(_variants(group, target))) for group in groups.values()
    ]


def _sharing(concepts: Sequence[Concept], language: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of concepts that share a key of the language."""
    by_key: dict[str, list[int]] = {}
    for index, concept in enumerate(concepts):
        for key in _keys(concept, language):
            by_key.setdefault(key, []).append(index)
    for same in by_key.values():
        yield from combinations(same, 2)


def _mean_the_same(one: Concept, other: Concept, source: str, target: str) -> bool:
    if not (_share_a_term(one, other, source) and _kinds(one, target) & _kinds(other, target)):
        return False
    if _share_a_term(one, other, target):
        return True
    if one.glossary == other.glossary:
        return False
    return one.domain is None or other.domain is None or one.domain == other.domain


def _share_a_term(one: Concept, other: Concept, language: str) -> bool:
    """Tell whether a term of one concept is a form of one of the other's: masks, mask."""
    return any(
        _is_form(ours, theirs) or _is_form(theirs, ours)
        for ours in one.terms_in(language)
        for theirs in other.terms_in(language)
        if _term_keys(ours) & _term_keys(theirs)
    )


def _is_form(term: Term, other: Term) -> bool:
    """Tell whether the other term, as it stands, is a form of a term."""
    keys = _term_keys(term)
    found = recognise(other.text, other.language, lambda _: [(key, term) for key in keys])
    length = len(other.text)
    return any((o.start, o.end) == (0, length) and o.confidence == "hard" for o in found)


def _kinds(concept: Concept, target: str) -> frozenset[str]:
    """Return what a concept's words may be: nouns, verbs or something else."""
    given = {_plain(term.part_of_speech) for term in concept.terms if term.part_of_speech}
    cited = (cite(term) for term in concept.terms_in(target) if primary(term.language) == "ru")
    kinds = given or {one.kind for one in cited if one is not None}
    return frozenset(kinds or ("noun", "verb", "other", "acronym"))


def _plain(part_of_speech: str) -> str:
    return (
        part_of_speech
        if part_of_speech in ("noun", "verb")
        else _KINDS.get(part_of_speech, "other")
    )


def _keys(concept: Concept, language: str) -> frozenset[str]:
    return frozenset(key for term in concept.terms_in(language) for key in _term_keys(term))


@lru_cache(maxsize=1 << 14)
def _term_keys(term: Term) -> frozenset[str]:
    """Return the keys of the whole term, not those of what follows its verb."""
    citation = cite(term)
    words = len(citation.tokens) if citation else 0
    return frozenset(key for key in term_keys(term) if key.count(" ") + 1 == words)


def _variants(concepts: Sequence[Concept], target: str) -> Iterator[Variant]:
    """Yield the translations of an entry, those of the same words together."""
    groups: list[tuple[set[str], list[Term]]] = []
    for concept in concepts:
        for term in concept.terms_in(target):
            keys = {*_term_keys(term), wording(term)}
            same = [group for group in groups if group[0] & keys and _alike(group[1][0], term)]
            if same:
                same[0][0].update(keys)
                same[0][1].append(term)
            elif _term_keys(term):
                groups.append((keys, [term]))
    variants = [Variant(tuple(terms)) for _, terms in groups]
    yield from sorted(variants, key=lambda variant: _use(variant.term))


def wording(term: Term) -> str:
    """Return a term's stems in no order: dispute settlement and settlement of disputes are one."""
    words = content_words(term.text, term.language)
    return "\0".join(sorted({stem(word, term.language) for word in words})) or term.text


def _alike(one: Term, other: Term) -> bool:
    """Tell whether two terms are both to be used, or both to be avoided."""
    return (one.status in TERMS_TO_AVOID) == (other.status in TERMS_TO_AVOID)


def _use(term: Term) -> tuple[int, bool]:
    return TERM_STATUSES.index(term.status), term.type in SHORT_FORMS


def by_concept(found: Sequence[Entry]) -> Mapping[int, int]:
    """Return the place of its entry for each concept's number."""
    return {
        concept.id: index
        for index, entry in enumerate(found)
        for concept in entry.concepts
        if concept.id is not None
    }
