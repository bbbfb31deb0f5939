"""Term accuracy of drafts, with the terms of a memory's glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tmtool.errors import InputError
from tmtool.jobs.found_terms import FoundTerms
from tmtool.jobs.pairs import require_terms
from tmtool.jobs.scripts import refuse_other_script
from tmtool.languages import normalise
from tmtool.models import ScoreOptions, TermScore
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ALIGN_HINT, ParallelText
from tmtool.scoring.terms import METRIC, TermCounts, counted, signature, term_counts, term_score


@dataclass(frozen=True, slots=True)
class TermOptions:
    """How terms are sought; see `scoring.terms.term_counts`."""

    source_language: str
    target_language: str
    glossary: str | None = None
    morphology: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """The segments of a source that are scored, and what its file is called."""

    name: str
    texts: Sequence[str]


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
    connection: sqlite3.Connection,
    source: Source,
    text: ParallelText,
    references: Sequence[str],
    options: ScoreOptions,
) -> tuple[list[TermScore], list[Counts]]:
    """Return the term accuracy of drafts and references, and the counts of the drafts.

    `references` are the names of those of the text that are to be told of. Raises InputError
    where a language is missing, a text is in the script of another language (unless `options`
    have `force`), or the source has no term.
    """
    sought = _options(options)
    against = {
        name: [segment or "" for segment in texts]
        for name, texts in zip(references, text.references, strict=False)
    }
    if not options.force:
        refuse_other_script(source.name, " ".join(source.texts), sought.source_language)
        for name, texts in (*text.drafts.items(), *against.items()):
            refuse_other_script(name, " ".join(texts), sought.target_language)
    rows, counts, signed = score_terms(connection, source.texts, text.drafts, against, sought)
    return rows, [
        Counts(name, METRIC, "raw", signed, counted(found)) for name, found in counts.items()
    ]


def _options(asked: ScoreOptions) -> TermOptions:
    if not (asked.source_language and asked.target_language):
        raise InputError(
            "the metric terms needs both languages", hint="Name them, such as ru and en."
        )
    return TermOptions(
        normalise(asked.source_language),
        normalise(asked.target_language),
        glossary=asked.glossary,
        morphology=asked.morphology,
    )
