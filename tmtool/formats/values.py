"""Times and counts as files write them, and as tmtool keeps them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?", re.ASCII)
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


@lru_cache(maxsize=4096)
def parse_time(text: str) -> str | None:
    """Return a time as `YYYY-MM-DDTHH:MM:SSZ`, or `None` for what is none.

    Takes ISO 8601 (so also TMX's `YYYYMMDDThhmmssZ`), `MM/DD/YYYY` (with a time `hh:mm:ss` as
    Trados writes it) and `DD.MM.YYYY`; a time
    without a zone is taken as UTC, a fraction of a second is dropped.
    """
    text = text.strip()
    try:
        if found := _AMERICAN.fullmatch(text):
            month, day, year, hour, minute, second = (int(part or 0) for part in found.groups())
            time = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        elif found := _RUSSIAN.fullmatch(text):
            day, month, year = map(int, found.groups())
            time = datetime(year, month, day, tzinfo=UTC)
        else:
            time = datetime.fromisoformat(text)
            time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return time.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def compact_time(time: str) -> str:
    """Return a time of tmtool in the form of TMX, `YYYYMMDDThhmmssZ`."""
    return time.replace("-", "").replace(":", "")


def parse_count(text: str) -> int | None:
    """Return a whole number from 0, or `None` for what is none or too long to be a count."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 19 else None


def column_count(count: int) -> str:
    """Return a number of columns in words: `1 column`, `3 columns`."""
    return f"{count} column" if count == 1 else f"{count} columns"
