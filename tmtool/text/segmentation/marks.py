r"""The characters that end sentences, stand around them, and mark the items of lists.

All patterns of the rules are put together from these, in what Python and Java have in common, so
that they can be written to SRX too. Java takes `\s`, `\w` and `\d` for ASCII alone.
"""

from __future__ import annotations

import re

__all__ = [
    "AFTER",
    "AND",
    "BULLET",
    "CLOSING",
    "CONTINUING",
    "DASH",
    "ITEM",
    "LOWER",
    "LOWER_ITEM",
    "NOTE",
    "OPENING",
    "STARTS_WITH_ITEM",
    "STOP",
    "STOPS",
    "UPPER",
    "WIDE",
    "WIDE_CLOSING",
]

STOPS = ".!?\u2026\u203d\u061f\u06d4\u0964\u0965\u0589\u1362"
"""Full stops, question and exclamation marks, the ellipsis; those of other scripts too."""

WIDE = "\u3002\uff01\uff1f\uff61"
"""Marks of Chinese and Japanese: a sentence ends there without a space."""

OPENING = "\"'\u00ab\u201c\u201e\u201f\u2018\u201a\u2039(\\[{\u00bf\u00a1*_\u200b\u200e\u200f\ufeff"
CLOSING = "\"'\u00bb\u201d\u201c\u2019\u203a)\\]}*_"
WIDE_CLOSING = '\u300d\u300f\uff09\u201d\u2019\u300b\u3009\u3011)"\uff3d'
NOTE = r"\[[0-9]{1,3}\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}"
LOWER = "a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f\u0491"
UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0400-\u042f\u0490"
DASH = "\u2014\u2013\u2015-"
BULLET = "\u2014\u2013\u2022\u00b7\u25cf\u25aa-"
ITEM = rf"(?:\(?(?:[{LOWER}{UPPER}]|[0-9]{{1,2}}|[ivxIVX]{{1,4}})\)|[0-9]{{1,2}}\.)\s"
AND = "(?:and|or|\u0438|\u0438\u043b\u0438|\u043b\u0438\u0431\u043e|und|oder|et|ou|y|o)"

STOP = re.compile(
    rf"""[{STOPS}{WIDE};\n]
    (?:(?<=[{STOPS}])(?<![{STOPS}][{STOPS}])[{STOPS}]*+
        (?P<close>(?:(?<=[{LOWER}\s][{LOWER}].)[0-9]{{1,3}}
            |[{CLOSING}]|{NOTE}|[\u00a0\u202f\x20]\u00bb)*)(?=\s)
    |(?<=;)(?P<item>(?:\s+{AND})?)(?=\s+(?:{ITEM}|[{BULLET}]\s))
    |(?<=[{WIDE}])[{WIDE}]*[{WIDE_CLOSING}]*
    |(?<=\n)(?=[^\S\n]*\n)
    )""",
    re.VERBOSE,
)
"""Where a segment may end: a stop and what closes it (`close`), or before an `item` of a list."""

STARTS_WITH_ITEM = re.compile(rf"\s*(?:{ITEM}|[{BULLET}]\s)")
"""The beginning of a segment that is an item of a list."""

AFTER = re.compile(rf"\s+([{DASH}]+\s*)?([{OPENING}]*)(?:(\w+)|(\S))")
"""What follows: a dash, opening marks, a word or another character."""

CONTINUING = frozenset(",;:.!?)]}\u00bb\u201d\u2026%")
"""Characters that begin no segment."""

LOWER_ITEM = re.compile(rf"\s+\(?[{LOWER}]{{1,4}}\)\s")
"""A list item with a letter: its segment begins with a small one."""
