"""Translation units, their variants and the corpora they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["approved", "draft", "machine"]
STATUSES: tuple[Status, ...] = ("approved", "draft", "machine")


@dataclass(frozen=True, slots=True)
class Variant:
    """The text of a unit in one language (TMX `tuv`).

    `text` is plain, inline elements shown as `{1}`-like placeholders; `markup` is the same
    segment with its elements as the file had them, or `None` where it has none.
    """

    language: str
    text: str
    markup: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One segment in two or more languages, with where it comes from (TMX `tu`).

    `id` and `corpus` are set on units read from a memory. `position` counts the segments of
    `document` from 0. Times are `YYYY-MM-DDTHH:MM:SSZ`. What is unknown is `None`.
    """

    variants: tuple[Variant, ...]
    tuid: str | None = None
    document: str | None = None
    position: int | None = None
    context: str | None = None
    status: Status = "approved"
    created_at: str | None = None
    created_by: str | None = None
    changed_at: str | None = None
    changed_by: str | None = None
    usage_count: int = 0
    note: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None
    corpus: str | None = None

    def variant(self, language: str) -> Variant | None:
        """Return the variant with exactly this language tag, or `None`."""
        return next((v for v in self.variants if v.language == language), None)


@dataclass(frozen=True, slots=True)
class IndexFault:
    """Where the index does not agree with the units, from the first to the last of `units`."""

    language: str
    units: tuple[int, int]
    fault: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record of a file that could not be taken: `where` it stands and the `reason`.

    `unit` is a unit with text in one language alone, such as one that is not translated yet.
    """

    where: str
    reason: str
    unit: TranslationUnit | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A named set of units with one origin, licence and penalty.

    `penalty` is subtracted from the match rate (0-100); of equal matches, the corpus with
    the higher `priority` comes first.
    """

    name: str
    origin: str | None = None
    licence: str | None = None
    domain: str | None = None
    penalty: int = 0
    priority: int = 0
    imported_at: str | None = None
    checksum: str | None = None
    units: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What an import did with one file; `read` is the sum of the other counts.

    `warnings` name what was taken but looks wrong, such as columns in the wrong order.
    """

    file: str
    format: str
    corpus: str
    read: int = 0
    added: int = 0
    updated: int = 0
    duplicate: int = 0
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a file of concepts holds: how many were `written`.

    `losses` say, in words and with numbers, what the format has no place for.
    """

    written: int
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the undo log: who changed what, when, from what to what.

    It is about a `unit` or a `concept`; the other is `None`. `step` is the first of the changes
    that were made in one go and are taken back together, `None` for one that stands alone; that
    first one has in `units` how many they are.
    """

    id: int
    at: str
    by: str | None
    operation: str
    unit: int | None
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
    undone: bool = False
    concept: int | None = None
    step: int | None = None
    units: int = 1


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text of a unit before and after something in it is replaced, `count` times.

    `problem` says why it cannot be.
    """

    unit: int
    corpus: str
    language: str
    before: str
    after: str
    count: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A unit to be removed; `kept` is the number of the one with the same texts that stays."""

    unit: TranslationUnit
    kept: int | None = None
