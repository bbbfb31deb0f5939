"""Tags in XML that may not be well-formed, and which of them belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["PARTIAL", "TAG", "Markup", "unmatched"]

_NAME = r"[A-Za-z_:][\w:.\-]*"
_VALUE = r"\"[^\"<]*\"|'[^'<]*'"
TAG = re.compile(
    rf"<(?P<kind>/?)(?P<name>{_NAME})(?:\s+{_NAME}\s*=\s*(?:{_VALUE}))*\s*(?P<empty>/?)>"
)
"""A tag that is well-formed but for what the values of its attributes hold."""

PARTIAL = re.compile(
    rf"<(?:/?(?:{_NAME}(?:\s+{_NAME}\s*=\s*(?:{_VALUE}))*"
    rf"(?:\s+(?:{_NAME}(?:\s*(?:=\s*(?:\"[^\"<]*|'[^'<]*)?)?)?)?|/)?)?"
    r"|!(?:-|\[?[A-Z]*)?|!DOCTYPE[^<>\[]*)\Z"
)
"""The beginning of a tag, or of what is marked in another way, at the end of a text."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of a text: a tag, if it has a name. `kind` is `/` for an end tag."""

    text: str
    name: str = ""
    kind: str = ""
    place: int = 0
    line: int = 0


def unmatched(pieces: Sequence[Markup]) -> Iterator[int]:
    """Yield the places of tags that have no counterpart, in their order."""
    open_: list[int] = []
    names: Counter[str] = Counter()
    alone: list[int] = []
    for place, piece in enumerate(pieces):
        if not piece.name or piece.text.endswith("/>"):
            continue
        if not piece.kind:
            open_.append(place)
            names[piece.name] += 1
        elif names[piece.name]:
            while (name := pieces[last := open_.pop()].name) != piece.name:
                alone.append(last)
                names[name] -= 1
            names[name] -= 1
        else:
            alone.append(place)
    yield from sorted((*alone, *open_))
