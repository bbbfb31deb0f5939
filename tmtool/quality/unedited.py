"""Whether a draft is a translation of something else that was taken over and not edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tmtool.quality.rules import Finding, Rule

__all__ = ["LEAST_RATE", "MEMORY_RULES", "LikeSource", "unedited"]

MEMORY_RULES = (
    Rule("unedited-match", "warning", "the draft is the translation of a like source, unedited"),
)
"""The checks that need a memory, but no glossary."""

LEAST_RATE = 60
"""The lowest rate of a source for which a translator would have taken the translation."""

_SAME = 4
"""Letters by which stems are those of one word: info and information."""
_LITTLE = frozenset(
    "the and for you your our its this that these those with from are was were has have".split()
)
_MARGINAL = frozenset({"letter case", "punctuation", "spacing", "spelling"})
"""Differences between sources that a translation need not show."""


@dataclass(frozen=True, slots=True)
class LikeSource:
    """The source of a unit whose target is the draft, and what it has other than the segment's.

    `rate` is how like the sources are, below 100; `differences` are the kinds of small ones,
    where there are no others, and `stems` those that one of the two sources alone has.
    """

    unit: int
    text: str
    rate: int
    differences: tuple[str, ...]
    stems: frozenset[str]


def unedited(found: LikeSource) -> Iterator[Finding]:
    """Yield that a draft is word for word the target of a unit whose source is another.

    Info where the same translation may do for both: they differ in nothing but letter case,
    punctuation and the like, or in short words and endings.
    """
    if found.rate < LEAST_RATE:
        return
    said = (
        f"the draft is the translation of unit {found.unit}, whose source is {found.rate} % like:"
        f" ‘{found.text}’"
    )
    if found.differences:
        marginal = set(found.differences) <= _MARGINAL
    else:
        marginal = not _telling(found.stems)
    yield Finding("unedited-match", said, severity="info" if marginal else None)


def _telling(stems: frozenset[str]) -> bool:
    """Tell whether words differ that a translation shows; info and information do not."""
    long = [stem for stem in stems - _LITTLE if len(stem) > 2 or not stem.isalpha()]
    beginnings = Counter(stem[:_SAME] for stem in long)
    return any(count == 1 for count in beginnings.values())
