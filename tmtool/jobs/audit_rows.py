"""What an audit says of each concept, from its counted occurrences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tmtool.jobs.audit_segments import origins
from tmtool.jobs.audit_terms import EntryUses, Uses
from tmtool.jobs.audited import Audited
from tmtool.models import ConceptUse, Origins, Quote, Span, TermFinding, UsedRendering
from tmtool.terminology.consistency import Consistency
from tmtool.terminology.entries import Entry
from tmtool.terminology.findings import at_issue, measured, usual
from tmtool.terminology.kinship import replaces


@dataclass(frozen=True)
class Row:
    """One entry and how it was rendered."""

    entry: Entry
    uses: EntryUses
    target: str

    @cached_property
    def renderings(self) -> list[UsedRendering]:
        """Every rendering, the most frequent first; those of the glossary even if not used."""
        found = [
            replace(_used(variant.text, self.uses.listed), status=term.status, type=term.type)
            for variant in self.entry.variants
            for term in (variant.term,)
        ]
        found += [_used(name, self.uses.unlisted) for name in self.uses.unlisted]
        return sorted(found, key=lambda one: -one.count)

    @property
    def occurrences(self) -> int:
        """How often the concept occurs."""
        return sum(one.count for one in self.renderings) + self.uses.unclear

    @property
    def measured(self) -> Consistency:
        """How consistent the renderings are."""
        return measured(self.renderings)

    @property
    def use(self) -> ConceptUse:
        """The concept with its renderings."""
        figures = self.measured
        return ConceptUse(
            term=self.entry.term,
            concepts=self._concepts,
            glossaries=tuple(dict.fromkeys(c.glossary or "" for c in self.entry.concepts)),
            domain=self.entry.domain,
            occurrences=self.occurrences,
            unclear=self.uses.unclear,
            share=figures.share if figures.count else None,
            entropy=figures.entropy,
            renderings=tuple(one for one in self.renderings if one.count),
        )

    @property
    def _concepts(self) -> tuple[int, ...]:
        return tuple(c.id for c in self.entry.concepts if c.id is not None)

    def findings(self, min_count: int) -> Iterator[TermFinding]:
        """Yield what is at issue; renderings that no glossary has if they are used often enough."""
        best = usual(self.renderings)
        notes = {variant.text: variant.term.note for variant in self.entry.variants}
        for kind, one in at_issue(self.renderings, min_count):
            if one.status is None and best and not self._replaces(one.text, best.text):
                continue
            yield TermFinding(
                kind=kind,
                term=self.entry.term,
                concepts=self._concepts,
                domain=self.entry.domain,
                rendering=one.text,
                status=one.status,
                note=None if one.status is None else notes[one.text],
                count=one.count,
                of=sum(other.count for other in self.renderings),
                usual=best.text if best else None,
                usual_count=best.count if best else 0,
                origins=Origins(),
                examples=(),
            )

    def _replaces(self, text: str, other: str) -> bool:
        return replaces(text, [other], self.target)

    def uses_of(self, found: TermFinding) -> Uses:
        """Return the places of a finding's rendering."""
        uses = self.uses.unlisted if found.status is None else self.uses.listed
        return uses[found.rendering]


def with_examples(audited: Audited, found: TermFinding, uses: Uses) -> TermFinding:
    """Return a finding with where it comes from, and examples."""
    quotes = audited.quotes([unit for unit, _, _ in uses.examples])
    examples = tuple(
        _example(quotes, unit, source, target)
        for unit, source, target in uses.examples
        if unit in quotes
    )
    return replace(found, origins=origins(audited, uses.units), examples=examples)


def _example(quotes: Mapping[int, Quote], unit: int, source: Span, target: Span | None) -> Quote:
    return replace(quotes[unit], source_span=source, target_span=target)


def _used(name: str, uses: Mapping[str, Uses]) -> UsedRendering:
    units = uses[name].units if name in uses else ()
    return UsedRendering(name, len(units), len(set(units)))
