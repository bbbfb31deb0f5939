"""How the memory's units translate a term: what is offered is counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tmtool.models import Evidence
from tmtool.store import languages, search, units
from tmtool.text.normalise import fold
from tmtool.text.phrases import Phrase, compile_phrase

Question = tuple[str, tuple[str, ...]]
"""A term of the source language and its possible translations."""


@dataclass(slots=True)
class _Count:
    """The units that have a term, and those that translate it in each way."""

    source: Phrase
    targets: Mapping[str, Phrase]
    of: int = 0
    used: dict[str, list[int]] = field(default_factory=dict)

    def look(self, number: int, source: str, folded: str, target: str) -> None:
        """Take one unit into account."""
        if not (self.source.may_occur(folded) and self.source.spans(source)):
            return
        self.of += 1
        for text, spans in _longest(self.targets, target).items():
            if spans:
                self.used.setdefault(text, []).append(number)


def _longest(phrases: Mapping[str, Phrase], text: str) -> dict[str, bool]:
    """Return which phrases stand in a text outside of a longer one's occurrence."""
    folded = fold(text)
    found = {
        name: phrase.spans(text) for name, phrase in phrases.items() if phrase.may_occur(folded)
    }
    spans = [span for several in found.values() for span in several]
    return {
        name: any(not _inside(span, spans) for span in several) for name, several in found.items()
    }


def _inside(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in others)


def evidence(
    connection: sqlite3.Connection, source: str, target: str, questions: Collection[Question]
) -> dict[tuple[str, str], Evidence]:
    """Return the evidence for each pair of a term and a translation, in one pass over the units.

    A translation that stands only inside a longer one of the same term does not count.
    """
    sources, targets = languages.numbers_of_pair(connection, source, target)
    counts = {
        term: _Count(
            compile_phrase(term, source),
            {text: compile_phrase(text, target) for text in translations},
        )
        for term, translations in questions
    }
    if not (sources and targets and counts):
        return {}
    for number, source_text, target_text in search.scan_pairs(connection, sources, targets):
        folded = fold(source_text)
        for count in counts.values():
            count.look(number, source_text, folded, target_text)
    return {
        (term, text): _evidence(connection, count, text)
        for term, count in counts.items()
        for text in count.targets
    }


def _evidence(connection: sqlite3.Connection, count: _Count, text: str) -> Evidence:
    numbers = count.used.get(text, [])
    if not numbers:
        return Evidence(0, count.of)
    examples = units.read(connection, numbers[-100:])
    newest = max(examples, key=lambda u: (u.changed_at or u.created_at or "", u.id or 0))
    corpora = Counter(unit.corpus or "" for unit in examples)
    return Evidence(
        len(numbers), count.of, newest.id, tuple(name for name, _ in corpora.most_common())
    )
