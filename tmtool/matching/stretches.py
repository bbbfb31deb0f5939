"""Which stretch of a target translates a stretch of its source; none where that is not clear.

The stretch covers what the words of the source stretch are linked to, and it must be consistent
as a phrase of phrase-based translation (Och & Ney 2004): no word in it is linked to a word
outside of the source stretch. A wrong stretch misleads a translator, so doubt means none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmtool.matching.links import CONTENT, Links, Strength, Word, link_words
from tmtool.models.matches import Span

__all__ = ["aligned_stretch", "linked_stretch"]

CLEAR = 0.7
"""The share of the weight of either stretch that must be linked: no big gap."""

ENOUGH = 0.15
"""What the links of the source stretch must come to; a function word alone is no evidence."""

AVERAGE = 0.25
"""What the words of the source stretch must be linked with on average, by weight.

With 0.2 a memory of 450 units gives a good many more wrong stretches than with 0.3; with 0.3 one
of 100,000 gives fewer stretches, although nearly all of them are right (decision 0009).
"""

ELSEWHERE = 3
"""How far from the source stretch a word may stand that explains an unlinked neighbour."""


def aligned_stretch(
    source: Sequence[Word], span: Span, target: Sequence[Word], strength: Strength, total: int
) -> Span | None:
    """Return first and end of the words of the target that translate a span of the source's.

    Spans count words, ends excluded. For `strength` and `total` see `link_words`. None where
    the span has no translation, or the words around it and in it do not tell which one.
    """
    return linked_stretch(source, span, target, link_words(source, target, strength, total))


def linked_stretch(
    source: Sequence[Word], span: Span, target: Sequence[Word], links: Links
) -> Span | None:
    """Return what `aligned_stretch` does, for several spans of one pair of texts linked before."""
    first, end = span
    places = [j for i, j in links.pairs if first <= i < end]
    if not places:
        return None
    stretch = min(places), max(places) + 1
    right = (
        _is_consistent(links, span, stretch)
        and _is_covered(links, 0, span)
        and _is_covered(links, 1, stretch)
        and _is_sure(links, span)
        and _is_bounded(links, span, stretch, target)
        and (_in_one_sentence(target, stretch) or not _in_one_sentence(source, span))
    )
    return stretch if right else None


def _is_consistent(links: Links, span: Span, stretch: Span) -> bool:
    return all(span[0] <= i < span[1] for i, j in links.pairs if stretch[0] <= j < stretch[1])


def _is_covered(links: Links, side: int, span: Span) -> bool:
    """Tell whether enough of a stretch is linked, its first and last content words included."""
    weights, linked = links.weights[side], links.linked[side]
    places = range(*span)
    content = [place for place in places if weights[place] >= CONTENT]
    if content and not {content[0], content[-1]} <= linked:
        return False
    weight = sum(weights[place] for place in places if place in linked)
    return weight >= CLEAR * sum(weights[place] for place in places)


def _is_sure(links: Links, span: Span) -> bool:
    """Tell whether the links of a source stretch are strong enough, each word's best counted."""
    weights = links.weights[0]
    best: dict[int, float] = {}
    for (i, _), value in links.pairs.items():
        if span[0] <= i < span[1]:
            best[i] = max(best.get(i, 0.0), value)
    evidence = sum(weights[i] * value for i, value in best.items())
    return evidence >= max(ENOUGH, AVERAGE * sum(weights[slice(*span)]))


def _is_bounded(links: Links, span: Span, stretch: Span, target: Sequence[Word]) -> bool:
    """Tell whether no unlinked content word beside the target stretch may belong to it."""
    start, stop = stretch
    return not any(
        links.loose(1, place) and not _is_explained(links, span, place)
        for place in _neighbours(target, start, stop)
    )


def _neighbours(words: Sequence[Word], start: int, stop: int) -> Iterator[int]:
    """Yield the places beside a stretch that no sign separates from it."""
    if start > 0 and not words[start].break_before:
        yield start - 1
    if stop < len(words) and not words[stop].break_before:
        yield stop


def _is_explained(links: Links, span: Span, place: int) -> bool:
    """Tell whether an unlinked target word can translate an unlinked word outside of a span."""
    first, end = span
    outside = (
        *range(max(first - ELSEWHERE, 0), first),
        *range(end, min(end + ELSEWHERE, len(links.weights[0]))),
    )
    others = [links.values.get((i, place), 0.0) for i in outside if links.loose(0, i)]
    own = max(links.values.get((i, place), 0.0) for i in range(first, end))
    return bool(others) and own <= max(others)


def _in_one_sentence(words: Sequence[Word], span: Span) -> bool:
    return all(word.break_before < 2 for word in words[span[0] + 1 : span[1]])
