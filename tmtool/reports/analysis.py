"""An analysis as JSON, as rows, and as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tmtool.models import Analysis, BandVolume, FileAnalysis, Volume

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["analysis", "columns", "rows", "sum_of", "tables", "weighted_sum"]

Shape = dict[str, Any]

_COUNTS = ("segments", "words", "characters", "characters_without_spaces", "placeholders")


def analysis(found: Analysis) -> Shape:
    """Return an analysis as `docs/json.md` has it."""
    return {
        "files": [_file(one) for one in found.files],
        "total": [_band(one) for one in found.total],
        "words": sum_of(found.total).words,
        "weighted_words": weighted_sum(found.total),
        "weights": None if found.weights is None else dict(found.weights),
    }


def _file(one: FileAnalysis) -> Shape:
    return {
        "file": one.file,
        "bands": [_band(band) for band in one.bands],
        "format": one.format,
        "source_language": one.source_language,
        "target_language": one.target_language,
        "words": sum_of(one.bands).words,
        "weighted_words": weighted_sum(one.bands),
        "repetitions": {"within": asdict(one.within), "across": asdict(one.across)},
        "internal": one.internal and asdict(one.internal),
        "translated": one.translated and asdict(one.translated),
        "locked": asdict(one.locked),
        "skipped": [{"where": record.where, "reason": record.reason} for record in one.skipped],
    }


def _band(one: BandVolume) -> Shape:
    return {"band": one.band, **asdict(one.volume), "weighted_words": one.weighted_words}


def columns(found: Analysis) -> tuple[str, ...]:
    """Return the names of the columns of `rows`."""
    return ("file", "band", *_COUNTS, *(("weighted_words",) if found.weights is not None else ()))


def rows(found: Analysis) -> Iterator[Shape]:
    """Yield a row for each band of each file; what is in no band follows as `translated`, `locked`.

    There are no sums: a spreadsheet makes them.
    """
    for one in found.files:
        yield from ({"file": one.file, **_band(band)} for band in one.bands)
        for name, volume in (("translated", one.translated), ("locked", one.locked)):
            if volume is not None and volume.segments:
                yield {"file": one.file, "band": name, **asdict(volume), "weighted_words": None}


def sum_of(bands: Sequence[BandVolume]) -> Volume:
    """Return all bands together."""
    return sum((one.volume for one in bands), Volume())


def weighted_sum(bands: Sequence[BandVolume]) -> float | None:
    """Return the weighted words of all bands together, `None` without weights."""
    given = [one.weighted_words for one in bands if one.weighted_words is not None]
    return round(sum(given), 2) if given else None


def tables(console: Console, found: Analysis) -> None:
    """Draw the words of each file by band, where there are several, then the bands of all."""
    from tmtool.reports.tables import grid

    if len(found.files) > 1:
        console.print(grid(*_by_file(found), title="Words by file"))
        console.print()
    console.print(grid(*_by_band(found)))
    for line in _besides(found):
        console.print(line)


def _by_file(found: Analysis) -> tuple[list[str], list[list[object]]]:
    """Return the header and the rows of words by file; bands without any are left out."""
    used = [place for place, one in enumerate(found.total) if one.volume.segments]
    header = ["file", *(found.total[place].band for place in used), "all"]
    weighted = found.weights is not None
    listed: list[list[object]] = []
    for name, bands in [*((one.file, one.bands) for one in found.files), ("all", found.total)]:
        row: list[object] = [name, *(bands[place].volume.words for place in used)]
        listed.append([*row, sum_of(bands).words, *([weighted_sum(bands)] if weighted else [])])
    return [*header, *(["weighted"] if weighted else [])], listed


def _by_band(found: Analysis) -> tuple[list[str], list[list[object]]]:
    every = sum_of(found.total)
    weighted = found.weights is not None
    header = ["band", "segments", "words", "% of words", "characters", "without spaces"]
    listed: list[list[object]] = []
    together = BandVolume("new", every, weighted_sum(found.total))
    for one in (*found.total, together):
        name = "all" if one is together else one.band
        share = round(100 * one.volume.words / every.words, 1) if every.words else None
        volume = one.volume
        counts = [volume.segments, volume.words, share, volume.characters]
        row: list[object] = [name, *counts, volume.characters_without_spaces]
        listed.append([*row, *([one.weighted_words] if weighted else [])])
    return [*header, *(["weighted words"] if weighted else [])], listed


def _besides(found: Analysis) -> Iterator[str]:
    """Yield in words what the bands do not tell."""
    across = sum((one.across for one in found.files), Volume())
    if across.segments:
        yield f"Repetitions of another file: {_told(across)}"
    internal = sum((one.internal for one in found.files if one.internal), Volume())
    if internal.segments:
        yield f"In their band for a segment of these files: {_told(internal)}"
    translated = sum((one.translated for one in found.files if one.translated), Volume())
    if translated.segments:
        yield f"Translated, in no band: {_told(translated)}"
    locked = sum((one.locked for one in found.files), Volume())
    if locked.segments:
        yield f"Not to be translated, in no band: {_told(locked)}"


def _told(volume: Volume) -> str:
    from tmtool.reports.words import counted

    return f"{counted(volume.segments, 'segment')}, {counted(volume.words, 'word')}"
