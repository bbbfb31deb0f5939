"""Which numbers a text has in words or in Roman numerals."""

from __future__ import annotations

import re

from tmtool.matching.repair.numerals import roman_value, spelled

__all__ = ["in_words", "romans"]

_ROMAN = re.compile(r"(?<![\w-])[IVXLХ]+(?![\w])")
_COMPOUND = re.compile(
    r"(?<!\w)(?:(одно)|(дв[ую]х?)|(тр[её]х)|(четыр[её]х)|(пяти)|(шести)|(семи)|(восьми)|(девяти)"
    r"|(десяти)|(одиннадцати)|(двенадцати))-?(?=[а-яё]{4})(?!десят|надцат|сот)",
    re.IGNORECASE,
)
_TWO = re.compile("[IVXLХ]{2}")
_VALUES = {
    "ru": (
        ("1/2", r"половин\w+"),
        ("2/3", r"дв(?:е|ух|ум|умя) трет\w+"),
        ("1/3", r"треть|трети"),
        ("3/4", r"тр(?:и|[её]х|[её]м|емя) четверт\w+"),
        ("1/4", r"четверть|четверти"),
        ("1.5", r"полтор(?:а|ы|аста)|полутора"),
        ("12", r"полд(?:ень|ня|ню|нем)|полудн\w+"),
        ("24", r"полн?очь|полно?чи|полуноч\w+"),
    ),
    "en": (
        ("1.5", "one and a half"),
        ("1/2", "(?:one[ -])?half"),
        ("2/3", "two[ -]thirds"),
        ("1/3", "(?:one|a)[ -]third"),
        ("3/4", "three[ -](?:quarters|fourths)"),
        ("1/4", "(?:one|a)[ -](?:quarter|fourth)"),
        ("12", "noon"),
        ("24", "midnight"),
    ),
}
"""Fractions and times that have words of their own."""
_WORDS = {
    language: re.compile(
        rf"(?<!\w)(?:{'|'.join(f'({pattern})' for _, pattern in values)})(?!\w)", re.IGNORECASE
    )
    for language, values in _VALUES.items()
}


def in_words(text: str, language: str) -> dict[str, int]:
    """Return how often a text has each number spelled out or in Roman numerals."""
    found: dict[str, int] = {}
    if language in _VALUES:
        found = {str(value): count for value, count in spelled(text, language).items()}
        for match in _WORDS[language].finditer(text):
            value = _VALUES[language][(match.lastindex or 1) - 1][0]
            found[value] = found.get(value, 0) + 1
    if language == "ru":
        for match in _COMPOUND.finditer(text):
            value = str(match.lastindex)
            found[value] = found.get(value, 0) + 1
    for match in _ROMAN.finditer(text):
        worth = roman_value(match[0].replace("Х", "X"))
        if worth is not None:
            found[str(worth)] = found.get(str(worth), 0) + 1
    return found


def romans(text: str) -> dict[str, tuple[int, int]]:
    """Return the values of Roman numerals of two letters or more, each with its first place."""
    found: dict[str, tuple[int, int]] = {}
    if not _TWO.search(text):
        return found
    for match in _ROMAN.finditer(text):
        worth = roman_value(match[0].replace("Х", "X")) if len(match[0]) > 1 else None
        if worth is not None:
            found.setdefault(str(worth), match.span())
    return found
