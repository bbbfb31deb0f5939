"""Headings that stand in one line with what follows: ARTICLE I Each Party shall ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tmtool.text.segmentation.lists import Lists, lists_of
from tmtool.text.segmentation.marks import LOWER, UPPER

__all__ = ["CAPITALS", "begins_heading", "heading_cuts", "numbered", "titled"]

_LONGEST = 3
"""Headings that may stand one after the other."""

_NOTHING = "(?!)"
_WORD = rf"[{UPPER}][{UPPER}0-9'\u2019-]*"
_NUMERAL = r"(?:[IVXLC]{1,6}|[0-9]{1,2})\."
_NUMBER = (
    rf"\s(?:\u2116\s?)?(?:[0-9]{{1,3}}|[IVXLC]{{1,6}}|[{UPPER}](?![{UPPER}{LOWER}]))(?![\w.)-])"
)
_SENTENCE = rf"\s+(?:[0-9]{{1,2}}\.\s+)?[{UPPER}](?:[{LOWER}]|\s[{UPPER}]?[{LOWER}])"
_RUN = rf"(?=[^{LOWER}.;:]*[{UPPER}]{{5}}){_WORD}(?:,?\s{_WORD})+"
CAPITALS = rf"(?:{_NUMERAL}\s)?{_RUN}(?={_SENTENCE})|{_NUMERAL}\s[{UPPER}]{{5,}}(?={_SENTENCE})"
"""A heading in capitals, of two words unless it has a number."""


def numbered(lists: Lists) -> str:
    """Return the pattern of headings such as Article 5, where it is clear that they are one.

    A word that begins sentences follows, a title in capitals, or one with a first clause below
    it. In capitals, any sentence may follow.
    """
    capital = "|".join(lists.heading) or _NOTHING
    plain = "|".join(word.capitalize() for word in lists.heading) or _NOTHING
    starters = "|".join(sorted(one for one in lists.starters if one[-1] != ".")) or _NOTHING
    return (
        rf"(?:{capital}){_NUMBER}(?:(?={_SENTENCE})|(?=\s+{_RUN}{_SENTENCE}))"
        rf"|(?:{plain}|{capital}){_NUMBER}"
        rf"(?=\s+(?:(?:{starters})(?!\w)|{_RUN}{_SENTENCE}|{titled()}|1\.\s+[{UPPER}]))"
    )


def titled() -> str:
    """Return the pattern of a title that the first clause follows."""
    return rf"[{UPPER}][^.;:!?]{{2,80}}(?=\s+1\.\s+[{UPPER}])"


def begins_heading(lists: Lists, word: str) -> bool:
    """Tell whether a heading may begin with a word."""
    return word.isupper() or word.upper() in lists.heading


def heading_cuts(lists: Lists, text: str, start: int) -> Iterator[int]:
    """Yield the ends of the headings that stand at the beginning of a segment."""
    number, title, capitals = _patterns(lists.language)
    for _ in range(_LONGEST):
        found = number.match(text, start)
        below = title if found else capitals
        if found is not None:
            yield found.end()
            start = found.end()
        further = below.match(text, start)
        if further is not None:
            yield further.end()
            start = further.end()
        elif found is None:
            return


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    patterns = (numbered(lists_of(language)), titled(), CAPITALS)
    return tuple(re.compile(rf"\s*(?:{one})") for one in patterns)
