"""The file formats that tmtool reads and writes, found by name or by suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tmtool.errors import InputError
from tmtool.formats.files import check_readable
from tmtool.formats.options import PROFILES, Profile, ReadOptions, Remark, WriteOptions
from tmtool.models import Concept, Skipped, TranslationUnit, WriteReport
from tmtool.models.texts import TextRecord, TextSide

if TYPE_CHECKING:
    from tmtool.formats.filling import FillableFile
    from tmtool.formats.rewriting import Retext

__all__ = [
    "FORMATS",
    "PROFILES",
    "ConceptRecord",
    "Content",
    "Format",
    "Profile",
    "ReadOptions",
    "Remark",
    "WriteOptions",
    "find",
    "is_known",
]

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
            verb = {"r": "read from", "w": "written to", "f": "filled into"}[mode]
            raise InputError(
                f"{content} cannot be {verb} {self.name} files", hint=_known(content, mode)
            )
        return import_module(self.module)


FORMATS: tuple[Format, ...] = (
    Format(
        "tmx",
        "Translation Memory eXchange 1.4b, packed too",
        (".tmx", ".tmx.gz", ".tmx.zip", ".zip"),
        "tmtool.formats.tmx",
        units="rwf",
    ),
    Format(
        "tsv",
        "Tab-separated values",
        (".tsv", ".tab", ".txt"),
        "tmtool.formats.tsv",
        units="rwf",
        concepts="rw",
    ),
    Format(
        "csv",
        "Comma-separated values (RFC 4180)",
        (".csv",),
        "tmtool.formats.csv_",
        units="rwf",
        concepts="rw",
    ),
    Format(
        "xlsx",
        "Workbook of Excel (Office Open XML)",
        (".xlsx", ".xlsm", ".xltx"),
        "tmtool.formats.xlsx",
        units="rwf",
        concepts="rw",
    ),
    Format(
        "jsonl",
        "JSON lines with all that tmtool knows",
        (".jsonl", ".ndjson"),
        "tmtool.formats.jsonl",
        units="rwf",
        concepts="rw",
    ),
    Format("ttx", "Trados TagEditor", (".ttx",), "tmtool.formats.ttx", units="rf", directed=True),
    Format("txml", "Wordfast Pro", (".txml",), "tmtool.formats.txml", units="rf", directed=True),
    Format(
        "po",
        "Gettext PO",
        (".po", ".pot"),
        "tmtool.formats.po",
        units="rwf",
        keyed_by_source=True,
        directed=True,
    ),
    Format(
        "mo",
        "Gettext MO, compiled",
        (".mo", ".gmo"),
        "tmtool.formats.po.compiled",
        units="rw",
        keyed_by_source=True,
        directed=True,
    ),
    Format(
        "compendium",
        "Gettext PO, a compendium for msgmerge",
        (),
        "tmtool.formats.po.compendium",
        units="w",
        keyed_by_source=True,
        directed=True,
    ),
    Format(
        "xliff",
        "XLIFF 1.2 (2.x is read too)",
        (".xlf", ".xliff"),
        "tmtool.formats.xliff",
        units="rwf",
        directed=True,
    ),
    Format("xliff2", "XLIFF 2.1", (), "tmtool.formats.xliff.version_2", units="rwf", directed=True),
    Format(
        "sdlxliff",
        "XLIFF of Trados",
        (".sdlxliff",),
        "tmtool.formats.xliff",
        units="rf",
        directed=True,
    ),
    Format(
        "mqxliff",
        "XLIFF of memoQ",
        (".mqxliff",),
        "tmtool.formats.xliff",
        units="rf",
        directed=True,
    ),
    Format(
        "mxliff",
        "XLIFF of Phrase",
        (".mxliff",),
        "tmtool.formats.xliff",
        units="rf",
        directed=True,
    ),
    Format(
        "sdltm",
        "Memory of Trados Studio",
        (".sdltm",),
        "tmtool.formats.sdltm",
        units="r",
        directed=True,
    ),
    Format("tbx", "TermBase eXchange", (".tbx",), "tmtool.formats.tbx", concepts="rw"),
    Format(
        "tbx-basic",
        "TermBase eXchange 3 (ISO 30042:2019), TBX-Basic, style dca",
        (),
        "tmtool.formats.tbx.basic_dca",
        concepts="rw",
    ),
    Format(
        "tbx-basic-dct",
        "TermBase eXchange 3 (ISO 30042:2019), TBX-Basic, style dct",
        (),
        "tmtool.formats.tbx.basic_dct",
        concepts="rw",
    ),
    Format("mtf", "MultiTerm XML", (".mtf",), "tmtool.formats.tbx", concepts="r"),
    Format(
        "omegat",
        "OmegaT glossary",
        (".utf8",),
        "tmtool.formats.omegat",
        concepts="rw",
    ),
)


def find(
    path: Path, name: str | None = None, *, content: Content = "units", to_read: bool = False
) -> Format:
    """Return the format with this name or, without one, the format of the path's suffix.

    Raises InputError where there is none that can hold the content; for a file that is to be
    read and is not there, that is said.
    """
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path), hint="Name the files in it.")
    suffix, lowered = path.suffix.lower(), path.name.lower()
    for known in FORMATS:
        if known.name == name or (name is None and lowered.endswith(known.suffixes)):
            if getattr(known, content):
                return known
            raise InputError(
                f"{known.name} files hold no {content}", where=str(path), hint=_known(content)
            )
    if name is not None:
        raise InputError(f"unknown format {name!r}", hint=_known(content))
    if to_read:
        check_readable(path)
    what = f"the suffix {path.suffix} is not known" if suffix else "the name has no suffix"
    raise InputError(f"{what}, so neither is the format", where=str(path), hint=_known(content))


def is_known(path: Path) -> bool:
    """Tell whether a suffix is that of a format, of units or of concepts."""
    return any(path.name.lower().endswith(known.suffixes) for known in FORMATS if known.suffixes)


def _known(content: Content, mode: str = "") -> str:
    names = (
        f"{known.name} ({', '.join(known.suffixes)})" if known.suffixes else known.name
        for known in FORMATS
        if getattr(known, content) and mode in getattr(known, content)
    )
    return f"Formats for {content}: {'; '.join(names)}."
