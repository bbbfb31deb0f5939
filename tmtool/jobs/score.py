"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.lines import read_segments
from tmtool.jobs.aligned_texts import read_aligned_texts
from tmtool.jobs.gate import Judge
from tmtool.jobs.keeping import ReferenceSet, counts_by_draft, keep
from tmtool.models import ScoredSegment, ScoreOptions, ScoreReport, TermScore
from tmtool.scoring.aligned import AlignedTexts
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ParallelText, parallel_text
from tmtool.scoring.metrics import counted
from tmtool.scoring.odd_effects import odd_effects
from tmtool.scoring.report import report
from tmtool.scoring.terms import METRIC
from tmtool.store.segment_counts import SegmentCounts


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    options: ScoreOptions,
    *,
    source: Path | None = None,
    connection: sqlite3.Connection | None = None,
) -> ScoreReport:
    """Score drafts from files; see `read_aligned_texts` for what is refused.

    The metric `terms` needs a memory and the source, from its own file or a bilingual one, and
    no reference. A memory also keeps what is counted in segments. A gate is judged, and runs are
    kept, at the end; what a gate compares with is sought before.
    """
    aligned, warnings = read_aligned_texts(drafts, references, source, options)
    source_name = str(source or drafts[0])
    text = _compared(aligned, source_name)
    test_set = ReferenceSet.of(text, aligned.references)
    judge = Judge(connection, aligned.drafts, test_set, options)
    counts, term_scores = _counted(text, aligned, options, source_name, connection)
    documents = _documents(options)
    resampling = options.resampling and replace(options.resampling, documents=documents)
    made = replace(
        report(text, counts, segments=options.segments, resampling=resampling),
        term_scores=tuple(term_scores),
        texts=_texts(text, aligned, options),
        warnings=(
            *warnings,
            *odd_effects(text, list(aligned.references), counts, options.target_language),
        ),
        aligned_by=aligned.aligned_by,
    )
    rows = counts_by_draft(aligned.drafts, text, counts)
    made = judge.judged(made, rows, documents)
    if connection is None or options.keeping is None or not options.keeping.write:
        return made
    return replace(made, runs=keep(connection, made, rows, test_set, options))


def _counted(
    text: ParallelText,
    aligned: AlignedTexts,
    options: ScoreOptions,
    source_name: str,
    connection: sqlite3.Connection | None,
) -> tuple[list[Counts], list[TermScore]]:
    """Return what all metrics count, in their order, and the parts of the metric `terms`."""
    wanted = list(dict.fromkeys(options.metrics))
    by_references = [metric for metric in wanted if metric != METRIC or connection is None]
    counts: list[Counts] = []
    term_scores: list[TermScore] = []
    if by_references:
        known = SegmentCounts(connection) if connection and options.cache else None
        language = options.target_language
        counts += counted(text, by_references, target_language=language, known=known)
    if connection and METRIC in wanted:
        from tmtool.jobs.score_terms import Source, score_by_terms

        named = Source(source_name, _source_of(aligned))
        against = list(aligned.references)
        term_scores, found = score_by_terms(connection, named, text, against, options)
        counts += found
    counts.sort(key=lambda one: wanted.index(one.metric))
    return counts, term_scores


def _compared(aligned: AlignedTexts, source_name: str) -> ParallelText:
    """Return the drafts with what they are compared with: the source, where nothing else is."""
    compared = dict(aligned.references)
    if not compared and aligned.source is not None:
        compared = {source_name: aligned.source}
    return parallel_text(
        aligned.drafts, list(compared.values()), reference_names=list(compared), ids=aligned.ids
    )


def _texts(
    text: ParallelText, aligned: AlignedTexts, options: ScoreOptions
) -> tuple[ScoredSegment, ...]:
    if not options.texts:
        return ()
    from tmtool.jobs.score_texts import scored_segments

    return scored_segments(
        text,
        references=len(aligned.references),
        source=aligned.source or (),
        documents=_documents(options) or aligned.documents,
    )


def _source_of(texts: AlignedTexts) -> tuple[str, ...]:
    if texts.source is None:
        raise InputError(
            "the metric terms needs the source, and no file has it",
            hint="Give it with --source-text FILE, or give drafts in a bilingual format.",
        )
    return texts.source


def _documents(options: ScoreOptions) -> tuple[str, ...] | None:
    """Return the document of each segment, where a file names them."""
    if options.documents is None:
        return options.resampling.documents if options.resampling else None
    return tuple(read_segments(options.documents, encoding=options.encoding))
