"""The versions and dialects of XLIFF, told by the root element."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tmtool.errors import InputError
from tmtool.formats.inline import Vocabulary
from tmtool.formats.xliff.inline import vocabulary

OURS = "urn:tmtool:xliff"
"""The namespace by which tmtool knows the files that it wrote."""

DialectName = Literal["xliff", "sdlxliff", "mqxliff", "mxliff"]

_EXTENSIONS: tuple[tuple[str, DialectName, str], ...] = (
    ("sdlxliff", "sdlxliff", "sdl"),
    ("mqxliff", "mqxliff", "mq"),
    ("memsource", "mxliff", "m"),
)
"""What a namespace's name has in it, the dialect it belongs to, and its usual prefix."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a file is: `version` 1 or 2, whose dialect, and with which prefixes.

    `core` is the prefix of XLIFF's own elements with its colon, mostly empty; `extension` that
    of the dialect's elements and attributes. `ours` tells whether tmtool wrote the file. `texts`
    are the names of the elements that have texts to translate and nothing else, `vocabulary` the
    inline elements.
    """

    version: Literal[1, 2]
    name: DialectName = "xliff"
    core: str = ""
    extension: str = ""
    ours: bool = False
    texts: frozenset[str] = field(init=False)
    vocabulary: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        names = ("source", "seg-source", "target", "segment", "ignorable", "originalData")
        object.__setattr__(self, "texts", frozenset(self.core + name for name in names))
        object.__setattr__(self, "vocabulary", vocabulary(self.version, self.core))


def dialect_of(root: str, attributes: Mapping[str, str], where: str) -> Dialect:
    """Return what a file is by its root element; raises InputError for an unknown version."""
    spelled = attributes.get("version", "1.2").strip()
    if spelled.partition(".")[0] not in ("1", "2"):
        raise InputError(
            f"unknown version {spelled!r} of XLIFF",
            where=where,
            hint="Save the file as XLIFF 1.2, 2.0 or 2.1.",
        )
    version: Literal[1, 2] = 2 if spelled.startswith("2") else 1
    spaces = {
        uri.lower(): name.removeprefix("xmlns:")
        for name, uri in attributes.items()
        if name.startswith("xmlns:")
    }
    core = root[: root.index(":") + 1] if ":" in root else ""
    for part, name, usual in _EXTENSIONS if version == 1 else ():
        for uri, prefix in spaces.items():
            if part in uri:
                return Dialect(version, name, core, f"{prefix or usual}:")
    return Dialect(version, core=core, ours=OURS in spaces)
