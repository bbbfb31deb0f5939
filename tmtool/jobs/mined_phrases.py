"""What the memory makes of phrases that no glossary has."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tmtool.jobs.concordance import Search, concordance
from tmtool.jobs.renderings import AT_MOST, renderings_in
from tmtool.models import ConcordanceLine, Evidence, Rendering, Span, TermHit, Translation
from tmtool.terminology.mining.citation_form import citation_form
from tmtool.terminology.mining.phrases import phrases
from tmtool.terminology.mining.segments import segment
from tmtool.text.normalise import fold
from tmtool.text.tokens import tokens

LEAST_UNITS = 3
"""A phrase in fewer units is not offered."""

LEAST_SHARE = 0.3
"""A translation that is usual has this part of the phrase's occurrences at least."""

MOST_PHRASES = 12
"""So many phrases of a segment are looked up, the longest first."""

MOST_TRANSLATIONS = 3


def mined_phrases(
    connection: sqlite3.Connection,
    text: str,
    source: str,
    target: str,
    known: Sequence[TermHit],
    *,
    with_evidence: bool = True,
) -> list[TermHit]:
    """Return phrases of a text that are no known terms, with their usual translations.

    Phrases have the form of a term and two words at least, and share no word with a known term
    that is sure, nor with a longer one of themselves. Each has a translation that the memory
    uses in three tenths of its occurrences or more, and says so unless the evidence is not wanted.
    """
    taken = [span for hit in known if hit.confidence == "hard" for span in hit.spans]
    found: list[TermHit] = []
    looked_up = 0
    for span in _longest_first(text, source):
        if looked_up == MOST_PHRASES:
            break
        if any(_overlap(span, other) for other in taken):
            continue
        looked_up += 1
        hit = _hit(connection, text, span, source, target)
        if hit is not None:
            found.append(hit)
            taken.append(span)
    found.sort(key=lambda hit: hit.start)
    return found if with_evidence else [_without_evidence(hit) for hit in found]


def _without_evidence(hit: TermHit) -> TermHit:
    return replace(hit, translations=tuple(replace(t, evidence=None) for t in hit.translations))


def _longest_first(text: str, language: str) -> list[Span]:
    words = tokens(text)
    spans = {
        (words[phrase.first].start, words[phrase.last - 1].end)
        for phrase in phrases(segment(text), language)
        if phrase.last - phrase.first > 1
    }
    return sorted(spans, key=lambda span: (span[0] - span[1], span))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hit(
    connection: sqlite3.Connection, text: str, span: Span, source: str, target: str
) -> TermHit | None:
    phrase = text[slice(*span)]
    wanted = Search(phrase, source, target, side="source", limit=AT_MOST)
    lines = concordance(connection, wanted)
    units = sum(line.count for line in lines)
    if units < LEAST_UNITS:
        return None
    found = renderings_in(connection, lines, source, target)
    usual = [r for r in found.found if r.count >= max(2, LEAST_SHARE * units)]
    if not usual:
        return None
    forms = Counter(line.source[start:end] for line in lines for start, end in line.source_spans)
    return TermHit(
        start=span[0],
        end=span[1],
        text=phrase,
        confidence="soft",
        concept=None,
        term=citation_form(forms, source),
        status="proposed",
        translations=tuple(
            _translation(r, lines, units, target) for r in usual[:MOST_TRANSLATIONS]
        ),
        reason="mined from the memory, in no glossary",
        spans=(span,),
        mined=True,
    )


def _translation(
    rendering: Rendering, lines: Sequence[ConcordanceLine], units: int, target: str
) -> Translation:
    having = [line for line in lines if fold(rendering.text) in fold(line.target)]
    example = max((line.unit for line in having), default=None)
    corpora = Counter(line.corpus for line in having)
    names = tuple(name for name, _ in corpora.most_common())
    evidence = Evidence(rendering.count, units, example, names, min(rendering.count / units, 1.0))
    cited = citation_form({rendering.text: rendering.count}, target)
    return Translation(cited, "proposed", evidence=evidence)
