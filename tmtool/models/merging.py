"""What merging another memory into this one did, and where the two did not agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Taken = Literal["ours", "theirs"]
Prefer = Literal["newer", "ours", "theirs"]
PREFERENCES: tuple[Prefer, ...] = ("newer", "ours", "theirs")
"""What settles a conflict; with `newer` the better status comes before the later date."""

MergeReason = Literal["preferred", "status", "newer", "undecided"]
"""Why a side was taken; `undecided`: neither status nor date tells, so ours stays."""

MergeKind = Literal["units", "concepts", "candidates", "findings", "runs"]
ConflictKind = Literal["unit", "concept", "candidate"]


@dataclass(frozen=True, slots=True)
class MergeSide:
    """What one of the memories says: its texts by language, and when and by whom it was changed.

    `changed_at` is when it was made where it was never changed. `status` is that of a unit, or
    the decision on a candidate; concepts have none.
    """

    texts: Mapping[str, str]
    status: str | None = None
    changed_at: str | None = None
    changed_by: str | None = None


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """One thing that the two memories do not agree on, and which side was taken.

    `id` is the number here, `name` the id in the file it came from; `corpus` is the corpus of a
    unit, the glossary of a concept, and `None` for a candidate. `differs` names the fields.
    """

    kind: ConflictKind
    id: int
    corpus: str | None
    name: str | None
    differs: tuple[str, ...]
    ours: MergeSide
    theirs: MergeSide
    taken: Taken
    reason: MergeReason


@dataclass(frozen=True, slots=True)
class MergePart:
    """What became of one kind of thing, of units and concepts those of one corpus or glossary.

    `read` is the sum of the other counts: `added`, `updated` by theirs, `duplicate`, and `kept`
    as ours is, of conflicts. `corpus` is `None` for what belongs to no corpus or glossary.
    """

    kind: MergeKind
    corpus: str | None
    read: int = 0
    added: int = 0
    updated: int = 0
    duplicate: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What merging a memory did, or with `dry_run` would do, part by part.

    `conflicts` says on how many units, concepts and candidates the two did not agree.
    """

    file: str
    prefer: Prefer
    dry_run: bool
    parts: tuple[MergePart, ...]
    conflicts: int
    warnings: tuple[str, ...] = ()
