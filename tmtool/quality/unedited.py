"""Whether a draft is a translation of something else that was taken over and not edited."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.quality.rules import Finding, Rule

__all__ = ["LEAST_RATE", "MEMORY_RULES", "unedited"]

MEMORY_RULES = (
    Rule("unedited-match", "warning", "the draft is the translation of a like source, unedited"),
)
"""The checks that need a memory, but no glossary."""

LEAST_RATE = 60
"""The lowest rate of a source for which a translator would have taken the translation."""

_MARGINAL = frozenset({"letter case", "punctuation", "spacing", "spelling"})
"""Differences between sources that a translation need not show."""


def unedited(unit: int, rate: int, source: str, differences: tuple[str, ...]) -> Iterator[Finding]:
    """Yield that a draft is word for word the target of a unit whose source is another.

    `rate` is how like the sources are, below 100; `differences` are the kinds of small ones,
    where there are no others. Info where the same translation may do for both.
    """
    if rate < LEAST_RATE:
        return
    said = f"the draft is the translation of unit {unit}, whose source is {rate} % like: ‘{source}’"
    marginal = differences and set(differences) <= _MARGINAL
    yield Finding("unedited-match", said, severity="info" if marginal else None)
