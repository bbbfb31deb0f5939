"""Labels that parts of documents go by in both languages: Article 5, Chapter II, 3.1, (4)."""

from __future__ import annotations

import re

__all__ = ["label"]

_PARTS = {
    "article": "article art статья статьи ст",
    "chapter": "chapter глава",
    "section": "section раздел",
    "part": "part часть",
    "annex": "annex appendix приложение",
    "protocol": "protocol протокол",
    "paragraph": "paragraph para пункт",
    "rule": "rule правило",
    "table": "table таблица",
    "figure": "figure рисунок рис",
}
_NAMED = {word: name for name, words in _PARTS.items() for word in words.split()}
_HEADING = re.compile(
    rf"\W*({'|'.join(_NAMED)})\.?\s+(?:№|No\.?)?\s*(\d+|[IVXLC]+)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*\(?(\d{1,3}(?:\.\d{1,3})*)[.)]\s")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def label(text: str) -> str:
    """Return the label that a text begins with, the same in both languages, or ""."""
    if found := _HEADING.match(text):
        name, number = found.groups()
        return f"#{_NAMED[name.lower()]} {number if number.isdigit() else _roman(number.lower())}"
    if found := _NUMBERED.match(text):
        return f"#({found.group(1)})"
    return ""


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )
