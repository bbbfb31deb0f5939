"""What the months are called in Russian, in every case, and in English."""

from __future__ import annotations

import re

__all__ = ["ENGLISH", "ENGLISH_FULL", "RUSSIAN", "RUSSIAN_GENITIVE", "month", "month_like"]

_ENGLISH = (
    "January February March April May June July August September October November December"
).split()
_SHORT = [name[:3] for name in _ENGLISH]
_STEMS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
_HARD = ("", "а", "у", "ом", "е")
_SOFT = ("ь", "я", "ю", "ем", "е")


def _forms(stem: str) -> list[str]:
    """Return nominative, genitive, dative, instrumental and prepositional of a Russian month."""
    if stem in {"март", "август"}:
        return [stem + ending for ending in _HARD]
    if stem == "ма":
        return ["май", *(stem + ending for ending in _SOFT[1:])]
    return [stem + ending for ending in _SOFT]


_RUSSIAN = [_forms(stem) for stem in _STEMS]
_CASES = {form: case for forms in _RUSSIAN for case, form in enumerate(forms)}
_NUMBERS = {form: place for place, forms in enumerate(_RUSSIAN, start=1) for form in forms}
_NUMBERS |= {name.lower(): place for place, name in enumerate(_ENGLISH, start=1)}
_NUMBERS |= {name.lower(): place for place, name in enumerate(_SHORT, start=1)} | {"sept": 9}


def _either_case(names: list[str]) -> str:
    return "|".join(f"[{name[0]}{name[0].upper()}]{name[1:]}" for name in names)


ENGLISH_FULL = "(?:" + "|".join(_ENGLISH) + ")"
"""Pattern of an English month in full."""

ENGLISH = "(?:" + "|".join(_ENGLISH) + r"|Sept\.?|(?:" + "|".join(_SHORT) + r")\.?)(?!\w)"
"""Pattern of an English month in full or short."""

RUSSIAN = "(?:" + _either_case(sorted(_CASES, key=len, reverse=True)) + ")"
"""Pattern of a Russian month in any case."""

RUSSIAN_GENITIVE = "(?:" + _either_case([forms[1] for forms in _RUSSIAN]) + ")"
"""Pattern of a Russian month as it stands after a day."""


def month(name: str) -> tuple[int, str]:
    """Return the number of a month, 1-12, and the case of a Russian name ("" for English)."""
    plain = name.lower().rstrip(".")
    case = _CASES.get(plain)
    return _NUMBERS[plain], "" if case is None else str(case)


def month_like(number: int, name: str) -> str | None:
    """Return a month in the language, case and length of another month's name.

    None where the length cannot be kept: there is no rule for `Sept`.
    """
    plain = name.rstrip(".")
    case = _CASES.get(plain.lower())
    if case is not None:
        form = _RUSSIAN[number - 1][case]
        return form.title() if name[0].isupper() else form
    if plain in _ENGLISH:
        return _ENGLISH[number - 1]
    if not re.fullmatch("|".join(_SHORT), plain):
        return None
    dot = "." if name.endswith(".") and number != 5 else ""
    return _SHORT[number - 1] + dot
