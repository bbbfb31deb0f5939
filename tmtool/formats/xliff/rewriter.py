"""XLIFF files in which some translations get a new text, and all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.rewriting import BytesEdit, Retext, check_rewritten, rewrite_bytes
from tmtool.formats.tmx.retext import retexted
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xliff.elements import UnitElement, UnitReader
from tmtool.formats.xliff.reader import read_units
from tmtool.formats.xliff.segments import Segment, segments
from tmtool.formats.xml_filling import codec_of, decoded

__all__ = ["rewrite_targets"]


def rewrite_targets(
    path: Path, output: Path, edits: Iterable[Retext], options: ReadOptions
) -> None:
    """Write the file to `output`, which may be `path`, with new texts in the order of the units.

    What the file says of a translation, such as its state, stays. `edits` are gone through twice.
    Raises InputError where a text cannot be put in.
    """
    with replacing_bytes(output) as file:
        rewrite_bytes(path, file, _bytes_edits(path, edits, options))
        file.flush()
        written = Path(str(file.name))
        if written.is_file():
            check_rewritten(read_units(path, options), read_units(written, options), edits, output)


def _bytes_edits(path: Path, edits: Iterable[Retext], options: ReadOptions) -> Iterator[BytesEdit]:
    """Yield the bytes to be changed, unit by unit."""
    reader = UnitReader(path, options.encoding)
    pending = iter(edits)
    edit = next(pending, None)
    record = 0
    with open_binary(path) as file:
        for unit in reader.units():
            found = segments(unit)
            here: list[tuple[Segment, Retext]] = []
            # A unit without a source is read as one record.
            after = record + max(1, len(found))
            while edit is not None and edit.record < after:
                here.append((found[edit.record - record], edit))
                edit = next(pending, None)
            record = after
            if here:
                codec = codec_of(path, options.encoding or reader.encoding)
                yield _in_place(file, unit, here, codec, path)


def _in_place(
    file: BinaryIO,
    unit: UnitElement,
    edits: Sequence[tuple[Segment, Retext]],
    codec: str,
    path: Path,
) -> BytesEdit:
    file.seek(unit.start)
    raw = decoded(file.read(unit.end - unit.start), codec, f"{path}:{unit.line}")
    text = UnitText(raw, unit.element)
    codes = unit.file.dialect.vocabulary.codes
    for segment, edit in edits:
        target = segment.target
        new = None
        if target is not None:
            new = retexted(text.inner(target), edit.before, edit.after, codes=codes)
        if target is None or new is None:
            raise InputError(
                "a text cannot be put in the place of another one",
                where=f"{path}:{unit.line}",
                hint="Repair that draft by hand. Nothing was written.",
            )
        text.fill(target, new)
    return BytesEdit(unit.start, unit.end, text.changed().encode(codec, "xmlcharrefreplace"))
