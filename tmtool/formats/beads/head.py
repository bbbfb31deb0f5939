"""The lines of a file of beads that say what the documents are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tmtool.errors import InputError
from tmtool.formats.beads.cells import read_confidence, write_confidence
from tmtool.formats.beads.segments import digest
from tmtool.languages import normalise
from tmtool.models import PAIR_VERDICTS, AlignedPair, MovedBlock

KIND: Literal["tmtool beads"] = "tmtool beads"
"""What the first line calls the file."""

VERSION = "1"

HELP = (
    "State: accepted, rejected or open. Places are the numbers of the segments in their documents:",
    "to regroup, move one from a row to the next, or add a row without a number; the texts follow.",
    "A text may be corrected. An apostrophe keeps a spreadsheet from changing a cell.",
)
"""What a person must know to edit the file."""

Key = Literal[
    "tmtool beads",
    "source document",
    "target document",
    "source language",
    "target language",
    "source digest",
    "target digest",
    "confidence",
    "verdict",
]
_KEYS: tuple[Key, ...] = get_args(Key)

_MOVED = re.compile(r"source (\d{1,9}) to (\d{1,9}), target (\d{1,9}) to (\d{1,9})")
_PARTED_OTHERWISE = re.compile(f'{KIND}"?[,;]')


@dataclass(slots=True)
class Head:
    """What the lines say, by their first cells, each with the number of its line."""

    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    moved: list[MovedBlock] = field(default_factory=list)

    def take(self, cells: Sequence[str], line: int) -> None:
        """Take in a line; one that is a person's note changes nothing. Raises InputError."""
        key = cells[0].removeprefix("#").strip()
        if _PARTED_OTHERWISE.match(key):
            self.values[KIND] = "", line
            raise InputError(
                "the cells are parted by commas or semicolons, not by tabs",
                hint="Save the file again with tabs as separators, such as “Text (tab delimited)”"
                " in UTF-8.",
            )
        value = cells[1] if len(cells) > 1 else ""
        if key == "moved":
            self.moved.append(_moved(value))
        elif key in _KEYS:
            if key in self.values:
                raise InputError(
                    f"{key!r} stands in line {self.values[key][1]}, too",
                    hint="Remove one of the two lines.",
                )
            self.values[key] = value, line

    def value(self, key: Key) -> str:
        """Return what the file says; raises InputError where it does not."""
        try:
            return self.values[key][0]
        except KeyError:
            raise InputError(
                f"the line `# {key}` is missing",
                hint="Take it over from the file as tmtool wrote it."
                if self.values
                else "Give a file of beads, such as `tmtool align` writes with a name in .tsv.",
            ) from None


def head_rows(pair: AlignedPair) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a pair as rows."""
    values: Mapping[Key, str] = {
        "tmtool beads": VERSION,
        "source document": pair.source_document,
        "target document": pair.target_document,
        "source language": pair.source_language,
        "target language": pair.target_language,
        "source digest": digest(pair.source),
        "target digest": digest(pair.target),
        "confidence": write_confidence(pair.alignment.confidence),
        "verdict": pair.alignment.verdict,
    }
    for key, value in values.items():
        yield f"# {key}", value
    for block in pair.alignment.moved:
        (start, end), (first, last) = block.source, block.target
        yield "# moved", f"source {start + 1} to {end}, target {first + 1} to {last}"
    for text in HELP:
        yield (f"# {text}",)


def check_version(head: Head) -> None:
    """Raise InputError for what is no file of beads, or one that is too new."""
    version = head.value(KIND)
    if version.strip() != VERSION:
        raise InputError(
            f"files of beads of version {version!r} are not known to this tmtool",
            hint="Read it with the tmtool that wrote it, or a newer one.",
        )


def languages(head: Head) -> tuple[str, str]:
    """Return the languages of the documents; raises LanguageError."""
    return normalise(head.value("source language")), normalise(head.value("target language"))


def verdict_and_confidence(head: Head) -> tuple[str, float]:
    """Return what the documents are to each other; raises InputError."""
    verdict = head.value("verdict").strip()
    if verdict not in PAIR_VERDICTS:
        raise InputError(
            f"{verdict!r} is no verdict on documents",
            hint=f"There are {', '.join(PAIR_VERDICTS)}.",
        )
    return verdict, read_confidence(head.value("confidence"))


def _moved(value: str) -> MovedBlock:
    found = _MOVED.fullmatch(value.strip())
    start, end, first, last = map(int, found.groups()) if found else (0, 0, 0, 0)
    if not (0 < start <= end and 0 < first <= last):
        raise InputError(
            f"{value!r} does not tell a block that was moved",
            hint="It reads: source 13 to 40, target 61 to 88.",
        )
    return MovedBlock((start - 1, end), (first - 1, last))
