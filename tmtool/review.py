"""The review queue of mined terms; `Glossary.queue` gives it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool.languages import normalise
from tmtool.models import CandidateState, Concept, QueuedTerm, WriteReport
from tmtool.store import candidates


class ReviewQueue:
    """Mined terms that wait for a person's decision, or have it; they stay in the memory's file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def terms(
        self,
        state: CandidateState | None = None,
        *,
        source: str | None = None,
        target: str | None = None,
    ) -> Iterator[QueuedTerm]:
        """Yield the terms of one state and pair, or all, those with the highest C-value first.

        `source` is the language they were mined in, `target` that of their translations; raises
        LanguageError.
        """
        languages = _languages(source, target)
        return candidates.stream(self._connection, state, **languages)

    def term(self, number: int) -> QueuedTerm:
        """Return one term; raises NotFoundError."""
        return candidates.read_one(self._connection, number)

    def accept(
        self,
        number: int,
        *,
        glossary: str = "mined",
        translation: str | None = None,
        by: str | None = None,
    ) -> Concept:
        """Make a term a concept with proposed terms; raises NotFoundError, InputError.

        A term that was accepted before, and whose concept is there, changes that concept.
        """
        from tmtool.jobs import review

        return review.accept(self._connection, number, glossary, translation=translation, by=by)

    def accept_all(
        self, numbers: Iterable[int], *, glossary: str = "mined", by: str | None = None
    ) -> list[Concept]:
        """Accept several terms with their first translations, or none; see `accept`."""
        from tmtool.jobs import review

        return review.accept_all(self._connection, numbers, glossary, by=by)

    def reject(self, number: int, *, by: str | None = None) -> QueuedTerm:
        """Decide that a candidate is no term; a concept that was made stays.

        Raises NotFoundError.
        """
        from tmtool.jobs import review

        return review.reject(self._connection, number, by=by)

    def reopen(self, number: int) -> QueuedTerm:
        """Take a decision back; a concept that was made stays. Raises NotFoundError."""
        from tmtool.jobs import review

        return review.reopen(self._connection, number)

    def rename(self, number: int, text: str) -> QueuedTerm:
        """Give a term another citation form; raises NotFoundError, InputError if accepted."""
        from tmtool.jobs import review

        return review.rename(self._connection, number, text)

    def export(
        self,
        path: str | Path,
        *,
        state: CandidateState | None = None,
        source: str | None = None,
        target: str | None = None,
        format: str | None = None,  # noqa: A002 - the word users know
    ) -> WriteReport:
        """Write terms as concepts with proposed terms to a file and return what it holds.

        Without a state all but the rejected are written; `source` and `target` are as for
        `terms`. Raises InputError.
        """
        from tmtool import formats
        from tmtool.jobs import review

        file = Path(path)
        chosen = formats.find(file, format, content="concepts")
        found = review.proposals(self._connection, state, **_languages(source, target))
        return chosen.write_concepts(file, found, formats.WriteOptions())


def _languages(source: str | None, target: str | None) -> dict[str, str | None]:
    return {"source": source and normalise(source), "target": target and normalise(target)}
