"""What is wrong in XML that was written as if it were text: how it is found, told and mended."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

_BAD = "\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
PLAIN = re.compile(f"[^<>&{_BAD}]+")
RUN = re.compile(f"[{_BAD}]+")
TO_MEND = re.compile(f"[&{_BAD}]")
REFERENCE = re.compile(r"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|([A-Za-z][A-Za-z0-9._-]*));")
_SURROGATES = re.compile(r"[\ud800-\udfff]+")
KNOWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_SPACES = str.maketrans("\x0b\x0c", "  ")

CONTROL = "characters that XML does not allow, left out"
HALVES = "halves of characters, put together or replaced by \ufffd"
BYTES = "bytes that are not in the encoding, replaced by \ufffd"
AMPERSANDS = "ampersands that stand for themselves, written as &amp;"
NAMES = "names of characters that XML does not have, replaced by the characters"
BRACKETS = "]]> that ends nothing, written as ]]&gt;"
STRAY = "< that begins no element, written as &lt;"


class Elements(NamedTuple):
    """The elements of a format that have text, and those that never stand in one of these."""

    text: frozenset[str]
    structure: frozenset[str]


def clean_pattern(elements: Elements) -> re.Pattern[str]:
    """Return what needs no repair: text, tags of the structure, elements with text alone."""
    attributes = rf"(?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"<&{_BAD}]*\"|'[^'<&{_BAD}]*'))*+\s*+"
    return re.compile(
        f"(?:[^<>&{_BAD}]++|</?(?:{'|'.join(sorted(elements.structure))}){attributes}/?>"
        f"|<({'|'.join(sorted(elements.text))}){attributes}>"
        rf"(?:[^<>&{_BAD}]++|&(?:{'|'.join(sorted(KNOWN))});)*+</\1>)++"
    )


def kind_of(run: str) -> str:
    """Tell what is wrong with characters that cannot be in XML."""
    halves = "".join(_SURROGATES.findall(run))
    if not halves:
        return CONTROL
    bytes_alone = all("\udc80" <= one <= "\udcff" for one in halves)
    return BYTES if bytes_alone and "\ufffd" * len(halves) == put_together(halves) else HALVES


def spelled(run: str) -> str:
    """Return characters by their numbers, and bytes by theirs."""
    return " ".join(
        f"byte {ord(one) & 0xFF:02X}" if "\udc80" <= one <= "\udcff" else f"U+{ord(one):04X}"
        for one in run[:6]
    )


def code_of(found: re.Match[str]) -> int:
    """Return the number of a numbered reference; -1 for one by name."""
    digits, base = (found[1], 10) if found[1] else (found[2], 16)
    # So long a number is no character, and slow to read.
    return int(digits, base) if digits and len(digits) < 12 else 0x110000 if digits else -1


def escaped(text: str) -> str:
    """Return text with the characters as references that begin markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def put_together(halves: str) -> str:
    """Return the characters that halves of characters, or bytes that did not fit, make up."""
    # Programs that take UTF-16 for characters write each half as if it were one, in UTF-8.
    with suppress(UnicodeError):  # bytes that are no characters at all stay halves
        halves = halves.encode("utf-8", "surrogateescape").decode("utf-8", "surrogatepass")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def without_bad(run: str) -> str:
    """Return what is left of such characters: halves put together, and spaces for form feeds."""
    whole = _SURROGATES.sub(lambda found: put_together(found[0]), run)
    return re.sub(f"[{_BAD}]", "", whole.translate(_SPACES))
