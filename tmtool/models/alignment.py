"""Two documents in two languages, and which segments of them translate each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tmtool.models.documents import BlockKind

BeadRemark = Literal["length", "numbers", "identical", "script", "gap", "repeated", "edited"]
BEAD_REMARKS: tuple[BeadRemark, ...] = (
    "length",
    "numbers",
    "identical",
    "script",
    "gap",
    "repeated",
    "edited",
)
"""What speaks against a bead: lengths out of proportion, numbers that differ, the same text on
both sides, a text in the other side's script, one of many segments in a row without a partner,
a pair of texts that stood there before; or that a person made it of others, so that nothing is
known of its probability."""

PairVerdict = Literal["parallel", "doubtful", "unrelated", "swapped", "identical", "empty"]
PAIR_VERDICTS: tuple[PairVerdict, ...] = (
    "parallel",
    "doubtful",
    "unrelated",
    "swapped",
    "identical",
    "empty",
)
"""What two documents are to each other: translations, perhaps, not at all; or given the wrong
way round, the same text twice, one without text."""


@dataclass(frozen=True, slots=True)
class DocumentSegment:
    """A segment of a document, and where it stands.

    `paragraph` counts the blocks of the document from 0; `kind` and `level` are the block's.
    `after` is the text between this segment and the next one of its block, empty at the end.
    """

    text: str
    paragraph: int = 0
    kind: BlockKind = "paragraph"
    level: int = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """Neighbouring source segments and the target segments that translate them.

    Segments are told by their places in their documents, from 0; a side may be empty.
    `confidence` is the probability that exactly these belong together.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    remarks: tuple[BeadRemark, ...] = ()

    @property
    def kind(self) -> str:
        """The numbers of source and of target segments, such as `1-2`."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class MovedBlock:
    """Segments that stand elsewhere in the target: places of the first and behind the last."""

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of two documents, in order; each segment is in exactly one.

    `confidence` is the mean of the confidences of the beads with both sides, 0 without any.
    """

    beads: tuple[Bead, ...]
    confidence: float
    verdict: PairVerdict
    moved: tuple[MovedBlock, ...] = ()


BeadState = Literal["open", "accepted", "rejected"]
BEAD_STATES: tuple[BeadState, ...] = ("open", "accepted", "rejected")
"""What a person said of a bead: nothing yet, that it is right, that it is of no use."""


@dataclass(frozen=True, slots=True)
class BeadCorrection:
    """What a person wrote in place of a bead's texts; None is the document's own text."""

    source: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Two documents with their alignment, and what a person said of each bead of it.

    `corrections` has one for each bead, or none at all where no text was corrected.
    """

    source_document: str
    target_document: str
    source_language: str
    target_language: str
    source: tuple[DocumentSegment, ...]
    target: tuple[DocumentSegment, ...]
    alignment: Alignment
    states: tuple[BeadState, ...]
    corrections: tuple[BeadCorrection | None, ...] = ()

    def texts(self, number: int) -> tuple[str, str]:
        """Return the texts of a bead, from 0, as they are to be used: corrected where they were."""
        bead = self.alignment.beads[number]
        source, target = joined(self.source, bead.source), joined(self.target, bead.target)
        found = self.corrections[number] if self.corrections else None
        if found is None:
            return source, target
        return (
            source if found.source is None else found.source,
            target if found.target is None else found.target,
        )

    def is_settled(self, number: int) -> bool:
        """Tell whether a person has settled a bead: by its state, its segments or its texts."""
        return (
            self.states[number] != "open"
            or "edited" in self.alignment.beads[number].remarks
            or (bool(self.corrections) and self.corrections[number] is not None)
        )


def joined(segments: Sequence[DocumentSegment], places: Iterable[int]) -> str:
    """Return the text of neighbouring segments of a document, given by their places.

    Between segments of a block stands what stood there, between blocks a space.
    """
    chosen = [segments[place] for place in places]
    text = ""
    for segment, following in pairwise(chosen):
        together = segment.paragraph == following.paragraph
        text += segment.text + (segment.after if together else " ")
    return text + chosen[-1].text if chosen else ""
