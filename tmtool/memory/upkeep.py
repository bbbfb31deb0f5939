"""Corpora, the index, and the memory as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.memory.base import Opened
from tmtool.store import connection, corpora

if TYPE_CHECKING:
    from tmtool.jobs.load import Progress
    from tmtool.jobs.statistics import Statistics
    from tmtool.models import Corpus, IndexFault, MergeConflict, MergeReport, Prefer


class Upkeep(Opened):
    """Corpora, the index, and the memory as a whole."""

    def corpora(self) -> list[Corpus]:
        """Return the corpora with their numbers of units, by name."""
        return corpora.all_corpora(self._connection)

    def set_corpus(self, name: str, /, **values: object) -> None:
        """Set origin, licence, domain, penalty or priority of a corpus; raises NotFoundError."""
        self._settle()
        corpora.assign(self._connection, name, values)

    def remove_corpus(self, name: str) -> int:
        """Remove a corpus with its units and return how many; this cannot be undone."""
        self._settle()
        return corpora.remove(self._connection, name)

    def languages(self) -> list[str]:
        """Return the language tags that units have; `glossary.languages()` has those of terms."""
        from tmtool.store import languages

        return languages.of_units(self._connection)

    def statistics(self) -> Statistics:
        """Return the counts of everything in the memory."""
        from tmtool.jobs.statistics import statistics

        return statistics(self._connection, self.path, self._file.stat().st_size)

    def check_index(self, *, progress: Progress | None = None) -> list[IndexFault]:
        """Return where the index of segments differs from the units; nothing if all is well."""
        from tmtool.store import upkeep

        return list(upkeep.check(self._connection, progress))

    def rebuild_index(self, *, progress: Progress | None = None) -> int:
        """Make the index again with new statistics, and return how many segments it has.

        Match rates may change. The keys by which terms are found are made again too. Others can
        read and write meanwhile.
        """
        from tmtool.store import term_keys, upkeep

        self._settle()
        with connection.transaction(self._connection):
            term_keys.rebuild_all(self._connection)
        return upkeep.rebuild(self._connection, progress)

    def backup(self, target: str | Path) -> None:
        """Write a consistent copy to a new file, also while others write to the memory."""
        from tmtool.jobs.backup import backup

        backup(self._connection, Path(target))

    def merge(
        self,
        path: str | Path,
        *,
        prefer: Prefer = "newer",
        dry_run: bool = False,
        on_conflict: Callable[[MergeConflict], None] | None = None,
        progress: Progress | None = None,
    ) -> MergeReport:
        """Bring in all that another memory holds, or nothing; the other is never changed.

        Where the two do not agree, `prefer` settles it: `newer` takes the better status, then
        the later change, and ours where a date is unknown. `on_conflict` is called with each
        conflict as it is found, `progress` with the number of units read so far. Raises
        MemoryFileError where the other cannot be read or is this one, VersionError where it is
        too new.
        """
        from tmtool.jobs.merge import MergeOptions, merge

        options = MergeOptions(prefer, dry_run, on_conflict, progress)
        return merge(self._connection, self._file, Path(path), options)
