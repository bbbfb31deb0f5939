"""Two documents, aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmtool.alignment import AlignOptions, Knowledge, Pair, align
from tmtool.alignment.edits import settled
from tmtool.alignment.pair import FixedBead
from tmtool.errors import InputError
from tmtool.jobs.align.acceptance import check_confidence
from tmtool.jobs.align.documents import cut, read_blocks, texts_of
from tmtool.jobs.align.languages import UNKNOWN, Languages, languages_of
from tmtool.jobs.align.sentence_model import check_model, sentence_scorer
from tmtool.jobs.align.settled import fixed_beads, with_decisions
from tmtool.models import (
    SEGMENT_UNITS,
    AlignedPair,
    Alignment,
    AlignmentOptions,
    Bead,
    BeadState,
    DocumentSegment,
    PairVerdict,
    TextBlock,
)

__all__ = [
    "KnownBy",
    "ReadPair",
    "Texts",
    "align_again",
    "align_pair",
    "aligned",
    "check_options",
    "read_pair",
    "read_texts",
    "renamed",
]

KnownBy = Callable[[str, str], Knowledge | None]
"""Returns what is known of two languages beforehand."""


@dataclass(frozen=True, slots=True)
class ReadPair:
    """Two documents that were read: what they are called, their languages, their segments.

    `verdict` is what they are to each other where that is clear before they are aligned; `model`
    is the folder of a model of sentences.
    """

    names: tuple[str, str]
    languages: Languages
    source: tuple[DocumentSegment, ...]
    target: tuple[DocumentSegment, ...]
    verdict: PairVerdict | None = None
    model: Path | None = None

    def to_align(self, fixed: Sequence[FixedBead] = ()) -> Pair:
        """Return the documents as they are aligned."""
        return Pair(self.source, self.target, fixed)

    @property
    def options(self) -> AlignOptions:
        """How they are aligned."""
        return _asked(self.languages.source, self.languages.target, self.model)


def align_pair(
    source: Path,
    target: Path,
    options: AlignmentOptions,
    known_by: KnownBy,
    reviewed: AlignedPair | None = None,
) -> AlignedPair:
    """Align two documents; beads of a `reviewed` alignment that a person settled stay.

    Documents without text, the same text twice, and documents that were swapped get a verdict
    and no bead with two sides; with `force`, swapped ones are aligned the other way round.
    Raises InputError where one cannot be read, where the languages are wrong or not clear, and
    where nothing that a person settled is in these documents.
    """
    check_options(options)
    read = read_pair(read_texts(source, target, options), options)
    if reviewed is not None and read.verdict is None:
        _refuse_others(reviewed, read)
    return aligned(read, known_by, reviewed)


def _refuse_others(reviewed: AlignedPair, read: ReadPair) -> None:
    """Raise InputError where no settled bead is found again: it is of other documents."""
    if settled(reviewed) and not fixed_beads(reviewed, read.source, read.target):
        raise InputError(
            "no bead that a person settled is in these documents",
            where=" and ".join(read.names),
            hint="Give the file of beads of these two documents, and these in the same order.",
        )


def _asked(source: str, target: str, model: Path | None) -> AlignOptions:
    return AlignOptions(source, target, sentence_scorer(model) if model else None)


def align_again(pair: AlignedPair, known_by: KnownBy, *, model: Path | None = None) -> Alignment:
    """Return another alignment of the documents of a pair, in which what is settled stays.

    `model` is the folder of a model of sentences.
    """
    asked = _asked(pair.source_language, pair.target_language, model)
    known = known_by(pair.source_language, pair.target_language)
    return align(Pair(pair.source, pair.target, settled(pair)), asked, known)


def check_options(options: AlignmentOptions) -> None:
    """Raise InputError for options that make no sense."""
    check_confidence(options.min_confidence)
    if options.segments not in SEGMENT_UNITS:
        raise InputError(
            f"unknown segments {options.segments!r}",
            hint=f"Give one of {', '.join(SEGMENT_UNITS)}.",
        )
    if options.model is not None:
        check_model(options.model)


@dataclass(frozen=True, slots=True)
class Texts:
    """Two documents as they were read, not cut yet."""

    names: tuple[str, str]
    blocks: tuple[list[TextBlock], list[TextBlock]]


def read_texts(source: Path, target: Path, options: AlignmentOptions) -> Texts:
    """Read two documents; raises InputError."""
    blocks = read_blocks(source, options, "source"), read_blocks(target, options, "target")
    return Texts((str(source), str(target)), blocks)


def read_pair(texts: Texts, options: AlignmentOptions) -> ReadPair:
    """Tell the languages of two documents and cut them into segments.

    Raises InputError where the languages are wrong or not clear.
    """
    compared = [texts_of(one) for one in texts.blocks]
    verdict = _verdict(*compared)
    given = options.source_language, options.target_language
    if verdict is not None:
        languages = Languages(given[0] or UNKNOWN, given[1] or UNKNOWN)
    else:
        languages = languages_of(
            *compared, source_language=given[0], target_language=given[1], force=options.force
        )
    names, blocks = texts.names, texts.blocks
    tags = languages.source, languages.target
    if languages.swapped and options.force:
        names, blocks = names[::-1], blocks[::-1]
    elif languages.swapped:
        verdict, tags = "swapped", tags[::-1]
    source, target = (cut(one, tag, options) for one, tag in zip(blocks, tags, strict=True))
    return ReadPair(names, languages, source, target, verdict, options.model)


def _verdict(source: list[str], target: list[str]) -> PairVerdict | None:
    """Return what documents are that cannot be aligned, whatever their languages."""
    if not all(any(any(map(str.isalnum, text)) for text in side) for side in (source, target)):
        return "empty"
    return "identical" if source == target else None


def aligned(read: ReadPair, known_by: KnownBy, reviewed: AlignedPair | None = None) -> AlignedPair:
    """Align documents that were read."""
    fixed = fixed_beads(reviewed, read.source, read.target) if reviewed else {}
    if read.verdict is None:
        known = known_by(read.languages.source, read.languages.target)
        found = align(read.to_align(tuple(fixed)), read.options, known)
    else:
        found = _without_partners(read, read.verdict)
    states: tuple[BeadState, ...] = tuple("open" for _ in found.beads)
    pair = AlignedPair(
        *read.names,
        read.languages.source,
        read.languages.target,
        read.source,
        read.target,
        found,
        states,
    )
    return with_decisions(pair, reviewed, fixed) if reviewed else pair


def _without_partners(read: ReadPair, verdict: PairVerdict) -> Alignment:
    """Return an alignment in which each segment stands alone."""
    beads = [Bead((place,), (), 0.0) for place in range(len(read.source))]
    beads += [Bead((), (place,), 0.0) for place in range(len(read.target))]
    return Alignment(tuple(beads), 0.0, verdict)


def renamed(pair: AlignedPair, source: str, target: str) -> AlignedPair:
    """Return an alignment whose documents are called otherwise."""
    return replace(pair, source_document=source, target_document=target)
