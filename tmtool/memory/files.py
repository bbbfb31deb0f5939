"""Files of units: imported, exported and filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.memory.base import Opened
from tmtool.store.unit_filter import Filter

if TYPE_CHECKING:
    from tmtool.formats import Profile, ReadOptions
    from tmtool.jobs.load import Progress
    from tmtool.models import FileReport, FillReport


class Files(Opened):
    """Files of units: imported, exported and filled."""

    def load(
        self,
        path: str | Path,
        *,
        corpus: str | None = None,
        format: str | None = None,  # noqa: A002 - the word users know
        reading: ReadOptions | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> FileReport:
        """Import a file's units, all of them or none; the corpus is named after the file.

        Raises InputError where the file cannot be read.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.load import LoadOptions, load

        options = LoadOptions(corpus, format, reading or ReadOptions(), dry_run, progress)
        return load(self._connection, self._file, Path(path), options)

    def export(
        self,
        path: str | Path,
        source: str | None = None,
        target: str | None = None,
        *,
        chosen: Filter | None = None,
        format: str | None = None,  # noqa: A002
        no_formulas: bool = False,
        profile: Profile = "compatible",
        language_tags: Mapping[str, str] | None = None,
    ) -> int:
        """Write units to a file in the format of its suffix and return how many.

        With `no_formulas` a spreadsheet takes no cell of TSV or CSV for a formula. `profile` is
        for TMX: `compatible` with all programs, in two languages, or `full`. `language_tags` are
        those that languages get in a TMX file. Raises InputError where the file cannot be written.
        """
        from tmtool.formats import WriteOptions
        from tmtool.jobs.export import export

        return export(
            self._connection,
            Path(path),
            chosen or Filter(),
            WriteOptions(source, target, no_formulas, profile, language_tags or {}),
            format_name=format,
        )

    def pretranslate(
        self,
        file: str | Path,
        output: str | Path,
        source: str | None = None,
        target: str | None = None,
        *,
        min_rate: int = 70,
        overwrite: bool = False,
        format: str | None = None,  # noqa: A002
        encoding: str | None = None,
        workers: int = 1,
        template: str | Path | None = None,
        terms: bool = False,
        glossary: str | None = None,
        reading: ReadOptions | None = None,
        output_format: str | None = None,
    ) -> FillReport:
        """Fill a bilingual file: exact matches as they are, others marked as to be looked at.

        Languages that are not given are those that the file names. Translations of persons stay
        unless `overwrite`; all else in the file stays as it is. With `workers`, so many further
        processes share the work. A PO catalogue is brought up to date with a newer `template`
        first. With `terms`, what a person must look at gets a note with its terms, those of one
        `glossary` if it is named. Of a document in one language a bilingual file is made, in the
        `output_format` or that of the suffix of `output`. `reading` says more of how a file is
        read, such as the columns of a table. Raises InputError.
        """
        from tmtool.formats import ReadOptions
        from tmtool.jobs.pretranslate import FillOptions, pretranslate

        given = reading or ReadOptions()
        reading = replace(
            given,
            source_language=given.source_language if source is None else source,
            target_language=given.target_language if target is None else target,
            encoding=given.encoding if encoding is None else encoding,
        )
        options = FillOptions(
            format,
            reading,
            min_rate,
            overwrite,
            workers,
            Path(template) if template else None,
            terms,
            glossary,
            output_format,
        )
        return pretranslate(self._connection, self._file, Path(file), Path(output), options)
