"""What there is to translate in files, and projects of other tools."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.languages import normalise
from tmtool.memory.base import Opened

if TYPE_CHECKING:
    from tmtool.formats import ReadOptions
    from tmtool.models import Analysis, OmegatReport, Weights


class Projects(Opened):
    """What there is to translate in files, and projects of other tools."""

    def analyze(
        self,
        files: Sequence[str | Path],
        source: str | None = None,
        target: str | None = None,
        *,
        weights: Weights | None = None,
        internal: bool = False,
        translated_apart: bool = False,
        format: str | None = None,  # noqa: A002
        reading: ReadOptions | None = None,
        workers: int = 1,
    ) -> Analysis:
        """Count words, characters and segments of files by the band of their best match.

        Files may be bilingual, tables or documents; languages that are not given are those of
        the file, else told by its script. A segment whose text stands earlier in these files is
        a repetition. With `internal` it may be like an earlier one instead; with
        `translated_apart`, translated segments are in no band. `weights` say what a word of a
        band counts. With `workers`, so many further processes share the work. Raises InputError.
        """
        from dataclasses import replace

        from tmtool.formats import ReadOptions
        from tmtool.jobs.analyze import AnalyzeOptions, analyze

        given = reading or ReadOptions()
        given = replace(
            given,
            source_language=source or given.source_language,
            target_language=target or given.target_language,
        )
        options = AnalyzeOptions(format, given, weights, internal, translated_apart, workers)
        return analyze(self._connection, self._file, [Path(file) for file in files], options)

    def omegat(
        self,
        folder: str | Path,
        source: str | None = None,
        target: str | None = None,
        *,
        corpus: str | None = None,
        read: bool = True,
        search: Sequence[str] | None = None,
        segmentation: bool = False,
    ) -> OmegatReport:
        """Exchange units and terms with a project folder of OmegaT.

        Its translations go into a corpus, by default of the folder's name; the memory's other
        units and its terms go into the project's memories and glossary, in the languages of the
        project. A folder that is new or empty becomes a project in the languages given.
        `search` is a command, with an argument `{target}`, that OmegaT offers as an external
        search. With `segmentation` OmegaT cuts sentences as tmtool does. Raises InputError.
        """
        from tmtool.jobs.omegat import OmegatOptions, exchange

        self._settle()
        pair = source and normalise(source), target and normalise(target)
        options = OmegatOptions(
            *pair, corpus=corpus, search=search, read=read, segmentation=segmentation
        )
        return exchange(self._connection, self._file, Path(folder), options)
