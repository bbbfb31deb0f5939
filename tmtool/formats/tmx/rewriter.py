"""TMX files in which some segments get a new text, and all else stays byte for byte."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import XMLParserType

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.archives import is_packed
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.rewriting import (
    BytesEdit,
    Retext,
    byte_order_mark,
    check_rewritten,
    encoded,
    rewrite_bytes,
)
from tmtool.formats.tmx.reader import UnitReader, read_units
from tmtool.formats.tmx.retext import retexted
from tmtool.formats.xml_encoding import START, actual_encoding, name_for_expat
from tmtool.formats.xml_stream import guarded_parser, pieces

__all__ = ["rewrite_targets"]

_START_TAG = re.compile(r"<seg(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def rewrite_targets(
    path: Path, output: Path, edits: Iterable[Retext], options: ReadOptions
) -> None:
    """Write the file to `output`, which may be `path`, with new texts in the order of the units.

    `edits` are gone through twice. Raises InputError where a text cannot be put in.
    """
    if is_packed(path):
        raise InputError(
            "a packed file cannot be repaired in its place",
            where=str(path),
            hint="Unpack it, and have the TMX in it repaired.",
        )
    encoding = _encoding(path, options.encoding)
    with replacing_bytes(output) as file:
        rewrite_bytes(path, file, _bytes_edits(path, edits, encoding, options))
        file.flush()
        written = Path(str(file.name))
        if written.is_file():
            check_rewritten(read_units(path, options), read_units(written, options), edits, output)


def _encoding(path: Path, given: str | None) -> str:
    """Return the encoding of an XML file: by its mark, as given, as declared, or UTF-8."""
    _, by_mark = byte_order_mark(path)
    with open_binary(path) as file:
        return by_mark or actual_encoding(file.read(START), given)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment as it was read, and where it stands: from `<seg` to `</seg`, in bytes."""

    start: int
    end: int
    language: str
    text: str


class _Places(UnitReader):
    """A reader that tells the segments of the `tu` that each record comes from."""

    def __init__(self, parser: XMLParserType, name: str) -> None:
        self.segments: deque[list[_Segment]] = deque()
        super().__init__(parser, name)

    def _begin(self, attributes: dict[str, str]) -> None:
        super()._begin(attributes)
        self._here: list[_Segment] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "seg":
            self._from = self._parser.CurrentByteIndex
        super()._start(name, attributes)

    def _take(self, text: str, markup: str | None) -> None:
        end = self._parser.CurrentByteIndex
        self._here.append(_Segment(self._from, end, self._tag(self._language), text))
        super()._take(text, markup)

    def _finish(self) -> None:
        before = len(self.done)
        super()._finish()
        self.segments += [self._here] * (len(self.done) - before)


def _bytes_edits(
    path: Path, edits: Iterable[Retext], encoding: str, options: ReadOptions
) -> Iterator[BytesEdit]:
    """Yield the bytes to be changed, `tu` by `tu`."""
    parser = guarded_parser(path, encoding=name_for_expat(encoding))
    reader = _Places(parser, str(path))
    pending = iter(edits)
    edit = next(pending, None)
    segments: list[_Segment] = []
    changed: dict[_Segment, str] = {}
    with open_binary(path) as file:
        for number, _ in enumerate(pieces(path, parser, reader.done)):
            here = reader.segments.popleft()
            if here is not segments:
                yield from _in_place(file, changed, encoding, path)
                segments, changed = here, {}
            if edit is not None and edit.record == number:
                same = (one for one in here if (one.language, one.text) == _key(edit))
                changed |= dict.fromkeys(same, edit.after)
                edit = next(pending, None)
        yield from _in_place(file, changed, encoding, path)


def _key(edit: Retext) -> tuple[str, str]:
    return edit.language, edit.before


def _in_place(
    file: BinaryIO, changed: Mapping[_Segment, str], encoding: str, path: Path
) -> Iterator[BytesEdit]:
    for segment in sorted(changed, key=lambda one: one.start):
        file.seek(segment.start)
        raw = file.read(segment.end - segment.start).decode(encoding)
        tag = _START_TAG.match(raw)
        new = tag and retexted(raw[tag.end() :], segment.text, changed[segment])
        if tag is None or new is None:
            raise InputError(
                "a text cannot be put in the place of another one",
                where=f"{path}, byte {segment.start}",
                hint="Repair that draft by hand. Nothing was written.",
            )
        content = encoded(tag[0] + new, encoding, path)
        yield BytesEdit(segment.start, segment.end, content)
