"""Whether the words of a draft are spelled with the right letters, and stand there once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmtool.models import Severity
from tmtool.quality.rules import Finding, Rule, Texts
from tmtool.text.lookalikes import MIXED, TOUCHING, in_one_script

__all__ = ["LETTER_RULES", "check_letters"]

LETTER_RULES = (
    Rule("mixed-script", "error", "a word has Latin and Cyrillic letters that look alike"),
    Rule("repeated-word", "warning", "a word stands twice in a row, in the source it does not"),
    Rule("capital-start", "info", "one side begins with a capital letter, the other does not"),
    Rule("all-capitals", "info", "one side is in capitals, the other is not"),
)

_REPEATED = re.compile(r"(?<![\w\-'’/.])([^\W\d_]{2,})[ \u00a0]+(\1)(?![\w\-'’])", re.IGNORECASE)
_MAY_REPEAT = frozenset(
    "that had you her is ha no very so far many more да нет очень еле чуть".split()
)
_FIRST = re.compile(r"^[\s«“„\"‘'(\[*_]*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SKIPPED = re.compile(r"[<{&`%$@#/\\\[]")


def check_letters(texts: Texts) -> Iterator[Finding]:
    """Yield words of two scripts, words that are repeated, and a first letter's other case."""
    draft = texts.draft
    if not draft.isascii() and TOUCHING.search(draft):
        yield from _mixed(texts)
    yield from _repeated(texts)
    yield from _capital(texts)
    yield from _all_capitals(texts)


def _repeated(texts: Texts) -> Iterator[Finding]:
    if not texts.source.strip() or _REPEATED.search(texts.source):
        return
    for match in _REPEATED.finditer(texts.draft):
        one, other = match[1], match[2]
        same = other == one or (one.istitle() and other == one.lower())
        if same and one.lower() not in _MAY_REPEAT:
            said = f"‘{one}’ stands twice in a row"
            yield Finding("repeated-word", said, *match.span(), replacement=one)


def _mixed(texts: Texts) -> Iterator[Finding]:
    """Yield words of two scripts: info where letters are no lookalikes, or an ending (DLLки)."""
    for match in MIXED.finditer(texts.draft):
        word = match[0]
        if word in texts.source:
            continue
        better = in_one_script(word)
        said = f"‘{word}’ has Latin and Cyrillic letters"
        severity: Severity | None = None if better else "info"
        yield Finding("mixed-script", said, *match.span(), replacement=better, severity=severity)


def _capital(texts: Texts) -> Iterator[Finding]:
    asked, given = _FIRST.match(texts.source), _FIRST.match(texts.draft)
    if not asked or not given:
        return
    one, other = asked[1], given[1]
    if one[0].isupper() == other[0].isupper() or not one[0].isalpha() or not other[0].isalpha():
        return
    if _SKIPPED.search(asked[0]) or _SKIPPED.search(given[0]):
        return
    if not (_has_case(one[0]) and _has_case(other[0])) or one[1:] != one[1:].lower():
        return
    start, end = given.span(1)
    case = "a capital" if other[0].isupper() else "a small letter"
    better = (other[0].lower() if other[0].isupper() else other[0].upper()) + other[1:]
    said = f"the draft begins with {case}, the source does not"
    yield Finding("capital-start", said, start, end, better)


def _all_capitals(texts: Texts) -> Iterator[Finding]:
    """Yield that one side has nothing but capitals; three words, so that no acronyms count."""
    upper = texts.source.isupper(), texts.draft.isupper()
    if upper[0] == upper[1]:
        return
    words = _WORD.findall(texts.source if upper[0] else texts.draft)
    if len(words) > 2 and any(letter.islower() for letter in texts.source + texts.draft):
        case = "in capitals, the source is not" if upper[1] else "not in capitals, the source is"
        yield Finding("all-capitals", f"the draft is {case}")


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()
