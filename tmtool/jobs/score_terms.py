"""Term accuracy of drafts, with the terms of a memory's glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tmtool.errors import InputError
from tmtool.jobs.found_terms import FoundTerms
from tmtool.jobs.pairs import require_terms
from tmtool.jobs.scripts import refuse_other_script
from tmtool.models import Score, ScoreReport, SegmentScore, TermScore
from tmtool.scoring.inputs import ALIGN_HINT, parallel_text
from tmtool.scoring.terms import METRIC, TermCounts, signature, term_counts, term_score


@dataclass(frozen=True, slots=True)
class TermOptions:
    """How terms are sought; see `scoring.terms.term_counts`."""

    source_language: str
    target_language: str
    glossary: str | None = None
    morphology: bool = True


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """What the metric `terms` needs: a memory's glossary, the source, and how terms are sought."""

    connection: sqlite3.Connection
    source: Path
    options: TermOptions


class TermAccuracy:
    """Counts the terms of a source that texts of the same segments answer."""

    def __init__(
        self, connection: sqlite3.Connection, source: Sequence[str], options: TermOptions
    ) -> None:
        self._options = options
        self._terms = FoundTerms(connection, options.glossary)
        languages = options.source_language, options.target_language
        require_terms(connection, *languages, options.glossary)
        self._source = [self._terms(text, options.source_language) for text in source]

    def counts(self, texts: Sequence[str]) -> list[TermCounts]:
        """Return the counts of each segment of a text; raises InputError for more or fewer."""
        if len(texts) != len(self._source):
            raise InputError(
                "the numbers of segments differ:"
                f" the source has {len(self._source)}, a draft has {len(texts)}",
                hint=ALIGN_HINT,
            )
        target = self._options.target_language
        return [
            term_counts(
                asked, self._terms(text, target), target, morphology=self._options.morphology
            )
            for asked, text in zip(self._source, texts, strict=True)
        ]

    def signature(self, needed: int) -> str:
        """Return the signature of scores by this."""
        options = self._options
        return signature(needed, glossary=options.glossary, morphology=options.morphology)


def score_terms(
    connection: sqlite3.Connection,
    source: Sequence[str],
    drafts: Mapping[str, Sequence[str]],
    references: Mapping[str, Sequence[str]],
    options: TermOptions,
) -> tuple[list[TermScore], dict[str, list[TermCounts]], str]:
    """Return the term accuracy of drafts and references, the drafts' segments, the signature.

    Raises InputError where the source has no term that needs an answer.
    """
    accuracy = TermAccuracy(connection, source, options)
    segments = {name: accuracy.counts(texts) for name, texts in drafts.items()}
    rows = [term_score(name, "draft", counts) for name, counts in segments.items()]
    rows += [
        term_score(name, "reference", accuracy.counts(texts)) for name, texts in references.items()
    ]
    if not rows[0].needed:
        raise InputError(
            "the source has no term of the glossary, so there is no term accuracy",
            hint="Check the languages and --glossary; `tmtool glossary import FILE` adds terms.",
        )
    return rows, segments, accuracy.signature(rows[0].needed)


def score_by_terms(
    terms: TermsAsked,
    source: Sequence[str],
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[tuple[str, Sequence[str]]],
    *,
    segments: bool,
) -> ScoreReport:
    """Score drafts by the terms of the source; with `segments`, each segment too.

    Raises InputError where the numbers of segments differ, a text is in the script of another
    language, or the source has no term.
    """
    _check_counts(terms.source, source, drafts)
    _check_scripts(terms, source, [*drafts.items(), *references])
    names = [name for name, _ in references]
    text = parallel_text(
        drafts,
        [texts for _, texts in references] or [source],
        reference_names=names or [str(terms.source)],
    )
    against = {
        name: [segment or "" for segment in texts]
        for name, texts in zip(names, text.references, strict=False)
    }
    asked = [source[line - 1] for line in text.lines]
    rows, counts, signature = score_terms(
        terms.connection, asked, text.drafts, against, terms.options
    )
    figures = [row for row in rows if row.role == "draft"]
    return ScoreReport(
        segments=len(text.lines),
        excluded=text.excluded,
        scores=tuple(
            Score(row.text, METRIC, "raw", row.accuracy or 0.0, signature) for row in figures
        ),
        segment_scores=tuple(_segment_scores(text.lines, counts)) if segments else (),
        term_scores=tuple(rows),
    )


def _check_counts(source: Path, asked: Sequence[str], drafts: Mapping[str, Sequence[str]]) -> None:
    for name, texts in drafts.items():
        if len(texts) != len(asked):
            raise InputError(
                "the numbers of segments differ:"
                f" {source} has {len(asked)}, {name} has {len(texts)}",
                hint=ALIGN_HINT,
            )


def _check_scripts(
    terms: TermsAsked, source: Sequence[str], translations: Iterable[tuple[str, Sequence[str]]]
) -> None:
    refuse_other_script(str(terms.source), " ".join(source), terms.options.source_language)
    for name, texts in translations:
        refuse_other_script(name, " ".join(texts), terms.options.target_language)


def _segment_scores(
    lines: Sequence[int], counts: Mapping[str, Sequence[TermCounts]]
) -> list[SegmentScore]:
    return [
        SegmentScore(line, draft, {METRIC: counts[draft][position].accuracy})
        for position, line in enumerate(lines)
        for draft in counts
    ]
