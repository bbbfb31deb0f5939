"""Which terms of a concept a file gets, and what of it the file's format cannot hold."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from tmtool.formats import WriteOptions
from tmtool.languages import primary
from tmtool.models import Concept, Term, WriteReport


def terms_to_write(concept: Concept, options: WriteOptions) -> tuple[Term, ...]:
    """Return the terms that the options ask for, in their order.

    With both languages given these are the terms in either, or none if the concept lacks one of
    them; with one given, all terms of a concept that has it; otherwise all. A tag also finds its
    regional forms: `en` finds `en-GB`.
    """
    wanted = {primary(tag) for tag in (options.source_language, options.target_language) if tag}
    if not wanted <= {primary(term.language) for term in concept.terms}:
        return ()
    if len(wanted) < 2:
        return concept.terms
    return tuple(term for term in concept.terms if primary(term.language) in wanted)


class Losses:
    """Counts what could not be written, or only in another way."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, record: Literal["term", "concept"], what: str) -> None:
        """Count one more record of which this is to be told."""
        self._counts[record, what] += 1

    def report(self, written: int) -> WriteReport:
        """Return what is told of a file: the most frequent losses first."""
        return WriteReport(
            written,
            tuple(
                f"{number} {record if number == 1 else f'{record}s'}: {what}"
                for (record, what), number in self._counts.most_common()
            ),
        )
