"""Whether a text says the same in the same words, from segment to segment."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from hashlib import blake2b

from tmtool.models import DraftSegment
from tmtool.quality.rules import Finding, Rule
from tmtool.text.normalise import comparable

__all__ = ["CONSISTENCY_RULES", "ConsistencyCheck"]

CONSISTENCY_RULES = (
    Rule("same-source", "info", "the same source as in an earlier segment, with another draft"),
    Rule("same-draft", "info", "the same draft as in an earlier segment, for another source"),
)

REMEMBERED = 200_000
"""Texts of a side that are remembered: those that came last."""


class ConsistencyCheck:
    """Reads segments in their order, and remembers digests of those that came before."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._sources = _Seen(remembered)
        self._drafts = _Seen(remembered)

    def check(self, segment: DraftSegment) -> Iterator[Finding]:
        """Yield that an earlier segment has the same source or draft, and the other text differs.

        Letter case counts, white space does not. Texts without a letter are left out. A second
        segment that differs in the same way is reported as well, one like the first is not.
        """
        source, draft = comparable(segment.source), comparable(segment.draft)
        if not _has_letters(source) or not _has_letters(draft):
            return
        one, other = _digest(source), _digest(draft)
        earlier = self._sources.earlier(one, other, segment.segment)
        if earlier is not None:
            yield Finding("same-source", f"segment {earlier} has the same source, another draft")
        earlier = self._drafts.earlier(other, one, segment.segment)
        if earlier is not None:
            yield Finding("same-draft", f"segment {earlier} has the same draft, another source")


class _Seen:
    """Digests of texts with those of their translation, and the segment where each came first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._first: OrderedDict[int, tuple[int, int | str]] = OrderedDict()

    def earlier(self, text: int, translation: int, segment: int | str) -> int | str | None:
        """Return the segment that has the text with another translation; remember this one."""
        known = self._first.get(text)
        if known is None:
            self._first[text] = translation, segment
            if len(self._first) > self._most:
                self._first.popitem(last=False)
            return None
        self._first.move_to_end(text)
        return known[1] if known[0] != translation else None


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
