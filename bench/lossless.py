"""Whether look-ups through the index find exactly what a comparison with every segment finds.

    python bench/lossless.py MEMORY QUERIES [--count 300] [--rates 50,70,85]

The comparison with all knows nothing of the index: it reads every segment, works its stems
and their weights out anew, and compares all whose stems alone do not rule the rate out.
Every answer is compared whole: the units, their rates and their order, with and without a limit.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from matching import LANGUAGES, PLACE, rows
from measure import machine

from tmtool.jobs.candidates import Bounded
from tmtool.jobs.lookup import Lookup, Request
from tmtool.matching.similarity import Query
from tmtool.store import connection, languages
from tmtool.text import features

ALL = 1_000_000_000


class Everything:
    """A finder that goes through all segments of one language."""

    def __init__(self, memory: Path, language: str) -> None:
        self._connection = connection.open_file(memory)
        self._number = languages.stored(self._connection)[language]
        weights = dict(
            self._connection.execute(
                "SELECT stem, weight FROM stem_weight WHERE language = ?", (language,)
            )
        )
        (new,) = self._connection.execute(
            "SELECT new_weight FROM statistics WHERE language = ?", (language,)
        ).fetchone()
        self._ids: dict[str, int] = {}
        units, counts, stems, lengths = [], [], [], []
        for unit, text in self._connection.execute(
            "SELECT unit_id, text FROM variant WHERE language_id = ?", (self._number,)
        ):
            folded = features.folded(text)
            found = features.stems(folded, language)
            units.append(unit)
            counts.append(len(found))
            stems.extend(self._ids.setdefault(stem, len(self._ids)) for stem in found)
            lengths.append(features.gram_count(features.squeezed(folded)))
        self._units = np.array(units, np.int64)
        self._segment = np.repeat(np.arange(len(units)), counts)
        self._stems = np.array(stems, np.int32)
        self._of_stem = np.array([weights.get(stem, new) for stem in self._ids], np.int64)
        self._weights = np.minimum(
            np.bincount(self._segment, self._of_stem[self._stems], len(units)), features.LARGEST
        ).astype(np.int64)
        self._last = "", np.zeros(0)

    def __call__(
        self, query: Query, sources: Sequence[int], min_rate: int
    ) -> Iterator[list[Bounded]]:
        """Yield all segments whose stems do not rule the rate out."""
        shared = self._shared(query)
        # Marks, of which nothing is known here, can at most all be shared.
        dice = 2 * (shared + query.marks) / (self._weights + query.weight + 2 * query.marks)
        enough = (dice >= (min_rate / 100) ** 2 - 1e-9) & (shared > 0)
        found = [
            Bounded(100, int(self._units[place]), self._number, int(self._weights[place]))
            for place in np.flatnonzero(enough).tolist()
        ]
        if found:
            yield found

    def _shared(self, query: Query) -> np.ndarray:
        """Return the weight that each segment shares; the last query's is remembered."""
        if self._last[0] != query.text:
            mine = np.zeros(len(self._ids), np.int64)
            for stem, weight in query.weights.items():
                if stem in self._ids:
                    mine[self._ids[stem]] = weight
            shared = np.bincount(self._segment, mine[self._stems], len(self._units))
            self._last = query.text, shared
        return self._last[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("memory", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rates", default="50,70,85")
    given = parser.parse_args()
    queries = rows(given.queries, given.count)
    print(machine())
    opened = connection.open_file(given.memory)
    index = Lookup(opened)
    for language, pair in LANGUAGES.items():
        every = Lookup(opened, Everything(given.memory, language))
        rates = [int(rate) for rate in given.rates.split(",")]
        found, answered = Counter[int](), Counter[int]()
        for row in queries:
            for rate in rates:
                request = Request(row[PLACE[language]], *pair, rate, ALL)
                right = every.matches(request)
                for limit in (ALL, 5):
                    ours = index.matches(replace(request, limit=limit))
                    if ours != right[:limit]:
                        raise SystemExit(f"{request}\n{ours}\n{right[:limit]}")
                found[rate] += len(right)
                answered[rate] += bool(right)
        for rate in rates:
            print(
                f"{language} {rate} %: {len(queries)} queries, {answered[rate]} with"
                f" {found[rate]:,} matches: all the same",
                flush=True,
            )


if __name__ == "__main__":
    main()
