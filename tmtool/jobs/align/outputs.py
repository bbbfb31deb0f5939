"""Files that an alignment is written to: beads for review, a page, units in any format."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats.beads import read_beads, write_beads
from tmtool.formats.beads.head import KIND
from tmtool.formats.files import replacing
from tmtool.jobs.align import acceptance
from tmtool.models import AlignedPair, TranslationUnit

__all__ = ["check_output", "is_reviewed", "reviewed_before", "write_output"]

BEADS = (".tsv",)
"""Suffixes of files of beads."""

_HEAD = 200
"""Bytes at the beginning of a file of beads within which it says what it is."""

PAGES = (".html", ".htm")
"""Suffixes of pages."""


def check_output(path: Path) -> None:
    """Raise InputError where nothing can be written by a path's suffix."""
    if path.suffix.lower() in BEADS + PAGES:
        return
    form = formats.find(path)
    if "w" not in form.units:
        raise InputError(
            f"units cannot be written to {form.name} files",
            where=str(path),
            hint="Write .tmx, .jsonl, .xlsx or .csv, .tsv for a review, or .html for a page.",
        )


def write_output(
    path: Path, pair: AlignedPair, document: str, min_confidence: float | None = None
) -> int:
    """Write an alignment in the form of the file's suffix; return how many units or beads it has.

    A TSV file has all beads, to be reviewed, and HTML is a page with both documents side by side;
    files of units (TMX and so on) have what is accepted. The file that was there is replaced when
    the new one is whole. Raises InputError.
    """
    suffix = path.suffix.lower()
    if suffix in BEADS:
        write_beads(path, pair)
        return len(pair.alignment.beads)
    if suffix in PAGES:
        from tmtool.jobs.alignment_page import alignment_page

        threshold = acceptance.threshold(min_confidence)
        with replacing(path) as file:
            file.write(alignment_page(pair, date.today().isoformat(), threshold))
        return len(pair.alignment.beads)
    return _write_units(path, acceptance.units(pair, document, min_confidence), pair)


def _write_units(path: Path, units: Iterable[TranslationUnit], pair: AlignedPair) -> int:
    options = formats.WriteOptions(pair.source_language, pair.target_language)
    return formats.find(path).write_units(path, units, options)


def reviewed_before(path: Path) -> AlignedPair | None:
    """Return the alignment that a file of beads has, if a person has worked on it.

    Raises InputError where the file cannot be read although it is one of beads: a person may
    have made a slip in it, and it must not be written over.
    """
    if path.suffix.lower() not in BEADS or not path.is_file():
        return None
    try:
        pair = read_beads(path)
    except InputError:
        with path.open("rb") as file:
            if KIND.encode() in file.read(_HEAD):
                raise
        return None
    return pair if is_reviewed(pair) else None


def is_reviewed(pair: AlignedPair) -> bool:
    """Tell whether a person has settled any bead."""
    return any(map(pair.is_settled, range(len(pair.states))))
