"""Whether a draft has the tags, placeholders and addresses of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tmtool.models import Severity, Span
from tmtool.models.checks import Side
from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["PLACEHOLDER_RULES", "check_placeholders", "in_any_language", "markup_in"]

PLACEHOLDER_RULES = (
    Rule("placeholder", "error", "{1}, %s, {name} and the like: the same on both sides"),
    Rule("tag", "error", "HTML and XML tags: the same on both sides"),
    Rule("url", "error", "web addresses: the same on both sides"),
    Rule("email", "error", "e-mail addresses: the same on both sides"),
    Rule("document-symbol", "error", "symbols such as A/RES/70/1: the same on both sides"),
)

_PLACEHOLDER = re.compile(
    r"\$\{[^{}\s]*\}|\{\{[^{}]*\}\}|\{[A-Za-z0-9_.$:!-]*\}|%\([^()\s]+\)[sdifgrx]"
    r"|%[0-9]+\$[-+0-9.]*[sdifguxc@]"
    r"|(?<![\w%])%(?:[-+0#]*[0-9]*(?:\.[0-9]+)?(?:ll?|z)?[sdifguxc@]|[0-9]{1,2}(?![\w.,]))(?!\w)"
)
_RENAMED = re.compile(r"\{[^{}\s]*[А-Яа-яЁё][^{}\s]*\}")
_ADDRESSES = frozenset(("url", "email"))
_ICU = re.compile(r"\{\s*([A-Za-z0-9_]+)\s*,\s*(plural|select|selectordinal|number|date|time)\b")
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|\w+)"
_TAG = re.compile(rf"<(/?)([A-Za-z][\w:-]*)(?:\s+[\w:-]+(?:\s*=\s*{_VALUE})?)*\s*(/?)>")
_HTML = frozenset(
    "a abbr article aside audio b bdi bdo big blockquote body br button caption center cite code"
    " col colgroup dd del details dfn div dl dt em fieldset figcaption figure font footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main"
    " mark meta nav ol option p pre q s samp script section select small span strike strong style"
    " sub summary sup table tbody td textarea tfoot th thead title tr tt u ul var video wbr"
    " g x bx ex bpt ept ph it mrk".split()
)
_OUTSIDE = r"\s<>«»\"“”`{}|\\^\[\]()"
_URL = re.compile(rf"(?:(?:https?|ftp)://|www\.)[^{_OUTSIDE}]*[^{_OUTSIDE}.,;:!?'’*_]")
_LOCALE = re.compile(
    r"(?<=[/.=])(?:en(?:-[a-z]{2})?|ru(?:-ru)?)(?=[/.&]|$)|(?<=//)(?:en|ru)(?=\.)", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_LETTERS = r"[A-ZА-Я]{1,6}"
_SYMBOL = re.compile(
    rf"(?<![\w/.-]){_LETTERS}(?:/{_LETTERS}(?:\.[0-9]+)?)*/(?:[0-9]+|[A-Z][A-Za-z]{{0,3}}\.[0-9]+)"
    r"(?:/[A-Z0-9][A-Za-z0-9]*(?:\.[0-9]+)?)*(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    value: str


def check_placeholders(texts: Texts) -> Iterator[Finding]:
    """Yield each part of the source that its draft lacks, and each that the draft adds.

    The order does not matter. Addresses may differ in their language (/en-us/, /ru-ru/). Info
    where the other side has the address but fewer times, where the address has letters that are
    not of ASCII, or where a placeholder has a Russian name.
    """
    source, draft = texts.source, texts.draft
    if not draft.strip():
        return
    for check, signs, find in _KINDS:
        if any(sign in source or sign in draft for sign in signs):
            yield from _differences(check, find(source), find(draft), texts)


def _differences(
    check: str, asked: list[_Part], given: list[_Part], texts: Texts
) -> Iterator[Finding]:
    renamed = check == "placeholder" and any(
        _RENAMED.search(text) and not _ICU.search(text) for text in (texts.source, texts.draft)
    )
    sides: tuple[tuple[Side, str, list[_Part], list[_Part], str], ...] = (
        ("source", texts.source, asked, given, "the draft does not have"),
        ("draft", texts.draft, given, asked, "the source does not have"),
    )
    for side, text, parts, others, said in sides:
        for part in _without(parts, others):
            words = text[part.start : part.end]
            again = check in _ADDRESSES and part.value in {one.value for one in others}
            foreign = check == "url" and not words.isascii()
            severity: Severity | None = "info" if renamed or again or foreign else None
            message = f"{said} ‘{words}’"
            yield Finding(check, message, part.start, part.end, side=side, severity=severity)


def _without(parts: list[_Part], others: list[_Part]) -> list[_Part]:
    """Return the parts for which the others have none of the same value left."""
    left = Counter(part.value for part in others)
    found = []
    for part in parts:
        if left[part.value]:
            left[part.value] -= 1
        else:
            found.append(part)
    return found


def _placeholders(text: str) -> list[_Part]:
    """Return the placeholders; of an ICU message each argument once, whatever its forms."""
    icu = {match[1]: match for match in _ICU.finditer(text)}
    if not icu:
        return [_Part(*match.span(), match[0]) for match in _PLACEHOLDER.finditer(text)]
    return [_Part(*match.span(1), f"{name}, {match[2]}") for name, match in icu.items()]


def _tags(text: str) -> list[_Part]:
    """Return the tags that are surely tags: of HTML, or closed: not <file name>."""
    found = list(_TAG.finditer(text))
    closed = {match[2] for match in found if match[1]}
    return [
        _Part(*match.span(), f"<{match[1]}{match[2].lower()}{match[3] and '/'}>")
        for match in found
        if match[2].lower() in _HTML or match[2] in closed or match[3]
    ]


def _urls(text: str) -> list[_Part]:
    return [_Part(*match.span(), in_any_language(match[0])) for match in _URL.finditer(text)]


def in_any_language(address: str) -> str:
    """Return an address without what tells its language, so that /ru-ru/ and /en-us/ are one."""
    return _LOCALE.sub("*", address).rstrip("/").lower()


def _emails(text: str) -> list[_Part]:
    return [_Part(*match.span(), match[0].lower()) for match in _EMAIL.finditer(text)]


def _symbols(text: str) -> list[_Part]:
    return [_Part(*match.span(), match[0].rstrip(".)")) for match in _SYMBOL.finditer(text)]


_KINDS: tuple[tuple[str, tuple[str, ...], Callable[[str], list[_Part]]], ...] = (
    ("placeholder", ("{", "%"), _placeholders),
    ("tag", ("<",), _tags),
    ("url", ("://", "www."), _urls),
    ("email", ("@",), _emails),
    ("document-symbol", ("/",), _symbols),
)
"""Each kind with the signs without which a text cannot have it."""

_CODE = re.compile("`[^`]+`")


def markup_in(text: str) -> list[Span]:
    """Return where a text has tags, placeholders, addresses, symbols or code in backticks."""
    found = [
        (part.start, part.end)
        for _, signs, find in _KINDS
        if any(sign in text for sign in signs)
        for part in find(text)
    ]
    if "{" in text:
        # Of an ICU message only the names of arguments were found.
        found += [match.span() for match in _PLACEHOLDER.finditer(text)]
        found += [match.span() for match in _RENAMED.finditer(text)]
    return found + [match.span() for match in _CODE.finditer(text)]
