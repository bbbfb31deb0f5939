"""Which parts of a text have a value that a translation carries over: numbers, dates, codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tmtool.languages import primary
from tmtool.matching.repair.labels import label
from tmtool.matching.repair.months import ENGLISH, ENGLISH_FULL, RUSSIAN, RUSSIAN_GENITIVE, month
from tmtool.matching.repair.numerals import SIGNS, SPACES, canonical, roman_value

__all__ = [
    "Kind",
    "Placeable",
    "as_time",
    "date_fields",
    "is_reversible",
    "recognise",
    "time_fields",
]

Kind = Literal[
    "placeholder", "url", "date", "time", "decade", "ordinal", "number", "code", "roman", "term"
]


@dataclass(frozen=True, slots=True)
class Placeable:
    """A part of a text at code points `start` to `end` (excluded), with what it is worth.

    `value` is (year, month, day) or (hour, minute, second) with None for what is not said, the
    canonical number, or the text itself. `form` is what grammar adds: the suffix of a Russian
    ordinal, the case of a Russian month without a day.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: str | tuple[int | None, ...]
    form: str = ""


_URL = (
    r"(?:(?:https?|ftp)://|www\.|mailto:)[^\s<>«»\"“”]*[^\s<>«»\"“”.,;:!?)\]'’]"
    r"|(?<!\w)[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_PLACEHOLDER = (
    r"\$\{[^{}\s]*\}|\{\{[^{}]*\}\}|\{[^{}\s]*\}|</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#[0-9]+);"
    r"|%\([^()\s]+\)[sdifgrx]|%[0-9]+\$[-+0-9.]*[sdifguxc@]"
    r"|(?<![\w%])%(?:[-+0#]*[0-9]*(?:\.[0-9]+)?(?:ll?|z)?[sdifguxc@]|[0-9]{1,2})(?!\w)"
)
_BEFORE = r"(?<!\w)"
_AFTER = r"(?!\w|[.,:/][0-9]|[-/‑][0-9])"
_DAY, _MONTH, _YEAR = r"(?P<d>[0-9]{1,2})", r"(?P<m>[0-9]{1,2})", r"(?P<y>[0-9]{4})"
_GAP = r"[ \u00a0]"
_NUMERIC_DATES = (
    rf"{_DAY}\.{_MONTH}\.{_YEAR}",
    rf"{_DAY}/{_MONTH}/{_YEAR}",
    rf"{_DAY}-{_MONTH}-{_YEAR}",
    rf"{_YEAR}-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})",
)
_NTH = r"(?P<o>st|nd|rd|th)?"
_DATES = {
    "en": (
        rf"{_DAY}{_NTH}(?:{_GAP}of)?{_GAP}(?P<m>{ENGLISH})(?:,?{_GAP}{_YEAR})?",
        rf"(?P<m>{ENGLISH}){_GAP}{_DAY}{_NTH}(?![0-9]),?{_GAP}{_YEAR}",
        rf"(?P<m>{ENGLISH}){_GAP}{_DAY}{_NTH}(?!\w)",
        rf"(?P<m>{ENGLISH}),?{_GAP}{_YEAR}",
        rf"(?P<m>{ENGLISH_FULL})",
        *_NUMERIC_DATES,
    ),
    "ru": (
        rf"«{_DAY}»{_GAP}(?P<m>{RUSSIAN_GENITIVE})(?:{_GAP}{_YEAR})?",
        rf"{_DAY}(?:-го)?{_GAP}(?P<m>{RUSSIAN_GENITIVE})(?:{_GAP}{_YEAR})?",
        rf"(?P<m>{RUSSIAN})(?:{_GAP}{_YEAR})?",
        *_NUMERIC_DATES,
    ),
}
_CLOCK = r"(?P<h>[01]?[0-9]|2[0-3]){}(?P<min>[0-5][0-9])"
_HALF = r"(?P<half>[ap]\.m\.|[ap]m|[AP]\.M\.|[AP]M)"
_TIMES = {
    "ru": (_CLOCK.format(":") + r"(?::(?P<s>[0-5][0-9]))?",),
    "en": (
        _CLOCK.format("[:.]") + rf"{_GAP}?{_HALF}",
        _CLOCK.format(":") + r"(?::(?P<s>[0-5][0-9]))?",
        rf"(?P<h>1[0-2]|[1-9]){_GAP}?{_HALF}",
    ),
}
_SPACED = rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])"
_NUMBERS = {
    "en": rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|{_SPACED}|[0-9]+)(?:\.[0-9]+)?",
    "ru": rf"(?:{_SPACED}|[0-9]+)(?:[.,][0-9]+)?",
}
_ORDINALS = {
    "en": r"[0-9]+(?:st|nd|rd|th)(?!\w)",
    "ru": r"[0-9]+[-‑](?:го|му|ми|[йяеюмх])(?![\w‑-])",
}
_DECADES = {
    "en": r"(?:[0-9]{2})?[0-9]0s(?!\w)",
    "ru": r"(?:[0-9]{2})?[0-9]0[-‑](?:ми|[емх])(?=\s+(?:год|гг))",
}
_LONGEST = 30  # Longer rows of digits are codes.
_CODE = r"\w+(?:[./:,‑-]\w+)*"
_ROMAN = r"[IVXL]+(?![\w/‑-])|(?<=\()[ivx]+(?=\))|[ivx]+(?=\))"
# Letters that look the same in both scripts: a Russian typist writes Т-72 in Cyrillic.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


def recognise(text: str, language: str, *, month_first: bool = False) -> list[Placeable]:
    """Return the placeables of a text in their order; they do not overlap.

    `month_first` reads 05/06/2021 in English as the sixth of May. In a language other than
    Russian and English, only placeholders, addresses and codes are recognised.
    """
    language = primary(language)
    found = []
    for match in _pattern(language).finditer(text):
        kind, written = match.lastgroup, match[0]
        if kind == "code" and not re.search("[0-9]", written):
            continue
        if kind == "number" and _is_code(text, match, language):
            kind = "code"
        built = _BUILDERS[kind or ""](match, language, month_first)
        found.append(built or Placeable("code", *match.span(), written, written))
    return [placeable for placeable in found if placeable.value != ""]


def _is_code(text: str, match: re.Match[str], language: str) -> bool:
    """Tell leading zeros, and commas between the numbers of paragraphs, from a number."""
    written = match[0].lstrip(SIGNS)
    if re.match(r"0[0-9]", written):
        return True
    listed = language == "ru" and "," in written
    return listed and label(text, match.start(), language) is not None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    kinds = [("url", _URL), ("placeholder", _PLACEHOLDER)]
    if language in _NUMBERS:
        number = _NUMBERS[language]
        compound = rf"{number}(?!\w|[-./:,‑]\w)|[^\W\d_A-ZА-ЯЁ]{{3}}"
        clean = rf"(?!\w|[.,:/][0-9]|/\w|[-‑](?=\w)(?!{compound}))"
        sign = rf"(?:(?<![^\s(\[«\"“=:])(?<![0-9]\s)[{SIGNS}])?"
        kinds += [
            ("date", rf"{_BEFORE}(?:{_any(_DATES[language])}){_AFTER}"),
            ("time", rf"{_BEFORE}(?:{_any(_TIMES[language])}){_AFTER}"),
            ("decade", _BEFORE + _DECADES[language]),
            ("ordinal", _BEFORE + _ORDINALS[language]),
            ("number", rf"{sign}{_BEFORE}(?:{number}){clean}"),
        ]
    kinds.append(("code", _BEFORE + _CODE))
    if language in _NUMBERS:
        kinds.insert(-1, ("roman", rf"{_BEFORE}(?:{_ROMAN})"))
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds))


def _any(patterns: tuple[str, ...]) -> str:
    return "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def date_fields(text: str, language: str) -> re.Match[str] | None:
    """Return the match of a written date with the groups d, m, y and o (ordinal suffix)."""
    return _fields(text, _DATES[primary(language)])


def is_reversible(fields: re.Match[str], language: str) -> bool:
    """Tell whether the month may stand first in a numeric date, as in American usage."""
    slashes = fields["m"].isdigit() and fields.string[fields.end("m")] in "/-"
    return slashes and primary(language) == "en" and fields.start("y") > 0


def time_fields(text: str, language: str) -> re.Match[str] | None:
    """Return the match of a written time with the groups h, min, s and half (a.m., p.m.)."""
    return _fields(text, (*_TIMES[primary(language)], _CLOCK.format(r"\.")))


def _fields(text: str, patterns: tuple[str, ...]) -> re.Match[str] | None:
    matches = (_compiled(pattern).fullmatch(text) for pattern in patterns)
    return next((match for match in matches if match), None)


def as_time(placeable: Placeable) -> Placeable | None:
    """Return a number such as 10.30 read as a time, None for what cannot be one."""
    match = _compiled(_CLOCK.format(r"\.")).fullmatch(placeable.text)
    if placeable.kind != "number" or not match:
        return None
    value = (int(match["h"]), int(match["min"]), None)
    return Placeable("time", placeable.start, placeable.end, placeable.text, value)


def _date(match: re.Match[str], language: str, month_first: bool) -> Placeable | None:
    fields = date_fields(match[0], language)
    assert fields is not None
    found = fields.groupdict()
    day = int(found["d"]) if found.get("d") else None
    form = ""
    if fields["m"].isdigit():
        number = int(fields["m"])
        if month_first and is_reversible(fields, language):
            number, day = day or 0, number
    else:
        number, form = month(fields["m"])
    if not 1 <= number <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    year = int(found["y"]) if found.get("y") else None
    value = (year, number, day)
    return Placeable("date", *match.span(), match[0], value, "" if day else form)


def _time(match: re.Match[str], language: str, month_first: bool) -> Placeable | None:
    fields = time_fields(match[0], language)
    assert fields is not None
    found = fields.groupdict()
    hour = int(fields["h"])
    if half := found.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    seconds = int(found["s"]) if found.get("s") else None
    return Placeable("time", *match.span(), match[0], (hour, int(found.get("min") or 0), seconds))


def _number(match: re.Match[str], language: str, month_first: bool) -> Placeable | None:
    if len(match[0]) > _LONGEST:
        return None
    return Placeable("number", *match.span(), match[0], canonical(match[0], language))


def _suffixed(match: re.Match[str], language: str, month_first: bool) -> Placeable | None:
    if len(match[0]) > _LONGEST:
        return None
    kind: Kind = "decade" if match.lastgroup == "decade" else "ordinal"
    digits = re.match(r"[0-9]+", match[0])
    assert digits is not None
    form = match[0][digits.end() :] if language == "ru" else ""
    return Placeable(kind, *match.span(), match[0], canonical(digits[0], language), form)


def _roman(match: re.Match[str], language: str, month_first: bool) -> Placeable:
    value = roman_value(match[0].upper())
    return Placeable("roman", *match.span(), match[0], "" if value is None else str(value))


def _code(match: re.Match[str], language: str, month_first: bool) -> Placeable:
    return Placeable("code", *match.span(), match[0], match[0].translate(_LOOKALIKES))


def _verbatim(match: re.Match[str], language: str, month_first: bool) -> Placeable:
    kind: Kind = "url" if match.lastgroup == "url" else "placeholder"
    return Placeable(kind, *match.span(), match[0], match[0])


_BUILDERS: dict[str, Callable[[re.Match[str], str, bool], Placeable | None]] = {
    "url": _verbatim,
    "placeholder": _verbatim,
    "date": _date,
    "time": _time,
    "decade": _suffixed,
    "ordinal": _suffixed,
    "number": _number,
    "code": _code,
    "roman": _roman,
}
