"""Cells that hold more than one value, and cells whose values are few."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tmtool.formats.values import parse_time
from tmtool.models import Properties

_YES = ("yes", "true", "1", "да")
_NO = ("", "no", "false", "0", "нет")


def pack_pairs(pairs: Properties) -> str | None:
    """Return pairs as a JSON object, or as a JSON list where a name stands twice."""
    if not pairs:
        return None
    named = dict(pairs)
    return json.dumps(named if len(named) == len(pairs) else pairs, ensure_ascii=False)


def unpack_pairs(cell: str | None, name: str) -> Properties:
    """Return the pairs of a cell that `pack_pairs` wrote; ValueError for any other."""
    if not cell:
        return ()
    try:
        found = json.loads(cell)
        pairs = found.items() if isinstance(found, dict) else found
        taken = tuple((key, value) for key, value in pairs)
    except (TypeError, ValueError):
        taken = ((name, None),)
    if not all(isinstance(text, str) for pair in taken for text in pair):
        raise ValueError(f"{name} is {cell!r}, not a JSON object of strings")
    return taken


def pack_forms(forms: Sequence[str]) -> str | None:
    """Return forms with semicolons between them, or as JSON where one has a semicolon."""
    joined = "; ".join(forms)
    if split_forms(joined) == tuple(forms) and not joined.startswith("["):
        return joined or None
    return json.dumps(forms, ensure_ascii=False)


def split_forms(cell: str) -> tuple[str, ...]:
    """Return what stands between the semicolons of a cell."""
    return tuple(filter(None, (part.strip() for part in cell.split(";"))))


def unpack_forms(cell: str | None) -> tuple[str, ...]:
    """Return the forms of a cell that `pack_forms` or a person wrote."""
    if cell and cell.startswith("["):
        try:
            found = json.loads(cell)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(form, str) for form in found):
            return tuple(found)
    return split_forms(cell or "")


def is_yes(cell: str | None, name: str) -> bool:
    """Tell whether a cell says yes; ValueError where it says neither that nor no."""
    said = (cell or "").casefold()
    if said not in (*_YES, *_NO):
        raise ValueError(f"{name} is {said!r}, not yes or no")
    return said in _YES


def one_of(known: Sequence[str], cell: str | None, name: str) -> str | None:
    """Return the known value that a cell has in any letter case; ValueError for others."""
    if not cell:
        return None
    for value in known:
        if value.casefold() == cell.casefold():
            return value
    raise ValueError(f"{cell!r} is not a {name} ({', '.join(known)})")


def number_from_1(cell: str | None, name: str) -> int | None:
    """Return the number of a cell; ValueError for what is none."""
    if not cell:
        return None
    if not cell.isdecimal() or int(cell[:9]) == 0:
        raise ValueError(f"{name} is {cell!r}, not a number from 1")
    return int(cell)


def time_of(cell: str | None) -> str | None:
    """Return the time of a cell; ValueError for what is none."""
    if not cell:
        return None
    time = parse_time(cell)
    if time is None:
        raise ValueError(f"{cell!r} is not a date (YYYY-MM-DD)")
    return time
