"""Which rendering each occurrence of a term has, unit by unit."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tmtool.jobs.termbase import Termbase
from tmtool.models import Concept, Span
from tmtool.terminology.consistency import Place, Rendered, answers, overlap
from tmtool.terminology.entries import by_concept, entries
from tmtool.terminology.recognise import Occurrence
from tmtool.text.normalise import fold
from tmtool.text.phrases import Phrase, compile_phrase
from tmtool.text.tokens import tokens

EXAMPLES = 5
"""Units that are kept of each rendering, to be shown."""

MOST_MISSING = 500
"""Occurrences of a concept without a known rendering that are looked at more closely."""

Use = tuple[int, str | None, tuple[Span, ...], Span | None]
"""An entry, the name of its rendering, and where both stand; no name where none was found."""


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
        places = self._places(source)
        if not places:
            return []
        wanted = {entry for place in places for entry in place.entries}
        lengths = len(source), len(target)
        answered = answers(places, self._rendered(target, wanted), lengths)
        left = [place for place in places if place not in answered]
        if left:
            taken = tuple(span for one in answered.values() for span in one.spans)
            looser = (r for r in self._by_stems(target, left) if not overlap(r.spans, taken))
            answered |= answers(left, looser, lengths)
        return list(_uses(places, answered))

    def _places(self, text: str) -> list[Place]:
        found: dict[tuple[Span, ...], set[int]] = {}
        for one in self._termbase.occurrences(text, self._languages[0]):
            entry = self._entry(one)
            if entry is not None and one.confidence == "hard" and not one.nested:
                found.setdefault(one.spans, set()).add(entry)
        return [Place(spans, frozenset(entries)) for spans, entries in found.items()]

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


def _uses(places: Sequence[Place], answered: Mapping[Place, Rendered]) -> Iterator[Use]:
    for place in places:
        answer = answered.get(place)
        if answer:
            yield answer.entry, answer.name, place.spans, _whole(answer.spans)
        elif len(place.entries) == 1:
            yield next(iter(place.entries)), None, place.spans, None


def _whole(spans: tuple[Span, ...]) -> Span:
    return spans[0][0], spans[-1][1]


@dataclass(slots=True)
class Uses:
    """The places that have one rendering: their units, and the first of them as examples."""

    units: array[int] = field(default_factory=lambda: array("q"))
    examples: list[tuple[int, Span, Span | None]] = field(default_factory=list)

    def add(self, unit: int, source: Span, target: Span | None, most: int = EXAMPLES) -> None:
        """Count one place."""
        self.units.append(unit)
        if len(self.examples) < most:
            self.examples.append((unit, source, target))


def merged(several: Iterable[Uses]) -> Uses:
    """Return the uses of several renderings as those of one."""
    found = Uses()
    for one in several:
        found.units.extend(one.units)
        found.examples = [*found.examples, *one.examples][:EXAMPLES]
    return found


@dataclass(slots=True)
class EntryUses:
    """How one entry was rendered: the glossary's renderings by name, others, and none found."""

    listed: dict[str, Uses] = field(default_factory=dict)
    unlisted: dict[str, Uses] = field(default_factory=dict)
    missing: Uses = field(default_factory=Uses)
    unclear: int = 0

    def add(self, unit: int, name: str | None, source: Span, target: Span | None) -> None:
        """Count one occurrence."""
        if name is None:
            self.missing.add(unit, source, None, MOST_MISSING)
        else:
            self.listed.setdefault(name, Uses()).add(unit, source, target)


def tally(counted: dict[int, EntryUses], unit: int, uses: Sequence[Use]) -> None:
    """Count the occurrences in one unit.

    An entry that the unit renders elsewhere, but not as often as it has it, is unclear: what is
    said twice in the source may be a pronoun in the target. So is what other words stand in.
    """
    rendered = {entry for entry, name, _, _ in uses if name}
    for entry, name, spans, target in uses:
        count = counted.setdefault(entry, EntryUses())
        if name is None and (entry in rendered or len(spans) > 1):
            count.unclear += 1
        else:
            count.add(unit, name, _whole(spans), target)
