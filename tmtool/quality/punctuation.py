"""Whether a draft ends like its source, and brackets that are opened are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["PUNCTUATION_RULES", "check_punctuation"]

PUNCTUATION_RULES = (
    Rule("end-punctuation", "warning", "the draft ends with another sign than the source"),
    Rule("brackets", "warning", "a bracket without its other half; the source has both"),
)

_CLOSING = "»”’\"'“)]*_` \u00a0\u200b\t\n"
_LINK = re.compile(r"\]\([^()\s]*\)$")
_END = re.compile(r"(\.{3}|[.…!?:;,]+)$")
_OPENING = {")": "(", "]": "[", "}": "{"}
_ENUMERATOR = re.compile(r"(?:^|[\s(;,:])(?:[0-9]{1,3}\.?|[IVXivx]{1,5}|[^\W\d_])$")
_ABBREVIATION = re.compile(
    r"(?:гг?|др|пр|т|[дп]|руб|коп|тыс|стр?|см|им|etc|eg|ie|Inc|Ltd|Co|Corp|Jr|Sr|vs|al|pp?|nos?)\.|(?:\w\.)+|\W*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[()\[\]{}]")


def check_punctuation(texts: Texts) -> Iterator[Finding]:
    """Yield signs at the end that differ, and brackets without a partner."""
    if not texts.source.strip() or not texts.draft.strip():
        return
    yield from _end(texts)
    yield from _brackets(texts)


def _ending(text: str) -> tuple[str, int]:
    """Return the sign at the end of a text, before closing quotes and brackets, and its place."""
    bare = _LINK.sub("", text.rstrip()).rstrip(_CLOSING)
    match = _END.search(bare)
    return (match[0].replace("...", "…"), match.start()) if match else ("", len(bare))


def _end(texts: Texts) -> Iterator[Finding]:
    """Yield an end that differs: info unless a full stop is lost, or a question has one.

    A full stop may be that of an abbreviation: then none is missed.
    """
    asked, _ = _ending(texts.source)
    given, place = _ending(texts.draft)
    if asked == given or set(asked) == set(given):
        return
    if {asked, given} == {"", "."} and _abbreviated(texts.draft if given else texts.source):
        return
    said = f"the draft ends with {_quoted(given)}, the source with {_quoted(asked)}"
    lost = (asked, given) in {(".", ""), ("…", ""), ("?", ".")}
    yield Finding(
        "end-punctuation",
        said,
        start=place if given else None,
        end=place + len(given) if given else None,
        severity=None if lost else "info",
    )


def _abbreviated(text: str) -> bool:
    """Tell whether the last full stop may be that of an abbreviation: etc., и т. д., г."""
    last = text.rstrip(_CLOSING).rpartition(" ")[2].lstrip('([«“"')
    return _ABBREVIATION.fullmatch(last) is not None


def _quoted(sign: str) -> str:
    return f"‘{sign}’" if sign else "no sign"


def _brackets(texts: Texts) -> Iterator[Finding]:
    place = _unpaired(texts.draft)
    if place is None or _unpaired(texts.source) is not None:
        return
    sign = texts.draft[place]
    yield Finding("brackets", f"‘{sign}’ has no other half", place, place + 1)


def _unpaired(text: str) -> int | None:
    """Return the first bracket without a partner; those of a), 1) need none."""
    open_: list[int] = []
    for match in _BRACKET.finditer(text):
        sign, place = match[0], match.start()
        if sign in "([{":
            open_.append(place)
        elif open_ and text[open_[-1]] == _OPENING[sign]:
            open_.pop()
        elif sign != ")" or not _ENUMERATOR.search(text, max(0, place - 6), place):
            return place
    return open_[0] if open_ else None
