"""Term accuracy of drafts, with the terms of a memory's glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tmtool.errors import InputError
from tmtool.jobs.found_terms import FoundTerms
from tmtool.models import TermScore
from tmtool.scoring.inputs import ALIGN_HINT
from tmtool.scoring.terms import TermCounts, signature, term_counts, term_score


@dataclass(frozen=True, slots=True)
class TermOptions:
    """How terms are sought; see `scoring.terms.term_counts`."""

    source_language: str
    target_language: str
    glossary: str | None = None
    morphology: bool = True


class TermAccuracy:
    """Counts the terms of a source that texts of the same segments answer."""

    def __init__(
        self, connection: sqlite3.Connection, source: Sequence[str], options: TermOptions
    ) -> None:
        self._options = options
        self._terms = FoundTerms(connection, options.glossary)
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
