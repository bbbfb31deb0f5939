"""Which numbers a text has, and how each may be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tmtool.matching.repair.months import ENGLISH, RUSSIAN, month

__all__ = ["DIGIT", "Number", "masked", "numbers"]

DIGIT = re.compile("[0-9½⅓⅔¼¾⅕⅛]")

_MASKED = re.compile(
    r"(?:(?:https?|ftp)://|www\.)\S+|\{[^{}\s]*\}|%[0-9]+\$?|<[^<>]*>|&#?\w+;|\]\([^()\s]*\)"
    r"|3rd[- ]party"
)

_SPACE = "[ \u00a0\u2009\u202f]"
_NUMBER = (
    rf"(?<![0-9])[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,:/][0-9]+)*"
)
_FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
}
_OTHERS = (
    r"(?P<iso>(?<![\w-])[0-9]{4}-(?:0[1-9]|1[0-2])-(?:[0-2][0-9]|3[01])(?![\w-]))"
    rf"|(?P<clock>(?<![0-9])(?:[01]?[0-9]|2[0-4]){_SPACE}?ч(?:\.|ас(?:а|ов)?)?{_SPACE}?[0-5]?[0-9]{_SPACE}?мин)"
    rf"|(?P<fraction>(?:[0-9]+{_SPACE}?)?[{''.join(_FRACTIONS)}])"
)
"""Dates as 2025-06-18, times as 14 ч. 30 мин., and ½."""
_MONTHS = {"en": ENGLISH, "ru": rf"(?:{RUSSIAN}(?!\w)|{ENGLISH})"}
_GAP = rf"(?:(?:st|nd|rd|th|-(?:го|е|й)|,|»)?{_SPACE})"
_PATTERNS = {
    language: re.compile(
        rf"{_OTHERS}"
        rf"|(?P<day>[0-9]{{1,2}}){_GAP}(?:of )?(?P<month>{name})(?:,?{_SPACE}(?P<year>[0-9]{{4}}))?"
        rf"|(?P<m2>{ENGLISH}){_SPACE}(?P<d2>[0-9]{{1,2}})(?![0-9])(?:st|nd|rd|th)?"
        rf"(?:,?{_SPACE}(?P<y2>[0-9]{{4}}))?"
        rf"|(?P<m3>{name})(?:,?{_SPACE}|-)(?:of )?(?P<y3>[0-9]{{4}})"
        rf"|(?P<number>{_NUMBER})"
    )
    for language, name in _MONTHS.items()
}
_PLAIN = re.compile(rf"{_OTHERS}|(?P<number>{_NUMBER})")
_BEFORE_DIGITS = len("September, of ")
"""Characters that a date may have before its first digit."""
_GROUPED = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_DATE = re.compile(r"[0-9]{1,2}([./])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})")
_YEARS = re.compile("(?:19|20)[0-9]{2}/[0-9]{2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(:[0-5][0-9])?")
_HALF = re.compile(rf"{_SPACE}?([ap])\.?m\b", re.IGNORECASE)
_MAGNITUDE = re.compile(
    rf"{_SPACE}?-?(?:(?P<k>тыс|thousand|k\b)|(?P<m>млн|миллион|million|mln\b)"
    r"|(?P<b>млрд|миллиард|billion|bn\b)|(?P<t>трлн|триллион|trillion))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(rf"\w*\.?{_SPACE}")
_LEADING_POINT = re.compile(r"(?:^|\s)[.,]$")
_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_POWERS = {"k": 3, "m": 6, "b": 9, "t": 12}
_DIGITS = re.compile("[0-9]+")
_SHORT_YEAR = re.compile(r"(?:[0-9]{4}[-–‑/]|FY ?|[’'])$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number or date at code points `start` to `end` (excluded).

    `in_word` tells that it stands within a word: point to site as P2S. `scaled` are the readings
    with a word such as million behind it.

    `readings` is all that it may be worth as a whole, `parts` the same for each of its runs of
    digits and its month: 18.06.2025 has the parts of 18 June 2025.
    """

    start: int
    end: int
    text: str
    readings: frozenset[str]
    parts: tuple[frozenset[str], ...]
    in_word: bool = False
    scaled: frozenset[str] = frozenset()

    @property
    def is_date(self) -> bool:
        """Tell whether this is a date with the name of a month."""
        return any(part and min(part).startswith("month ") for part in self.parts)

    def equals(self, other: Number) -> bool:
        """Tell whether both may be worth the same: 1,000 and 1, but not 5 million and 5 billion."""
        return bool(self.readings & other.readings) and not self.differs_in_scale(other)

    def differs_in_scale(self, other: Number) -> bool:
        """Tell 5 million from 5 billion."""
        return bool(self.scaled and other.scaled) and not self.scaled & other.scaled


def masked(text: str) -> str:
    """Return a text with addresses, tags and placeholders as blanks: other checks read them."""
    if not any(sign in text for sign in ("/", "{", "%", "<", "&", "](", "3rd")):
        return text
    return _MASKED.sub(lambda match: "\ufffc" * len(match[0]), text)


@lru_cache(maxsize=16)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of a text in their order; months count beside a day or a year."""
    pattern = _PATTERNS.get(language, _PLAIN)
    found: list[Number] = []
    for match in _matches(pattern, text):
        one = _number(match, text)
        joined = _joined(found[-1], one, text) if found and one.scaled else None
        if joined:
            found[-1] = joined
        else:
            found.append(one)
    return tuple(found)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what `finditer` would, which looks for the names of months at every letter."""
    end = 0
    while digit := DIGIT.search(text, end):
        match = pattern.search(text, max(end, digit.start() - _BEFORE_DIGITS))
        if not match:
            return
        yield match
        end = match.end()


def _joined(one: Number, other: Number, text: str) -> Number | None:
    """Return 1 млн 200 тыс. as one number, `None` for two that stand apart."""
    between = _MAGNITUDE.match(text, one.end)
    if not one.scaled or not between or not _GOES_ON.fullmatch(text, between.end(), other.start):
        return None
    if min(map(Decimal, other.scaled)) >= 10 ** _POWERS[between.lastgroup or "k"]:
        return None
    worth = frozenset(
        _plain(Decimal(more) + Decimal(less)) for more in one.scaled for less in other.scaled
    )
    words = text[one.start : other.end]
    return Number(one.start, other.end, words, worth, (worth,), scaled=worth)


def _number(match: re.Match[str], text: str) -> Number:
    fields = match.groupdict()
    written = fields["number"]
    if match.lastgroup in ("iso", "clock", "fraction"):
        return _other(match.lastgroup, match)
    if written is None:
        parts = tuple(_date_parts(fields))
        whole = frozenset({"date " + " ".join(sorted(min(part) for part in parts))})
        return Number(*match.span(), match[0], whole, parts)
    whole = frozenset(_readings(written, text, match.end()))
    if len(written) == 2 and _SHORT_YEAR.search(text, max(0, match.start() - 5), match.start()):
        whole |= {f"20{written}", f"19{written}"}
    if _LEADING_POINT.search(text, max(0, match.start() - 2), match.start()):
        whole |= {f"0.{written}".rstrip("0")}
    scaled = _scaled(written, text, match.end())
    whole |= scaled
    digits = (whole,) if scaled else tuple(_digit_parts(written, whole))
    around = text[: match.start()][-1:], text[match.end() :][:1]
    in_word = all(map(str.isalpha, around)) and text[match.end() :][:2] not in _ENDINGS
    return Number(*match.span(), written, whole, digits, in_word, scaled)


def _other(kind: str, match: re.Match[str]) -> Number:
    """Return a date as 2025-06-18, a time as 14 ч. 30 мин. or a fraction as 1½."""
    digits = [str(int(run)) for run in _DIGITS.findall(match[0])]
    parts = list(digits)
    if kind == "iso":
        parts[1] = f"month {digits[1]}"
        whole = {"date " + " ".join(sorted(parts))}
    elif kind == "clock":
        whole = {f"{digits[0]}:{int(digits[1]):02}"}
    else:
        above, below = _FRACTIONS[match[0][-1]]
        whole = {_plain(Decimal(digits[0] if digits else 0) + Decimal(above) / below)}
        if not digits:
            whole.add(f"{above}/{below}")
        return Number(*match.span(), match[0], frozenset(whole), (frozenset(whole),))
    each = tuple(frozenset({part}) for part in parts)
    return Number(*match.span(), match[0], frozenset(whole), each)


def _date_parts(fields: dict[str, str | None]) -> Iterator[frozenset[str]]:
    for name in ("day", "d2", "year", "y2", "y3"):
        if found := fields[name]:
            yield frozenset({str(int(found))})
    for name in ("month", "m2", "m3"):
        if found := fields[name]:
            yield frozenset({f"month {month(found)[0]}"})


def _readings(written: str, text: str, end: int) -> Iterator[str]:
    """Yield the values of a written number by itself: 1,000 may be 1000 or 1."""
    yield written
    bare = re.sub(_SPACE, "", written)
    yield from map(_plain, _values(bare))
    yield from _times(bare, text, end)


def _values(bare: str) -> Iterator[Decimal]:
    if bare.isdigit():
        yield Decimal(bare)
    if _DECIMAL.fullmatch(bare):
        yield Decimal(bare.replace(",", "."))
    if grouped := _GROUPED.fullmatch(bare):
        plain = bare.replace(grouped[1], "").replace(",", ".")
        if plain.count(".") < 2:
            yield Decimal(plain)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _scaled(written: str, text: str, end: int) -> frozenset[str]:
    match = _MAGNITUDE.match(text, end)
    if not match or not match.lastgroup:
        return frozenset()
    factor = Decimal(10) ** _POWERS[match.lastgroup]
    return frozenset(_plain(value * factor) for value in _values(re.sub(_SPACE, "", written)))


def _times(bare: str, text: str, end: int) -> Iterator[str]:
    half = _HALF.match(text, end)
    found = _TIME.fullmatch(bare)
    if not found and not (half and bare.isdigit() and len(bare) < 3):
        return
    hour = int(found[1] if found else bare)
    minutes = int(found[2]) if found else 0
    if half:
        hour = hour % 12 + (12 if half[1] in "pP" else 0)
    yield f"{hour}:{minutes:02}"
    if not minutes:
        yield str(hour)


def _digit_parts(written: str, whole: frozenset[str]) -> Iterator[frozenset[str]]:
    runs = _DIGITS.findall(written)
    if len(runs) < 2:
        yield whole
        return
    is_date = _DATE.fullmatch(written) is not None
    to_year = _YEARS.fullmatch(written)
    for place, run in enumerate(runs):
        value = run.lstrip("0") or "0"
        if to_year and place:
            yield frozenset({value, f"{runs[0][:2]}{run}"})
            continue
        as_month = is_date and place < 2 and int(value) < 13
        yield frozenset({value, f"month {value}"} if as_month else {value})
