"""Numbers with their nouns, and texts that are safe to show."""

from __future__ import annotations

from tmtool.models import BeadRemark, ComparisonTest, FindingKind, PairVerdict, Resampling

SAYS: dict[FindingKind, str] = {
    "to-avoid": "to be avoided",
    "outnumbers": "used more than the preferred term",
    "variant": "another term of the concept",
    "unlisted": "not in the glossary",
}
"""What each kind of finding says of a rendering."""

TESTS: dict[ComparisonTest, str] = {
    "bootstrap": "paired bootstrap",
    "randomisation": "approximate randomisation",
}
"""Tests of significance in words."""

REMARKS: dict[BeadRemark, str] = {
    "length": "lengths out of proportion",
    "numbers": "numbers differ",
    "identical": "the same text on both sides",
    "script": "a text in the script of the other side",
    "gap": "one of many without a partner",
    "repeated": "stood there before",
    "edited": "regrouped by a person",
}
"""Remarks on beads in words."""

VERDICTS: dict[PairVerdict, str] = {
    "parallel": "translations of each other",
    "doubtful": "perhaps no translations of each other",
    "unrelated": "no translations of each other",
    "swapped": "given the wrong way round",
    "identical": "the same text twice",
    "empty": "without text on one side",
}
"""What two documents are to each other, in words."""

_CONTROLS = {
    code: f"\\x{code:02x}"
    for code in (*range(0x20), *range(0x7F, 0xA0))
    if chr(code) not in "\t\n\r"
}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 unit`, `1,200 units`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def visible(text: str) -> str:
    """Return a text with its control characters spelled out: they could command a terminal."""
    return text.translate(_CONTROLS)


def drawn(asked: Resampling) -> str:
    """Say what the intervals and tests are made with."""
    parts = []
    if asked.confidence:
        parts.append(f"{asked.level:g} % intervals by bootstrap")
    if asked.compare:
        parts.append(TESTS[asked.test])
    of = ""
    if asked.documents is not None:
        of = f" of {counted(len(set(asked.documents)), 'document')}"
    return f"{'; '.join(parts)}: {counted(asked.resamples, 'resample')}{of}, seed {asked.seed}"
