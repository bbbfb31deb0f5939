"""Sets of characters as ranges, such as those that regular expressions of Java name."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

__all__ = ["ALL", "Ranges", "complement", "intersection", "named", "union", "written"]

Ranges = tuple[tuple[int, int], ...]
"""Code points from and to (included), in order, with gaps between."""

ALL: Ranges = ((0, sys.maxunicode),)

_POSIX: dict[str, Ranges] = {
    "Lower": ((97, 122),),
    "Upper": ((65, 90),),
    "ASCII": ((0, 127),),
    "Alpha": ((65, 90), (97, 122)),
    "Digit": ((48, 57),),
    "Alnum": ((48, 57), (65, 90), (97, 122)),
    "Punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "Graph": ((33, 126),),
    "Print": ((32, 126),),
    "Blank": ((9, 9), (32, 32)),
    "Cntrl": ((0, 31), (127, 127)),
    "XDigit": ((48, 57), (65, 70), (97, 102)),
    "Space": ((9, 13), (32, 32)),
}
_METHODS: dict[str, Callable[[str], bool]] = {
    "alphabetic": str.isalpha,
    "letter": str.isalpha,
    "lowercase": str.islower,
    "uppercase": str.isupper,
    "titlecase": lambda one: unicodedata.category(one) == "Lt",
    "digit": lambda one: unicodedata.category(one) == "Nd",
    "whitespace": str.isspace,
    "white_space": str.isspace,
    "letterordigit": lambda one: one.isalpha() or unicodedata.category(one) == "Nd",
    "punctuation": lambda one: unicodedata.category(one)[0] == "P",
    "control": lambda one: unicodedata.category(one) == "Cc",
}
"""What Java's names with `Is` or `java` before them mean."""

_SCRIPTS = frozenset(
    """LATIN CYRILLIC GREEK ARMENIAN HEBREW ARABIC DEVANAGARI BENGALI TAMIL THAI GEORGIAN HANGUL
    HIRAGANA KATAKANA ETHIOPIC KHMER""".split()
)
_HAN: Ranges = ((0x2E80, 0x2FD5), (0x3005, 0x3007), (0x3021, 0x3029), (0x3400, 0x9FFF))
_HAN += ((0xF900, 0xFAFF), (0x20000, 0x323AF))
_CATEGORIES = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Cn".split()) | {
    *("Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So L M N Z C P S LC".split()),
}


def union(sets: Iterable[Ranges]) -> Ranges:
    """Return the characters that are in one of the sets at least."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(one for ranges in sets for one in ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def complement(ranges: Ranges) -> Ranges:
    """Return all other characters."""
    found = []
    place = 0
    for first, last in ranges:
        if place < first:
            found.append((place, first - 1))
        place = last + 1
    if place <= sys.maxunicode:
        found.append((place, sys.maxunicode))
    return tuple(found)


def intersection(one: Ranges, other: Ranges) -> Ranges:
    """Return the characters that are in both sets."""
    return complement(union((complement(one), complement(other))))


def written(ranges: Ranges) -> str:
    """Return a set as a class of Python's regular expressions."""
    if not ranges:
        return "(?!)"
    parts = (
        _character(first) if first == last else f"{_character(first)}-{_character(last)}"
        for first, last in ranges
    )
    return f"[{''.join(parts)}]"


def _character(code: int) -> str:
    character = chr(code)
    if character.isalnum():
        return character
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


@cache
def named(name: str) -> Ranges | None:
    r"""Return the characters of a property as Java names it (`\p{Lu}`), `None` for others."""
    if name in _POSIX:
        return _POSIX[name]
    key, _, value = name.rpartition("=")
    bare = value.removeprefix("Is") if not key else value
    if bare in _CATEGORIES:
        wanted = ("Lu", "Ll", "Lt") if bare == "LC" else (bare,)
        return _where(lambda one: unicodedata.category(one).startswith(wanted))
    method = _METHODS.get(value.removeprefix("java").removeprefix("Is").lower())
    if method is not None:
        return _where(method)
    script = bare.removeprefix("In").upper()
    if script == "HAN":
        return _HAN
    if script in _SCRIPTS:
        return _where(lambda one: unicodedata.name(one, "").startswith(script))
    return None


def _where(is_one: Callable[[str], bool]) -> Ranges:
    found: list[tuple[int, int]] = []
    for code in range(sys.maxunicode + 1):
        if is_one(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1] = (found[-1][0], code)
            else:
                found.append((code, code))
    return tuple(found)
