"""Whether the same numbers have the same units of measurement and currencies on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tmtool.quality.currencies import CURRENCIES, ISSUER, PREFIXED, code_of_prefix, currency_of
from tmtool.quality.measures import codes
from tmtool.quality.rules import Finding, Rule, Texts
from tmtool.quality.written_numbers import DIGIT, Number, masked, numbers

__all__ = ["AMOUNT_RULES", "check_amounts"]

AMOUNT_RULES = (
    Rule("currency", "error", "amounts of money: the same currency on both sides"),
    Rule("unit", "error", "units of measurement: the same beside a number on both sides"),
)

_SPACE = "[ \u00a0\u2009\u202f]"
_BETWEEN = (
    r"(?:(?:рабочих|календарных|полных|последовательных|business|working|calendar|consecutive|full)"
    rf"{_SPACE})?"
)
_UNIT = re.compile(
    rf"(?:{_SPACE}?-?(?:тыс(?:яч\w*|\.)?|млн\.?|млрд\.?|трлн\.?|(?:милли(?:он|ард)|триллион)\w*"
    rf"|thousand|million|billion|trillion|bn|mln|m(?={_SPACE}[a-z])))?"
    rf"(?:{_SPACE}?[-‑]?){_BETWEEN}"
    r"(?P<power>(?:кв(?:адратн\w+|\.)|куб(?:ическ\w+|\.)|square|sq\.|cubic|cu\.)"
    rf"{_SPACE}?)?"
    rf"(?P<issuer>(?i:United States|{ISSUER}){_SPACE})?"
    r"(?P<unit>per cent|°[CСF]?|[$€£¥₽₴₸₹₩₺₪₾%‰]|[^\W\d_]+(?:[²³]|[23](?!\w))?"
    r"(?:/[^\W\d_]+(?:[²³]|[23](?!\w))?)?)"
    rf"(?P<after>\.?{_SPACE}(?:США|стерлингов|sterling)(?!\w))?",
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_PERCENT = {"per cent": "percent"}


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with what it counts, which may be one of several; at code points of its text."""

    number: Number
    codes: frozenset[str]
    start: int
    end: int


def check_amounts(texts: Texts) -> Iterator[Finding]:
    """Yield numbers that have another unit or currency in the draft than in the source.

    A number that has none on one side is no finding, nor is one of another value.
    """
    if not DIGIT.search(texts.source) or not DIGIT.search(texts.draft):
        return
    asked = _amounts(texts.source, texts.source_language)
    given = _amounts(texts.draft, texts.target_language) if asked else []
    left = list(given)
    missing = [one for one in asked if not _taken(one, left)]
    for one in missing:
        other = next((each for each in left if one.number.equals(each.number)), None)
        if other:
            left.remove(other)
            yield _finding(one, other, texts)


def _taken(one: _Amount, left: list[_Amount]) -> bool:
    for other in left:
        if one.codes & other.codes and one.number.equals(other.number):
            left.remove(other)
            return True
    return False


def _finding(one: _Amount, other: _Amount, texts: Texts) -> Finding:
    money = (one.codes | other.codes) & CURRENCIES
    asked, given = texts.source[one.start : one.end], texts.draft[other.start : other.end]
    said = f"‘{given}’ for ‘{asked}’ of the source"
    return Finding("currency" if money else "unit", said, other.start, other.end)


def _amounts(text: str, language: str) -> list[_Amount]:
    found = (_amount(one, text) for one in numbers(masked(text), language))
    return [one for one in found if one]


def _amount(one: Number, text: str) -> _Amount | None:
    if one.is_date or one.in_word:
        return None
    before = PREFIXED.search(text, max(0, one.start - 7), one.start)
    if before and (found := code_of_prefix(before)):
        return _Amount(one, found, before.start(), one.end)
    match = _UNIT.match(text, one.end)
    if not match or _is_of_a_time(one, match) or not (found := _meant(match)):
        return None
    return _Amount(one, found, one.start, match.end())


def _is_of_a_time(one: Number, match: re.Match[str]) -> bool:
    """Tell a year or a decade from an amount: 2013 года, 2013 dollars, in their 50s."""
    return _YEAR.fullmatch(one.text) is not None or match[0] == "s"


def _meant(match: re.Match[str]) -> frozenset[str]:
    unit = match["unit"]
    found = codes(_PERCENT.get(unit, unit))
    if power := match["power"]:
        two_or_three = "2" if power[:2].lower() in {"кв", "sq"} else "3"
        return frozenset(code + two_or_three for code in found)
    if match["issuer"] and not found <= CURRENCIES | {"lb"}:
        return frozenset()
    if found & CURRENCIES:
        for words in (match["issuer"], match["after"]):
            named = currency_of(words.split()[-1]) if words else None
            if named in found:
                return frozenset({named})
    return found
