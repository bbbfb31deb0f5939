"""Digests by which the store knows equal texts and duplicate units."""

from __future__ import annotations

from hashlib import blake2b

from tmtool.models import Concept, TranslationUnit
from tmtool.text.normalise import comparable

_SIZE = 12
"""Bytes: among a hundred million units the odds of one collision are below 1 in 10^12."""


def _digest(*parts: str) -> bytes:
    joined = "\x1f".join(parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def text_digest(text: str) -> bytes:
    """Return the same bytes for two texts that a look-up calls identical (rate 100)."""
    return _digest(comparable(text))


def fingerprint(unit: TranslationUnit) -> bytes:
    """Return a digest of all that makes two units of a corpus duplicates (DESIGN §4).

    These are the texts with their markup, the tuid, the context id, the document and the position.
    """
    texts = sorted((v.language, v.text, v.markup or "") for v in unit.variants)
    return _digest(*_place(unit), str(unit.position), *(part for text in texts for part in text))


def identity(unit: TranslationUnit, *, by_source: bool = False) -> bytes | None:
    """Return a digest of what stays the same when the unit's translation is changed.

    That is its tuid, context id and document; with `by_source`, where the format knows its
    entries by their source text (PO), the first of its texts instead of a tuid. `None` where
    there is neither.
    """
    if unit.tuid is not None:
        return _digest(*_place(unit))
    if not by_source:
        return None
    return _digest(*_place(unit), unit.variants[0].text, unit.properties.get("plural", ""))


def concept_fingerprint(concept: Concept) -> bytes:
    """Return a digest of a concept's terms, by which a file without ids knows it again."""
    return _digest(
        *(part for t in sorted((t.language, t.text) for t in concept.terms) for part in t)
    )


def _place(unit: TranslationUnit) -> tuple[str, str, str]:
    return (unit.tuid or "", unit.context or "", unit.document or "")
