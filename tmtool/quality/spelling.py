"""Which words of a draft a dictionary is asked for, and what is said of those it does not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from unicodedata import normalize

from tmtool.quality.placeholders import markup_in
from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["SPELLING_RULES", "Speller", "check_spelling"]

SPELLING_RULES = (Rule("spelling", "info", "a word that is in no dictionary of the language"),)

Speller = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]
"""Gives, of some words, those that are misspelt, each with what it could be, best first."""

_LETTER = "(?:[^\\W\\d_][\\u0300-\\u036f]*)"
_WORD = re.compile(rf"{_LETTER}+(?:['’\u02bc\u00ad-]{_LETTER}+)*")
_GLUED = re.compile(r"[\w@/\\#&=+]")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;•*\n]|\s[-–—])[\s\"'“”„«»(\[*_]*$")
_SOUNDLESS = str.maketrans({"\u00ad": None, "\u0301": None, "’": "'", "\u02bc": "'"})
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IN_CYRILLIC = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"))


def check_spelling(texts: Texts, misspelt: Speller) -> Iterator[Finding]:
    """Yield words that are misspelt, with a replacement where the dictionary has one.

    Not asked for: names and acronyms (capitals inside a sentence, or more than one), words with
    digits, in another script, in tags, placeholders, addresses or code, abbreviations with a full
    stop, and words that the source has letter for letter.
    """
    asked = list(_words(texts))
    if not asked:
        return
    wrong = misspelt([word for _, _, word in asked])
    for start, end, word in asked:
        if word in wrong:
            better = next(iter(wrong[word]), None)
            said = f"‘{texts.draft[start:end]}’ is in no dictionary"
            yield Finding("spelling", said, start, end, better)


def _words(texts: Texts) -> Iterator[tuple[int, int, str]]:
    """Yield the words to be asked for with their places, as dictionaries spell them."""
    draft = texts.draft
    hidden = markup_in(draft)
    in_cyrillic = texts.target_language in _IN_CYRILLIC
    for match in _WORD.finditer(draft):
        start, end = match.span()
        word = normalize("NFC", match[0].translate(_SOUNDLESS))
        if len(word) < 2 or bool(_CYRILLIC.search(word)) != in_cyrillic:
            continue
        if "-" in word and min(map(len, word.split("-"))) < 2:
            # Such as г-н.
            continue
        if _is_name(draft, start, word) or _is_part(draft, start, end):
            continue
        if any(first < end and start < last for first, last in hidden):
            continue
        if match[0] not in texts.source:
            yield start, end, word


def _is_name(draft: str, start: int, word: str) -> bool:
    """Tell whether a word is an acronym, or a name: a capital that begins no sentence."""
    capitals = sum(map(str.isupper, word))
    if capitals > 1 or (capitals and not word[0].isupper()):
        return True
    return capitals == 1 and not _SENTENCE_END.search(draft, max(0, start - 12), start)


def _is_part(draft: str, start: int, end: int) -> bool:
    """Tell whether a word is a part of something else: a code, a file's name, an abbreviation."""
    before, after = draft[max(0, start - 1) : start], draft[end : end + 1]
    if (before and _GLUED.match(before)) or (after and _GLUED.match(after)):
        return True
    if after == "-" and draft[end + 1 : end + 2].isalnum():
        return True
    if before in (".", "-") and draft[max(0, start - 2) : start - 1].strip():
        return True
    return after == "." and draft[end + 1 : end + 3].strip()[:1].islower()
