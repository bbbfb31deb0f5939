"""The findings that can be mended without a person: what stands there instead is never in doubt."""

from __future__ import annotations

from collections.abc import Iterable

from tmtool.models import Issue, Span
from tmtool.quality.placeholders import markup_in

__all__ = ["SAFE", "is_safe", "repaired"]

SAFE = (
    "outer-space",
    "double-space",
    "space-before-punctuation",
    "space-in-brackets",
    "missing-nbsp",
    "quote-style",
    "dash-style",
)
"""The checks whose findings may be repaired: of spaces, quotation marks and dashes alone."""


def is_safe(issue: Issue) -> bool:
    """Tell whether an issue can be repaired: it is of a safe check and changes no letter or digit.

    Tags, placeholders, addresses and code are left as they are.
    """
    if issue.check not in SAFE or issue.side != "draft" or issue.replacement is None:
        return False
    if issue.start is None or issue.end is None:
        return False
    old = issue.draft[issue.start : issue.end]
    if old == issue.replacement or _words(old) != _words(issue.replacement):
        return False
    return not any(start < issue.end and issue.start < end for start, end in markup_in(issue.draft))


def repaired(draft: str, issues: Iterable[Issue]) -> tuple[str, list[Issue]]:
    """Return a draft with its safe issues repaired, and which they are.

    Of issues that overlap the first alone is repaired; what is left of the others can be found
    in the draft that is returned.
    """
    pieces: list[str] = []
    done: list[Issue] = []
    last = 0
    for start, end, issue in sorted(_places(issues), key=lambda place: place[:2]):
        if start < last or (done and (start, end) == _place(done[-1])):
            continue
        pieces += (draft[last:start], issue.replacement or "")
        done.append(issue)
        last = end
    return "".join((*pieces, draft[last:])), done


def _places(issues: Iterable[Issue]) -> list[tuple[int, int, Issue]]:
    return [(*_place(issue), issue) for issue in issues if is_safe(issue)]


def _place(issue: Issue) -> Span:
    assert issue.start is not None
    assert issue.end is not None
    return issue.start, issue.end


def _words(text: str) -> str:
    """Return the letters and digits of a text, which no repair may change."""
    return "".join(filter(str.isalnum, text))
