"""What can be done with a file format; its module is imported when something is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tmtool.errors import InputError
from tmtool.formats.options import ReadOptions, Remark, WriteOptions
from tmtool.models import Concept, Skipped, TranslationUnit, WriteReport
from tmtool.models.texts import TextRecord, TextSide

if TYPE_CHECKING:
    from tmtool.formats.filling import FillableFile
    from tmtool.formats.rewriting import Retext

__all__ = ["LEFT_OUT", "ConceptRecord", "Content", "Format"]

Content = Literal["units", "concepts"]

ConceptRecord = Concept | Skipped | Remark
"""What a file of concepts has: a concept, one that is not taken, and what others lose."""

LEFT_OUT = "parts of concepts that were left out"
"""The kind of remark on what could not be taken of a concept."""

_REWRITE = "rewrite_targets"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format and what can be done with it.

    `units` and `concepts` are `rw`, `r` or empty; `f` tells that files can be filled with
    translations. `module` is imported when a function of it is called. `directed`: a file has a
    source language. `keyed_by_source`: it holds one translation of each source text and context.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    module: str
    units: str = ""
    concepts: str = ""
    keyed_by_source: bool = False
    directed: bool = False

    def read_units(self, path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
        """Yield the units of a file and what had to be skipped, in the order of the file."""
        read: Iterator[TranslationUnit | Skipped] = self._load("units", "r").read_units(
            path, options
        )
        return read

    def read_texts(self, path: Path, options: ReadOptions, side: TextSide) -> Iterator[TextRecord]:
        """Yield the segments of one side of a file, in the order of the file.

        A format may have a `read_texts` of its own; of others the units are read.
        """
        from tmtool.formats import texts

        module = self._load("units", "r")
        own = getattr(module, "read_texts", None)
        read: Iterator[TextRecord] = (
            own(path, options, side)
            if own
            else texts.from_units(
                path, module.read_units(path, options), options, side, in_order=self.directed
            )
        )
        return read

    def source_language(self, path: Path, options: ReadOptions) -> str | None:
        """Return the source language that the head of a file names, where the format has one.

        Formats that are `directed` have the source first in each unit instead.
        """
        declared = getattr(self._load("units", "r"), "source_language", None)
        found: str | None = declared and declared(path, options)
        return found

    def write_units(
        self,
        path: Path,
        units: Iterable[TranslationUnit],
        options: WriteOptions,
        *,
        comments: Callable[[str], Sequence[str]] | None = None,
    ) -> int:
        """Write units to a file, wholly or not at all, and return how many.

        `comments` gives what a format that is keyed by source tells of a text beside it.
        """
        further = {"comments": comments} if comments else {}
        written: int = self._load("units", "w").write_units(path, units, options, **further)
        return written

    def open_to_fill(
        self,
        path: Path,
        options: ReadOptions,
        *,
        overwrite: bool = False,
        template: Path | None = None,
    ) -> FillableFile:
        """Return a file to fill with translations; those of persons stay unless `overwrite`.

        A catalogue of gettext is brought up to date with a newer `template` first; of another
        format that raises InputError.
        """
        open_file = self._load("units", "f").open_to_fill
        if template is not None and not self.keyed_by_source:
            raise InputError(
                f"{self.name} files have no templates",
                where=str(path),
                hint="A template is for PO catalogues; fill this file without one.",
            )
        further = {"template": template} if template else {}
        file: FillableFile = open_file(path, options, overwrite=overwrite, **further)
        return file

    def rewrite_targets(
        self, path: Path, output: Path, edits: Iterable[Retext], options: ReadOptions
    ) -> None:
        """Write a file again with other texts in some of its units, and all else as it is.

        `edits` come in the order of the units and can be gone through several times; `output`
        may be `path`. Raises InputError where the format cannot be rewritten like that.
        """
        self.refuse_unless_rewritable(path)
        getattr(self._load("units", "r"), _REWRITE)(path, output, edits, options)

    def refuse_unless_rewritable(self, path: Path) -> None:
        """Raise InputError where the files of the format cannot be changed in a few places."""
        if not hasattr(self._load("units", "r"), _REWRITE):
            from tmtool.formats import FORMATS

            others = (one for one in FORMATS if "r" in one.units)
            names = [one.name for one in others if hasattr(import_module(one.module), _REWRITE)]
            raise InputError(
                f"{self.name} files cannot be repaired without changing the rest of them",
                where=str(path),
                hint=f"Formats that can: {', '.join(names)}, and text line by line.",
            )

    def read_concepts(self, path: Path, options: ReadOptions) -> Iterator[ConceptRecord]:
        """Yield the concepts of a file and what had to be skipped, in the order of the file."""
        read: Iterator[ConceptRecord] = self._load("concepts", "r").read_concepts(path, options)
        return read

    def write_concepts(
        self, path: Path, concepts: Iterable[Concept], options: WriteOptions
    ) -> WriteReport:
        """Write concepts to a file, wholly or not at all, and return how many and what is lost."""
        written: WriteReport = self._load("concepts", "w").write_concepts(path, concepts, options)
        return written

    def _load(self, content: Content, mode: Literal["r", "w", "f"]) -> Any:  # noqa: ANN401
        if mode not in getattr(self, content):
            from tmtool.formats import known_formats

            verb = {"r": "read from", "w": "written to", "f": "filled into"}[mode]
            raise InputError(
                f"{content} cannot be {verb} {self.name} files", hint=known_formats(content, mode)
            )
        return import_module(self.module)
