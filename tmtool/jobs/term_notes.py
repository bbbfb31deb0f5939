"""The terms of a text with their translations, as lines for a note."""

from __future__ import annotations

import sqlite3

from tmtool.jobs.found_terms import require_glossary
from tmtool.jobs.termbase import Termbase
from tmtool.models import TERMS_TO_AVOID

__all__ = ["TermNotes"]


class TermNotes:
    """Tells the glossary's translations of the terms in texts.

    Terms to avoid are left out, and those within a longer one. Raises NotFoundError where a
    glossary is named that has no concept.
    """

    def __init__(self, connection: sqlite3.Connection, glossary: str | None = None) -> None:
        require_glossary(connection, glossary)
        self._termbase = Termbase(connection, glossary)

    def __call__(self, text: str, source: str, target: str) -> list[str]:
        """Return a line for each term, in the order of the text, such as `term: a = b, c`."""
        lines = []
        for occurrence in self._termbase.occurrences(text, source):
            found = occurrence.term
            if occurrence.nested or found.status in TERMS_TO_AVOID:
                continue
            offered = [
                term.text if term.status == "preferred" else f"{term.text} ({term.status})"
                for term in self._termbase.concept_of(found).terms_in(target)
            ]
            if offered:
                lines.append(f"term: {found.text} = {', '.join(offered)}")
        return list(dict.fromkeys(lines))
