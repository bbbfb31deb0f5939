"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.formats.lines import read_segments
from tmtool.jobs.gate import Judge
from tmtool.jobs.keeping import ReferenceSet, counts_by_draft, keep
from tmtool.models import ScoreOptions, ScoreReport, TermScore
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.metrics import counted
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
    """Score drafts, one segment a line; raises InputError where the numbers of lines differ.

    The metric `terms` needs the source's file and a memory, and no reference. A memory also
    keeps what is counted in segments. A gate is judged, and runs are kept, at the end; what a gate
    compares with is sought before.
    """
    encoding = options.encoding
    texts = {str(path): read_segments(path, encoding=encoding) for path in drafts}
    against = {str(path): read_segments(path, encoding=encoding) for path in references}
    wanted = list(dict.fromkeys(options.metrics))
    by_references = [metric for metric in wanted if metric != METRIC or not (source and connection)]
    asked = read_segments(source, encoding=encoding) if source else []
    compared = against or ({str(source): asked} if source else {})
    text = parallel_text(texts, list(compared.values()), reference_names=list(compared))
    test_set = ReferenceSet.of(text, against)
    judge = Judge(connection, texts, test_set, options)
    counts: list[Counts] = []
    term_scores: list[TermScore] = []
    if by_references:
        known = SegmentCounts(connection) if connection and options.cache else None
        language = options.target_language
        counts += counted(text, by_references, target_language=language, known=known)
    if source and connection and METRIC in wanted:
        from tmtool.jobs.score_terms import Source, score_by_terms

        named = Source(str(source), asked)
        term_scores, found = score_by_terms(connection, named, text, list(against), options)
        counts += found
    counts.sort(key=lambda one: wanted.index(one.metric))
    documents = _documents(options)
    resampling = options.resampling and replace(options.resampling, documents=documents)
    made = report(text, counts, segments=options.segments, resampling=resampling)
    if options.texts:
        from tmtool.jobs.score_texts import scored_segments

        segments = scored_segments(
            text, references=len(against), source=asked, documents=documents or ()
        )
        made = replace(made, texts=segments)
    rows = counts_by_draft(texts, text, counts)
    made = judge.judged(replace(made, term_scores=tuple(term_scores)), rows, documents)
    if connection is None or options.keeping is None or not options.keeping.write:
        return made
    return replace(made, runs=keep(connection, made, rows, test_set, options))


def _documents(options: ScoreOptions) -> tuple[str, ...] | None:
    """Return the document of each segment, where a file names them."""
    if options.documents is None:
        return options.resampling.documents if options.resampling else None
    return tuple(read_segments(options.documents, encoding=options.encoding))
