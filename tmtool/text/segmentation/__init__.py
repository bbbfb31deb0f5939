"""Texts cut into segments, by rules of their language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from tmtool.languages import primary
from tmtool.text.segmentation.lines import hard_breaks
from tmtool.text.segmentation.listed import ListedRules
from tmtool.text.segmentation.lists import lists_of

__all__ = ["Rules", "rules_for", "segments", "spans"]


class Cutter(Protocol):
    """What finds the places where segments of a text end."""

    def cuts(self, text: str) -> list[int]:
        """Return the places, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a language; `lines` tells whether ends of lines that are not wrapped cut."""

    language: str
    cutter: Cutter
    lines: bool = True


def rules_for(language: str) -> Rules:
    """Return the rules of a language; one without lists of its own has plain rules."""
    return _rules(primary(language))


@cache
def _rules(language: str) -> Rules:
    return Rules(language, ListedRules(lists_of(language)))


def spans(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Return the segments of a text as places of their first character and behind their last.

    They are in order, none is blank, and all of the text that is in none is white space.
    """
    ends = rules.cutter.cuts(text)
    if rules.lines and "\n" in text:
        ends = sorted({*ends, *hard_breaks(text)})
    found = []
    start = 0
    for end in (*ends, len(text)):
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            found.append((first, last))
        start = end
    return found


def segments(text: str, language: str) -> list[str]:
    """Return the segments of a text, without the white space around them."""
    return [text[start:end] for start, end in spans(text, rules_for(language))]
