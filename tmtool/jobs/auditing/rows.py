"""What an audit says of each concept, from its counted occurrences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tmtool.jobs.auditing.segments import origins
from tmtool.jobs.auditing.terms import EntryUses, Uses, merged
from tmtool.jobs.auditing.units import Audited
from tmtool.models import (
    ConceptUse,
    FindingKind,
    Origins,
    Quote,
    Span,
    Term,
    TermFinding,
    UsedRendering,
)
from tmtool.terminology.auditing.consistency import Consistency
from tmtool.terminology.auditing.findings import Rank, at_issue, measured, order, usual
from tmtool.terminology.entries import Entry
from tmtool.terminology.kinship import only_adds


@dataclass(frozen=True)
class Row:
    """One entry and how it was rendered in a target language."""

    entry: Entry
    uses: EntryUses
    target: str

    @cached_property
    def _uses(self) -> dict[str, tuple[Uses, Term | None]]:
        """The uses of each rendering by its name: of a variant the term that is used most."""
        found: dict[str, tuple[Uses, Term | None]] = {}
        for variant in self.entry.variants:
            used = {term.text: self.uses.listed.get(term.text, Uses()) for term in variant.terms}
            most = max(variant.terms, key=lambda term: len(used[term.text].units))
            found[most.text] = merged(used.values()), variant.term
        found |= {name: (uses, None) for name, uses in self.uses.unlisted.items()}
        return found

    @cached_property
    def renderings(self) -> list[UsedRendering]:
        """Every rendering, the most frequent first; those of the glossary even if not used."""
        found = [
            UsedRendering(
                name,
                len(uses.units),
                len(set(uses.units)),
                term.status if term else None,
                term.type if term else None,
            )
            for name, (uses, term) in self._uses.items()
        ]
        return sorted(found, key=lambda one: -one.count)

    @property
    def occurrences(self) -> int:
        """How often the concept occurs."""
        return self._known + self.uses.unclear

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

    def findings(self, min_count: int) -> Iterator[tuple[Rank, TermFinding]]:
        """Yield what is at issue with its rank: the lowest first.

        What only adds words to the usual rendering is not, nor what varies with the source's
        term: государство-участник and участник договора need not be translated alike.
        """
        for kind, one in at_issue(self.renderings, min_count):
            at_odds = self._at_odds(one)
            if kind == "to-avoid" or self._differs(kind, one, at_odds):
                yield order(kind, one.count, at_odds), self._finding(kind, one)

    def _differs(self, kind: FindingKind, one: UsedRendering, at_odds: int) -> bool:
        """Tell whether a rendering is another one than the usual, and beside it."""
        best = usual(self.renderings)
        if best and only_adds(one.text, best.text, self.target):
            return False
        return kind == "outnumbers" or at_odds > 0 or one.count == self._known

    def _finding(self, kind: FindingKind, one: UsedRendering) -> TermFinding:
        best = usual(self.renderings)
        term = self._uses[one.text][1]
        return TermFinding(
            kind=kind,
            term=self.entry.term,
            concepts=self._concepts,
            domain=self.entry.domain,
            rendering=one.text,
            status=one.status,
            note=term.note if term else None,
            count=one.count,
            of=self._known,
            usual=best.text if best else None,
            usual_count=best.count if best else 0,
            origins=Origins(),
            examples=(),
        )

    @property
    def _known(self) -> int:
        """How many occurrences have a known rendering."""
        return sum(one.count for one in self.renderings)

    def _at_odds(self, one: UsedRendering) -> int:
        """Return how often a rendering, or another one of the same term, is used beside it."""
        all_terms = Counter[str]()
        for uses, _ in self._uses.values():
            all_terms.update(uses.terms)
        own = self._uses[one.text][0].terms
        return sum(min(count, all_terms[term] - count) for term, count in own.items())

    def uses_of(self, found: TermFinding) -> Uses:
        """Return the places of a finding's rendering."""
        return self._uses[found.rendering][0]


def with_examples(audited: Audited, found: TermFinding, uses: Uses) -> TermFinding:
    """Return a finding with where it comes from, and examples."""
    quotes = audited.quotes([unit for unit, *_ in uses.examples])
    examples = tuple(
        _example(quotes, unit, source, target)
        for unit, _, source, target in uses.examples
        if unit in quotes
    )
    return replace(found, origins=origins(audited, uses.units), examples=examples)


def _example(quotes: Mapping[int, Quote], unit: int, source: Span, target: Span | None) -> Quote:
    return replace(quotes[unit], source_span=source, target_span=target)
