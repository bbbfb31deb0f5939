"""The terms in texts with their concepts, from all glossaries or from one."""

from __future__ import annotations

import sqlite3

from tmtool.errors import NotFoundError
from tmtool.jobs.termbase import Termbase
from tmtool.store import concepts
from tmtool.terminology.pairing import Found


class FoundTerms:
    """Finds terms; what was read of the glossary once is kept.

    Raises NotFoundError where a glossary is named that has no concept.
    """

    def __init__(self, connection: sqlite3.Connection, glossary: str | None = None) -> None:
        require_glossary(connection, glossary)
        self._termbase = Termbase(connection, glossary)

    def __call__(self, text: str, language: str) -> list[Found]:
        """Return the terms in a text, by where they begin."""
        return [
            Found(one, self._termbase.concept_of(one.term))
            for one in self._termbase.occurrences(text, language)
        ]


def require_glossary(connection: sqlite3.Connection, name: str | None) -> None:
    """Raise NotFoundError where a glossary is named that has no concept."""
    if name is not None and next(concepts.stream(connection, name), None) is None:
        raise NotFoundError(
            f"there is no glossary {name!r}",
            hint="`tmtool glossary list` shows the concepts; import one with `tmtool glossary"
            " import FILE`.",
        )
