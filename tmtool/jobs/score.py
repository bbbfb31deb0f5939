"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.formats.lines import read_segments
from tmtool.jobs.aligned_texts import read_aligned_texts
from tmtool.jobs.gate import Judge
from tmtool.jobs.keeping import ReferenceSet, counts_by_draft, keep
from tmtool.jobs.score_report import Scored, score
from tmtool.jobs.score_segments import for_page, known_of
from tmtool.models import ScoreOptions, ScoreReport
from tmtool.scoring.aligned import AlignedTexts
from tmtool.scoring.inputs import ParallelText, parallel_text
from tmtool.scoring.odd_effects import odd_effects


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    options: ScoreOptions,
    *,
    source: Path | None = None,
    connection: sqlite3.Connection | None = None,
) -> ScoreReport:
    """Score drafts from files; see `read_aligned_texts` for what is refused.

    The metric `terms`, checks, matches and neural metrics need the source, from its own file or a
    bilingual one; the first and matches a memory; all others need references. A memory also keeps
    what is counted in segments. A gate is judged, and runs are kept, at the end; what a gate
    compares with is sought before.
    """
    aligned, warnings = read_aligned_texts(drafts, references, source, options)
    name = str(source or drafts[0])
    text = _compared(aligned, name)
    test_set = ReferenceSet.of(text, aligned.references)
    judge = Judge(connection, aligned.drafts, test_set, options)
    documents = _documents(options)
    told = documents or _named(aligned.documents)
    known = known_of(text, aligned.source, told, options, connection, source_name=name)
    options = for_page(options, text, known) if options.texts else options
    if options.resampling:
        drawn = replace(options.resampling, documents=documents)
        options = replace(options, resampling=drawn)
    against = tuple(aligned.references)
    made, counts = score(Scored(text, against, name, known, options, connection))
    effects = odd_effects(text, list(against), counts, options.target_language)
    made = replace(
        made, warnings=(*warnings, *effects, *made.warnings), aligned_by=aligned.aligned_by
    )
    rows = counts_by_draft(aligned.drafts, text, counts)
    made = judge.judged(made, rows, documents)
    if connection is None or options.keeping is None or not options.keeping.write:
        return made
    return replace(made, runs=keep(connection, made, rows, test_set, options))


def _compared(aligned: AlignedTexts, source_name: str) -> ParallelText:
    """Return the drafts with what they are compared with: the source, where nothing else is."""
    compared = dict(aligned.references)
    if not compared and aligned.source is not None:
        compared = {source_name: aligned.source}
    return parallel_text(
        aligned.drafts, list(compared.values()), reference_names=list(compared), ids=aligned.ids
    )


def _named(documents: Sequence[str | None] | None) -> tuple[str, ...] | None:
    """Return the documents that files name, where they name that of every segment."""
    named = tuple(one for one in documents or () if one and one.strip())
    return named if named and documents and len(named) == len(documents) else None


def _documents(options: ScoreOptions) -> tuple[str, ...] | None:
    """Return the document of each segment, where a file names them."""
    if options.documents is None:
        return options.resampling.documents if options.resampling else None
    return tuple(read_segments(options.documents, encoding=options.encoding))
