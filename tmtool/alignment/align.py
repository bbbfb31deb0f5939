"""Two documents in, beads out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tmtool.alignment.fixed import Fixed
from tmtool.alignment.knowledge import Knowledge
from tmtool.alignment.meaning import Meaning
from tmtool.alignment.moved import moved_blocks
from tmtool.alignment.pair import AlignOptions, Pair
from tmtool.alignment.passes import Found, passes
from tmtool.alignment.remarks import remarks
from tmtool.alignment.search import Step
from tmtool.alignment.sides import Vocabulary, read
from tmtool.alignment.structure import Marks
from tmtool.alignment.together import learn_together
from tmtool.alignment.verdict import before, mean_confidence, of_beads
from tmtool.models.alignment import Alignment, Bead, DocumentSegment

__all__ = ["align", "align_together"]


def align(pair: Pair, options: AlignOptions, knowledge: Knowledge | None = None) -> Alignment:
    """Return the beads of two documents.

    Raises InputError where the settled beads of the pair do not go together.
    """
    fixed = Fixed.of(pair.fixed, len(pair.source), len(pair.target))
    verdict = before(pair.source, pair.target, (options.source_language, options.target_language))
    if not pair.source or not pair.target:
        return _alone(pair)
    texts = [[segment.text for segment in side] for side in (pair.source, pair.target)]
    source, target = (read(side, Vocabulary()) for side in texts)
    found = passes(
        source,
        target,
        knowledge=knowledge,
        fixed=fixed,
        marks=Marks.of(pair.source, pair.target),
        meaning=Meaning.of(options.scorer, *texts) if options.scorer else None,
    )
    beads = _with_remarks(_beads(found, fixed), pair.source, pair.target, found)
    verdict = verdict or of_beads(beads, learnt=knowledge is not None)
    moved = moved_blocks(beads, source, target, found.beliefs) if verdict == "parallel" else ()
    return Alignment(beads, mean_confidence(beads), verdict, moved)


def align_together(
    pairs: Sequence[Pair], options: AlignOptions, knowledge: Knowledge | None = None
) -> Iterator[Alignment]:
    """Yield the beads of each of several pairs of documents, with a lexicon learnt from all."""
    shared = learn_together(pairs, options, knowledge)
    for pair in pairs:
        yield align(pair, options, shared)


def _alone(pair: Pair) -> Alignment:
    """Return the alignment of documents of which one has no segments."""
    beads = [Bead((place,), (), 1.0) for place in range(len(pair.source))]
    beads += [Bead((), (place,), 1.0) for place in range(len(pair.target))]
    return Alignment(tuple(beads), 0.0, "empty")


def _beads(found: Found, fixed: Fixed) -> tuple[Bead, ...]:
    """Return the beads of the best way, but settled ones with one side whole.

    The way goes through the segments of these one by one.
    """
    settled = set(fixed.steps)
    beads = [_bead(found, step, step in settled) for step in found.steps]
    for source, target in fixed.alone:
        places = source or target
        side = 0 if source else 1
        at = next(
            number
            for number, bead in enumerate(beads)
            if (bead.source, bead.target)[side][:1] == places[:1]
        )
        beads[at] = Bead(source, target, 1.0)
        rest = set(places[1:])
        beads = [
            bead
            for number, bead in enumerate(beads)
            if number == at or not rest.intersection((bead.source, bead.target)[side])
        ]
    return tuple(beads)


def _bead(found: Found, step: Step, settled: bool) -> Bead:
    i, j, a, b = step
    confidence = 1.0 if settled else found.probability(step)
    return Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), confidence)


def _with_remarks(
    beads: tuple[Bead, ...],
    source: Sequence[DocumentSegment],
    target: Sequence[DocumentSegment],
    found: Found,
) -> tuple[Bead, ...]:
    own = remarks(
        beads,
        source,
        target,
        ratio=found.beliefs.lengths.ratio,
        variance=found.beliefs.lengths.variance,
    )
    return tuple(
        replace(bead, remarks=said) if said else bead for bead, said in zip(beads, own, strict=True)
    )
