"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.formats.lines import read_segments
from tmtool.jobs.gate import Judge
from tmtool.jobs.keeping import ReferenceSet, counts_by_draft, keep
from tmtool.jobs.score_report import Scored, score
from tmtool.jobs.score_segments import known_of
from tmtool.models import ScoreOptions, ScoreReport
from tmtool.scoring.inputs import parallel_text


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    options: ScoreOptions,
    *,
    source: Path | None = None,
    connection: sqlite3.Connection | None = None,
) -> ScoreReport:
    """Score drafts, one segment a line; raises InputError where the numbers of lines differ.

    The metric `terms`, checks, matches and neural metrics need the source's file, the first and
    matches a memory; all others need references. A memory also keeps what is counted in segments.
    A gate is judged, and runs are kept, at the end; what a gate compares with is sought before.
    """
    encoding = options.encoding
    texts = {str(path): read_segments(path, encoding=encoding) for path in drafts}
    against = {str(path): read_segments(path, encoding=encoding) for path in references}
    asked = read_segments(source, encoding=encoding) if source else None
    compared = against or ({str(source): asked} if asked is not None else {})
    text = parallel_text(texts, list(compared.values()), reference_names=list(compared))
    test_set = ReferenceSet.of(text, against)
    judge = Judge(connection, texts, test_set, options)
    documents = _documents(options)
    if options.resampling:
        drawn = replace(options.resampling, documents=documents)
        options = replace(options, resampling=drawn)
    name = str(source)
    known = known_of(text, asked, documents, options, connection, source_name=name)
    made, counts = score(Scored(text, tuple(against), name, known, options, connection))
    rows = counts_by_draft(texts, text, counts)
    made = judge.judged(made, rows, documents)
    if connection is None or options.keeping is None or not options.keeping.write:
        return made
    return replace(made, runs=keep(connection, made, rows, test_set, options))


def _documents(options: ScoreOptions) -> tuple[str, ...] | None:
    """Return the document of each segment, where a file names them."""
    if options.documents is None:
        return options.resampling.documents if options.resampling else None
    return tuple(read_segments(options.documents, encoding=options.encoding))
