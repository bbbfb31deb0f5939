"""What is known of the segments that are scored, and the buckets that follow from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.lines import read_segments
from tmtool.jobs.score_matches import best_matches
from tmtool.matching.bands import BANDS, band
from tmtool.models import BucketKind, Match, Resampling, ScoredSegment, ScoreOptions
from tmtool.scoring.buckets import Buckets, by_length
from tmtool.scoring.confidence import check_documents
from tmtool.scoring.inputs import ALIGN_HINT, ParallelText


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of each segment that is scored, in their order; `None` where it is not."""

    source: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    labels: Sequence[str] | None = None
    matches: Sequence[Match | None] | None = None


def known_of(
    text: ParallelText,
    source: Sequence[str] | None,
    documents: Sequence[str] | None,
    options: ScoreOptions,
    connection: sqlite3.Connection | None,
    *,
    source_name: str = "the source",
) -> Known:
    """Return what is known; `source` and `documents` are of all segments that were given.

    Raises InputError where there are more or fewer of them or of labels, and where something
    that `options` ask for is missing.
    """
    if source is not None and len(source) != text.given:
        raise InputError(
            "the numbers of segments differ:"
            f" {source_name} has {len(source)}, {next(iter(text.drafts))} has {text.given}",
            hint=ALIGN_HINT,
        )
    if documents is not None:
        check_documents(documents, text.given)
    labels = _labels(options.labels, text.given, options.encoding) if options.labels else None
    matches = None
    if "match" in options.buckets or options.with_memory:
        if source is None or connection is None:
            raise InputError(
                "matches need the source and a memory",
                hint="Give the source with --source-text FILE; `tmtool init` makes a memory.",
            )
        matches = best_matches(connection, source, documents, options)
    return Known(
        source=None if source is None else text.kept(source),
        documents=None if documents is None else text.kept(documents),
        labels=None if labels is None else text.kept(labels),
        matches=None if matches is None else text.kept(matches),
    )


def buckets_of(text: ParallelText, known: Known, options: ScoreOptions) -> list[Buckets]:
    """Return the buckets that `options` ask for; raises InputError where what they need is missing.

    Lengths are those of the source, or else of the first reference that a segment has.
    """
    made = []
    for by in dict.fromkeys(options.buckets):
        if by == "length":
            made.append(_lengths(text, known))
        elif by == "match":
            made.append(Buckets(by, list(map(band, known.matches or ())), BANDS))
        else:
            names = known.documents if by == "document" else known.labels
            if names is None:
                raise InputError(
                    f"there is no {by} of any segment",
                    hint=f"Give a file with the {by} of a segment on each line: --{by}s FILE.",
                )
            made.append(Buckets(by, names))
    return made


def for_page(options: ScoreOptions, text: ParallelText, known: Known) -> ScoreOptions:
    """Return options with what a page shows besides, where nothing of its kind is asked for.

    That is intervals and comparisons, where there is more than one segment (or document, if a
    file names them) to draw, and buckets by all that is known of the segments.
    """
    kinds: dict[BucketKind, object] = {
        "length": True,
        "match": known.matches,
        "document": known.documents,
        "label": known.labels,
    }
    resampling = options.resampling
    drawn = known.documents if options.documents and known.documents else text.lines
    if resampling is None and len(set(drawn)) > 1:
        several = len(text.drafts) > 1 or options.with_memory
        resampling = Resampling(compare=several)
    buckets = options.buckets or tuple(by for by, found in kinds.items() if found)
    return replace(options, resampling=resampling, buckets=buckets)


def texts_of(text: ParallelText, known: Known, references: int) -> tuple[ScoredSegment, ...]:
    """Return the texts of every segment, with the first `references` of the text."""
    lengths = _lengths(text, known).of
    return tuple(
        ScoredSegment(
            segment=segment,
            drafts={name: texts[place] for name, texts in text.drafts.items()},
            references=tuple(texts[place] for texts in text.references[:references]),
            source=known.source[place] if known.source else None,
            document=known.documents[place] if known.documents else None,
            label=known.labels[place] if known.labels else None,
            band=band(known.matches[place]) if known.matches else None,
            match=match.target if known.matches and (match := known.matches[place]) else None,
            length=lengths[place],
        )
        for place, segment in enumerate(text.segments)
    )


def _labels(path: Path, segments: int, encoding: str | None) -> list[str]:
    labels = [label.strip() for label in read_segments(path, encoding=encoding)]
    if len(labels) != segments:
        raise InputError(
            f"{segments} segments have {len(labels)} labels",
            where=str(path),
            hint="Give each segment a line of its own; it may be empty.",
        )
    return labels


def _lengths(text: ParallelText, known: Known) -> Buckets:
    return by_length(known.source or map(_first, zip(*text.references, strict=True)))


def _first(references: Sequence[str | None]) -> str:
    return next((text for text in references if text is not None), "")
