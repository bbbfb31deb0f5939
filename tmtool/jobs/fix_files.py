"""Repairing the drafts of a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tmtool import formats
from tmtool.formats.lines import rewrite_segments
from tmtool.formats.rewriting import Retext
from tmtool.jobs.drafts import Record, UnitDrafts, in_right_script
from tmtool.jobs.fix import Fixer
from tmtool.languages import preferred
from tmtool.models import DraftSegment, Repair, TranslationUnit

__all__ = ["Repaired", "repairs_of_lines", "repairs_of_records", "rewrite"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair and where it belongs: the record of a file, from 0, and the tag of the draft."""

    repair: Repair
    record: int
    language: str

    @property
    def retext(self) -> Retext:
        """What is to be written into the file."""
        return Retext(self.record, self.language, self.repair.segment.draft, self.repair.after)


def repairs_of_lines(
    segments: Iterable[DraftSegment], pair: tuple[str, str], fixer: Fixer
) -> Iterator[Repaired | None]:
    """Yield what becomes of each segment of text files: their ids are the lines, from 1."""
    for segment in in_right_script(segments, *pair):
        repair = fixer.repair(segment)
        yield Repaired(repair, int(segment.segment) - 1, pair[1]) if repair else None


def repairs_of_records(
    records: Iterable[Record], pair: tuple[str, str], fixer: Fixer
) -> Iterator[Repaired | None]:
    """Yield what becomes of each segment of a bilingual file."""
    read = _Read(records)
    places: deque[tuple[int, str]] = deque()

    def segments() -> Iterator[DraftSegment]:
        for segment in UnitDrafts(read, *pair):
            places.append((read.number, read.tag(pair[1])))
            yield segment

    for segment in in_right_script(segments(), *pair):
        number, tag = places.popleft()
        repair = fixer.repair(segment)
        yield Repaired(repair, number, tag) if repair else None


class _Read:
    """Records one after another; the last one that was given is known by its number."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self._last: Record | None = None
        self.number = -1

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.number += 1
            self._last = record
            yield record

    def tag(self, language: str) -> str:
        """Return the tag of the last record's text in a language."""
        if not isinstance(self._last, TranslationUnit):
            return language
        tags = preferred(language, [variant.language for variant in self._last.variants])
        return tags[0] if tags else language


def rewrite(
    path: Path,
    output: Path,
    repaired: Iterable[Repaired],
    format_name: str | None,
    reading: formats.ReadOptions,
    *,
    lines: bool,
) -> None:
    """Write a file of drafts again with repairs, wholly or not at all.

    `lines` says that it has a segment on each line; else it is bilingual. Raises InputError
    where a format cannot be rewritten, or a text cannot be put in.
    """
    edits = _Edits(repaired)
    if lines:
        rewrite_segments(path, output, edits, encoding=reading.encoding)
    else:
        formats.find(path, format_name).rewrite_targets(path, output, edits, reading)


class _Edits(Iterable[Retext]):
    """The edits of repairs, as often as they are asked for."""

    def __init__(self, repaired: Iterable[Repaired]) -> None:
        self._repaired = repaired

    def __iter__(self) -> Iterator[Retext]:
        return (one.retext for one in self._repaired)
