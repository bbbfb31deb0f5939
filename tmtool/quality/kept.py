"""Whether a draft keeps what is not to be translated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tmtool.models import DraftSegment, Issue, Severity, Span
from tmtool.terminology.pairing import Found
from tmtool.terminology.recognise import Occurrence

__all__ = ["KEPT_CHECKS", "check_kept"]

KEPT_CHECKS: dict[str, Severity] = {"do-not-translate": "error"}
"""The checks of this module, each with the severity of a finding that is sure."""


def check_kept(segment: DraftSegment, source: Sequence[Found]) -> Iterator[Issue]:
    """Yield the terms not to be translated that the draft does not have letter for letter.

    `do-not-translate`: an error, info where the source's term is doubtful. The draft must have
    the words as the source or as the glossary writes them, as often as the source.
    """
    places: dict[Span, Occurrence] = {}
    for one in source:
        if one.occurrence.term.do_not_translate and not one.occurrence.nested:
            places.setdefault((one.occurrence.start, one.occurrence.end), one.occurrence)
    used: Counter[str] = Counter()
    for found in places.values():
        spellings = {found.text, found.term.text}
        used[found.term.text] += 1
        if used[found.term.text] <= _count(spellings, segment.draft):
            continue
        yield Issue(
            segment=segment.segment,
            check="do-not-translate",
            severity="error" if found.confidence == "hard" else "info",
            message=f"‘{found.text}’ is not to be translated; the draft must have it as it is",
            source=segment.source,
            draft=segment.draft,
            side="source",
            start=found.start,
            end=found.end,
        )


def _count(spellings: set[str], text: str) -> int:
    longest_first = sorted(map(re.escape, spellings), key=len, reverse=True)
    return len(re.findall(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", text))
