"""The cells of a bead's row: places, texts that no spreadsheet changes, states, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from tmtool.errors import InputError
from tmtool.models import BEAD_REMARKS, BEAD_STATES, BeadRemark, BeadState
from tmtool.text.months import MONTHS

COLUMNS = (
    "bead",
    "state",
    "confidence",
    "kind",
    "source places",
    "target places",
    "remarks",
    "source text",
    "target text",
)
"""The columns of the table of beads."""

CORRECTED = "corrected"
"""What stands among the remarks of a bead whose text was corrected when the file was written."""

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER_FIRST = re.compile(r"\(?\d")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?[ -]?\d")
_SHORT = 30
"""Characters of the longest text that a spreadsheet could take for a number or a date."""

_MONTHS = frozenset().union(*MONTHS.values())
_RANGE = re.compile(r"\b(\d{1,9})\s*(?:-|–|—|\.\.)\s*(\d{1,9})\b")
_BETWEEN = re.compile(r"[\s+,;]+")
_LONGEST_NUMBER = 9
"""Digits of the longest number that is read."""


def is_changeable(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula, a number or a date."""
    bare = text.lstrip("'") if text.startswith("'") else text
    if _FORMULA.match(bare) or not any(map(str.isalpha, bare)):
        return bool(bare)
    if len(bare) > _SHORT:
        return False
    month = _MONTH_FIRST.match(bare)
    return bool(_NUMBER_FIRST.match(bare) or (month and month[1].lower() in _MONTHS))


def guarded(text: str) -> str:
    """Return a text as a cell, with an apostrophe before what a spreadsheet could change."""
    return f"'{text}" if is_changeable(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell that `guarded` made."""
    return cell[1:] if cell.startswith("'") and is_changeable(cell[1:]) else cell


def write_places(places: Iterable[int]) -> str:
    """Return places as a cell: counted from 1, with a plus between, as `12+13`."""
    return "+".join(str(place + 1) for place in places)


def read_places(cell: str) -> tuple[int, ...]:
    """Return the places, from 0, that a cell has; raises InputError without a place.

    Between them may stand `+`, commas, semicolons and spaces; `12-14` is three of them.
    """
    if _is_number(cell):  # as most are
        return (int(cell) - 1,)
    spelled = _RANGE.sub(lambda found: _all_between(int(found[1]), int(found[2])), cell)
    parts = [part for part in _BETWEEN.split(spelled) if part]
    if not all(_is_number(part) for part in parts):
        raise InputError(
            f"{cell!r} is no list of places",
            hint="Write the numbers of the segments with a plus between, such as 12+13.",
        )
    return tuple(int(part) - 1 for part in parts)


def _all_between(first: int, last: int) -> str:
    return "+".join(map(str, range(first, last + 1))) if last - first < 1000 else "?"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def read_number(cell: str) -> int | None:
    """Return the number of a bead as it was written, None for a row that a person added."""
    bare = cell.strip()
    if not bare:
        return None
    if not _is_number(bare):
        raise InputError(
            f"{cell!r} is no number of a bead", hint="Leave the cell empty in a row that is new."
        )
    return int(bare)


def read_state(cell: str) -> BeadState:
    """Return the state that a cell names, by its first letter or more; nothing is `open`."""
    bare = cell.strip().lower()
    for state in BEAD_STATES:
        if state.startswith(bare):
            return state
    raise InputError(
        f"{cell!r} is no state of a bead", hint=f"Write {', '.join(BEAD_STATES[:-1])} or rejected."
    )


def write_confidence(confidence: float) -> str:
    """Return a probability to four decimals."""
    return f"{confidence:.4f}"


def read_confidence(cell: str) -> float:
    """Return a probability; a decimal comma is taken, too, and nothing is 0."""
    try:
        confidence = float(cell.strip().replace(",", ".") or "0")
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise InputError(f"{cell!r} is no confidence", hint="Write a number from 0 to 1.")
    return confidence


def read_remarks(cell: str) -> tuple[BeadRemark, ...]:
    """Return the remarks of a cell, with spaces or commas between, without CORRECTED."""
    found = tuple(part for part in _BETWEEN.split(cell.lower()) if part and part != CORRECTED)
    for remark in found:
        if remark not in BEAD_REMARKS:
            raise InputError(
                f"{remark!r} is no remark on a bead",
                hint=f"There are {', '.join(BEAD_REMARKS)}; notes have their place in lines that"
                " begin with #.",
            )
    return cast(tuple[BeadRemark, ...], found)
