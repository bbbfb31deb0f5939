"""Whether spaces stand where they should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["SPACING_RULES", "check_spacing"]

SPACING_RULES = (
    Rule("outer-space", "warning", "the draft begins or ends with other spaces than the source"),
    Rule("double-space", "warning", "the draft has several spaces in a row, the source has not"),
    Rule("space-before-punctuation", "warning", "a space before a comma, a full stop and the like"),
    Rule("missing-space", "warning", "no space behind a comma, a full stop and the like"),
    Rule("space-in-brackets", "warning", "a space just inside brackets or «…»"),
    Rule("missing-nbsp", "info", "an ordinary space where a line must not break"),
)

_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE = re.compile(r"(?<=[\w)»”\"])[ \u00a0\u202f]+(?=[,;:.!?](?:\s|$))(?![.]{2})")
_BEHIND = re.compile(
    r"[,;:.!?](?:(?<=[^\W\d_][,;])(?=[^\W\d_]{2})|(?<=[»”)][,;:])(?=[^\W\d_])"
    r"|(?<=[а-яё]{2}[.!?])(?=[А-ЯЁ][а-яё])|(?<=[а-яё]{3}:)(?=[А-ЯЁа-яё][а-яё]{2}))"
)
_BRACKETED = re.compile(r"[(«][ \u00a0\u202f]|[ \u00a0\u202f][)»]")
_INSIDE = re.compile(r"(?<=[(«])[ \u00a0\u202f]+(?=[\w«])|(?<=[\w.!?%»])[ \u00a0\u202f]+(?=[)»])")
_CODE = re.compile(
    r"`[^`]*`|<[^<>]*>|\{[^{}]*\}|\]\([^()\s]*\)|&#?\w+;"
    r"|(?:https?://|www\.)\S+|\S*[@=/\\]\S*|\w+(?:,\w+){2,}"
)
_PER_LANGUAGE = {
    "ru": re.compile(
        r" (?:(?<=[№§] )(?=[0-9])"
        r"|(?<=[0-9] )(?=гг?\.(?!\w)|%|млн|млрд|тыс\.|руб\.)"
        r"|(?<=(?<![0-9])[0-9] )(?=[0-9]{3}(?![0-9]))"
        r"|(?<=(?<![0-9])[0-9]{2} )(?=[0-9]{3}(?![0-9]))"
        r"|(?<=(?<![0-9])[0-9]{3} )(?=[0-9]{3}(?![0-9]))"
        r"|(?<=(?<!\w)[А-ЯЁ]\. )(?=[А-ЯЁ][а-яё.])"
        r"|(?<=(?<!\w)т\. )(?=[екдпн]\.))"
    ),
    "en": re.compile(
        r" (?:(?<=(?<!\w)No\. )(?=[0-9])|(?<=(?<!\w)Nos\. )(?=[0-9])|(?<=§ )(?=[0-9]))"
    ),
}
_SPACES = {" ": "space", "\u00a0": "no-break space", "\t": "tab", "\n": "line break"}


def check_spacing(texts: Texts) -> Iterator[Finding]:
    """Yield spaces that are too many, and those at which a line must not break."""
    draft = texts.draft
    if not draft.strip() or not texts.source.strip():
        return
    yield from _outer(texts)
    if ("  " in draft or "\u00a0" in draft) and not _DOUBLE.search(texts.source):
        for match in _DOUBLE.finditer(draft):
            said = f"{match.end() - match.start()} spaces in a row"
            yield Finding("double-space", said, *match.span(), replacement=" ")
    if texts.target_language in _PER_LANGUAGE:
        yield from _in_language(texts)


def _outer(texts: Texts) -> Iterator[Finding]:
    source, draft = texts.source, texts.draft
    asked = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
    start, end = len(draft) - len(draft.lstrip()), len(draft.rstrip())
    if draft[:start] != asked[0]:
        said = f"the draft begins with {_named(draft[:start])}, the source with {_named(asked[0])}"
        yield Finding("outer-space", said, 0, start, asked[0])
    if draft[end:] != asked[1]:
        said = f"the draft ends with {_named(draft[end:])}, the source with {_named(asked[1])}"
        yield Finding("outer-space", said, end, len(draft), asked[1])


def _named(spaces: str) -> str:
    if not spaces:
        return "no space"
    name = _SPACES.get(spaces[0], "white space") if len(set(spaces)) == 1 else "white space"
    return f"a {name}" if len(spaces) == 1 else f"{len(spaces)} of {name}"


def _in_language(texts: Texts) -> Iterator[Finding]:
    draft = texts.draft
    found = list(_BEFORE.finditer(draft)) if " " in draft else []
    if found and not _BEFORE.search(texts.source):
        for match in found:
            said = f"a space before ‘{draft[match.end()]}’"
            yield Finding("space-before-punctuation", said, *match.span(), replacement="")
    yield from _around(texts)
    for match in _PER_LANGUAGE[texts.target_language].finditer(draft):
        around = draft[max(0, match.start() - 3) : match.end() + 3].strip()
        said = f"no-break space wanted in ‘{around}’"
        yield Finding("missing-nbsp", said, *match.span(), replacement="\u00a0")


def _around(texts: Texts) -> Iterator[Finding]:
    """Yield where a space is missing behind a sign, or stands just inside brackets."""
    draft = texts.draft
    if _BEHIND.search(draft) and not _BEHIND.search(_plain(texts.source)):
        for match in _BEHIND.finditer(_plain(draft)):
            said = f"no space behind ‘{match[0]}’"
            yield Finding("missing-space", said, *match.span(), replacement=f"{match[0]} ")
    if _BRACKETED.search(draft) and not _INSIDE.search(texts.source):
        for match in _INSIDE.finditer(_plain(draft)):
            around = draft[max(0, match.start() - 3) : match.end() + 3].strip()
            said = f"a space inside brackets: ‘{around}’"
            yield Finding("space-in-brackets", said, *match.span(), replacement="")


def _plain(text: str) -> str:
    """Return a text with code, tags and addresses as blanks."""
    return _CODE.sub(lambda match: "\ufffc" * len(match[0]), text)
