"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.formats.lines import read_segments
from tmtool.models import Resampling, ScoreOptions, ScoreReport, TermScore
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.metrics import counted
from tmtool.scoring.report import report
from tmtool.scoring.terms import METRIC


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    options: ScoreOptions,
    *,
    source: Path | None = None,
    connection: sqlite3.Connection | None = None,
) -> ScoreReport:
    """Score drafts, one segment a line; raises InputError where the numbers of lines differ.

    The metric `terms` needs the source's file and a memory, and no reference.
    """
    encoding = options.encoding
    texts = {str(path): read_segments(path, encoding=encoding) for path in drafts}
    against = {str(path): read_segments(path, encoding=encoding) for path in references}
    wanted = list(dict.fromkeys(options.metrics))
    by_references = [metric for metric in wanted if metric != METRIC or not (source and connection)]
    asked = read_segments(source, encoding=encoding) if source else []
    compared = against or ({str(source): asked} if source else {})
    text = parallel_text(texts, list(compared.values()), reference_names=list(compared))
    counts: list[Counts] = []
    term_scores: list[TermScore] = []
    if by_references:
        counts += counted(text, by_references, target_language=options.target_language)
    if source and connection and METRIC in wanted:
        from tmtool.jobs.score_terms import Source, score_by_terms

        named = Source(str(source), asked)
        term_scores, found = score_by_terms(connection, named, text, list(against), options)
        counts += found
    counts.sort(key=lambda one: wanted.index(one.metric))
    made = report(text, counts, segments=options.segments, resampling=_resampling(options))
    return replace(made, term_scores=tuple(term_scores))


def _resampling(options: ScoreOptions) -> Resampling | None:
    """Return what is to be resampled, with the documents of the segments."""
    if not (options.resampling and options.documents):
        return options.resampling
    documents = read_segments(options.documents, encoding=options.encoding)
    return replace(options.resampling, documents=tuple(documents))
