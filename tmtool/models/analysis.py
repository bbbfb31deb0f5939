"""What there is to translate in files, counted by how well a memory knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tmtool.models.units import Skipped

Band = Literal["context", "repetition", "exact", "95-99", "85-94", "75-84", "50-74", "new"]
ANALYSIS_BANDS: tuple[Band, ...] = (
    "context",
    "repetition",
    "exact",
    "95-99",
    "85-94",
    "75-84",
    "50-74",
    "new",
)

Weights = Mapping[str, float]
"""What a word of each band counts, by the band's name; a band that is not named counts 1."""


@dataclass(frozen=True, slots=True)
class SourceSegment:
    """A segment of a file that is to be translated, or has been (`translated`).

    Segments that follow one another with the same `document` are each other's context;
    `context` is a context id. `locked` are those that the file says must not be translated.
    Languages that the file does not tell are `None`.
    """

    text: str
    source_language: str | None = None
    target_language: str | None = None
    context: str | None = None
    document: str | None = None
    translated: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """How much text some segments have; `docs/files.md` has the rule by which it is counted."""

    segments: int = 0
    words: int = 0
    characters: int = 0
    characters_without_spaces: int = 0
    placeholders: int = 0

    def __add__(self, other: Volume) -> Volume:
        """Return both together."""
        return Volume(
            self.segments + other.segments,
            self.words + other.words,
            self.characters + other.characters,
            self.characters_without_spaces + other.characters_without_spaces,
            self.placeholders + other.placeholders,
        )


@dataclass(frozen=True, slots=True)
class BandVolume:
    """The segments of a band; `weighted_words` is `None` without weights."""

    band: Band
    volume: Volume
    weighted_words: float | None = None


@dataclass(frozen=True, slots=True)
class FileAnalysis:
    """A file's segments by band; all bands are there, in the order of `ANALYSIS_BANDS`.

    The languages are those of its first segment. Repetitions are counted once more by where
    they were seen before: `within` this file, or only `across` files. `internal` are those in a
    fuzzy band for a segment of the files themselves. `translated` and `locked` are in no band;
    `translated` is `None` where translated segments count as all others. `skipped` are records
    that could not be read.
    """

    file: str
    format: str
    source_language: str | None
    target_language: str | None
    bands: tuple[BandVolume, ...]
    within: Volume = Volume()
    across: Volume = Volume()
    internal: Volume | None = None
    translated: Volume | None = None
    locked: Volume = Volume()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of files, in their order, and the sums of their bands in `total`."""

    files: tuple[FileAnalysis, ...]
    total: tuple[BandVolume, ...]
    weights: Weights | None = field(default=None)
