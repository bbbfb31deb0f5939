"""Where segments end by the lists of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tmtool.text.segmentation.lists import Kind, Lists
from tmtool.text.segmentation.marks import (
    AFTER,
    CONTINUING,
    LOWER_ITEM,
    OPENING,
    STOP,
)

__all__ = ["ListedRules"]

_BEFORE = 48
"""Characters before a stop that are looked at."""

_INSIDE = 160
"""Characters up to a closing mark within which a quotation is one segment."""

_CLOSED_QUOTE = re.compile(
    r"[^\u00ab\u00bb\u201c\u201d\u201e\"]*+"
    r"(?:(?<![\s(])[\u00ab\u00bb\u201c\u201d\"](?!\w)|(?<=\s)\u00bb)"
)
_CLOSED_BRACKET = re.compile(r"(?!\s+\w{1,3}\))(?:(?![;:.!?]\s+\w{1,3}\))[^()])*\)")
_INITIALS = re.compile(r"(?:[^\W\d_a-z\u0430-\u045f][a-z\u0430-\u045f]?\.-?)+")
_NUMBER = re.compile(r"\(?\d+(?:[.,:/\u2013-]\d+)*\)?|[IVXLCDM]+")
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.|[IVXLC]{1,6}\.|[^\W\d_]\.")
_NUMBERLIKE = re.compile(
    r"\s+[(\[\"\u00ab\u201c\u2116#\u00a7]*(?:\d|[IVXLCDMivxlcdm]+\b|(?![AI]\s+(?!of|and|or|to)[a-z])[^\W\d_]\b(?![.'\u2019]))"
)
_NEXT_ITEM = re.compile(r"\s+\(?\d{1,2}[.)]\s+[^\W\d_a-z\u0430-\u045f]")
_OMITTED = re.compile(r"[\[(](?:\.\.\.|\u2026|\?|!)[\])]|\([^\s()]{1,15}[.!?\u2026]+\)")
_BRACKETS = (")", "]")
_ENDED = frozenset('.!?\u2026;:\u00bb\u201d"')


@dataclass(frozen=True, slots=True)
class ListedRules:
    """The rules of a language, by its lists."""

    lists: Lists

    def cuts(self, text: str) -> list[int]:
        """Return the places where segments end, in order."""
        found = list(self._stops(text))
        heading = _heading(self.lists.heading)
        if heading is not None and any(word in text for word in self.lists.heading):
            found = sorted({*found, *(match.end() for match in heading.finditer(text))})
        return found

    def _stops(self, text: str) -> Iterator[int]:
        for match in STOP.finditer(text):
            close = match["close"]
            if close is None or self._ends(text, match, close):
                yield match.end()

    def _ends(self, text: str, match: re.Match[str], close: str) -> bool:
        """Tell whether a segment ends at a stop that white space follows."""
        end = match.end()
        after = AFTER.match(text, end)
        if after is None:
            return False
        dash, _, word, other = after.groups()
        if word is None:
            if other in CONTINUING:
                return False
        elif word[0].islower():
            return LOWER_ITEM.match(text, end) is not None
        if close and dash:
            return False
        return self._ends_there(text, match, close, after) and not _is_inside(text, end)

    def _ends_there(
        self, text: str, match: re.Match[str], close: str, after: re.Match[str]
    ) -> bool:
        """Judge by what stands before the stop; what follows could begin a segment."""
        stop, end = match.start(), match.end()
        before = text[max(0, stop - _BEFORE) : stop + 1].split()
        start = stop + 1 - len(before[-1])
        if close[:1] in _BRACKETS and _OMITTED.fullmatch(text, start, end):
            return False
        if text[stop] == "." and match.start("close") == stop + 1:
            if close[:1] in _BRACKETS or close[:1].isdigit():
                token = before[-1].lstrip(OPENING)
                return self._kind(before) is None and not _INITIALS.fullmatch(token)
            return self._ends_after(text, stop, before, after)
        if not before[-1].strip("\u2026."):
            return not _starts(text, start)
        return True

    def _ends_after(self, text: str, stop: int, before: list[str], after: re.Match[str]) -> bool:
        """Judge by the word before a full stop."""
        end = after.start()
        kind = self._kind(before)
        if kind is not None:
            return self._ends_abbreviation(kind, before, text, end, after)
        token = before[-1].lstrip(OPENING)
        if _ORDINAL.fullmatch(token):
            if self._starts_segment(text, stop + 1 - len(token), before):
                return False
            if token[0].isdigit():
                return after[3] not in self.lists.ordinal
            if len(before) > 1 and before[-2].lower() in self.lists.numbered:
                return True
        if _INITIALS.fullmatch(token):
            return self._is_starter(after)
        return True

    def _kind(self, before: list[str]) -> Kind | None:
        """Return the kind of the abbreviation before a stop, of up to three parts."""
        known = self.lists.abbreviations
        token = before[-1]
        if len(token) < 5 and len(before) > 1 and before[-2][-1] == ".":
            two = before[-2] + token
            if len(before) > 2 and before[-3][-1] == ".":
                three = known.get((before[-3] + two).lstrip(OPENING))
                if three is not None:
                    return three
            found = known.get(two.lstrip(OPENING))
            if found is not None:
                return found
        return known.get(token) or known.get(token.lstrip(OPENING))

    def _ends_abbreviation(
        self, kind: Kind, before: list[str], text: str, end: int, after: re.Match[str]
    ) -> bool:
        if kind in ("unit", "year"):
            if not self._counts(before) or (kind == "year" and self._opens(text, end)):
                return False
            kind = "often"
        if kind == "often":
            return self._is_capital(text, end, after)
        if kind == "seldom":
            return self._is_starter(after)
        return kind == "word" and _NUMBERLIKE.match(text, end) is None

    def _counts(self, before: list[str]) -> bool:
        """Tell whether a number, or another unit, stands before a unit."""
        if len(before) < 2:
            return False
        previous = before[-2].lstrip(OPENING)
        if _NUMBER.fullmatch(previous):
            return True
        known = self.lists.abbreviations
        return known.get(previous) == "unit" or (
            len(previous) > 1 and known.get(previous + ".") == "unit"
        )

    def _opens(self, text: str, end: int) -> bool:
        """Tell whether a date opens the sentence, so that more is to come."""
        return _date(self.lists.opening).search(text, max(0, end - _BEFORE), end) is not None

    def _is_starter(self, after: re.Match[str]) -> bool:
        return after[3] in self.lists.starters and not after.string.startswith(".", after.end(3))

    def _is_capital(self, text: str, end: int, after: re.Match[str]) -> bool:
        """Tell whether a capitalised word follows, or the next item of a list."""
        word = after[3]
        if word is None:
            return True
        if word[0].isdigit():
            return _NEXT_ITEM.match(text, end) is not None
        return not word[1:2].isupper() and word not in self.lists.continuing

    def _starts_segment(self, text: str, start: int, before: list[str]) -> bool:
        """Tell whether a number or letter with a stop is the first thing of a segment."""
        if len(before) > 1 and before[-2].lower() in self.lists.numbered:
            return _starts(text, text.rfind(before[-2], 0, start))
        return _starts(text, start) and (len(before) < 2 or self._kind(before[:-1]) is None)


def _starts(text: str, start: int) -> bool:
    """Tell whether a segment may start at a place, by what stands before it."""
    gap = text[max(0, start - 3) : start]
    bare = gap.rstrip()
    return not bare or "\n" in gap[len(bare) :] or (bare != gap and bare[-1] in _ENDED)


def _is_inside(text: str, end: int) -> bool:
    """Tell whether a place is within a short quotation or brackets."""
    last = end + _INSIDE
    if text.find(")", end, last) >= 0 and _CLOSED_BRACKET.match(text, end, last):
        return True
    return _CLOSED_QUOTE.match(text, end, last) is not None


@cache
def _heading(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(
        rf"(?<!\S)(?:{'|'.join(words)})\s+(?:\d{{1,3}}|[IVXLC]{{1,6}}|[A-Z])\.?"
        r"(?=\s+(?:\d{1,2}\.\s+)?[^\W\d_a-z\u0430-\u045f][a-z\u0430-\u045f\s])"
    )


@cache
def _date(opening: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(opening)) or "(?!)"
    return re.compile(
        rf"(?:^|[.!?\u2026\u00bb;\n]\s{{0,3}})(?:{words})\s(?:[^\s.]+\s){{0,4}}[^\s.]+\s\u0433\u0433?\.\Z"
    )
