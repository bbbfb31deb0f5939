"""The file formats that tmtool reads and writes, found by name or by suffix."""

from __future__ import annotations

from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.files import check_readable
from tmtool.formats.format import LEFT_OUT, ConceptRecord, Content, Format
from tmtool.formats.options import PROFILES, Profile, ReadOptions, Remark, WriteOptions

__all__ = [
    "FORMATS",
    "LEFT_OUT",
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
    "known_formats",
]


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
                f"{known.name} files hold no {content}",
                where=str(path),
                hint=known_formats(content),
            )
    if name is not None:
        raise InputError(f"unknown format {name!r}", hint=known_formats(content))
    if to_read:
        check_readable(path)
    what = f"the suffix {path.suffix} is not known" if suffix else "the name has no suffix"
    raise InputError(
        f"{what}, so neither is the format", where=str(path), hint=known_formats(content)
    )


def is_known(path: Path) -> bool:
    """Tell whether a suffix is that of a format, of units or of concepts."""
    return any(path.name.lower().endswith(known.suffixes) for known in FORMATS if known.suffixes)


def known_formats(content: Content, mode: str = "") -> str:
    """Return a sentence that names the formats for a content, all or those with a mode."""
    names = (
        f"{known.name} ({', '.join(known.suffixes)})" if known.suffixes else known.name
        for known in FORMATS
        if getattr(known, content) and mode in getattr(known, content)
    )
    return f"Formats for {content}: {'; '.join(names)}."
