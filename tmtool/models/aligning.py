"""How documents are aligned, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tmtool.models.alignment import PairVerdict

SegmentUnit = Literal["sentences", "paragraphs", "lines"]
SEGMENT_UNITS: tuple[SegmentUnit, ...] = ("sentences", "paragraphs", "lines")
"""What is aligned: sentences, whole paragraphs, or the lines of text files."""

PairProblem = Literal[
    "unreadable",
    "empty",
    "identical",
    "swapped",
    "language",
    "unrelated",
    "doubtful",
    "noise",
    "conflict",
]
PAIR_PROBLEMS: tuple[PairProblem, ...] = (
    "unreadable",
    "empty",
    "identical",
    "swapped",
    "language",
    "unrelated",
    "doubtful",
    "noise",
    "conflict",
)
"""Why two documents look wrong: one cannot be read, has no text, is the other one again, stands in
the other's place or is in another language; they do not, or hardly, translate each other; one was
read badly from paper; or the corpus has another document of the same name."""

PAIR_OUTPUTS = ("tsv", "html", "tmx")
"""The files that a pair of a list may get: its beads for review, a page, the accepted units."""

AligningProgress = Callable[[str, int, int], None]
"""Called with what is being done, how many pairs are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentOptions:
    """How documents are read and aligned, and which beads are accepted.

    Languages that are not given are told by the texts. `srx` is a file of rules by which they are
    cut into sentences, `format` that of both documents, whatever their suffixes. Beads of less
    than `min_confidence` are not accepted; `None` is the usual threshold. With `force`, documents
    that look wrong are aligned and taken all the same; those that were swapped the other way round.
    `model` is the folder of a model of sentences, whose vectors tell besides what belongs together.
    """

    source_language: str | None = None
    target_language: str | None = None
    segments: SegmentUnit = "sentences"
    srx: Path | None = None
    encoding: str | None = None
    format: str | None = None
    min_confidence: float | None = None
    force: bool = False
    model: Path | None = None


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two documents of a list.

    `document` is what their units and files are named after, the source's file unless given;
    `corpus` is where the units go, unless that is said for all of them.
    """

    source: Path
    target: Path
    document: str | None = None
    corpus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReport:
    """What became of two documents.

    Of the `beads`, so many were `accepted`; the others were left out: those `below` the least
    confidence, those `one_sided`, those that a person `rejected`, and those that are
    `untranslated`: the same text on both sides, or a text in the other side's script. Where the
    accepted ones went into a corpus, units were `added`, `updated`, there already (`duplicate`),
    or `removed`, as the document has them no longer. `problems` say why the pair looks wrong,
    and `message` says it in words. `kept` tells that the pair was done by an earlier run.
    """

    document: str
    source_document: str
    target_document: str
    source_language: str | None = None
    target_language: str | None = None
    source_segments: int = 0
    target_segments: int = 0
    beads: int = 0
    accepted: int = 0
    below: int = 0
    one_sided: int = 0
    rejected: int = 0
    untranslated: int = 0
    confidence: float | None = None
    verdict: PairVerdict | None = None
    problems: tuple[PairProblem, ...] = ()
    message: str | None = None
    corpus: str | None = None
    added: int = 0
    updated: int = 0
    duplicate: int = 0
    removed: int = 0
    kept: bool = False


@dataclass(frozen=True, slots=True)
class AligningReport:
    """What became of the pairs of a list, in its order."""

    pairs: tuple[PairReport, ...]

    @property
    def wrong(self) -> tuple[PairReport, ...]:
        """The pairs that look wrong."""
        return tuple(one for one in self.pairs if one.problems)

    @property
    def beads(self) -> int:
        """The number of all beads."""
        return sum(one.beads for one in self.pairs)

    @property
    def accepted(self) -> int:
        """The number of accepted beads."""
        return sum(one.accepted for one in self.pairs)

    @property
    def confidence(self) -> float | None:
        """The mean confidence, in which a pair counts by its beads; `None` without any."""
        known = [(one.confidence, one.beads) for one in self.pairs if one.confidence is not None]
        beads = sum(number for _, number in known)
        return sum(value * number for value, number in known) / beads if beads else None
