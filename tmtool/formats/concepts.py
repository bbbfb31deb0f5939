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


_NAMED = 30
"""How many kinds of what was left out are named."""

Record = Literal["term", "concept"]


class Losses:
    """Counts what could not be written, or only in another way."""

    def __init__(self) -> None:
        self._changed: Counter[tuple[Record, str]] = Counter()
        self._left_out: Counter[tuple[Record, str]] = Counter()

    def count(self, record: Record, what: str) -> None:
        """Count one more record that was not written as it is."""
        self._changed[record, what] += 1

    def leave_out(self, record: Record, name: str) -> None:
        """Count one more record of which a field or a property has no place in the format."""
        self._left_out[record, name] += 1

    def report(self, written: int) -> WriteReport:
        """Return what is told of a file: the most frequent losses first."""
        changed = (
            f"{_counted(number, record)}: {what}"
            for (record, what), number in self._changed.most_common()
        )
        named = [
            f"{name} of {_counted(number, record)}"
            for (record, name), number in self._left_out.most_common()
        ]
        if len(named) > _NAMED:
            named[_NAMED:] = [f"and {len(named) - _NAMED} more"]
        said = f"left out, for the format has no place for it: {', '.join(named)}"
        return WriteReport(written, (*changed, *([said] if named else [])))


def _counted(number: int, record: Record) -> str:
    return f"{number} {record if number == 1 else f'{record}s'}"
