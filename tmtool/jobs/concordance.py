"""Every unit in which a phrase occurs, in any inflection, on either side."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tmtool.models import ConcordanceLine, Span
from tmtool.store import languages, search, units
from tmtool.text.normalise import comparable, fold
from tmtool.text.phrases import Phrase, compile_phrase

Side = Literal["source", "target", "either"]


@dataclass(frozen=True, slots=True)
class Search:
    """A phrase and where to look for it; a phrase in straight quotes is taken word for word."""

    phrase: str
    source: str
    target: str
    side: Side = "either"
    limit: int = 20


def concordance(connection: sqlite3.Connection, wanted: Search) -> list[ConcordanceLine]:
    """Return the units with the phrase; those with the same two texts are one line with a count.

    The texts found most often come first, then the newest units.
    """
    in_source = _compiled(wanted.phrase, wanted.source, wanted.side != "target")
    in_target = _compiled(wanted.phrase, wanted.target, wanted.side != "source")
    sources, targets = languages.numbers_of_pair(connection, wanted.source, wanted.target)
    if not (sources and targets):
        return []
    lines: dict[tuple[str, str], ConcordanceLine] = {}
    counted = 0
    for number, source, target in search.scan_pairs(connection, sources, targets):
        if number == counted:
            continue
        source_spans, target_spans = _spans(in_source, source), _spans(in_target, target)
        if source_spans or target_spans:
            counted = number
            texts = (comparable(source), comparable(target))
            count = lines[texts].count + 1 if texts in lines else 1
            lines[texts] = ConcordanceLine(
                source, target, source_spans, target_spans, number, "", count
            )
    best = sorted(lines.values(), key=lambda line: (-line.count, -line.unit))[: wanted.limit]
    return _with_origin(connection, best)


def _compiled(phrase: str, language: str, wanted: bool) -> Phrase | None:
    return compile_phrase(phrase, language) if wanted else None


def _spans(phrase: Phrase | None, text: str) -> tuple[Span, ...]:
    if phrase is None or not phrase.may_occur(fold(text)):
        return ()
    return phrase.spans(text)


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
