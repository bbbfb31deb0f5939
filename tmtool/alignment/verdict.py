"""What two documents are to each other."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.languages import primary
from tmtool.models.alignment import Bead, DocumentSegment, PairVerdict
from tmtool.text.identify import Look, look
from tmtool.text.normalise import comparable

__all__ = ["before", "mean_confidence", "of_beads"]

PARALLEL = 0.75
"""The least mean confidence of documents that are translations without a doubt."""

LEARNT, UNLEARNT = 0.45, 0.28
"""The least mean confidence of the segments of translations, with and without a lexicon."""

SAME = 0.9
"""The share of segments in common from which documents are identical."""

_CYRILLIC = frozenset("be bg kk ky mk mn ru sr tg uk".split())


def before(
    source: Sequence[DocumentSegment],
    target: Sequence[DocumentSegment],
    languages: tuple[str, str],
) -> PairVerdict | None:
    """Return what can be told without an alignment: `empty`, `identical` or `swapped`."""
    texts = [[comparable(s.text) for s in side if s.text.strip()] for side in (source, target)]
    if not all(texts):
        return "empty"
    common = set(texts[0]) & set(texts[1])
    shares = [sum(t in common for t in side) / len(side) for side in texts]
    if min(shares) >= SAME and any(any(map(str.isalpha, text)) for text in common):
        return "identical"
    looks = look(texts[0]), look(texts[1])
    if all(_is_in(one, tag) for one, tag in zip(looks, languages[::-1], strict=True)) and not any(
        _is_in(one, tag) for one, tag in zip(looks, languages, strict=True)
    ):
        return "swapped"
    return None


def _is_in(found: Look, language: str) -> bool:
    """Tell whether a text looks like one in a language."""
    tag = primary(language)
    if found.language is not None:
        return found.language == tag
    return found.script == ("Cyrillic" if tag in _CYRILLIC else "Latin")


def of_beads(beads: Sequence[Bead], *, learnt: bool) -> PairVerdict:
    """Return whether documents are translations, by their beads.

    Unrelated ones have beads of little confidence, and many segments without a partner: what
    counts is the mean over all segments of the confidence of their beads with both sides. With
    a lexicon from elsewhere, `learnt`, it is clearer.
    """
    both = sum(b.confidence * _size(b) for b in beads if b.source and b.target)
    if both / max(sum(map(_size, beads)), 1) < (LEARNT if learnt else UNLEARNT):
        return "unrelated"
    return "parallel" if mean_confidence(beads) >= PARALLEL else "doubtful"


def _size(bead: Bead) -> int:
    return len(bead.source) + len(bead.target)


def mean_confidence(beads: Sequence[Bead]) -> float:
    """Return the mean confidence of the beads with both sides, 0 without any."""
    both = [bead.confidence for bead in beads if bead.source and bead.target]
    return sum(both) / len(both) if both else 0.0
