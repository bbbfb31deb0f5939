"""How a phrase is translated in the units of a concordance."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tmtool.jobs.associations import Associations, in_characters
from tmtool.matching.links import link_words
from tmtool.matching.renderings import renderings
from tmtool.matching.stretches import linked_stretch
from tmtool.models import ConcordanceLine, Renderings, Span
from tmtool.store import languages
from tmtool.store.postings import BLOCK_BITS
from tmtool.text.tokens import Token

AT_MOST = 200
"""Lines whose translations are compared: enough to see what is usual."""


def renderings_in(
    connection: sqlite3.Connection, lines: Sequence[ConcordanceLine], source: str, target: str
) -> Renderings:
    """Return the translations of the phrase in these lines, the most frequent first.

    They are those of the source's phrase in the targets; where the phrase is in the targets
    alone, those in the sources.
    """
    sources, targets = languages.numbers_of_pair(connection, source, target)
    in_source = any(line.source_spans for line in lines)
    if not (lines and sources and targets):
        return Renderings(())
    ours, theirs = (sources, source), (targets, target)
    if not in_source:
        ours, theirs = theirs, ours
    blocks = Counter(line.unit >> BLOCK_BITS for line in lines)
    associations = Associations(connection, blocks.most_common(1)[0][0], ours, theirs)
    if not associations.tell_enough:
        return Renderings((), sum(line.count for line in lines))
    found = _occurrences(associations, lines, in_source=in_source)
    return renderings(found, theirs[1])


def _occurrences(
    associations: Associations, lines: Iterable[ConcordanceLine], *, in_source: bool
) -> Iterator[tuple[str, Span | None]]:
    """Yield each line's other text, once for each unit, with the stretch that translates."""
    for line in lines:
        text, other, spans = line.source, line.target, line.source_spans
        if not in_source:
            text, other, spans = line.target, line.source, line.target_spans
        if not spans:
            continue
        words, ours = associations.words(text, 0)
        other_words, theirs = associations.words(other, 1)
        links = link_words(ours, theirs, associations.strength, associations.total)
        for span in spans:
            stretch = linked_stretch(ours, _in_words(words, span), theirs, links)
            yield from [(other, stretch and in_characters(other_words, stretch))] * line.count


def _in_words(words: Sequence[Token], span: Span) -> Span:
    """Return which words a stretch of characters has."""
    inside = [n for n, word in enumerate(words) if span[0] <= word.start and word.end <= span[1]]
    return inside[0], inside[-1] + 1
