"""What a memory holds, in numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tmtool.models import Corpus
from tmtool.store import concepts, corpora, search


@dataclass(frozen=True, slots=True)
class GlossaryCount:
    """How many concepts and terms a glossary has."""

    name: str
    concepts: int
    terms: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of a memory; `size` is the file's, in bytes."""

    path: str
    size: int
    units: int
    segments: Mapping[str, int]
    corpora: tuple[Corpus, ...]
    glossaries: tuple[GlossaryCount, ...]


def statistics(connection: sqlite3.Connection, path: Path, size: int) -> Statistics:
    """Count what the memory holds, a file of `size` bytes."""
    found = corpora.all_corpora(connection)
    return Statistics(
        path=str(path),
        size=size,
        units=sum(corpus.units for corpus in found),
        segments=search.counts(connection),
        corpora=tuple(found),
        glossaries=tuple(GlossaryCount(*row) for row in concepts.glossaries(connection)),
    )
