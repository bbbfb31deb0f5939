"""Every unit in which a phrase occurs, in any inflection, on either side."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from tmtool.jobs.phrase_units import units_with
from tmtool.models import ConcordanceLine, Span
from tmtool.store import languages, search, units
from tmtool.store.fingerprints import text_digest
from tmtool.text.normalise import fold
from tmtool.text.phrases import Phrase, compile_phrase

Side = Literal["source", "target", "either"]


@dataclass(frozen=True, slots=True)
class Search:
    """A phrase and where to look for it; a phrase in straight quotes is taken word for word.

    With `any_order` its words may stand in any order, and others between them.
    """

    phrase: str
    source: str
    target: str
    side: Side = "either"
    limit: int = 20
    any_order: bool = False


@dataclass(slots=True)
class _Texts:
    """Equal pairs of texts: how many units have them, and the newest of these."""

    count: int
    newest: int


def concordance(connection: sqlite3.Connection, wanted: Search) -> list[ConcordanceLine]:
    """Return the units with the phrase; those with the same two texts are one line with a count.

    The texts found most often come first, then the newest units.
    """
    sources, targets = languages.numbers_of_pair(connection, wanted.source, wanted.target)
    sides = (
        compile_phrase(wanted.phrase, wanted.source) if wanted.side != "target" else None,
        compile_phrase(wanted.phrase, wanted.target) if wanted.side != "source" else None,
    )
    if not (sources and targets):
        return []
    found: set[int] = set()
    for phrase, numbers in zip(sides, (sources, targets), strict=True):
        if phrase is not None:
            found.update(units_with(connection, phrase, numbers))
    lines = _lines(connection, sorted(found), (sources, targets), sides, wanted)
    return _with_origin(connection, list(islice(lines, min(wanted.limit, sys.maxsize))))


def _lines(
    connection: sqlite3.Connection,
    found: Sequence[int],
    numbers: tuple[list[int], list[int]],
    sides: tuple[Phrase | None, Phrase | None],
    wanted: Search,
) -> Iterator[ConcordanceLine]:
    """Yield the lines in their order; only texts that may be shown are read."""
    groups: dict[tuple[int, int], _Texts] = {}
    for number, source_digest, target_digest in search.digests(connection, found, *numbers):
        texts = groups.setdefault((source_digest, target_digest), _Texts(0, 0))
        if texts.newest != number:
            texts.count += 1
            texts.newest = number
    shown: set[int] = set()
    for digests, texts in sorted(groups.items(), key=lambda g: (-g[1].count, -g[1].newest)):
        if texts.newest in shown:
            continue
        for number, source, target in search.pairs(connection, [texts.newest], *numbers):
            if (text_digest(source), text_digest(target)) != digests:
                continue
            spans = [
                _spans(phrase, text, any_order=wanted.any_order)
                for phrase, text in zip(sides, (source, target), strict=True)
            ]
            if any(spans):
                shown.add(number)
                yield ConcordanceLine(source, target, spans[0], spans[1], number, "", texts.count)
                break


def _spans(phrase: Phrase | None, text: str, *, any_order: bool) -> tuple[Span, ...]:
    if phrase is None or not phrase.may_occur(fold(text)):
        return ()
    return phrase.words_in(text) if any_order else phrase.spans(text)


def _with_origin(
    connection: sqlite3.Connection, lines: Sequence[ConcordanceLine]
) -> list[ConcordanceLine]:
    found = {unit.id: unit for unit in units.read(connection, [line.unit for line in lines])}
    return [
        replace(
            line,
            corpus=found[line.unit].corpus or "",
            document=found[line.unit].document,
            changed_at=found[line.unit].changed_at or found[line.unit].created_at,
        )
        for line in lines
        if line.unit in found
    ]
