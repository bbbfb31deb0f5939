"""Whether look-ups through the index find exactly what a comparison with every segment finds.

    python bench/lossless.py MEMORY QUERIES [--count 300] [--rates 50,70,85]

The comparison with all knows nothing of the index: it reads every segment, works its stems
and their weights out anew, and compares all whose stems alone do not rule the rate out.
Every answer is compared whole: the units, their rates and their order, with and without a limit.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
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

    def __call__(
        self, query: Query, sources: Sequence[int], min_rate: int
    ) -> Iterator[list[Bounded]]:
        """Yield all segments whose stems do not rule the rate out."""
        mine = np.zeros(len(self._ids), np.int64)
        for stem, weight in query.weights.items():
            if stem in self._ids:
                mine[self._ids[stem]] = weight
        shared = np.bincount(self._segment, mine[self._stems], len(self._units))
        dice = 2 * shared / (self._weights + query.weight)
        for place in np.flatnonzero(dice >= (min_rate / 100) ** 2 - 1e-9).tolist():
            yield [Bounded(100, int(self._units[place]), self._number, int(self._weights[place]))]


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
        for rate in map(int, given.rates.split(",")):
            found = answers = 0
            for row in queries:
                for limit in (5, ALL):
                    request = Request(row[PLACE[language]], *pair, rate, limit)
                    ours, right = index.matches(request), every.matches(request)
                    if ours != right:
                        raise SystemExit(f"{request}\n{ours}\n{right}")
                found += len(ours)
                answers += bool(ours)
            print(
                f"{language} {rate} %: {len(queries)} queries, {answers} with {found:,} matches:"
                " all the same",
                flush=True,
            )


if __name__ == "__main__":
    main()
