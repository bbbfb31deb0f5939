"""The characters that end sentences, stand around them, and mark the items of lists."""

from __future__ import annotations

import re

__all__ = ["AFTER", "CLOSING", "CONTINUING", "LOWER_ITEM", "OPENING", "STOP", "WIDE"]

STOPS = ".!?\u2026\u203d\u061f\u06d4\u0964\u0965\u0589\u1362"
"""Full stops, question and exclamation marks, the ellipsis; those of other scripts too."""

WIDE = "\u3002\uff01\uff1f\uff61"
"""Marks of Chinese and Japanese: a sentence ends there without a space."""

OPENING = "\"'\u00ab\u201c\u201e\u201f\u2018\u201a\u2039([{\u00bf\u00a1*_"
CLOSING = "\"'\u00bb\u201d\u201c\u2019\u203a)\\]}*_"
_WIDE_CLOSING = '\u300d\u300f\uff09\u201d\u2019\u300b\u3009\u3011)"\uff3d'
_NOTE = r"\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}"
_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f\u0491"
_DASH = "\u2014\u2013\u2015-"
_BULLET = "\u2014\u2013\u2022\u00b7\u25cf\u25aa-"
_ITEM = r"(?:\(?(?:[^\W\d_]|\d{1,2}|[ivxIVX]{1,4})\)|\d{1,2}\.)\s"
_AND = "(?:and|or|\u0438|\u0438\u043b\u0438|\u043b\u0438\u0431\u043e|und|oder|et|ou|y|o)"

STOP = re.compile(
    rf"""[{STOPS}{WIDE};:\n]
    (?:(?<=[{STOPS}])[{STOPS}]*
        (?P<close>(?:(?<=[{_SMALL}][{_SMALL}].)\d{{1,3}}|[{CLOSING}]|{_NOTE}|[\u00a0\u202f\x20]\u00bb)*)(?=\s)
    |(?<=;)(?:\s+{_AND})?(?=\s+(?:{_ITEM}|[{_BULLET}]\s))
    |(?<=:)(?=\s+{_ITEM}[^\n]{{1,400}}?;\s+(?:{_AND}\s+)?{_ITEM})
    |(?<=[{WIDE}])[{WIDE}]*[{_WIDE_CLOSING}]*
    |(?<=\n)(?=[^\S\n]*\n)
    )""",
    re.VERBOSE,
)
"""Where a segment may end; what closes it stands in the group `close`."""

AFTER = re.compile(rf"\s+([{_DASH}]+\s*)?([{OPENING}]*)(?:(\w+)|(\S))")
"""What follows: a dash, opening marks, a word or another character."""

CONTINUING = frozenset(",;:.!?)]}\u00bb\u201d\u2026%")
"""Characters that begin no segment."""

LOWER_ITEM = re.compile(r"\s+\(?[^\W\d_]{1,4}\)\s")
"""A list item with a letter: its segment begins with a small one."""
