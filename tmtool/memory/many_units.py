"""Many units at once: what would be changed, and changing it in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tmtool.languages import normalise
from tmtool.memory.base import Opened
from tmtool.store.unit_filter import Filter

if TYPE_CHECKING:
    from tmtool.models import Removal, Replacement
    from tmtool.text.replacing import Wanted


class ManyUnits(Opened):
    """Many units at once: what would be changed, and changing it in one step."""

    def find_replacements(
        self,
        wanted: Wanted,
        *,
        chosen: Filter | None = None,
        language: str | None = None,
    ) -> Iterator[Replacement]:
        """Yield what a replacement would change in the chosen units; nothing is written.

        With a `language` only texts in it are looked at. Raises InputError for a pattern that is
        none.
        """
        from tmtool.jobs.replace import find_replacements

        tag = normalise(language) if language else None
        return find_replacements(self._connection, wanted, chosen or Filter(), language=tag)

    def apply_replacements(
        self, found: Iterable[Replacement], *, by: str | None = None
    ) -> tuple[int, int]:
        """Write replacements, all of them or none; one `undo` takes all of them back.

        They come in the order of their units. Returns how many units were changed, and how many
        were left since somebody has changed them meanwhile.
        """
        from tmtool.jobs.replace import apply_replacements

        self._settle()
        return apply_replacements(self._connection, found, by=by)

    def find_removals(self, chosen: Filter) -> Iterator[Removal]:
        """Yield the chosen units as those to be removed; nothing is written.

        Raises InputError where the filter chooses everything.
        """
        from tmtool.jobs.remove import find_removals

        return find_removals(self._connection, chosen)

    def find_duplicates(
        self,
        chosen: Filter | None = None,
        *,
        across_corpora: bool = False,
        keep_contexts: bool = False,
    ) -> Iterator[Removal]:
        """Yield those of the chosen units whose texts a better one of them has too.

        Better is approved before draft before machine, then the one changed last, then the most
        used, then the first. With `keep_contexts` units stay that differ in their context id or
        in their neighbours. Nothing is written.
        """
        from tmtool.jobs.remove import find_duplicates

        return find_duplicates(
            self._connection,
            chosen or Filter(),
            across_corpora=across_corpora,
            keep_contexts=keep_contexts,
        )

    def apply_removals(self, found: Iterable[Removal], *, by: str | None = None) -> tuple[int, int]:
        """Remove units, all of them or none; one `undo` brings all of them back.

        Returns how many were removed, and how many were left since somebody has changed them
        meanwhile.
        """
        from tmtool.jobs.remove import apply_removals

        self._settle()
        return apply_removals(self._connection, found, by=by)
