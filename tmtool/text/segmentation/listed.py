"""Where segments end by the lists of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tmtool.text.segmentation import contexts
from tmtool.text.segmentation.headings import begins_heading, heading_cuts
from tmtool.text.segmentation.lists import Kind, Lists
from tmtool.text.segmentation.marks import (
    AFTER,
    CONTINUING,
    LOWER_ITEM,
    OPENING,
    STARTS_WITH_ITEM,
    STOP,
)

__all__ = ["ListedRules"]

_BEFORE = 48
"""Characters before a stop that are looked at."""

_CLOSED_QUOTE = re.compile(contexts.CLOSED_QUOTE)
_CLOSED_BRACKET = re.compile(contexts.CLOSED_BRACKET)
_INITIALS = re.compile(contexts.INITIALS)
_NUMBER = re.compile(contexts.NUMBER)
_ORDINAL = re.compile(contexts.ORDINAL)
_NUMBERLIKE = re.compile(contexts.NUMBERLIKE)
_NEXT_ITEM = re.compile(contexts.NEXT_ITEM)
_OMITTED = re.compile(contexts.OMITTED)
_SERIES = re.compile(contexts.SERIES)
_NAME = re.compile(rf"{contexts.NAME}\Z")
_FIRST_WORD = re.compile(r"[^\S\n]*+(?:\n[^\S\n]*+)?(\w+)")
"""The word of this line or the next; of blank lines each is a stop of its own."""

_BRACKETS = (")", "]")
_QUOTES = ("\u00bb", "\u201d", '"')
_ENDED = frozenset('.!?\u2026;:\u00bb\u201d"')
_OPEN = OPENING.replace("\\", "")


@dataclass(frozen=True, slots=True)
class ListedRules:
    """The rules of a language, by its lists."""

    lists: Lists

    def cuts(self, text: str) -> list[int]:
        """Return the places where segments end, in order."""
        found: list[int] = []
        self._take_headings(text, 0, found)
        for match in STOP.finditer(text):
            close = match["close"]
            if close is not None:
                ends = self._ends(text, match, close, found)
            elif match["item"] is not None:
                ends = STARTS_WITH_ITEM.match(text, found[-1] if found else 0) is not None
            else:
                ends = True
            if ends:
                found.append(match.end())
                self._take_headings(text, match.end(), found)
        return sorted(found)

    def _take_headings(self, text: str, start: int, found: list[int]) -> None:
        """Add the ends of headings that stand at the beginning of a segment."""
        first = _FIRST_WORD.match(text, start)
        if first is not None and begins_heading(self.lists, first[1]):
            found += heading_cuts(self.lists, text, start)

    def _ends(self, text: str, match: re.Match[str], close: str, found: list[int]) -> bool:
        """Tell whether a segment ends at a stop that white space follows."""
        end = match.end()
        after = AFTER.match(text, end)
        if after is None:
            return False
        dash, opening, word, other = after.groups()
        if word is None:
            if other in CONTINUING and not opening:
                return False
        elif word[0].islower():
            return LOWER_ITEM.match(text, end) is not None
        if close and dash:
            return False
        return self._ends_there(match, close, after, found) and not _is_inside(text, end)

    def _ends_there(
        self, match: re.Match[str], close: str, after: re.Match[str], found: list[int]
    ) -> bool:
        """Judge by what stands before the stop; what follows could begin a segment."""
        text, stop, end = match.string, match.start(), match.end()
        before = text[max(0, stop - _BEFORE) : stop + 1].split()
        start = stop + 1 - len(before[-1])
        if close[:1] in _BRACKETS and _OMITTED.fullmatch(text, start, end):
            return False
        single = match.start("close") == stop + 1
        if text[stop] == "." and single:
            return self._ends_after(before, close, after, found)
        if close[:1] in _QUOTES and text[stop] in "!?":
            name = _NAME.search(text, max(0, stop - _BEFORE), end) is not None
            return not name or self._is_starter(after)
        word = before[-1].strip("\u2026.").lstrip(_OPEN)
        if not word and text[stop] in ".\u2026":
            return not _starts(text, start, found)
        return text[stop] in "!?" or word not in self.lists.leading

    def _ends_after(
        self, before: list[str], close: str, after: re.Match[str], found: list[int]
    ) -> bool:
        """Judge by the word before a full stop."""
        kind = self._kind(before)
        if close[:1] in _BRACKETS:
            return kind is None and not self._is_initial(before)
        if kind is not None:
            return self._ends_abbreviation(kind, before, close, after)
        token = before[-1].lstrip(_OPEN)
        if _ORDINAL.fullmatch(token):
            text, start = after.string, after.start() - len(close) - len(token)
            if self._starts_segment(text, start, before, found):
                return False
            if token == "1." and before[-2:-1] and before[-2][-1] == ",":
                return _SERIES.match(text, after.start()) is None
            if token[0].isdigit():
                return after[3] not in self.lists.ordinal
        return not self._is_initial(before) or self._is_starter(after) or self._is_name(before)

    def _is_initial(self, before: list[str]) -> bool:
        """Tell whether a capital with a stop is an initial, and no number (annex A., part I.)."""
        if not _INITIALS.fullmatch(before[-1].lstrip(_OPEN)):
            return False
        return len(before) < 2 or before[-2].lower() not in self.lists.numbered

    def _is_name(self, before: list[str]) -> bool:
        """Tell whether initials follow a family name: Белова Т. И."""
        if len(before) < 4 or not _INITIALS.fullmatch(before[-2]):
            return False
        name = before[-3]
        return len(name) > 4 and name[0].isupper() and name.endswith(self.lists.surname)

    def _kind(self, before: list[str]) -> Kind | None:
        """Return the kind of the abbreviation before a stop, of up to three parts."""
        known = self.lists.abbreviations
        token = before[-1]
        if len(token) < 5 and len(before) > 1 and before[-2][-1] == ".":
            two = before[-2] + token
            if len(before) > 2 and before[-3][-1] == ".":
                three = known.get((before[-3] + two).lstrip(_OPEN))
                if three is not None:
                    return three
            found = known.get(two.lstrip(_OPEN))
            if found is not None:
                return found
        return known.get(token) or known.get(token.lstrip(_OPEN))

    def _ends_abbreviation(
        self, kind: Kind, before: list[str], close: str, after: re.Match[str]
    ) -> bool:
        text, end = after.string, after.start()
        if kind in ("unit", "often"):
            if (kind == "unit" and not self._counts(before)) or self._opens(text, end):
                return False
            return self._is_capital(after)
        if kind == "seldom":
            return self._is_starter(after)
        if kind == "never" or close[:1].isdigit() or _NUMBERLIKE.match(text, end):
            return False
        # Reg. No. 5
        if after[3] is None or not text.startswith(".", after.end(3)):
            return True
        return self.lists.abbreviations.get(f"{after[3]}.") != "word"

    def _counts(self, before: list[str]) -> bool:
        """Tell whether a number, or another unit, stands before a unit."""
        if len(before) < 2:
            return False
        previous = before[-2].lstrip(_OPEN)
        if _NUMBER.fullmatch(previous):
            return True
        known = self.lists.abbreviations
        return known.get(previous) == "unit" or (
            len(previous) > 1 and known.get(previous + ".") == "unit"
        )

    def _opens(self, text: str, end: int) -> bool:
        """Tell whether a date or time opens a clause, so that more is to come."""
        date = _date(self.lists.opening)
        return date.search(text, max(0, end - _BEFORE), end) is not None

    def _is_starter(self, after: re.Match[str]) -> bool:
        """Tell whether a word follows that begins sentences, and no initial or name of it."""
        text, word, end = after.string, after[3], after.end(3)
        if word is None:
            return False
        if text.startswith((".", "'", "\u2019", "-"), end):
            return f"{word}." in self.lists.starters
        return word in self.lists.starters

    def _is_capital(self, after: re.Match[str]) -> bool:
        """Tell whether a capitalised word follows, or the next item of a list."""
        word = after[3]
        if word is None:
            return True
        if word[0].isdigit():
            return _NEXT_ITEM.match(after.string, after.start()) is not None
        return not word[1:2].isupper() and word not in self.lists.continuing

    def _starts_segment(self, text: str, start: int, before: list[str], found: list[int]) -> bool:
        """Tell whether a number or letter with a stop is the first thing of a segment."""
        if len(before) > 1 and before[-2].lower() in self.lists.numbered:
            start = text.rfind(before[-2], 0, start)
            return _starts(text, start, found)
        if len(before) > 1 and (self._kind(before[:-1]) or self._is_initial(before[:-1])):
            return False
        return _starts(text, start, found)


def _starts(text: str, start: int, found: list[int]) -> bool:
    """Tell whether a segment may start at a place, by what stands before it."""
    gap = text[max(0, start - 3) : start]
    bare = gap.rstrip()
    if not bare or "\n" in gap[len(bare) :] or (bare != gap and bare[-1] in _ENDED):
        return True
    return start - len(gap) + len(bare) in found[-3:]


def _is_inside(text: str, end: int) -> bool:
    """Tell whether a place is within a short quotation or brackets."""
    last = end + contexts.INSIDE
    if text.find(")", end, last) >= 0 and _CLOSED_BRACKET.match(text, end):
        return True
    return _CLOSED_QUOTE.match(text, end) is not None


@cache
def _date(opening: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"{contexts.opening(opening)}(?:[ap]\.m\.|[^\s.,]+\.)\Z")
