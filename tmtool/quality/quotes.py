"""Whether quotation marks have their other half, and are those of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["QUOTE_RULES", "check_quotes"]

QUOTE_RULES = (
    Rule("quotes", "warning", "a quotation mark without its other half; the source has both"),
    Rule("quote-style", "info", "quotation marks of another language: «…» in English"),
)

_GUILLEMETS = re.compile("[«»]")
_CURLY = re.compile("[“”„]")
_STRAIGHT = re.compile('"')
_DOUBLE = (_GUILLEMETS, _CURLY, _STRAIGHT)
_INCHES = re.compile('(?<=[0-9])"')
"""Inches, or the end of a quotation."""

_OPENING = re.compile(r"(?<![^\s(\[«“\"])([‘'])(?=[^\W\d_])(?!(?:n|em|til|tis|twas|cause|bout)\b)")
"""A single quotation mark before a word, and not the apostrophe of ’em or ’90s."""
_CLOSING = {
    "‘": re.compile(r"(?<=[^\s(\[«“‘])’(?![^\W_])"),
    "'": re.compile(r"(?<=[^\s(\[«“'])'(?![^\W_])"),
}
_BEHIND_SIGN = re.compile("[.,!?…]['’](?!\\w)")
_FOREIGN = {"ru": re.compile('["“”]'), "en": re.compile("[«»„]")}
_STYLE = {"ru": "«…»", "en": "“…”"}
_PAIRS = {
    "ru": re.compile(r"“[^“”«»„\"]*”|(?<![\w\"])\"(?=\S)[^“”«»„\"]*(?<=\S)\"(?![\w\"])"),
    "en": re.compile('«[^“”«»„"]*»|„[^“”«»„"]*[“”]'),
}
"""Quotations that can be marked otherwise without a doubt: none within another."""
_MARKUP = re.compile(r"<[^<>]*>|`[^`]*`|\{[^{}]*\}")


def check_quotes(texts: Texts) -> Iterator[Finding]:
    """Yield quotation marks without a partner, and those of another language."""
    if not texts.source.strip() or not texts.draft.strip():
        return
    yield from _double(texts)
    if "'" in texts.draft or "‘" in texts.draft:
        yield from _single(texts)
    if foreign := _FOREIGN.get(texts.target_language):
        yield from _style(texts, foreign)


def _double(texts: Texts) -> Iterator[Finding]:
    for pattern in _DOUBLE:
        found = [match.start() for match in pattern.finditer(texts.draft)]
        if not found or _balanced([texts.draft[place] for place in found]):
            continue
        if pattern is _STRAIGHT and _balanced(_INCHES.sub("", texts.draft).count('"') * ['"']):
            continue
        if _is_whole(texts.source):
            sign = texts.draft[found[-1]]
            yield Finding("quotes", f"‘{sign}’ has no other half", found[-1], found[-1] + 1)


def _is_whole(text: str) -> bool:
    """Tell whether a text has both halves of its quotations; one may go on in the next segment."""
    if not all(_balanced(each.findall(text)) for each in _DOUBLE):
        return False
    return _unclosed(text) is None and len(_BEHIND_SIGN.findall(text)) <= len(
        _OPENING.findall(text)
    )


def _balanced(signs: list[str]) -> bool:
    if "«" in signs or "»" in signs:
        return signs.count("«") == signs.count("»")
    return len(signs) % 2 == 0


def _single(texts: Texts) -> Iterator[Finding]:
    """Yield a single quotation mark that is opened and not closed; apostrophes open nothing."""
    place = _unclosed(texts.draft)
    if place is not None and _is_whole(texts.source):
        sign = texts.draft[place]
        yield Finding("quotes", f"‘{sign}’ has no other half", place, place + 1)


def _unclosed(text: str) -> int | None:
    """Return the place of an opening single mark behind which there is no closing one."""
    end = 0
    for match in _OPENING.finditer(text):
        if match.start() < end:
            continue
        closing = _CLOSING[match[1]].search(text, match.end())
        if not closing:
            return match.start()
        end = closing.end()
    return None


def _style(texts: Texts, foreign: re.Pattern[str]) -> Iterator[Finding]:
    """Yield each quotation that can be marked as usual (`replacement`), or the first sign."""
    draft = _MARKUP.sub(lambda match: "\ufffc" * len(match[0]), texts.draft)
    first = foreign.search(draft)
    if not first:
        return
    style = _STYLE[texts.target_language]
    said = f"quotation marks here are {style}"
    pairs = list(_PAIRS[texts.target_language].finditer(draft))
    rest = _PAIRS[texts.target_language].sub("", draft)
    if foreign.search(rest) or not all(_balanced(each.findall(draft)) for each in _DOUBLE):
        yield Finding("quote-style", f"‘{first[0]}’: {said}", *first.span())
        return
    for match in pairs:
        inside = texts.draft[match.start() + 1 : match.end() - 1]
        better = f"{style[0]}{inside}{style[-1]}"
        said_of = f"‘{match[0][0]}…{match[0][-1]}’: {said}"
        yield Finding("quote-style", said_of, *match.span(), replacement=better)
