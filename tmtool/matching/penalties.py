"""What lowers a match rate: small differences of the texts, and where a unit comes from."""

from __future__ import annotations

import re

from tmtool.models.matches import Penalty
from tmtool.models.units import Status
from tmtool.text.features import MARKUP_PATTERN
from tmtool.text.months import MONTHS
from tmtool.text.normalise import fold

MACHINE = 5
"""Nobody has read the translation: even an identical source is not a 100 % match."""

DRAFT = 2
"""A person made the translation, but nobody has approved it."""

NUMBERS = 2
"""Another number must be carried over, and may change the words beside it."""

DATES = 2
"""Another date, likewise."""

PLACEHOLDERS = 1
"""Other tags or placeholders, or in another place."""

CASE = 1
"""Some letter is a capital in one text and small in the other."""

SPELLING = 1
"""ё or е, stress marks, soft hyphens."""

MARKS = 1
"""Other punctuation or signs."""

SPACING = 1
"""Nothing but spaces between words and marks."""

MOST = 5
"""All small differences together: who sees 95 knows that the words are the same."""

_MONTH = "|".join(sorted({m for names in MONTHS.values() for m in names}, key=len, reverse=True))
_DATE = re.compile(
    rf"\d{{1,2}}([./-])\d{{1,2}}\1\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d+\s+(?:{_MONTH})\b\.?(?:,?\s*\d{{4}})?|\b(?:{_MONTH})\.?\s+\d+(?:,\s*\d{{4}})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[^\w\s\u0301\u00ad]|_")


def penalties(status: Status, corpus: str, corpus_penalty: int) -> tuple[Penalty, ...]:
    """Return the penalties of a unit by its status and its corpus's own penalty."""
    found = []
    if status == "machine":
        found.append(Penalty("machine translation", MACHINE))
    if status == "draft":
        found.append(Penalty("draft", DRAFT))
    if corpus_penalty:
        found.append(Penalty(f"corpus {corpus}", corpus_penalty))
    return tuple(found)


def small_differences(query: str, source: str) -> tuple[Penalty, ...]:
    """Return what two texts differ in whose words are the same, at most MOST points together.

    Texts that are not identical have at least one.
    """
    found: list[Penalty] = []
    left = MOST
    for reason, points in _reasons(query, source) or [_the_rest(query, source)]:
        if left:
            found.append(Penalty(reason, min(points, left)))
            left -= found[-1].points
    return tuple(found)


def _reasons(query: str, source: str) -> list[tuple[str, int]]:
    """Return the kinds of difference with their points; what explained one is taken out."""
    found: dict[str, int] = {}
    for reason, points, pattern in (
        ("tags or placeholders", PLACEHOLDERS, MARKUP_PATTERN),
        ("dates", DATES, _DATE),
        ("numbers", NUMBERS, _NUMBER),
    ):
        parts = [[part[0] for part in pattern.finditer(text)] for text in (query, source)]
        if parts[0] != parts[1]:
            found[reason] = points
        query, source = pattern.sub(" ", query), pattern.sub(" ", source)
    ours, theirs = ("".join(_LETTERS.findall(text)) for text in (query, source))
    if fold(ours) != fold(theirs):
        # The words are the same, so these are months of dates written otherwise: 5-May-2021.
        found["dates"] = DATES
        ours = theirs = ""
    if ours.casefold() != theirs.casefold():
        found["spelling"] = SPELLING
    if [letter.isupper() for letter in ours] != [letter.isupper() for letter in theirs]:
        found["letter case"] = CASE
    if _MARK.findall(query) != _MARK.findall(source):
        found["punctuation"] = MARKS
    return list(found.items())


def _the_rest(query: str, source: str) -> tuple[str, int]:
    """Return what two texts differ in whose letters, digits and marks are the same."""
    if "".join(query.split()) == "".join(source.split()):
        return ("spacing", SPACING)
    bare, other = (MARKUP_PATTERN.sub("", text) for text in (query, source))
    if "".join(bare.split()) == "".join(other.split()):
        return ("tags or placeholders", PLACEHOLDERS)
    return ("spelling", SPELLING)
