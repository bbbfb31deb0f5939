"""One lexicon for several pairs of documents, which each by itself is too small for."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.alignment.fixed import Fixed
from tmtool.alignment.knowledge import Knowledge
from tmtool.alignment.pair import AlignOptions, Pair
from tmtool.alignment.passes import LIKELY, beads_of, passes
from tmtool.alignment.sides import Side, Vocabulary, join, read
from tmtool.alignment.structure import Marks
from tmtool.alignment.word_pairs import Beads

__all__ = ["learn_together"]


def learn_together(
    pairs: Sequence[Pair], options: AlignOptions, knowledge: Knowledge | None = None
) -> Knowledge:
    """Return what several pairs of documents teach together, beside what was known before."""
    source, target = Vocabulary(), Vocabulary()
    documents = [
        (
            read([segment.text for segment in pair.source], source),
            read([segment.text for segment in pair.target], target),
            Fixed.of(pair.fixed, len(pair.source), len(pair.target)),
            Marks.of(pair.source, pair.target),
        )
        for pair in pairs
        if pair.source and pair.target
    ]
    languages = options.source_language, options.target_language
    if not documents:
        return knowledge or Knowledge.learn(
            [], source_language=languages[0], target_language=languages[1]
        )
    first = _taught(documents, languages, knowledge, knowledge)
    return _taught(documents, languages, knowledge, first)


def _taught(
    documents: Sequence[tuple[Side, Side, Fixed, Marks]],
    languages: tuple[str, str],
    before: Knowledge | None,
    learnt: Knowledge | None,
) -> Knowledge:
    """Return what the documents teach when they are aligned with what was learnt so far."""
    parts, done = [], [0, 0]
    for source, target, fixed, marks in documents:
        found = passes(source, target, knowledge=learnt, fixed=fixed, marks=marks, number=0)
        parts.append(beads_of(found, LIKELY).squared().moved(*done))
        done = [done[0] + len(source), done[1] + len(target)]
    whole = join(one for one, *_ in documents), join(other for _, other, *_ in documents)
    return Knowledge.of(whole, Beads.joined(parts), languages, before)
