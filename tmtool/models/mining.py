"""What mining finds in a memory: candidate terms and how they were translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "CANDIDATE_STATES",
    "Candidate",
    "CandidateState",
    "MinedTerm",
    "MinedTranslation",
    "MiningReport",
    "QueuedTerm",
]

CandidateState = Literal["new", "accepted", "rejected"]
CANDIDATE_STATES: tuple[CandidateState, ...] = ("new", "accepted", "rejected")
"""What a person decided of a candidate; `new`: nothing yet."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a term, `text` in its citation form.

    `key` has its words' lemmas, `forms` the commonest ways it is written. `count` is how often
    it occurs, `score` its C-value.
    """

    language: str
    text: str
    key: str
    forms: tuple[str, ...]
    count: int
    score: float


@dataclass(frozen=True, slots=True)
class MinedTranslation:
    """What a term was translated by, as the words of both texts were aligned.

    `count` of the units looked at have this translation aligned with the term. `dice` (0 to 1)
    and `llr`, Dunning's log-likelihood ratio, are of the units that have the term and of those
    whose other text has the translation anywhere. `examples` are ids of units.
    """

    text: str
    count: int
    dice: float
    llr: float
    examples: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MinedTerm:
    """A candidate with its translations into `language`, the likeliest first.

    `units` is the number of units with the term that were looked at.
    """

    candidate: Candidate
    language: str
    units: int
    translations: tuple[MinedTranslation, ...]


@dataclass(frozen=True, slots=True)
class QueuedTerm:
    """A mined term in the review queue, with what a person decided.

    `frequency` is how often it occurs, `score` its C-value; `translation` is the one that was
    accepted and `concept` the concept that it became, which stays when the decision is taken back.
    """

    id: int
    language: str
    target: str
    text: str
    frequency: int
    score: float
    translations: tuple[MinedTranslation, ...]
    state: CandidateState = "new"
    translation: str | None = None
    concept: int | None = None
    mined_at: str | None = None
    decided_at: str | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class MiningReport:
    """What mining put into the review queue: `added` were not in it, `updated` were, still new.

    `decided` are those found again that a person had decided on; they stay as they are.
    """

    added: int
    updated: int
    decided: int
