"""Whether dashes are dashes, and as a language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmtool.models import Severity
from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["DASH_RULES", "check_dashes"]

DASH_RULES = (Rule("dash-style", "warning", "a hyphen, or two, for a dash; a hyphen in a range"),)

_SPACE = "[ \u00a0\u2009\u202f]"
_HYPHEN = re.compile(rf"(?<=[\w»”\")\].,%][ \u00a0])-(?={_SPACE}\w)")
_DOUBLE = re.compile(
    rf"(?<![-!<|`])(?:(?<=\w{_SPACE})--(?={_SPACE}\w)|(?<=[^\W\d_])--(?=[^\W\d_]))"
)
_RANGE = re.compile(
    r"(?<![\w./:,+#=&?()@$№§%^*-])(?P<first>[0-9]{1,4})-(?P<last>[0-9]{1,4})"
    r"(?![\w/:%(=*-]|[.,][0-9])"
)
_LABEL = re.compile(
    r"(?:[Ff]ig(?:ure|s?\.)|[Рр]ис(?:ун\w+|\.)|[Тт]абл\w*\.?|[Tt]able|[Лл]истинг\w*|Listing)\W$"
)
"""What a number with a hyphen names: Figure 2-4."""
_DASH = re.compile("[–—]")
_CODE = re.compile(r"`[^`]*`|<[^<>]*>|\{[^{}]*\}|\]\([^()\s]*\)|(?:https?://|www\.)\S+")
_USUAL = {"ru": "—", "en": "–"}
"""What stands between spaces in a language."""


def check_dashes(texts: Texts) -> Iterator[Finding]:
    """Yield hyphens that stand for dashes, with the dash (`replacement`).

    A warning for two hyphens, and in Russian for one between spaces where the source has a dash;
    info for other hyphens between spaces, which English has often, and in a range: 2010-2011.
    Code, addresses and calculations are left alone.
    """
    if "-" not in texts.draft or texts.target_language not in _USUAL:
        return
    draft = _CODE.sub(lambda match: "\ufffc" * len(match[0]), texts.draft)
    dash = _USUAL[texts.target_language]
    if "--" in draft and "--" not in texts.source:
        for match in _DOUBLE.finditer(draft):
            spaced = draft[match.end()].isspace()
            yield Finding("dash-style", "‘--’ for a dash", *match.span(), dash if spaced else "—")
    sure = texts.target_language == "ru" and _DASH.search(texts.source)
    severity: Severity | None = None if sure else "info"
    for match in _HYPHEN.finditer(draft):
        if not _is_calculation(draft, *match.span()):
            said = f"a hyphen between spaces: a dash here is ‘{dash}’"
            yield Finding("dash-style", said, *match.span(), dash, severity=severity)
    for match in _RANGE.finditer(draft):
        labelled = _LABEL.search(draft, max(0, match.start() - 12), match.start())
        if not labelled and _is_range(match["first"], match["last"]):
            place = match.end("first")
            said = f"‘{match[0]}’: a range has the dash ‘–’"
            yield Finding("dash-style", said, place, place + 1, "–", severity="info")


def _is_calculation(text: str, start: int, end: int) -> bool:
    """Tell a minus: 5 - 3."""
    return text[:start].rstrip()[-1:].isdigit() and text[end:].lstrip()[:1].isdigit()


def _is_range(first: str, last: str) -> bool:
    """Tell a range from a code: the second number is greater, and neither begins with zero."""
    if first[0] == "0" or last[0] == "0":
        return False
    return int(first) < int(last) and len(first) in (len(last), len(last) - 1)
