"""What stands before and after a stop, as patterns that Java takes too."""

from __future__ import annotations

from collections.abc import Collection

from tmtool.text.segmentation.marks import LOWER, UPPER

__all__ = [
    "CLOSED_BRACKET",
    "CLOSED_QUOTE",
    "INITIALS",
    "INSIDE",
    "NAME",
    "NEXT_ITEM",
    "NUMBER",
    "NUMBERLIKE",
    "OMITTED",
    "ORDINAL",
    "SERIES",
    "opening",
]

INSIDE = 160
"""Characters up to a closing mark within which a quotation is one segment."""

_QUOTES = '\u00ab\u00bb\u201c\u201d\u201e"'

CLOSED_QUOTE = (
    rf"[^{_QUOTES}]{{0,{INSIDE}}}+"
    r"(?:(?<![\s(])[\u00ab\u00bb\u201c\u201d\"](?!\w)|(?<=\s)\u00bb)"
)
"""The next quotation mark is a closing one."""

CLOSED_BRACKET = rf"(?!\s+\w{{1,3}}\))(?:(?![;:.!?]\s+\w{{1,3}}\))[^()]){{0,{INSIDE}}}\)"
"""The next bracket is a closing one, and not that of an item of a list."""

_TWO_LETTERS = "Дж|Вл|Хр|Св|Вс|Гр|Юл|Th|Ch|Ph|Yu|Ya|Zh|Kh|Sh|Ts"
INITIALS = rf"(?:(?:{_TWO_LETTERS}|[{UPPER}])\.-?)+"
"""Initials with their stops: A. J.-P. Ю. Дж."""

NUMBER = r"\(?[0-9]+(?:[.,:/\u2013\u2014-][0-9]+)*\)?|[IVXLCDM]+(?:[\u2013\u2014-][IVXLCDM]+)?"

ORDINAL = rf"[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*\.|[IVXLC]{{1,6}}\.|[{LOWER}{UPPER}]\."
"""The number or letter of an item of a list, with its stop."""

NUMBERLIKE = (
    r"\s+[(\[\"\u00ab\u201c\u2116#\u00a7]*(?:[0-9]|[A-Z]{1,6}[/-]\S{0,8}[0-9]|[IVXLCDMivxlcdm]+(?!\w)"
    rf"|(?![AI]\s+(?!of|and|or|to)[a-z])[{LOWER}{UPPER}](?![\w.'\u2019]))"
)
"""A number or letter of an article and the like."""

NEXT_ITEM = rf"\s+\(?[0-9]{{1,2}}[.)]\s+[{UPPER}]"

OMITTED = r"[\[(](?:\.\.\.|\u2026|\?|!)[\])]|\([^\s()]{1,15}[.!?\u2026]+\)"
"""What stands for words left out, and remarks of one word: [...] (sic!)."""

SERIES = r"\s[^;]{1,300};\s+2\.\s"
"""The first item of a series within a sentence goes on to the second one."""

NAME = rf"[{LOWER}]\s[\u00ab\u201c\"][^\u00ab\u00bb\u201c\u201d\"]{{1,30}}[!?]+[\u00bb\u201d\"]"
"""A name in quotation marks that ends in such a mark: в газете «Вперед!»."""


def opening(words: Collection[str]) -> str:
    """Return the pattern of what stands before the last word of a date or time.

    They open a clause: В мае 1995 г., By 5 p.m.
    """
    either = "|".join(sorted({*words, *(word.lower() for word in words)})) or "(?!)"
    return (
        r"(?:^|[.!?\u2026\u00bb;:,\n]\s{1,3}|^\s)(?:[\u0430\u0438]\s)?"
        rf"(?:{either})\s(?:[^\s.,]+\s){{0,3}}[^\s.,]+\s"
    )
