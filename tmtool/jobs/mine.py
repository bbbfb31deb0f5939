"""Mining a memory for terms and their translations."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from tmtool.errors import InputError
from tmtool.jobs.aligners import AlignerName, aligner
from tmtool.jobs.pairs import require_units
from tmtool.jobs.parcels import in_order
from tmtool.models import MinedTerm
from tmtool.store import languages, reading
from tmtool.store.search import Pair
from tmtool.terminology.mining.candidates import (
    MINIMUM,
    PhraseCounter,
    c_values,
    candidate,
    explained,
)
from tmtool.terminology.mining.phrases import phrase_key, phrases
from tmtool.terminology.mining.segments import Texts, segment
from tmtool.terminology.mining.translations import CERTAIN, Pairs, Places, translations

__all__ = ["Progress", "count_phrases", "find_phrases", "mine"]

Progress = Callable[[str, int], None]
"""Called with what is being done, and how many units are."""

LIMIT = 500
"""So many candidates are translated, unless another number is asked for."""

SAMPLE = 100_000
"""At most so many units are aligned: enough for two hundred units of each of 500 candidates."""

_MOST_OF_A_CANDIDATE = 200
_LEAST_OF_A_CANDIDATE = 20

WORD_PAIRS = 25_000_000
"""At most about so many pairs of words are aligned, which take 4 bytes each, in each process."""

Found = list[tuple[int, int, int, str]]
"""The candidates in a text: number, first word, word after the last, form."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the first pass over a memory finds: phrases with their counts, and its size."""

    counts: Mapping[str, int]
    units: int
    word_pairs: int

    @property
    def sample(self) -> int:
        """Return how many units can be aligned."""
        return min(SAMPLE, WORD_PAIRS * self.units // max(self.word_pairs, 1))


def mine(
    connection: sqlite3.Connection,
    source: str,
    target: str,
    *,
    corpus: str | None = None,
    min_count: int = MINIMUM,
    limit: int = LIMIT,
    least_words: int = 1,
    known: Iterable[str] = (),
    aligner_name: AlignerName = "builtin",
    workers: int = 2,
    progress: Progress | None = None,
) -> list[MinedTerm]:
    """Return the candidate terms of the source texts with their translations, the best first.

    The memory, or one corpus, is read twice: to count phrases, and to find the `limit` best
    candidates again. Up to two hundred units of each candidate, spread over the memory, are
    aligned; where they are few all units are, to learn more. A phrase in fewer than `min_count`
    places is none, nor is one of fewer than `least_words` words, nor a `known` term. Raises
    InputError for numbers that make no sense, and for a language that no unit has.
    """
    if min_count < 1 or limit < 1:
        raise InputError("the least count and the limit must be 1 or more")
    require_units(connection, source, target)
    work = _Work(connection, source, target, corpus, workers, progress or (lambda *_: None))
    counted = work.count(min_count)
    values = c_values(counted.counts)
    terms = filter(None, (phrase_key(text, source) for text in known))
    left_out = explained(counted.counts, set(terms), min_count)
    fitting = [key for key in values if key.count(" ") + 1 >= least_words and key not in left_out]
    chosen = sorted(fitting, key=lambda key: (-values[key], key))[:limit]
    pairs, places, forms = work.collect(chosen, counted)
    work.progress("aligning", len(pairs.units))
    links = aligner(aligner_name, workers=workers)(pairs)
    work.progress("comparing", len(pairs.units))
    found = translations(places, pairs, links, certain=CERTAIN)
    return [
        MinedTerm(candidate(key, source, forms[number], values[key]), target, *found[number])
        for number, key in enumerate(chosen)
        if number in found and found[number][1]
    ]


def count_phrases(language: str) -> Callable[[list[str]], dict[str, int]]:
    """Return a helper's side: a function that counts the phrases of texts."""

    def counts(texts: list[str]) -> dict[str, int]:
        return dict(
            Counter(phrase.key for text in texts for phrase in phrases(segment(text), language))
        )

    return counts


def find_phrases(language: str, keys: list[str]) -> Callable[[list[str]], list[Found]]:
    """Return a helper's side: a function that finds the phrases with these keys in texts."""
    numbers = {key: number for number, key in enumerate(keys)}

    def found(text: str) -> Found:
        words = segment(text)
        return [
            (numbers[phrase.key], phrase.first, phrase.last, words.text(phrase.first, phrase.last))
            for phrase in phrases(words, language)
            if phrase.key in numbers
        ]

    return lambda texts: [found(text) for text in texts]


@dataclass(frozen=True, slots=True)
class _Work:
    """A memory, or a corpus of it, and two of its languages, of which the source is mined."""

    connection: sqlite3.Connection
    source: str
    target: str
    corpus: str | None
    workers: int
    progress: Progress

    def count(self, min_count: int) -> _Counted:
        """Read all source texts and count their phrases."""
        counter = PhraseCounter()
        units = word_pairs = 0
        answers = in_order(
            "tmtool.jobs.mine:count_phrases", (self.source,), self._parcels(), self.workers
        )
        for pairs, counts in answers:
            counter.add(cast("dict[str, int]", counts))
            units += len(pairs)
            word_pairs += sum((s.count(" ") + 1) * (t.count(" ") + 1) for _, s, t in pairs)
            self.progress("counting", units)
        return _Counted(counter.counts(min_count), units, word_pairs)

    def collect(
        self, chosen: list[str], counted: _Counted
    ) -> tuple[Pairs, Places, list[Counter[str]]]:
        """Read all units again; return those to align, the candidates' places and forms."""
        sample = _Sample(chosen, counted)
        pairs, places = Pairs(Texts(self.source), Texts(self.target)), Places()
        forms: list[Counter[str]] = [Counter() for _ in chosen]
        answers = in_order(
            "tmtool.jobs.mine:find_phrases", (self.source, chosen), self._parcels(), self.workers
        )
        done = 0
        for units, answer in answers:
            for (unit, text, other), found in zip(units, cast("list[Found]", answer), strict=True):
                for number, _, _, form in found:
                    forms[number][form] += 1
                if sample.takes({number for number, *_ in found}):
                    for number, first, last, _ in found:
                        places.add(len(pairs.units), number, first, last)
                    pairs.add(unit, segment(text), segment(other))
            done += len(units)
            self.progress("collecting", done)
        return pairs, places, forms

    def _parcels(self) -> Iterator[tuple[list[Pair], list[str]]]:
        numbers = languages.numbers_of_pair(self.connection, self.source, self.target)
        for pairs in reading.all_pairs(self.connection, *numbers, self.corpus):
            yield pairs, [text for _, text, _ in pairs]


class _Sample:
    """Which units are aligned: of every candidate so many, spread evenly over the memory."""

    def __init__(self, chosen: list[str], counted: _Counted) -> None:
        self._all = counted.units <= counted.sample
        share = counted.sample // max(len(chosen), 1)
        self._most = min(max(share, _LEAST_OF_A_CANDIDATE), _MOST_OF_A_CANDIDATE)
        self._of = [counted.counts[key] for key in chosen]
        self._seen = [0] * len(chosen)

    def takes(self, numbers: set[int]) -> bool:
        """Tell whether a unit is aligned that has these candidates."""
        due = [self._is_due(number) for number in numbers]
        return self._all or any(due)

    def _is_due(self, number: int) -> bool:
        before = self._seen[number]
        self._seen[number] += 1
        wanted = min(self._most, self._of[number])
        return before * wanted // self._of[number] < (before + 1) * wanted // self._of[number]
