"""What scoring finds out about drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from tmtool.models.checks import CheckReport, MadeCheck
from tmtool.models.gate import GateResult
from tmtool.models.keeping import KeptRun
from tmtool.models.resampling import Comparison, Resampling
from tmtool.models.texts import AlignedBy

LOWER_IS_BETTER = ("ter", "ter-norm", "edits", "characters", "keystrokes")
"""Metrics that fall as a draft gets better."""


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus-level score of one draft by one metric, as sacreBLEU reports it.

    `input` says whether the text was scored `raw` or `nfc`-normalised; `low` and `high`
    bound the confidence interval where one was asked for.
    """

    draft: str
    metric: str
    input: str
    score: float
    signature: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """The scores of one segment of one draft, by metric.

    `segment` is the unit's id in its file, or else the line, from 1. A segment without terms has
    no term accuracy: `None`.
    """

    segment: int | str
    draft: str
    scores: Mapping[str, float | None]


Role = Literal["draft", "reference"]


@dataclass(frozen=True, slots=True)
class TermScore:
    """The term accuracy of a draft, or of a reference: the ceiling that a draft can reach.

    Of the `needed` terms of the source, `answered` have an allowed translation: in the form
    that the glossary gives (`exact`), `inflected`, or as an `acronym`; by a `preferred` term or
    an `admitted` one. `avoided` counts the terms to be avoided, `forbidden` those of them that
    are. `accuracy` is 0-100, `None` where no term is needed. Of the renderings of concepts that
    are rendered at least twice, which are `repeated`, those are `consistent` that have the words
    used most for their concept; `consistency` is their percentage, `None` where nothing is
    repeated. Short forms may stand for any other and are not counted there.
    """

    text: str
    role: Role
    accuracy: float | None
    needed: int
    answered: int
    exact: int
    inflected: int
    acronym: int
    preferred: int
    admitted: int
    avoided: int
    forbidden: int = 0
    repeated: int = 0
    consistent: int = 0
    consistency: float | None = None


BucketKind = Literal["length", "match", "document", "label"]

BUCKET_KINDS: tuple[BucketKind, ...] = get_args(BucketKind)
"""What segments can be put into buckets by."""


@dataclass(frozen=True, slots=True)
class BucketScore:
    """The score of one draft by one metric over the segments of one bucket, on the text as given.

    `by` says what makes the bucket: the `length` of the source, or else of the reference, in
    words; the band of the best `match` in the memory; the `document`; or a `label` of the user's.
    `segments` are those of the bucket that were scored. `score` is `None` where the metric has
    none, as `terms` without a term; `low` and `high` are there where intervals were asked for
    and the bucket has two segments.
    """

    by: BucketKind
    bucket: str
    draft: str
    metric: str
    segments: int
    score: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """What it takes to turn a draft into its reference, over all segments that were scored.

    `edits` counts words and signs that are inserted, deleted, replaced or moved with their
    neighbours, as TER does, letter case and punctuation included; `shifts` are the moves among
    them. `changed` counts the characters that are inserted, deleted or replaced; `inserted` and
    `deleted` count one that is replaced each. `keystrokes` estimates the keys and movements of
    the pointer that an editor needs. `words` and `characters` are those of the reference, words
    and signs alike. Of several references each segment has the one with the fewest edits.
    """

    draft: str
    words: int
    characters: int
    edits: int
    shifts: int
    changed: int
    inserted: int
    deleted: int
    keystrokes: int


@dataclass(frozen=True, slots=True)
class DraftFindings:
    """What the checks found in a draft, and which `checks` were made."""

    draft: str
    report: CheckReport
    checks: tuple[MadeCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredSegment:
    """The texts of a segment that was scored, and what is known of it.

    `segment` is as in SegmentScore. `drafts` has the text of each draft by its name; a
    reference that is missing is `None`. `band` is that of the best match in the memory, whose
    translation is `match`. `length` is the bucket that the segment is in by its words.
    """

    segment: int | str
    drafts: Mapping[str, str]
    references: tuple[str | None, ...]
    source: str | None = None
    document: str | None = None
    label: str | None = None
    band: str | None = None
    match: str | None = None
    length: str | None = None


MEMORY_DRAFT = "memory"
"""The name of the draft that is made of a memory's matches."""


@dataclass(frozen=True, slots=True)
class MemoryDraft:
    """The draft that the memory alone would have made: the best match of each segment, or nothing.

    `filled` segments have a match of at least `min_rate`; `exact` are those with one of 100, and
    in `repaired` ones numbers and the like were carried over.
    """

    min_rate: int
    filled: int
    exact: int
    repaired: int


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """Scores of one or more drafts against the same references.

    `excluded` counts the segments that are empty in every draft and reference. `term_scores`
    has the parts of the metric `terms`, of drafts and then of references. `comparisons` and
    `resampling`, what was asked for, are there where it was; its `documents` are those scored.
    `buckets`, `effort`, `findings` and `texts`, those of the segments that were scored, are there
    where they were asked for; so is `memory_draft`, what is known of the draft called `memory`.
    `warnings` say in words what may make scores mean something else. `aligned_by` tells whether
    segments belong together by the ids of their files or by position. `gate` has each condition of
    a gate for each draft, `runs` what the memory keeps of them.
    """

    segments: int
    excluded: int
    scores: tuple[Score, ...]
    segment_scores: tuple[SegmentScore, ...] = ()
    term_scores: tuple[TermScore, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    resampling: Resampling | None = None
    buckets: tuple[BucketScore, ...] = ()
    effort: tuple[Effort, ...] = ()
    findings: tuple[DraftFindings, ...] = ()
    texts: tuple[ScoredSegment, ...] = ()
    warnings: tuple[str, ...] = ()
    memory_draft: MemoryDraft | None = None
    aligned_by: AlignedBy = "position"
    gate: tuple[GateResult, ...] = ()
    runs: tuple[KeptRun, ...] = ()
