"""The report of scores, with all that was asked for to stand beside them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from tmtool.errors import InputError
from tmtool.jobs.score_matches import doubts, with_memory
from tmtool.jobs.score_segments import Known, buckets_of, texts_of
from tmtool.models import (
    MEMORY_DRAFT,
    DraftFindings,
    MemoryDraft,
    ScoreOptions,
    ScoreReport,
    TermScore,
)
from tmtool.scoring import neural, terms
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ParallelText
from tmtool.scoring.metrics import counted
from tmtool.scoring.report import report
from tmtool.store.segment_counts import SegmentCounts


@dataclass(frozen=True, slots=True)
class Scored:
    """What is scored, by what: of the text's references the first are the user's."""

    text: ParallelText
    references: tuple[str, ...]
    source: str
    known: Known
    options: ScoreOptions
    connection: sqlite3.Connection | None
    memory_draft: MemoryDraft | None = None


def score(scored: Scored) -> tuple[ScoreReport, list[Counts]]:
    """Return the report, and what it follows from.

    Raises InputError where something that is asked for is missing.
    """
    scored = _with_memory(scored)
    options, text, told = scored.options, scored.text, scored.memory_draft
    # What may be refused comes before what takes long.
    buckets = buckets_of(text, scored.known, options)
    findings, warnings = _findings(scored)
    counts, term_scores = _counts(scored)
    made = report(
        text, counts, segments=options.segments, resampling=options.resampling, buckets=buckets
    )
    made = replace(
        made,
        term_scores=tuple(term_scores),
        findings=findings,
        texts=texts_of(text, scored.known, len(scored.references)) if options.texts else (),
        warnings=(*warnings, *(doubts(told, made.segments) if told else ())),
        memory_draft=told,
    )
    return made, counts


def _with_memory(scored: Scored) -> Scored:
    """Add the memory's draft where it is asked for."""
    if not scored.options.with_memory or scored.known.matches is None:
        return scored
    text, told = with_memory(scored.text, scored.known.matches, scored.options.min_rate)
    return replace(scored, text=text, memory_draft=told)


def _counts(scored: Scored) -> tuple[list[Counts], list[TermScore]]:
    """Return what all metrics count, in the order in which they are asked for."""
    options, text = scored.options, scored.text
    source, connection = scored.known.source, scored.connection
    wanted = list(dict.fromkeys(options.metrics))
    beside = {neural.METRIC}
    counts: list[Counts] = []
    term_scores: list[TermScore] = []
    if terms.METRIC in wanted and source is not None and connection is not None:
        from tmtool.jobs.score_terms import Source, score_by_terms

        beside.add(terms.METRIC)
        named = Source(scored.source, source)
        term_scores, counts = score_by_terms(connection, named, text, scored.references, options)
    if neural.METRIC in wanted:
        counts += _by_network(scored)
    by_references = [metric for metric in wanted if metric not in beside]
    if by_references:
        kept = SegmentCounts(connection) if connection and options.cache else None
        language = options.target_language
        counts += counted(text, by_references, target_language=language, known=kept)
    return sorted(counts, key=lambda one: wanted.index(one.metric)), term_scores


def _by_network(scored: Scored) -> list[Counts]:
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


def _findings(scored: Scored) -> tuple[tuple[DraftFindings, ...], tuple[str, ...]]:
    """Return what the checks find in the drafts, but for that of the memory, and warnings."""
    if not scored.options.checks:
        return (), ()
    from tmtool.jobs.score_checks import check_drafts

    own = {name: draft for name, draft in scored.text.drafts.items() if name != MEMORY_DRAFT}
    text = replace(scored.text, drafts=own) if scored.memory_draft else scored.text
    return check_drafts(scored.connection, text, scored.known, scored.options)
