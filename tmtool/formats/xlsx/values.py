"""What the numbers and texts of cells mean, as a person sees them in the sheet."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The built-in number formats that show dates or times (ISO 29500-1, 18.8.30)."""

_NOT_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^]]*\]', re.IGNORECASE)
_DATE_CODES = re.compile(r"[ymdhs]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]")
_LAST_DAY = 2_958_466
"""The day after 9999-12-31."""

_INTEGERS = 1e15
"""Numbers below have all their digits."""


def is_date_format(number: int, code: str | None) -> bool:
    """Tell whether a number format shows a date or a time; `code` is that of one not built in."""
    if code is None:
        return number in _DATES
    return bool(_DATE_CODES.search(_NOT_CODES.sub("", code.partition(";")[0])))


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot have, which stand as `_x0007_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def escaped(text: str) -> str:
    """Return a text of which `unescaped` makes the same again, without such characters."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


@lru_cache(maxsize=4096)
def number_text(stored: str) -> str:
    """Return a number without the rounding of binary fractions: 0.1, not 0.10000000000000001."""
    try:
        value = float(stored)
    except ValueError:
        return stored
    if value.is_integer() and abs(value) < _INTEGERS:
        return str(int(value))
    return repr(value)


@lru_cache(maxsize=4096)
def date_text(stored: str, *, from_1904: bool) -> str:
    """Return a number of days as a date, a time or both, in ISO 8601; else as a number."""
    try:
        days = float(stored)
    except ValueError:
        return stored
    if not 0 <= days < _LAST_DAY:
        return number_text(stored)
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    if days < 60 and not from_1904:
        # Excel has a 29 February 1900, so the days before it are one later than they seem.
        epoch += timedelta(days=1)
    moment = epoch + timedelta(seconds=round(days * 86_400))
    if days < 1:
        return f"{moment:%H:%M:%S}"
    day = f"{moment.year:04}-{moment:%m-%d}"
    return day if days.is_integer() else f"{day}T{moment:%H:%M:%S}"
