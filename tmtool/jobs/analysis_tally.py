"""The sums of an analysis: of each file by band, and of all files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tmtool.jobs.inside import Item
from tmtool.matching.bands import band as band_of
from tmtool.models import (
    ANALYSIS_BANDS,
    Band,
    BandVolume,
    FileAnalysis,
    Match,
    Skipped,
    SourceSegment,
    Volume,
    Weights,
)

UNKNOWN_SOURCE, UNKNOWN_TARGET = "und", "zxx"
"""What stands for languages that nobody tells: no text of a memory is in them."""


def pair_of(segment: SourceSegment) -> tuple[str, str]:
    """Return the languages of a segment to look it up by."""
    return segment.source_language or UNKNOWN_SOURCE, segment.target_language or UNKNOWN_TARGET


class FileTally:
    """Counts the segments of one file."""

    def __init__(self, file: str, form: str, *, apart: bool) -> None:
        self._file = file
        self._format = form
        self._apart = apart
        self._pair: tuple[str | None, str | None] = None, None
        self._skipped: list[Skipped] = []
        self._seen = {"within": Volume(), "across": Volume()}
        self._internal = Volume()
        self.volumes: dict[Band, Volume] = dict.fromkeys(ANALYSIS_BANDS, Volume())
        self.translated = Volume()
        self.locked = Volume()

    def skip(self, record: Skipped) -> None:
        """Note a record that could not be read."""
        self._skipped.append(record)

    def begin(self, source: str | None, target: str | None) -> None:
        """Note the languages of the first segment."""
        self._pair = source, target

    def add(self, item: Item, best: Match | None, near: Match | None) -> None:
        """Count a segment by its best match in the memory, or a better one `near` it.

        A context match goes before a repetition, that before any other match.
        """
        name = band_of(best)
        if name != "context" and item.seen is not None:
            name = "repetition"
            self._seen[item.seen] += item.volume
        elif near is not None and (best is None or near.rate > best.rate):
            name = band_of(near)
            self._internal += item.volume
        self.volumes[name] += item.volume

    def result(self, weights: Weights | None, *, internal: bool) -> FileAnalysis:
        """Return the sums."""
        return FileAnalysis(
            self._file,
            self._format,
            *self._pair,
            _bands(self.volumes, weights),
            within=self._seen["within"],
            across=self._seen["across"],
            internal=self._internal if internal else None,
            translated=self.translated if self._apart else None,
            locked=self.locked,
            skipped=tuple(self._skipped),
        )


def total(tallies: Sequence[FileTally], weights: Weights | None) -> tuple[BandVolume, ...]:
    """Return the sums of all files by band."""
    return _bands(
        {
            name: sum((tally.volumes[name] for tally in tallies), Volume())
            for name in ANALYSIS_BANDS
        },
        weights,
    )


def _bands(volumes: Mapping[Band, Volume], weights: Weights | None) -> tuple[BandVolume, ...]:
    return tuple(
        BandVolume(
            name,
            volumes[name],
            None
            if weights is None
            else round(float(volumes[name].words * weights.get(name, 1)), 2),
        )
        for name in ANALYSIS_BANDS
    )
