"""What an audit of a glossary's use, and a lint of the glossary itself, find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tmtool.models.checks import Severity
from tmtool.models.matches import Span
from tmtool.models.terms import TermStatus, TermType

FindingKind = Literal["to-avoid", "outnumbers", "variant", "unlisted"]
FINDING_KINDS: tuple[FindingKind, ...] = ("to-avoid", "outnumbers", "variant", "unlisted")
"""What an audit finds of terms, the surest first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A document, a corpus or a person, and how many units of it have something."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A unit as an example; spans are code points, `None` where they are not known.

    `unit` is its number in the memory; in an audit of a file it is `None`, and `segment` is the
    unit's id there, or its number from 1.
    """

    source: str
    target: str
    source_span: Span | None = None
    target_span: Span | None = None
    unit: int | None = None
    segment: str | None = None
    corpus: str | None = None
    document: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """In how many units of which documents, corpora and authors; most first, unknown left out."""

    documents: tuple[Tally, ...] = ()
    corpora: tuple[Tally, ...] = ()
    authors: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class UsedRendering:
    """A translation of a concept and how often it is used, in `count` places of `units` units.

    `status` is `None` where the glossary does not have it.
    """

    text: str
    count: int
    units: int
    status: TermStatus | None = None
    type: TermType | None = None


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """How a concept is translated wherever it occurs, the most frequent rendering first.

    Concepts that mean the same are one: `concepts` are their numbers. Of `occurrences` the
    translation of `unclear` is not known. `share` (0 to 1) is the dominant rendering's and
    `entropy` is in bits, both without short forms and what is unclear; `share` is `None` where
    nothing is left.
    """

    term: str
    concepts: tuple[int, ...]
    glossaries: tuple[str, ...]
    domain: str | None
    occurrences: int
    unclear: int
    share: float | None
    entropy: float
    renderings: tuple[UsedRendering, ...]


@dataclass(frozen=True, slots=True)
class TermFinding:
    """A rendering of a concept that is at issue, with where and by whom it is used.

    `kind` is `to-avoid` (its status says so), `outnumbers` (it is used more than the preferred
    one), `variant` (used beside the `usual` one) or `unlisted` (no term of the glossary).
    `count` of the `of` places with a known rendering have it, and `usual_count` the `usual` one.
    """

    kind: FindingKind
    term: str
    concepts: tuple[int, ...]
    domain: str | None
    rendering: str
    status: TermStatus | None
    note: str | None
    count: int
    of: int
    usual: str | None
    usual_count: int
    origins: Origins
    examples: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SegmentTarget:
    """One of several translations of equal segments, and how many units have it."""

    target: str
    count: int
    origins: Origins
    examples: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class RepeatedSegment:
    """A segment that is translated in several ways, the most frequent first.

    `same_words` says that they differ in letter case, punctuation or spaces alone.
    """

    source: str
    count: int
    same_words: bool
    targets: tuple[SegmentTarget, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """How consistently units use a glossary, and which segments are translated in several ways.

    `micro` is the share of the occurrences that have their concept's dominant rendering, `macro`
    the mean of the concepts' shares, both from 0 to 1 over concepts that occur twice or more, or
    `None` without any. `issues` counts all findings of terms, of which `findings` are the first,
    and `repeated` all segments with several translations, of which `segments` are the first.
    Concepts come by how many occurrences have another rendering than the dominant one.
    """

    source_language: str
    target_language: str
    units: int
    micro: float | None
    macro: float | None
    concepts: tuple[ConceptUse, ...]
    issues: int
    findings: tuple[TermFinding, ...]
    repeated: int
    segments: tuple[RepeatedSegment, ...]


@dataclass(frozen=True, slots=True)
class LintFinding:
    """What a rule says of a glossary, in words; `concepts` and `terms` are what it is about."""

    rule: str
    severity: Severity
    message: str
    language: str | None = None
    glossary: str | None = None
    concepts: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()
