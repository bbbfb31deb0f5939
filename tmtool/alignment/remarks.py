"""What speaks against single beads, whatever their confidence."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from tmtool.alignment.tokens import is_number, token, words
from tmtool.models.alignment import Bead, BeadRemark, joined
from tmtool.text.normalise import comparable

if TYPE_CHECKING:
    from tmtool.models.alignment import DocumentSegment

__all__ = ["remarks"]

GAP = 5
"""Segments in a row without a partner from which each is remarked."""

FAR = 3.0
"""Standard deviations of the length from which it is remarked."""

_LETTERS = 60
"""First letters of a text by which its script is told."""


def remarks(
    beads: Sequence[Bead],
    source: Sequence[DocumentSegment],
    target: Sequence[DocumentSegment],
    *,
    ratio: float,
    variance: float,
) -> list[tuple[BeadRemark, ...]]:
    """Return the remarks on each bead.

    `ratio` and `variance` are those of the lengths of translations.
    """
    in_gap = _gaps(beads)
    seen: set[tuple[str, str]] = set()
    scripts = [_most(side) for side in (source, target)]
    found = []
    for number, bead in enumerate(beads):
        texts = comparable(joined(source, bead.source)), comparable(joined(target, bead.target))
        own = list(_of_texts(texts, ratio, variance, scripts)) if all(texts) else []
        if number in in_gap:
            own.append("gap")
        if all(texts):
            if texts in seen:
                own.append("repeated")
            seen.add(texts)
        found.append(tuple(own))
    return found


def _most(segments: Sequence[DocumentSegment]) -> str | None:
    """Return the script of most segments of a document."""
    found = Counter(script(segment.text) for segment in segments).most_common(1)
    return found[0][0] if found else None


def _of_texts(
    texts: tuple[str, str], ratio: float, variance: float, scripts: list[str | None]
) -> Iterator[BeadRemark]:
    source, target = texts
    expected = len(source) * ratio
    deviation = math.sqrt(max(variance * (expected + len(target)) / 2, 1.0))
    if abs(len(target) - expected) > FAR * deviation:
        yield "length"
    if _numbers(source) != _numbers(target):
        yield "numbers"
    if source == target and any(map(str.isalpha, source)):
        yield "identical"
    elif scripts[0] != scripts[1] and _foreign(texts, scripts):
        yield "script"


def _numbers(text: str) -> Counter[str]:
    if not any(map(str.isdigit, text)):
        return Counter()
    return Counter(short for word in words(text) if is_number(short := token(word)))


def _foreign(texts: tuple[str, str], scripts: list[str | None]) -> bool:
    """Tell whether a side is in the script of the other document."""
    own = [script(text) for text in texts]
    return own[0] == own[1] and own[0] in scripts


def script(text: str) -> str | None:
    """Return the script of most of the first letters of a text."""
    letters = islice(filter(str.isalpha, text), _LETTERS)
    found = Counter(map(_script, letters)).most_common(1)
    return found[0][0] if found else None


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _gaps(beads: Sequence[Bead]) -> set[int]:
    """Return the numbers of the beads that are among many segments without a partner."""
    found: set[int] = set()
    run: list[int] = []
    for number, bead in enumerate([*beads, None]):
        if bead is not None and not (bead.source and bead.target):
            run.append(number)
            continue
        if len(run) >= GAP:
            found.update(run)
        run = []
    return found
