"""Files of concepts: imported and exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.glossary.base import Opened
from tmtool.models import Concept, FileReport, WriteReport
from tmtool.store import concepts

if TYPE_CHECKING:
    from tmtool.formats import ReadOptions
    from tmtool.jobs.load import Progress


class Files(Opened):
    """Files of concepts: imported and exported."""

    def load(
        self,
        path: str | Path,
        *,
        glossary: str | None = None,
        format: str | None = None,  # noqa: A002 - the word users know
        reading: ReadOptions | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> FileReport:
        """Import a file's concepts, all or none; the glossary is named after the file.

        `progress` is called now and then with the number of records read so far. Raises
        InputError where the file cannot be read.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.load_concepts import load_concepts

        return load_concepts(
            self._connection,
            Path(path),
            glossary,
            format_name=format,
            reading=reading or ReadOptions(),
            dry_run=dry_run,
            progress=progress,
        )

    def export(
        self,
        path: str | Path,
        *,
        glossary: str | None = None,
        format: str | None = None,  # noqa: A002
        source: str | None = None,
        target: str | None = None,
        no_formulas: bool = False,
    ) -> WriteReport:
        """Write concepts to a file in the format of its suffix; returns a WriteReport.

        With both languages, only terms in these are written, of concepts that have both. Where
        glossaries use one id for several concepts, all but the first get their glossary's name
        before it. With `no_formulas` a spreadsheet takes no cell of TSV or CSV for a formula.
        """
        from tmtool import formats

        file = Path(path)
        chosen = formats.find(file, format, content="concepts")
        found = _with_own_ids(concepts.stream(self._connection, glossary))
        return chosen.write_concepts(file, found, formats.WriteOptions(source, target, no_formulas))


def _with_own_ids(found: Iterable[Concept]) -> Iterator[Concept]:
    """Tell concepts of several glossaries apart that have the same id in their files."""
    seen: set[str] = set()
    for concept in found:
        identifier = concept.identifier
        if identifier in seen:
            identifier = f"{concept.glossary}-{identifier}"
        if identifier is not None:
            seen.add(identifier)
        yield replace(concept, identifier=identifier)
