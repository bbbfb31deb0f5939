"""Which rendering each occurrence of a term has, unit by unit."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tmtool.jobs.termbase import Termbase
from tmtool.models import Concept, Span
from tmtool.store.connection import open_file
from tmtool.terminology.auditing.consistency import Place, Rendered, answers, overlap
from tmtool.terminology.entries import by_concept, entries
from tmtool.terminology.recognise import Occurrence
from tmtool.text.normalise import fold
from tmtool.text.phrases import Phrase, compile_phrase
from tmtool.text.tokens import tokens

EXAMPLES = 5
"""Units that are kept of each rendering, to be shown."""

MOST_MISSING = 500
"""Occurrences of a concept without a known rendering that are looked at more closely."""

Places = tuple[Span, Span | None]
"""Where a term stands in a source, and its rendering in the target."""


@dataclass(frozen=True, slots=True)
class Use:
    """An entry at a place of a source: by which term, and which rendering the target has where.

    There is no rendering where none was found.
    """

    entry: int
    term: str
    source: tuple[Span, ...]
    name: str | None = None
    target: Span | None = None


_Places = dict[tuple[Span, ...], dict[int, str]]
"""Where a source has terms: the entries whose they may be, each with the term."""


class TermReader:
    """Finds the entries' terms in pairs of texts, and the translations that answer them."""

    def __init__(
        self, termbase: Termbase, concepts: Sequence[Concept], source: str, target: str
    ) -> None:
        self.entries = entries(concepts, source, target)
        self._termbase = termbase
        self._languages = source, target
        self._entry_of = by_concept(self.entries)

    @cached_property
    def _phrases(self) -> list[list[tuple[str, Phrase]]]:
        """The translations of each entry, to be looked for by their stems alone."""
        return [
            [
                (term.text, compile_phrase(term.text, self._languages[1]))
                for variant in entry.variants
                for term in variant.terms
                if tokens(term.text)
            ]
            for entry in self.entries
        ]

    def uses(self, source: str, target: str) -> list[Use]:
        """Return the entries that a source has for certain, each with its rendering in the target.

        What may be one of several entries and is answered by none is left out.
        """
        terms = self._places(source)
        if not terms:
            return []
        places = [Place(spans, frozenset(named)) for spans, named in terms.items()]
        wanted = {entry for place in places for entry in place.entries}
        lengths = len(source), len(target)
        answered = answers(places, self._rendered(target, wanted), lengths)
        left = [place for place in places if place not in answered]
        if left:
            taken = tuple(span for one in answered.values() for span in one.spans)
            looser = (r for r in self._by_stems(target, left) if not overlap(r.spans, taken))
            answered |= answers(left, looser, lengths)
        return [use for place in places if (use := _use(place, terms, answered.get(place)))]

    def _places(self, text: str) -> _Places:
        found: _Places = {}
        for one in self._termbase.occurrences(text, self._languages[0]):
            entry = self._entry(one)
            if entry is not None and one.confidence == "hard" and not one.nested:
                named = found.setdefault(one.spans, {})
                # Of a singular and a plural that are terms each, the shorter is in both.
                named[entry] = min(named.get(entry, one.term.text), one.term.text, key=_by_length)
        return found

    def _rendered(self, text: str, wanted: set[int]) -> list[Rendered]:
        found = [
            Rendered(one.spans, entry, one.term.text)
            for one in self._termbase.occurrences(text, self._languages[1])
            if (entry := self._entry(one)) is not None and entry in wanted
        ]
        return [one for one in found if not _is_inside(one, found)]

    def _entry(self, one: Occurrence) -> int | None:
        return self._entry_of.get(self._termbase.concept_of(one.term).id or 0)

    def _by_stems(self, text: str, places: Sequence[Place]) -> Iterator[Rendered]:
        """Yield translations in forms that recognition does not know: deposited for a deposit."""
        folded = fold(text)
        for entry in sorted({entry for place in places for entry in place.entries}):
            for name, phrase in self._phrases[entry]:
                if phrase.may_occur(folded):
                    for span in phrase.spans(text):
                        yield Rendered((span,), entry, name)


def _is_inside(one: Rendered, others: Sequence[Rendered]) -> bool:
    return any(
        other.entry == one.entry and other.spans != one.spans and _covers(other.spans, one.spans)
        for other in others
    )


def _covers(outer: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    return all(any(a <= start and end <= b for a, b in outer) for start, end in inner)


def _use(place: Place, terms: _Places, answer: Rendered | None) -> Use | None:
    """Return what was found at a place, `None` where it may be one of several entries."""
    named = terms[place.spans]
    if answer:
        target = _whole(answer.spans)
        return Use(answer.entry, named[answer.entry], place.spans, answer.name, target)
    if len(named) > 1:
        return None
    ((entry, term),) = named.items()
    return Use(entry, term, place.spans)


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text


def _whole(spans: tuple[Span, ...]) -> Span:
    return spans[0][0], spans[-1][1]


@dataclass(slots=True)
class Uses:
    """The places that have one rendering: their units, how many have each term of the source.

    The first places are kept as examples.
    """

    units: array[int] = field(default_factory=lambda: array("q"))
    terms: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[int, str, Span, Span | None]] = field(default_factory=list)

    def add(self, unit: int, term: str, place: Places, most: int = EXAMPLES) -> None:
        """Count one place, where both the term and its rendering stand."""
        self.units.append(unit)
        self.terms[term] += 1
        if len(self.examples) < most:
            self.examples.append((unit, term, *place))


def merged(several: Iterable[Uses]) -> Uses:
    """Return the uses of several renderings as those of one."""
    found = Uses()
    for one in several:
        found.units.extend(one.units)
        found.terms.update(one.terms)
        found.examples = [*found.examples, *one.examples][:EXAMPLES]
    return found


@dataclass(slots=True)
class EntryUses:
    """How one entry was rendered: the glossary's renderings by name, others, and none found."""

    listed: dict[str, Uses] = field(default_factory=dict)
    unlisted: dict[str, Uses] = field(default_factory=dict)
    missing: Uses = field(default_factory=Uses)
    unclear: int = 0

    def add(self, unit: int, use: Use) -> None:
        """Count one occurrence."""
        place = _whole(use.source), use.target
        if use.name is None:
            self.missing.add(unit, use.term, place, MOST_MISSING)
        else:
            self.listed.setdefault(use.name, Uses()).add(unit, use.term, place)


def tally(counted: dict[int, EntryUses], unit: int, uses: Sequence[Use]) -> None:
    """Count the occurrences in one unit.

    An entry that the unit renders elsewhere, but not as often as it has it, is unclear: what is
    said twice in the source may be a pronoun in the target. So is what other words stand in.
    """
    rendered = {use.entry for use in uses if use.name}
    for use in uses:
        count = counted.setdefault(use.entry, EntryUses())
        if use.name is None and (use.entry in rendered or len(use.source) > 1):
            count.unclear += 1
        else:
            count.add(unit, use)


def reader(
    memory: Path, glossary: str | None, concepts: Sequence[Concept], source: str, target: str
) -> Callable[[list[tuple[str, str]]], list[list[Use]]]:
    """Return a helper's side: what reads a parcel of pairs of texts."""
    termbase = Termbase(open_file(memory), glossary)
    found = TermReader(termbase, concepts, source, target)
    return lambda pairs: [found.uses(*pair) for pair in pairs]
