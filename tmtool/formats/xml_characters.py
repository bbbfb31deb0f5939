"""Characters that XML does not allow, not even escaped."""

from __future__ import annotations

import re
from pathlib import Path

from tmtool.errors import InputError
from tmtool.models import TranslationUnit

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_characters(element: str, unit: TranslationUnit, number: int, path: Path) -> None:
    """Raise InputError where the element of a unit, the file's `number`th, has such a character."""
    forbidden = FORBIDDEN.search(element)
    if forbidden is not None:
        name = f"unit {number if unit.id is None else unit.id}"
        if unit.tuid is not None:
            name += f" ({unit.tuid!a})"
        raise InputError(
            f"{name} has the character U+{ord(forbidden.group()):04X}, which XML does not allow",
            where=str(path),
            hint="Remove the character from the unit, or write another format.",
        )
