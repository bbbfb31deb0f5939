"""How a new value is written in the format of an old one."""

from __future__ import annotations

import re

from tmtool.matching.repair.labels import label
from tmtool.matching.repair.months import month_like
from tmtool.matching.repair.numerals import ordinal_suffix, roman, write_number
from tmtool.matching.repair.placeables import Placeable, date_fields, is_reversible, time_fields

__all__ = ["render"]

Edit = tuple[int, int, str]


def render(
    slot: Placeable,
    old: Placeable,
    new: Placeable,
    target: str,
    language: str,
    *,
    month_first: bool,
) -> str | None:
    """Return the value of `new` as it is to stand in the slot of a target.

    `slot` holds the value of `old`; `old` and `new` are of the source language. None where the
    slot's format cannot say the new value, or is not sure.
    """
    if slot.kind in {"placeholder", "url", "code"}:
        return _verbatim(slot, old, new)
    if slot.kind == "date":
        return _date(slot, new, language, month_first)
    if slot.kind == "time":
        return _time(slot, new)
    assert isinstance(new.value, str)
    if slot.kind == "number":
        return _number(slot, new, target, language)
    return _whole_number(slot, old, new.value, language)


def _verbatim(slot: Placeable, old: Placeable, new: Placeable) -> str | None:
    if slot.text == old.text:
        return new.text
    # The same code in the letters of the other script: only its digits may change.
    ours, theirs, there = (re.split(r"([0-9]+)", item.text) for item in (new, old, slot))
    if ours[::2] != theirs[::2] or len(ours) != len(there):
        return None
    return "".join(there[i] if i % 2 == 0 else ours[i] for i in range(len(ours)))


def _number(slot: Placeable, new: Placeable, target: str, language: str) -> str | None:
    assert isinstance(new.value, str)
    labelled = label(target, slot.start, language) is not None
    if "." in new.value and not re.search(r"[.,]", slot.text) and not labelled:
        # Windows 8 -> 8.1 keeps its point in Russian, 8 km does not.
        percent = re.match(r"\s*(?:%|per ?cent)", target[slot.end :])
        if not percent and "," not in new.text:
            return None
    return write_number(new.value, slot.text, new.text, language, dotted=labelled)


def _whole_number(slot: Placeable, old: Placeable, value: str, language: str) -> str | None:
    if not value.isdecimal():
        return None
    if slot.kind == "roman":
        written = roman(int(value))
        return written.lower() if written and slot.text.islower() else written
    if slot.kind == "decade":
        return value + slot.text.lstrip("0123456789") if len(value) > 1 else None
    if language == "en":
        return value + ordinal_suffix(int(value))
    # 2-х may be двух as well as вторых, and only the first is written 5-ти of five.
    if old.kind == "number" and slot.form.lstrip("-‑") in {"х", "м", "ми"}:
        return None
    return value + slot.form


def _date(slot: Placeable, new: Placeable, language: str, month_first: bool) -> str | None:
    fields = date_fields(slot.text, language)
    assert fields is not None
    assert isinstance(new.value, tuple)
    year, number, day = new.value
    assert number is not None
    found = fields.groupdict()
    width = 1
    edits: list[Edit] = []
    if fields["m"].isdigit():
        width = _width(found["d"], fields["m"], new)
        if month_first and is_reversible(fields, language):
            number, day = day or 0, number
        edits.append((*fields.span("m"), str(number).zfill(width)))
    else:
        name = month_like(number, fields["m"])
        if name is None:
            return None
        edits.append((*fields.span("m"), name))
    if found.get("d"):
        width = 2 if found["d"].startswith("0") else width
        edits.append((*fields.span("d"), str(day).zfill(width)))
    if found.get("o"):
        edits.append((*fields.span("o"), ordinal_suffix(day or 0)))
    if found.get("y"):
        edits.append((*fields.span("y"), f"{year:04}"))
    return _replaced(slot.text, edits)


def _width(day: str, number: str, new: Placeable) -> int:
    """Return how many digits the day and the month of a numeric date have at least."""
    if "0" in (day[0], number[0]):
        return 2
    if 1 in (len(day), len(number)):
        return 1
    return 1 if re.search(r"(?<![0-9])[0-9][./-]", new.text) else 2


def _time(slot: Placeable, new: Placeable) -> str | None:
    fields = time_fields(slot.text, "en")
    assert fields is not None
    assert isinstance(new.value, tuple)
    hour, minute, second = new.value
    assert hour is not None
    found = fields.groupdict()
    edits: list[Edit] = []
    if half := found.get("half"):
        edits.append((*fields.span("half"), _half(half, hour)))
        hour = (hour + 11) % 12 + 1
    padded = fields["h"][0] == "0" or (len(fields["h"]) > 1 and new.text[0] == "0")
    edits.append((*fields.span("h"), str(hour).zfill(2 if padded else 1)))
    if found.get("min"):
        edits.append((*fields.span("min"), f"{minute:02}"))
    elif minute:
        return None
    if found.get("s"):
        edits.append((*fields.span("s"), f"{second or 0:02}"))
    return _replaced(slot.text, edits)


def _half(like: str, hour: int) -> str:
    letter = "p" if hour >= 12 else "a"
    return (letter.upper() if like[0].isupper() else letter) + like[1:]


def _replaced(text: str, edits: list[Edit]) -> str:
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text
