"""Which terms of a source its draft answers, and which of its terms are to be avoided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tmtool.models import TERM_STATUSES, TERMS_TO_AVOID, Concept, Span, Term, TermStatus
from tmtool.terminology.assignment import Candidate, assign
from tmtool.terminology.recognise import Occurrence

__all__ = [
    "ALLOWED",
    "Answer",
    "Avoided",
    "Found",
    "Need",
    "Pairing",
    "pair",
    "preferred_term",
]

ALLOWED: tuple[TermStatus, ...] = ("preferred", "admitted", "proposed")
"""Statuses of terms that a draft may use."""


@dataclass(frozen=True, slots=True)
class Found:
    """An occurrence of a term, and the concept that has the term; the concept has an id."""

    occurrence: Occurrence
    concept: Concept


@dataclass(frozen=True, slots=True)
class Need:
    """Words of the source that a draft must answer with a term of one of their concepts.

    `found` are the terms that these words can be, of one concept or of several (homonyms).
    """

    found: tuple[Found, ...]

    @property
    def occurrence(self) -> Occurrence:
        """The first of the terms that the words can be."""
        return self.found[0].occurrence

    @property
    def is_hard(self) -> bool:
        """Tell whether the words are a term for sure."""
        return any(_is_sure(one) for one in self.found)


@dataclass(frozen=True, slots=True)
class Answer:
    """A need and the words of the draft that meet it, which meet no other."""

    need: Need
    by: Found


@dataclass(frozen=True, slots=True)
class Avoided:
    """A term to be avoided in the draft, and the term of the source that it stands for.

    `need` is the need that is left unmet by it, `None` where all are met besides.
    """

    found: Found
    source: Occurrence
    need: Need | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of the needs.

    Each is answered, or missing, or in its place stands a term to be avoided, of the whole or
    of a part of it.
    """

    needs: tuple[Need, ...]
    answers: tuple[Answer, ...]
    missing: tuple[Need, ...]
    avoided: tuple[Avoided, ...]


def pair(
    source: Sequence[Found],
    draft: Sequence[Found],
    target: str,
    *,
    allowed: Collection[TermStatus] = ALLOWED,
) -> Pairing:
    """Pair the terms of a source with those of its draft in the language `target`.

    As many needs as possible are met, each by words of its own (the matching of the WMT 2026
    terminology task); sure needs come before doubtful ones, preferred terms before admitted
    ones. Of homonyms in the source the terms of any concept will do. Occurrences nested in
    longer ones need nothing, and neither do concepts without an allowed term in the target
    language. A term to avoid counts where its concept is surely in the source, unless the
    same words are also a term that the source allows, or stand within a longer allowed term.
    """
    needs = _needs(source, target, allowed)
    outdated = _outdated(source)
    usable = [
        one
        for one in draft
        if one.occurrence.term.status in allowed
        or (one.occurrence.term.status == "superseded" and one.concept.id in outdated)
    ]
    answers = _answers(needs, usable)
    met = {id(answer.need) for answer in answers}
    left = [need for need in needs if id(need) not in met]
    avoided = _avoided(source, draft, answers, left)
    explained = {id(one.need) for one in avoided}
    at_fault = [one.source for one in avoided]
    met_softly = [answer.need.occurrence for answer in answers if not answer.need.is_hard]
    missing = tuple(
        need
        for need in left
        if id(need) not in explained
        and not _is_inside(need.occurrence, met_softly)
        and not any(_is_inside(part, [need.occurrence]) for part in at_fault)
    )
    return Pairing(tuple(needs), tuple(answers), missing, tuple(avoided))


def preferred_term(concept: Concept, language: str) -> Term | None:
    """Return the term to use in a language: the preferred one, or else the first allowed one.

    Of several the one with exactly this tag comes first.
    """
    usable = [term for term in concept.terms_in(language) if term.status in ALLOWED]
    usable.sort(key=lambda term: (ALLOWED.index(term.status), term.language != language))
    return usable[0] if usable else None


def _needs(source: Sequence[Found], target: str, allowed: Collection[TermStatus]) -> list[Need]:
    places: dict[tuple[Span, ...], list[Found]] = {}
    for one in source:
        if not one.occurrence.nested:
            places.setdefault(_place(one), []).append(one)
    needs = []
    for here in places.values():
        meant = _meant(here)
        if meant and all(_has_term(one.concept, target, allowed) for one in meant):
            meant.sort(key=lambda one: not _is_sure(one))
            needs.append(Need(tuple(meant)))
    return needs


def _meant(here: Sequence[Found]) -> list[Found]:
    """Return which terms the words can be: what is avoided for one concept may be another's."""
    proper = [one for one in here if one.occurrence.term.status not in TERMS_TO_AVOID]
    return proper or [one for one in here if one.occurrence.term.status != "forbidden"]


def _is_sure(one: Found) -> bool:
    """Tell whether the concept is meant: a word to be avoided for it may mean something else."""
    hard = one.occurrence.confidence == "hard"
    return hard and one.occurrence.term.status in (*ALLOWED, "superseded")


def _has_term(concept: Concept, language: str, allowed: Collection[TermStatus]) -> bool:
    return any(term.status in allowed for term in concept.terms_in(language))


def _answers(needs: Sequence[Need], usable: Sequence[Found]) -> list[Answer]:
    kinds: dict[tuple[frozenset[int | None], bool], list[Need]] = {}
    for need in needs:
        concepts = frozenset(one.concept.id for one in need.found)
        kinds.setdefault((concepts, need.is_hard), []).append(need)
    cells = _cells(usable)
    offers: list[tuple[Candidate, Found]] = []
    for number, (concepts, hard) in enumerate(kinds):
        for one, mask in zip(usable, cells, strict=True):
            if one.concept.id in concepts:
                worth = (int(hard), int(not hard), _quality(one))
                offers.append((Candidate(number, mask, worth), one))
    demands = {number: len(group) for number, group in enumerate(kinds.values())}
    waiting = [iter(group) for group in kinds.values()]
    chosen = [offers[index] for index in assign([offer for offer, _ in offers], demands)]
    chosen.sort(key=lambda offer: offer[1].occurrence.start)
    return [Answer(next(waiting[offer.kind]), one) for offer, one in chosen]


def _quality(one: Found) -> int:
    hard = one.occurrence.confidence == "hard"
    return 6 * hard - TERM_STATUSES.index(one.occurrence.term.status)


def _cells(found: Sequence[Found]) -> list[int]:
    """Return for each occurrence a mask of the places it takes, numbered from the left."""
    edges = sorted({edge for one in found for span in _spans(one.occurrence) for edge in span})
    number = {edge: index for index, edge in enumerate(edges)}
    return [
        sum((1 << number[end]) - (1 << number[start]) for start, end in _spans(one.occurrence))
        for one in found
    ]


def _spans(occurrence: Occurrence) -> tuple[Span, ...]:
    return occurrence.spans or ((occurrence.start, occurrence.end),)


def _avoided(
    source: Sequence[Found],
    draft: Sequence[Found],
    answers: Sequence[Answer],
    left: Sequence[Need],
) -> list[Avoided]:
    used = {_place(answer.by) for answer in answers}
    mentioned = {one.concept.id for one in source}
    good = [one for one in draft if one.occurrence.term.status in ALLOWED]
    allowed = {_place(one) for one in good if one.concept.id in mentioned}
    longer = [one.occurrence for one in good if one.occurrence.confidence == "hard"]
    waiting = list(left)
    found: dict[tuple[Span, ...], Avoided] = {}
    present = {one.concept.id: one.occurrence for one in reversed(source) if _is_sure(one)}
    for one in _to_avoid(draft, present):
        if _place(one) in used or _is_inside(one.occurrence, longer):
            continue
        need = next((need for need in waiting if _is_for(one, need)), None)
        if _place(one) in allowed and need is None:
            continue
        if need is not None:
            waiting.remove(need)
        if need is not None or _place(one) not in found:
            meant = need.occurrence if need else present[one.concept.id]
            found[_place(one)] = Avoided(one, meant, need)
    return list(found.values())


def _to_avoid(draft: Sequence[Found], present: Collection[int | None]) -> list[Found]:
    """Return the draft's terms to be avoided of concepts that are surely in the source."""
    found = [
        one
        for one in draft
        if one.occurrence.term.status in TERMS_TO_AVOID
        and one.occurrence.confidence == "hard"
        and one.concept.id in present
    ]
    whole = [one.occurrence for one in found]
    return [one for one in found if not _is_inside(one.occurrence, whole)]


def _outdated(source: Sequence[Found]) -> set[int | None]:
    """Return the concepts for which the source has an older name: so may the draft."""
    return {one.concept.id for one in source if one.occurrence.term.status == "superseded"}


def _is_for(one: Found, need: Need) -> bool:
    return any(meant.concept.id == one.concept.id for meant in need.found)


def _place(one: Found) -> tuple[Span, ...]:
    return _spans(one.occurrence)


def _is_inside(one: Occurrence, others: Iterable[Occurrence]) -> bool:
    """Tell whether the words of an occurrence are a part of those of a longer one."""
    inner = _spans(one)
    return any(_spans(other) != inner and _covers(_spans(other), inner) for other in others)


def _covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(o[0] <= i[0] and i[1] <= o[1] for o in outer) for i in inner)
