"""How the memory's units translate a term: what is offered is counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tmtool.jobs.phrase_units import units_with
from tmtool.models import Evidence
from tmtool.store import languages, search, units
from tmtool.text.normalise import fold
from tmtool.text.phrases import Phrase, compile_phrase
from tmtool.text.tokens import tokens

Question = tuple[str, tuple[str, ...]]
"""A term of the source language and its possible translations."""


@dataclass(slots=True)
class _Count:
    """The units that have a term, and those that translate it in each way."""

    source: Phrase
    targets: dict[str, Phrase] = field(default_factory=dict)
    of: int = 0
    used: dict[str, list[int]] = field(default_factory=dict)

    def look(self, number: int, texts: Sequence[tuple[str, str, str]]) -> None:
        """Take one unit into account: source, folded source and target of each pair of regions."""
        targets = [
            target
            for source, folded, target in texts
            if self.source.may_occur(folded) and self.source.spans(source)
        ]
        self.of += bool(targets)
        used = {
            text
            for target in targets
            for text, is_used in _longest(self.targets, target).items()
            if is_used
        }
        for text in used:
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
    """Return the evidence for each pair of a term and a translation, from the units with the term.

    A translation that stands only inside a longer one of the same term does not count. One
    without a word, such as a sign, has no evidence.
    """
    counts = _counts(source, target, questions)
    sources, targets = languages.numbers_of_pair(connection, source, target)
    for count in counts.values() if sources and targets else ():
        found = units_with(connection, count.source, sources)
        pairs = search.pairs(connection, found, sources, targets)
        for number, group in groupby(pairs, key=lambda row: row[0]):
            count.look(number, [(text, fold(text), other) for _, text, other in group])
    return {
        (term, text): _evidence(connection, count, text)
        for term, count in counts.items()
        for text in count.targets
    }


def _counts(source: str, target: str, questions: Collection[Question]) -> dict[str, _Count]:
    """Return a count of nothing for each term, with its translations in all concepts."""
    counts: dict[str, _Count] = {}
    for term, translations in questions:
        count = counts.setdefault(term, _Count(compile_phrase(term, source)))
        for text in translations:
            if text not in count.targets and tokens(text):
                count.targets[text] = compile_phrase(text, target)
    return counts


def _evidence(connection: sqlite3.Connection, count: _Count, text: str) -> Evidence:
    numbers = count.used.get(text, [])
    if not numbers:
        return Evidence(0, count.of)
    origins = units.origins(connection, numbers)
    newest, _, _ = max(origins, key=lambda origin: (origin[2] or "", origin[0]))
    corpora = Counter(corpus for _, corpus, _ in origins)
    every = sum(len(used) for used in count.used.values())
    names = tuple(name for name, _ in corpora.most_common())
    return Evidence(len(numbers), count.of, newest, names, len(numbers) / every)
