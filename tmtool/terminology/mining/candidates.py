"""Which phrases of many texts are likely to be terms, by how often and where they occur."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tmtool.models import Candidate
from tmtool.terminology.mining.citation_form import citation_form
from tmtool.terminology.mining.phrases import phrases
from tmtool.terminology.mining.segments import segment

__all__ = ["FORMS", "MINIMUM", "PhraseCounter", "c_values", "candidate", "candidates"]

MINIMUM = 3
"""What occurs less often is no candidate."""

CAPACITY = 600_000
"""Phrases counted at a time: about 120 MB."""

FORMS = 5
"""So many of a candidate's forms are kept."""


class PhraseCounter:
    """Counts of phrases in bounded memory, by lossy counting (Manku & Motwani 2002).

    As long as no more than `capacity` phrases are there, the counts are exact. When there are
    more, the rarest are dropped, and `floor` rises. A phrase that is missing occurred at most
    `floor` times; the count of any other is too low by at most `floor`, and never too high.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.floor = 0
        self._capacity = capacity
        self._counts: dict[str, int] = {}
        # What a phrase may have had before it was first counted; those with nothing are not here.
        self._before: dict[str, int] = {}

    def add(self, counts: Mapping[str, int]) -> None:
        """Add the counts of some more phrases."""
        known = self._counts
        for key, count in counts.items():
            if key in known:
                known[key] += count
            else:
                known[key] = count
                if self.floor:
                    self._before[key] = self.floor
        while len(known) > self._capacity:
            self._drop()

    def counts(self, minimum: int = MINIMUM) -> dict[str, int]:
        """Return the phrases counted at least so often, in an order that is always the same."""
        kept = [(key, count) for key, count in self._counts.items() if count >= minimum]
        return dict(sorted(kept))

    def _drop(self) -> None:
        self.floor += 1
        before = self._before
        rare = [
            key for key, count in self._counts.items() if count + before.get(key, 0) <= self.floor
        ]
        for key in rare:
            del self._counts[key]
            before.pop(key, None)


def c_values(counts: Mapping[str, int]) -> dict[str, float]:
    """Return the C-value of each phrase: what it is worth, less what longer ones explain.

    Frantzi, Ananiadou & Mima 2000, with log2 of the words plus one in the place of log2 of the
    words, as single words would all have nothing (Barrón-Cedeño et al. 2009).
    """
    nested: Counter[str] = Counter()
    longer: Counter[str] = Counter()
    values: dict[str, float] = {}
    for key in sorted(counts, key=lambda key: (-key.count(" "), key)):
        count = counts[key]
        own = count - nested[key] / longer[key] if longer[key] else count
        values[key] = math.log2(key.count(" ") + 2) * own
        for part in _parts(key):
            if part in counts:
                nested[part] += count - nested[key]
                longer[part] += 1
    return values


def candidates(texts: Iterable[str], language: str, *, minimum: int = MINIMUM) -> list[Candidate]:
    """Return the candidate terms of texts, those with the highest C-value first."""
    counter = PhraseCounter()
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        words = segment(text)
        found = phrases(words, language)
        counter.add(Counter(phrase.key for phrase in found))
        for phrase in found:
            written = words.text(phrase.first, phrase.last)
            forms.setdefault(phrase.key, Counter())[written] += 1
    values = c_values(counter.counts(minimum))
    best = sorted(values, key=lambda key: (-values[key], key))
    return [candidate(key, language, forms[key], values[key]) for key in best]


def candidate(key: str, language: str, forms: Counter[str], value: float) -> Candidate:
    """Return a candidate with its citation form and its commonest forms."""
    ordered = sorted(forms, key=lambda form: (-forms[form], form))
    text = citation_form(forms, language)
    return Candidate(language, text, key, tuple(ordered[:FORMS]), forms.total(), value)


def _parts(key: str) -> Iterator[str]:
    """Yield the phrases within a phrase, each once."""
    words = key.split(" ")
    size = len(words)
    yield from {
        " ".join(words[first:last])
        for first in range(size)
        for last in range(first + 1, size + 1)
        if last - first < size
    }
