"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.lines import read_segments
from tmtool.jobs.score_segments import Known, buckets_of, known_of, texts_of
from tmtool.models import MemoryDraft, ScoreOptions, ScoreReport, TermScore
from tmtool.scoring import neural, terms
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ParallelText, parallel_text
from tmtool.scoring.metrics import counted
from tmtool.scoring.report import report


@dataclass(frozen=True, slots=True)
class _Scored:
    """What is scored, by what: of the text's references the first are the user's."""

    text: ParallelText
    references: tuple[str, ...]
    source: str
    known: Known
    options: ScoreOptions
    connection: sqlite3.Connection | None
    memory_draft: MemoryDraft | None = None


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
    asked = read_segments(source, encoding=encoding) if source else None
    compared = against or ({str(source): asked} if asked is not None else {})
    text = parallel_text(texts, list(compared.values()), reference_names=list(compared))
    documents = options.documents and read_segments(options.documents, encoding=encoding)
    known = known_of(text, asked, documents, options, connection)
    scored = _Scored(text, tuple(against), str(source), known, options, connection)
    return _report(_with_memory(scored), documents)


def _with_memory(scored: _Scored) -> _Scored:
    """Add the memory's draft where it is asked for."""
    if not scored.options.with_memory or scored.known.matches is None:
        return scored
    from tmtool.jobs.score_matches import with_memory

    text, told = with_memory(scored.text, scored.known.matches, scored.options.min_rate)
    return replace(scored, text=text, memory_draft=told)


def _report(scored: _Scored, documents: Sequence[str] | None) -> ScoreReport:
    options, text = scored.options, scored.text
    counts, term_scores = _counts(scored)
    resampling = options.resampling
    if resampling and documents is not None:
        resampling = replace(resampling, documents=tuple(documents))
    made = report(
        text,
        counts,
        segments=options.segments,
        resampling=resampling,
        buckets=buckets_of(text, scored.known, options),
    )
    made = replace(made, term_scores=tuple(term_scores), memory_draft=scored.memory_draft)
    if options.texts:
        made = replace(made, texts=texts_of(text, scored.known, len(scored.references)))
    return _with_warnings(_with_findings(made, scored), scored)


def _counts(scored: _Scored) -> tuple[list[Counts], list[TermScore]]:
    """Return what all metrics count, in the order in which they are asked for."""
    options, text, source = scored.options, scored.text, scored.known.source
    wanted = list(dict.fromkeys(options.metrics))
    has_terms = terms.METRIC in wanted and source is not None and scored.connection is not None
    beside = [neural.METRIC, *([terms.METRIC] if has_terms else [])]
    by_references = [metric for metric in wanted if metric not in beside]
    counts: list[Counts] = []
    term_scores: list[TermScore] = []
    if by_references:
        counts += counted(text, by_references, target_language=options.target_language)
    if neural.METRIC in wanted:
        counts += _by_network(scored)
    if has_terms and source is not None and scored.connection is not None:
        from tmtool.jobs.score_terms import Source, score_by_terms

        named = Source(scored.source, source)
        term_scores, found = score_by_terms(
            scored.connection, named, text, scored.references, options
        )
        counts += found
    return sorted(counts, key=lambda one: wanted.index(one.metric)), term_scores


def _by_network(scored: _Scored) -> list[Counts]:
    from tmtool.jobs.comet import load_comet

    if scored.known.source is None:
        raise InputError(
            "the metric comet needs the source", hint="Give it with --source-text FILE."
        )
    network = load_comet(scored.options.comet_model)
    references = scored.text.references[: len(scored.references)]
    if network.needs_references and not references:
        raise InputError(
            "this model of comet needs a reference", hint="Give one with --reference FILE."
        )
    return list(neural.counted(network, scored.text, scored.known.source, references))


def _with_findings(made: ScoreReport, scored: _Scored) -> ScoreReport:
    """Add what the checks find in the drafts, but for that of the memory."""
    if not scored.options.checks:
        return made
    from tmtool.jobs.score_checks import check_drafts
    from tmtool.jobs.score_matches import MEMORY

    own = {name: draft for name, draft in scored.text.drafts.items() if name != MEMORY}
    text = replace(scored.text, drafts=own) if scored.memory_draft else scored.text
    findings, warnings = check_drafts(scored.connection, text, scored.known, scored.options)
    return replace(made, findings=findings, warnings=(*made.warnings, *warnings))


def _with_warnings(made: ScoreReport, scored: _Scored) -> ScoreReport:
    if scored.memory_draft is None:
        return made
    from tmtool.jobs.score_matches import warnings

    found = warnings(scored.memory_draft, made.segments)
    return replace(made, warnings=(*made.warnings, *found))
