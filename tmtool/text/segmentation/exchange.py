"""The rules of a language written as SRX rules, so that other programs make the same cuts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from tmtool.text.segmentation import contexts
from tmtool.text.segmentation.headings import CAPITALS, numbered, titled
from tmtool.text.segmentation.lists import Kind, Lists
from tmtool.text.segmentation.marks import (
    AND,
    BULLET,
    CLOSING,
    DASH,
    ITEM,
    LOWER,
    NOTE,
    OPENING,
    STOPS,
    UPPER,
    WIDE,
    WIDE_CLOSING,
)
from tmtool.text.segmentation.patterns import BreakRule

__all__ = ["as_break_rules"]

_ITEMS = 15
"""Items of a list that are told apart."""

_ORDER: tuple[Kind, ...] = ("unit", "often", "seldom", "word", "never")
"""The kinds of abbreviations as their rules follow one another."""

_CLOSE = rf"(?:(?<=[{LOWER}\s][{LOWER}].)[0-9]{{1,3}}|[{CLOSING}]|{NOTE}|[\u00a0\u202f\x20]\u00bb)"
_RUN = rf"[{STOPS}]+{_CLOSE}*"
_TOKEN = rf"(?<![^\s{OPENING}])"
_NEXT = rf"\s+(?:[{DASH}]+\s*)?[{OPENING}]*"
_START = rf"(?:^\s*|(?<=[{STOPS};:\u00bb\u201d\"]\s)|(?<=\n))"
_SEGMENT = rf"(?:^\s*|(?<=[{STOPS}\u00bb\u201d\"]\s))"
_SPACE = r"\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LETTER = r"\p{L}\p{N}_"
_PARTS = re.compile(r"(?s)\\.|.")
_IN_CLASS = {r"\s": _SPACE, r"\w": _LETTER}
_WRITTEN = {r"\s": f"[{_SPACE}]", r"\S": f"[^{_SPACE}]", r"\w": f"[{_LETTER}]"}


def as_break_rules(lists: Lists) -> list[BreakRule]:
    """Return the rules of a language, the first of which that fits a place decides.

    They are in what OmegaT and Java take. Ends of lines that are not wrapped cannot be told by
    such rules; blank lines can.
    """
    parts = (
        _always(),
        _headings(lists),
        _never(),
        _numbers(lists),
        _abbreviations(lists),
        _initials(lists),
        _others(lists),
    )
    found = [rule for part in parts for rule in part]
    return [BreakRule(one.breaks, to_java(one.before), to_java(one.after)) for one in found]


def _always() -> Iterator[BreakRule]:
    """Yield what ends a segment whatever stands around it."""
    yield BreakRule(True, r"\S", r"(?=[^\S\n]*\n[^\S\n]*\n)")
    yield BreakRule(True, rf"[{WIDE}]+[{WIDE_CLOSING}]*", "")
    text = rf"[^;.!?]*+(?:[.!?](?!\s+[{UPPER}])[^;.!?]*+)*+"
    first = rf"{_SEGMENT}(?:{ITEM}|[{BULLET}]\s){text}"
    for more in range(_ITEMS):
        yield BreakRule(
            True,
            rf"{first}(?:;{text}){{{more}}};(?:\s+{AND}(?=\s))?",
            rf"(?=\s+(?:{ITEM}|[{BULLET}]\s))",
        )
    yield BreakRule(True, _RUN, rf"(?=\s+\(?[{LOWER}]{{1,4}}\)\s)")


def _headings(lists: Lists) -> Iterator[BreakRule]:
    """Yield what ends a heading, and what keeps the number of the clause below it."""
    begin = rf"(?:{_SEGMENT}|(?<=[{UPPER}]{{2}}\s))"
    number = numbered(lists)
    title = rf"{begin}(?:{number})\s+(?:{titled()})"
    capitals = rf"{begin}(?:(?:{number})\s+)?(?:{CAPITALS})"
    yield BreakRule(True, rf"{begin}(?:{number})", r"(?=\s)")
    yield BreakRule(True, title, r"(?=\s)")
    yield BreakRule(True, capitals, r"(?=\s)")
    for one in (title, capitals, rf"{begin}(?:{number})"):
        yield BreakRule(False, rf"{one}\s+[0-9]{{1,2}}\.", r"(?=\s)")


def _never() -> Iterator[BreakRule]:
    """Yield what keeps a segment together whatever stands before the stop."""
    yield BreakRule(False, _RUN, rf"(?={_NEXT}\p{{Ll}})")
    yield BreakRule(False, _RUN, rf"(?=\s+(?:[{DASH}]+\s*)?[,;:.!?)\]}}\u00bb\u201d\u2026%])")
    yield BreakRule(False, rf"[{STOPS}]+{_CLOSE}+", rf"(?=\s+[{DASH}])")
    yield BreakRule(False, _RUN, rf"(?=\s)(?={contexts.CLOSED_BRACKET})")
    yield BreakRule(False, _RUN, rf"(?=\s)(?={contexts.CLOSED_QUOTE})")
    yield BreakRule(False, rf"(?<!\S)(?:{contexts.OMITTED})", r"(?=\s)")


def _numbers(lists: Lists) -> Iterator[BreakRule]:
    """Yield what keeps the number of an item with it, and what ends after another number."""
    known = _any(lists, lists.abbreviations.values())
    digits = r"[0-9]{1,3}(?:\.[0-9]{1,3})*\."
    words = _insensitive(lists.numbered)
    if lists.ordinal:
        yield BreakRule(False, digits, rf"(?={_NEXT}(?:{_words(lists.ordinal)})(?!\w))")
    before = rf"{_TOKEN}(?:{known}|{contexts.INITIALS})"
    if words:
        yield BreakRule(False, rf"{_START}(?:{words})\s+(?:{contexts.ORDINAL})", r"(?=\s)")
        ends = rf"(?<!\w)(?:{words})\s[{OPENING}]*{contexts.INITIALS}{_CLOSE}*"
        yield BreakRule(True, ends, r"(?=\s)")
    yield BreakRule(True, rf"{before}\s(?:{digits}|[IVXLC]{{2,6}}\.)", r"(?=\s)")
    begin = rf"{_START}[{OPENING}]*"
    yield BreakRule(False, rf"{begin}(?:{digits}|[IVXLC]{{2,6}}\.)", r"(?=\s)")
    yield BreakRule(False, r"(?<=,\s)1\.", rf"(?={contexts.SERIES})")


def _abbreviations(lists: Lists) -> Iterator[BreakRule]:
    """Yield the rules of abbreviations, those of most parts first."""
    yield from _digits_after(lists)
    for parts in (3, 2, 1):
        entries = {kind: _entries(lists, (kind,), parts) for kind in _ORDER}
        bracket = "|".join(filter(None, entries.values()))
        if bracket:
            yield BreakRule(False, rf"{_TOKEN}(?:{bracket})[)\]]{_CLOSE}*", r"(?=\s)")
        for kind, pattern in entries.items():
            if pattern:
                yield from _of_kind(lists, kind, pattern)


def _digits_after(lists: Lists) -> Iterator[BreakRule]:
    """Yield what keeps a number right after an abbreviation with what follows."""
    words = _any(lists, ("word",))
    if words:
        yield BreakRule(False, rf"{_TOKEN}(?:{words})[0-9]{{1,3}}{_CLOSE}*", r"(?=\s)")


def _of_kind(lists: Lists, kind: Kind, pattern: str) -> Iterator[BreakRule]:
    before = rf"{_TOKEN}(?:{pattern}){_CLOSE}*"
    if kind == "unit":
        yield from _of_unit(lists, pattern)
    elif kind == "often":
        yield BreakRule(False, _date(lists, pattern), r"(?=\s)")
        yield from _before_capitals(lists, before)
    elif kind == "seldom":
        yield BreakRule(False, before, rf"(?!{_starter(lists)})(?=\s)")
        yield BreakRule(True, before, r"(?=\s)")
    elif kind == "word":
        single = _entries(lists, ("word",), 1)
        yield BreakRule(False, before, rf"(?={contexts.NUMBERLIKE})")
        yield BreakRule(False, before, rf"(?={_NEXT}(?:{single}))")
        yield BreakRule(True, before, r"(?=\s)")
    else:
        yield BreakRule(False, before, r"(?=\s)")


def _of_unit(lists: Lists, pattern: str) -> Iterator[BreakRule]:
    units = _entries(lists, ("unit",), 1)
    bare = "|".join(one[:-2] for one in units.split("|") if len(one) > 3)
    yield BreakRule(False, _date(lists, pattern), r"(?=\s)")
    counted = (
        rf"{_TOKEN}(?:{contexts.NUMBER}|{units}|{bare})(?:\s+(?:{units}|{bare}))*"
        rf"\s+(?:{pattern}){_CLOSE}*"
    )
    yield from _before_capitals(lists, counted)
    yield BreakRule(False, rf"{_TOKEN}(?:{pattern}){_CLOSE}*", r"(?=\s)")


def _before_capitals(lists: Lists, before: str) -> Iterator[BreakRule]:
    """Yield what ends a segment before a capitalised word and the next item of a list."""
    continuing = rf"|(?:{_words(lists.continuing)})(?!\w)" if lists.continuing else ""
    no_capital = rf"(?={_NEXT}(?:[0-9]|\w\p{{Lu}}{continuing}))(?!{contexts.NEXT_ITEM})"
    yield BreakRule(False, before, no_capital)
    yield BreakRule(True, before, r"(?=\s)")


def _date(lists: Lists, pattern: str) -> str:
    return rf"{contexts.opening(lists.opening)}(?:{pattern}){_CLOSE}*"


def _initials(lists: Lists) -> Iterator[BreakRule]:
    """Yield what ends after initials, and what keeps them with the name."""
    initials = contexts.INITIALS
    if lists.surname:
        name = rf"[{UPPER}]\w{{4,}}(?<={'|'.join(lists.surname)})"
        before = rf"(?<=\S\s){name}\s{initials}\s{initials}{_CLOSE}*"
        yield BreakRule(True, before, r"(?=\s)")
    known = _any(lists, lists.abbreviations.values())
    letter = rf"[{LOWER}{UPPER}]\."
    before = rf"{_TOKEN}(?:{known}|{initials})\s{letter}{_CLOSE}*"
    yield BreakRule(True, before, rf"(?={_starter(lists)})")
    yield BreakRule(False, rf"{_START}[{OPENING}]*{letter}", r"(?=\s)")
    yield BreakRule(False, rf"{_TOKEN}{initials}[)\]]{_CLOSE}*", r"(?=\s)")
    yield BreakRule(False, rf"{_TOKEN}{initials}{_CLOSE}*", rf"(?!{_starter(lists)})(?=\s)")


def _others(lists: Lists) -> Iterator[BreakRule]:
    ellipsis = r"(?:\.{2,}|\u2026)"
    yield BreakRule(False, contexts.NAME, rf"(?!{_starter(lists)})(?=\s)")
    yield BreakRule(False, rf"{_START}[{OPENING}]*{ellipsis}[{STOPS}]*{_CLOSE}*", r"(?=\s)")
    if lists.leading:
        before = rf"{_TOKEN}(?:{_words(lists.leading)}){ellipsis}[{STOPS}]*{_CLOSE}*"
        yield BreakRule(False, before, r"(?=\s)")
    yield BreakRule(True, _RUN, r"(?=\s)")


def _starter(lists: Lists) -> str:
    """Return the pattern of what follows where a word begins a sentence."""
    plain = _words(one for one in lists.starters if one[-1] != ".")
    stopped = _words(one for one in lists.starters if one[-1] == ".")
    more = f"|{stopped}" if stopped else ""
    return rf"{_NEXT}(?:(?:{plain or '(?!)'})(?![\w.'\u2019-]){more})"


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(words))


def _insensitive(words: Iterable[str]) -> str:
    """Return words that may begin with a capital, or be in capitals."""
    forms = {form for one in words for form in (one, one.capitalize(), one.upper())}
    return _words(forms)


def _any(lists: Lists, kinds: Collection[str]) -> str:
    """Return the abbreviations of these kinds, of whatever number of stops."""
    return "|".join(filter(None, (_entries(lists, kinds, parts) for parts in (3, 2, 1))))


def _entries(lists: Lists, kinds: Collection[str], parts: int) -> str:
    """Return the abbreviations of these kinds with so many stops (3 or more, 2, 1)."""
    wanted = [
        entry
        for entry, kind in lists.abbreviations.items()
        if kind in kinds and min(3, max(1, entry.count("."))) == parts
    ]
    longest_first = sorted(wanted, key=lambda one: (-len(one), one))
    return "|".join(_spaced(entry) for entry in longest_first)


def _spaced(entry: str) -> str:
    """Return an abbreviation whose parts may stand apart."""
    *inner, last = re.split(r"(?<=\.)(?!$)", entry)
    return "".join(rf"{re.escape(part)}\s?" for part in inner) + re.escape(last)


def to_java(pattern: str) -> str:
    r"""Return a pattern with the meaning of `\s` and `\w` in Python written out for Java."""
    out, in_class = [], False
    for part in _PARTS.findall(pattern):
        if part[0] == "\\":
            out.append(_IN_CLASS.get(part, part) if in_class else _WRITTEN.get(part, part))
        elif unicodedata.category(part) == "Cf":
            out.append(f"\\u{ord(part):04x}")
        else:
            in_class = part == "[" or (in_class and part != "]")
            out.append(part)
    return "".join(out)
