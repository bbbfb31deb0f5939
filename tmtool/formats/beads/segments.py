"""The lines of a file of beads that have the documents' segments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from tmtool.errors import InputError
from tmtool.models import BLOCK_KINDS, DocumentSegment

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")

_MOST = 10**9
"""More than any document has of segments or paragraphs."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character, which JSON can spell and UTF-8 cannot."""

_DEFAULT = DocumentSegment("")
_HINT = "Leave the lines that begin with # { as they were written."


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A segment with its side, its place from 0, and the number of the bead it was written in."""

    side: Side
    place: int
    bead: int
    segment: DocumentSegment


def write_segment(line: SegmentLine) -> str:
    """Return a segment as JSON on one line; what is usual is left out, places count from 1."""
    one = line.segment
    fields: dict[str, object] = {line.side: line.place + 1, "bead": line.bead, "text": one.text}
    for name in ("after", "paragraph", "kind", "level"):
        value = getattr(one, name)
        if value != getattr(_DEFAULT, name):
            fields[name] = value
    return json.dumps(fields, ensure_ascii=False)


def read_segment(text: str) -> SegmentLine:
    """Return the segment that a line has; raises InputError without a place."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the line of a segment is broken: {error}", hint=_HINT) from None
    side = next((side for side in SIDES if side in fields), None)
    if side is None or not _is_whole(fields, side):
        raise InputError("the line of a segment is not as it was written", hint=_HINT)
    return SegmentLine(
        side,
        fields[side] - 1,
        fields["bead"],
        DocumentSegment(
            text=fields["text"],
            paragraph=fields.get("paragraph", 0),
            kind=fields.get("kind", _DEFAULT.kind),
            level=fields.get("level", 0),
            after=fields.get("after", ""),
        ),
    )


def _is_whole(fields: Mapping[str, Any], side: Side) -> bool:
    return (
        _is_count(fields[side], 1)
        and _is_count(fields.get("bead"), 1)
        and _is_count(fields.get("paragraph", 0), 0)
        and _is_count(fields.get("level", 0), 0)
        and _is_text(fields.get("text"))
        and _is_text(fields.get("after", ""))
        and fields.get("kind", _DEFAULT.kind) in BLOCK_KINDS
    )


def _is_count(value: object, least: int) -> bool:
    return type(value) is int and least <= value <= _MOST


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _SURROGATE.search(value)


def digest(segments: Iterable[DocumentSegment]) -> str:
    """Return the digest of a document's segments: SHA-256 of a line for each text."""
    return f"sha256:{sha256(b''.join(_lines(segments))).hexdigest()}"


def _lines(segments: Iterable[DocumentSegment]) -> Iterator[bytes]:
    for segment in segments:
        yield f"{segment.text}\n".encode()
