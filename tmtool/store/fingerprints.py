"""Digests by which the store knows equal texts and duplicate units."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING

from tmtool.text.normalise import comparable

if TYPE_CHECKING:
    from tmtool.models import Concept, TranslationUnit

_SIZE = 12
"""Bytes: among a hundred million units the odds of one collision are below 1 in 10^12."""

_HALVES = Struct(">qi")
_FIRST = Struct(">q4x")


def _digest(*parts: str) -> bytes:
    joined = "\x1f".join(parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def halves(digest: bytes) -> tuple[int, int]:
    """Return a digest as the database has it: 64 bits, by which it is found, and 32 more."""
    first, rest = _HALVES.unpack(digest)
    return first, rest


def whole(first: int, rest: int) -> bytes:
    """Return the digest of which `halves` gave these numbers."""
    return _HALVES.pack(first, rest)


def first_half(digest: bytes) -> int:
    """Return the first 64 bits of a digest as a number that SQLite can hold."""
    first: int = _FIRST.unpack(digest)[0]
    return first


def text_digest(text: str) -> int:
    """Return the same number for two texts that a look-up calls identical (rate 100)."""
    return text_digests([text])[0]


def text_digests(texts: Iterable[str]) -> list[int]:
    """Return the digest of each text."""
    # An import spends its time here: the functions above would double it.
    return [
        _FIRST.unpack(
            blake2b(comparable(text).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
        )[0]
        for text in texts
    ]


def fingerprint(unit: TranslationUnit) -> bytes:
    """Return a digest of all that makes two units of a corpus duplicates (DESIGN §4).

    These are the texts with their markup, the tuid, the context id, the document and the position.
    """
    parts = [unit.tuid or "", unit.context or "", unit.document or "", str(unit.position)]
    for text in sorted([(v.language, v.text, v.markup or "") for v in unit.variants]):
        parts += text
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=_SIZE).digest()


def identity(unit: TranslationUnit, *, by_source: bool = False) -> int | None:
    """Return a digest of what stays the same when the unit's translation is changed.

    That is its tuid, context id and document; with `by_source`, where the format knows its
    entries by their source text (PO), the first of its texts instead of a tuid. `None` where
    there is neither.
    """
    if unit.tuid is not None:
        return first_half(_digest(*_place(unit)))
    if not by_source:
        return None
    named = unit.variants[0].text, unit.properties.get("plural", "")
    return first_half(_digest(*_place(unit), *named))


def concept_fingerprint(concept: Concept) -> bytes:
    """Return a digest of a concept's terms, by which a file without ids knows it again."""
    return _digest(
        *(part for t in sorted((t.language, t.text) for t in concept.terms) for part in t)
    )


def concept_mark(concept: Concept) -> bytes:
    """Return a digest of what a concept of a file is known by: its id, else its terms."""
    if concept.identifier is None:
        return concept_fingerprint(concept)
    return _digest("id", concept.identifier)


def _place(unit: TranslationUnit) -> tuple[str, str, str]:
    return (unit.tuid or "", unit.context or "", unit.document or "")
