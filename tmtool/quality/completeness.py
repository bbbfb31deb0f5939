"""Whether a draft is there, whole, and in its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log

from tmtool.models import Severity
from tmtool.quality.rules import Finding, Rule, Texts
from tmtool.text.normalise import comparable, fold

__all__ = ["COMPLETENESS_RULES", "check_completeness"]

COMPLETENESS_RULES = (
    Rule("empty-draft", "error", "the source has text and the draft has none"),
    Rule("empty-source", "warning", "the draft has text and the source has none"),
    Rule("untranslated", "error", "the draft is the source, word for word"),
    Rule("untranslated-words", "warning", "the draft has words in the source's script"),
    Rule("length", "warning", "the draft is far longer or shorter than the source"),
)

_CYRILLIC = re.compile(r"[А-Яа-яЁё][а-яёА-ЯЁ]+(?:[\s-]+[А-Яа-яЁё]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_MARKUP = re.compile(r"<[^<>]*>|\{[^{}]*\}|`[^`]*`|(?:https?://|www\.)\S+")
_COMMON = frozenset(
    "the a an of to in on for by with and or is are be this that you your can it as from".split()
)
_USUAL = 0.05
"""Natural logarithm of the usual length of Russian over English."""
_SHORT = 40
"""Characters of the longer text below which lengths tell nothing."""

_SHORTER, _LONGER, _LENIENCE = 0.75, 0.9, 15
"""Logarithms of what a draft may be shorter and longer by, and what short texts may besides."""


def check_completeness(texts: Texts) -> Iterator[Finding]:
    """Yield where a draft is missing, is still the source, or has a length far from it.

    `untranslated`: info where the words may be names: no Cyrillic in them and no English
    function word.
    """
    source, draft = texts.source.strip(), texts.draft.strip()
    if not draft:
        if source:
            yield Finding("empty-draft", "the draft is empty")
        return
    if not source:
        yield Finding("empty-source", "there is no source for this draft")
        return
    if (source == draft or _same(source, draft)) and (found := _copied(texts)):
        yield found
        return
    if texts.target_language == "en" and not draft.isascii():
        yield from _left_over(texts)
    yield from _length(texts, source, draft)


def _same(source: str, draft: str) -> bool:
    if source[0].lower() != draft[0].lower():
        return False
    return fold(comparable(source)) == fold(comparable(draft))


def _copied(texts: Texts) -> Finding | None:
    """Return that the source was copied, `None` where it has nothing to be translated."""
    text = _MARKUP.sub(" ", texts.source)
    words = _WORD.findall(text)
    if texts.source_language == "ru":
        if not _CYRILLIC.search(text):
            return None
        return Finding("untranslated", "the draft is the source")
    running = {word.lower() for word in words} & _COMMON
    if len(words) < 2 or any(len(word) == 1 and not word.isalpha() for word in words):
        return None
    sure = len(words) > 3 and len(running) > 1 and texts.source_language == "en"
    return Finding("untranslated", "the draft is the source", severity=None if sure else "info")


def _left_over(texts: Texts) -> Iterator[Finding]:
    """Yield the Russian words in a draft in English, those that stand together as one."""
    for match in _CYRILLIC.finditer(texts.draft):
        message = f"‘{match[0]}’ is not in English"
        before = texts.draft[max(0, match.start() - 1) : match.start()]
        if before.isalpha():
            continue
        quoted = before in {"«", "“", '"', "(", "‘", "'"} if before else False
        severity: Severity | None = "info" if quoted else None
        yield Finding("untranslated-words", message, *match.span(), severity=severity)


def _length(texts: Texts, source: str, draft: str) -> Iterator[Finding]:
    """Yield a length that is far out; the shorter the texts, the more is allowed."""
    longer = max(len(source), len(draft))
    if longer < _SHORT:
        return
    usual = {("en", "ru"): _USUAL, ("ru", "en"): -_USUAL}.get(
        (texts.source_language, texts.target_language), 0.0
    )
    off = log(len(draft) / len(source)) - usual
    if abs(off) > (_LONGER if off > 0 else _SHORTER) + _LENIENCE / longer:
        characters = "character" if len(draft) == 1 else "characters"
        said = f"the draft has {len(draft):,} {characters} for {len(source):,} of the source"
        yield Finding("length", said)
