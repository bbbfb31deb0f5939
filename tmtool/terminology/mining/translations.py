"""How the terms of one language were translated in aligned texts, by the links of their words."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from tmtool.languages import primary
from tmtool.models import MinedTranslation
from tmtool.terminology.mining.association import dice, log_likelihood
from tmtool.terminology.mining.citation_form import citation_form
from tmtool.terminology.mining.phrases import head
from tmtool.terminology.mining.segments import Segment, Texts, segment
from tmtool.terminology.mining.stop_words import stop_words
from tmtool.text.bitext import Bitext
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.lexicon import NOTHING, Alignment, train
from tmtool.text.normalise import fold
from tmtool.text.symmetrise import grow_diag
from tmtool.text.tokens import bare_words

if TYPE_CHECKING:
    from tmtool.text.bitext import Numbers

__all__ = ["Links", "Pairs", "Places", "align", "places_of", "translate_terms", "translations"]

CERTAIN = 10.8
"""A lower log-likelihood ratio is chance in more than one of a thousand pairs (Dunning 1993)."""

TRANSLATIONS = 3
EXAMPLES = 3

_LONGER = 4
"""A translation has at most so many words more than its term."""

_COMPARED = 12
"""So many of a term's translations, those with the most votes, are compared by association."""


@dataclass(frozen=True, slots=True)
class Links:
    """The alignments of many sentence pairs in both directions, as `Lexicon.best` gives them."""

    forward: Sequence[int] | Numbers
    backward: Sequence[int] | Numbers


@dataclass(slots=True)
class Pairs:
    """Texts of two languages that translate each other, and the ids of their units."""

    source: Texts
    target: Texts
    units: array[int] = field(default_factory=lambda: array("q"))

    def add(self, unit: int, source: Segment, target: Segment) -> None:
        """Add the two texts of a unit."""
        self.units.append(unit)
        self.source.add(source)
        self.target.add(target)

    def links(self, place: int, links: Links) -> Alignment:
        """Return the links of a pair, both directions taken together."""
        starts, ends = self.source.keys.starts, self.target.keys.starts
        forward = links.forward[ends[place] : ends[place + 1]]
        backward = links.backward[starts[place] : starts[place + 1]]
        return grow_diag(
            frozenset((int(i), j) for j, i in enumerate(forward) if i != NOTHING),
            frozenset((i, int(j)) for i, j in enumerate(backward) if j != NOTHING),
        )


@dataclass(slots=True)
class Places:
    """Where terms are in the source texts of pairs, by pair; terms have numbers."""

    pairs: array[int] = field(default_factory=lambda: array("i"))
    terms: array[int] = field(default_factory=lambda: array("i"))
    firsts: array[int] = field(default_factory=lambda: array("i"))
    lasts: array[int] = field(default_factory=lambda: array("i"))

    def add(self, pair: int, term: int, first: int, last: int) -> None:
        """Add an occurrence; pairs come in their order."""
        self.pairs.append(pair)
        self.terms.append(term)
        self.firsts.append(first)
        self.lasts.append(last)

    def by_pair(self) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """Yield each pair that has a term, with the terms and their places in it."""
        rows = zip(self.pairs, self.terms, self.firsts, self.lasts, strict=True)
        for pair, group in groupby(rows, key=lambda row: row[0]):
            yield pair, [row[1:] for row in group]


Key = tuple[int, ...]


@dataclass(slots=True)
class _Votes:
    """What is known of a term: the pairs that have it, and those aligned with each translation."""

    pairs: list[int] = field(default_factory=list)
    keys: dict[Key, list[int]] = field(default_factory=dict)
    forms: dict[Key, Counter[str]] = field(default_factory=dict)

    def best(self) -> list[Key]:
        """Return the translations worth comparing."""
        return sorted(self.keys, key=lambda key: (-len(self.keys[key]), key))[:_COMPARED]


def align(pairs: Pairs, *, iterations: int = 5) -> Links:
    """Return the links of the words of all pairs, by a lexicon for each direction."""
    bitext = Bitext(pairs.source.keys, pairs.target.keys)
    swapped = bitext.swapped()
    forward = train(bitext, iterations=iterations).best(bitext)
    return Links(forward, train(swapped, iterations=iterations).best(swapped))


def translate_terms(
    terms: Sequence[str],
    units: Iterable[tuple[int, str, str]],
    source: str,
    target: str,
    *,
    certain: float = 0.0,
    aligner: Callable[[Pairs], Links] = align,
) -> list[tuple[MinedTranslation, ...]]:
    """Return the translations of each term in units: their ids with both texts.

    The units are what the words' alignment is learnt from: better more than those with a term.
    Translations whose log-likelihood ratio is below `certain` are left out.
    """
    pairs = Pairs(Texts(source), Texts(target))
    for unit, text, other in units:
        pairs.add(unit, segment(text), segment(other))
    places = places_of(terms, pairs.source)
    found = translations(places, pairs, aligner(pairs), certain=certain)
    return [found[number][1] if number in found else () for number in range(len(terms))]


def places_of(terms: Sequence[str], texts: Texts) -> Places:
    """Return where the texts have these terms, in any form with the same keys."""
    wanted: dict[int, list[tuple[int, array[int]]]] = {}
    for number, term in enumerate(terms):
        keys = [texts.key_number(word) for word in bare_words(term)]
        known = array("i", [key for key in keys if key is not None])
        if known and len(known) == len(keys):
            wanted.setdefault(known[0], []).append((number, known))
    places = Places()
    for pair in range(len(texts)):
        numbers = texts.numbers(pair)
        for first, key in enumerate(numbers):
            for number, sought in wanted.get(key, ()):
                last = first + len(sought)
                if numbers[first:last] == sought:
                    places.add(pair, number, first, last)
    return places


def translations(
    places: Places, pairs: Pairs, links: Links, *, certain: float = CERTAIN
) -> dict[int, tuple[int, tuple[MinedTranslation, ...]]]:
    """Return for each term how many pairs have it, and its likeliest translations.

    Every occurrence votes for the shortest stretch of the target with all words linked to the
    term's, function words at its ends left out. The translations are ordered by their votes
    times the Dice coefficient of the pairs that have term and translation anywhere; those whose
    log-likelihood ratio is below `certain` are left out, as they may be together by chance.
    """
    votes = _voted(places, pairs, links)
    having = _pairs_with({key for vote in votes.values() for key in vote.best()}, pairs.target)
    return {
        term: (len(vote.pairs), _ranked(vote, having, pairs, certain))
        for term, vote in votes.items()
    }


def _voted(places: Places, pairs: Pairs, links: Links) -> dict[int, _Votes]:
    votes: dict[int, _Votes] = {}
    for pair, found in places.by_pair():
        target, linked = pairs.target.segment(pair), pairs.links(pair, links)
        numbers = pairs.target.numbers(pair)
        for term, first, last in found:
            vote = votes.setdefault(term, _Votes())
            _add(vote.pairs, pair)
            stretch = _stretch(target, linked, first, last, pairs.target.language)
            if stretch:
                key = tuple(numbers[slice(*stretch)])
                _add(vote.keys.setdefault(key, []), pair)
                vote.forms.setdefault(key, Counter())[target.text(*stretch)] += 1
    return votes


def _add(numbers: list[int] | array[int], number: int) -> None:
    if not numbers or numbers[-1] != number:
        numbers.append(number)


def _stretch(
    target: Segment, links: Alignment, first: int, last: int, language: str
) -> tuple[int, int] | None:
    """Return where the translation of some source words is, None where there is none."""
    linked = [j for i, j in links if first <= i < last]
    if not linked:
        return None
    start, end = min(linked), max(linked) + 1
    while start < end and _is_stop_word(target.words[start], language):
        start += 1
    while start < end and _is_stop_word(target.words[end - 1], language):
        end -= 1
    if not 0 < end - start <= last - first + _LONGER:
        return None
    if any(level == 2 for level in target.breaks[start + 1 : end]):
        return None
    return start, end


@lru_cache(maxsize=1 << 16)
def _is_stop_word(word: str, language: str) -> bool:
    stops = stop_words(language)
    return fold(word) in stops or ranked_lemmas(word, language)[0] in stops


def _pairs_with(keys: set[Key], texts: Texts) -> dict[Key, array[int]]:
    """Return the pairs whose text has each of these phrases, in their order."""
    lengths: dict[int, set[int]] = {}
    for key in keys:
        lengths.setdefault(key[0], set()).add(len(key))
    having = {key: array("i") for key in keys}
    for pair in range(len(texts)):
        numbers = tuple(texts.numbers(pair))
        for first, number in enumerate(numbers):
            for length in lengths.get(number, ()):
                key = numbers[first : first + length]
                if key in having:
                    _add(having[key], pair)
    return having


def _ranked(
    vote: _Votes, having: Mapping[Key, Sequence[int]], pairs: Pairs, certain: float
) -> tuple[MinedTranslation, ...]:
    found = []
    term = set(vote.pairs)
    for key in vote.best():
        voted, others = vote.keys[key], having[key]
        both = sum(pair in term for pair in others)
        likelihood = log_likelihood(both, len(vote.pairs), len(others), len(pairs.units))
        if likelihood >= certain:
            share = dice(both, len(vote.pairs), len(others))
            examples = tuple(pairs.units[pair] for pair in voted[:EXAMPLES])
            found.append((key, MinedTranslation("", len(voted), share, likelihood, examples)))
    found.sort(key=lambda item: (-item[1].count * item[1].dice, item[0]))
    return tuple(
        MinedTranslation(
            _shown(vote.forms[key], pairs.target.language),
            best.count,
            best.dice,
            best.llr,
            best.examples,
        )
        for key, best in found[:TRANSLATIONS]
    )


def _shown(forms: Counter[str], language: str) -> str:
    """Return a translation's citation form; its commonest form where it is no noun phrase."""
    commonest = min(forms, key=lambda form: (-forms[form], form))
    if primary(language) == "ru" and head(segment(commonest)) is None:
        return commonest
    return citation_form(forms, language)
