"""Two memories into one: all that the other holds comes in, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tmtool.errors import MemoryFileError
from tmtool.jobs.load import counted_anew
from tmtool.jobs.merge_concepts import ConceptMerge, Wanted
from tmtool.jobs.spool import Spool
from tmtool.models import MergeConflict, MergePart, MergeReport, Prefer
from tmtool.store import adoption, statistics
from tmtool.store.candidate_merge import CandidateMerge
from tmtool.store.connection import transaction
from tmtool.store.leftovers import remove_killed
from tmtool.store.other import CorpusToRead, corpora_to_read, open_other
from tmtool.store.unit_merge import UnitMerge

Progress = Callable[[int], None]
"""Called now and then with the number of units read so far."""


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """How conflicts are settled, and who is told of them as they are found."""

    prefer: Prefer = "newer"
    dry_run: bool = False
    on_conflict: Callable[[MergeConflict], None] | None = None
    progress: Progress | None = None


def merge(
    connection: sqlite3.Connection, memory: Path, path: Path, options: MergeOptions
) -> MergeReport:
    """Merge another memory into this one and say what became of what it holds.

    Raises MemoryFileError, or VersionError, where it cannot be read or is the memory itself; the
    memory is then as it was. The other one is never changed.
    """
    if path.exists() and path.samefile(memory):
        raise MemoryFileError("is the memory itself", where=str(path), hint="Name another memory.")
    with open_other(path) as other, Spool[Wanted]() as spool:
        return _Merge(connection, memory, other, spool, path=path, options=options).run()


class _Merge:
    """One memory on its way into another."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Path,
        other: sqlite3.Connection,
        spool: Spool[Wanted],
        *,
        path: Path,
        options: MergeOptions,
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._other = other
        self._path = path
        self._options = options
        self._conflicts = 0
        prefer, dry_run = options.prefer, options.dry_run
        self._corpora = corpora_to_read(other)
        self._units = UnitMerge(
            connection,
            memory,
            other,
            file=str(path),
            prefer=prefer,
            told=self._tell,
            dry_run=dry_run,
        )
        self._concepts = ConceptMerge(
            connection, other, spool, prefer=prefer, told=self._tell, dry_run=dry_run
        )
        self._candidates = CandidateMerge(
            connection, other, prefer=prefer, told=self._tell, dry_run=dry_run
        )

    def run(self) -> MergeReport:
        """Compare everything, then write it in one last transaction."""
        if not self._options.dry_run:
            remove_killed(self._connection, self._memory)
        try:
            self._take_units(self._corpora)
            self._concepts.plan()
            with self._writing():
                rest, grown = self._apply()
        except BaseException:
            self._units.abandon()
            raise
        self._units.release()
        parts = (*self._units.parts, *self._concepts.parts, *rest)
        return MergeReport(
            file=str(self._path),
            prefer=self._options.prefer,
            dry_run=self._options.dry_run,
            parts=tuple(parts),
            conflicts=self._conflicts,
            warnings=tuple(counted_anew(grown)),
        )

    def _tell(self, conflict: MergeConflict) -> None:
        self._conflicts += 1
        if self._options.on_conflict:
            self._options.on_conflict(conflict)

    def _take_units(self, found: Sequence[CorpusToRead]) -> None:
        done = 0
        for corpus in found:
            for number in self._units.take(corpus):
                done += number
                if self._options.progress:
                    self._options.progress(done)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._options.dry_run:
            yield
        else:
            with transaction(self._connection):
                yield

    def _apply(self) -> tuple[list[MergePart], list[str]]:
        """Take what is left; return the parts, and the languages whose words were counted anew."""
        grown: list[str] = []
        if not self._options.dry_run:
            self._units.apply()
            for corpus in self._corpora:
                adoption.corpus(self._connection, corpus.settings)
            grown = statistics.renew(self._connection)
            self._units.show()
            self._concepts.apply()
        dry_run = self._options.dry_run
        rest = [
            self._candidates.take(),
            adoption.findings(self._connection, self._other, dry_run=dry_run),
            adoption.runs(self._connection, self._other, dry_run=dry_run),
        ]
        return [part for part in rest if part.read], grown
