"""The words, numbers and marks of a text as the aligner compares them.

A word is cut to its first letters, so that its inflected forms are one word in any language. A
number is written in one way whatever separates its thousands. A word has a *key* too: what is
left of its sound in Latin letters, by which names and loan words are known in both languages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tmtool.alignment.labels import label
from tmtool.text.normalise import fold
from tmtool.text.tokens import bare_words

__all__ = ["is_number", "key", "token", "words"]

_SEPARATED = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))")
_MARKS = re.compile(r"[?!%()§№$€£:;]")
_THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")
_GROUPED = re.compile(r"\d{1,3}(?:(,)\d{3})+\.\d+|\d{1,3}(?:(\.)\d{3})+,\d+")
_NO_LETTER = re.compile(r"[^a-z$]")
_SIGN = re.compile("[.,]")
_DIGITS = re.compile(r"\d+")

_LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdezijklmnoprstufye", strict=True)),
    "ж": "j",
    "х": "h",
    "ц": "s",
    "ч": "q",
    "ш": "$",
    "щ": "$",
    "ъ": "",
    "ь": "",
    "ю": "u",
    "я": "a",
    "і": "i",
    "ї": "i",
    "є": "e",
    "ґ": "g",
    "ў": "u",
    "ђ": "d",
    "ј": "j",
    "љ": "l",
    "њ": "n",
    "ћ": "q",
    "џ": "j",
    **dict(zip("αβγδεζηικλμνξοπρστυφωςθχψ", "abgdeziiklmnzoprstifosthp", strict=True)),
}
_LETTERS.update({"ξ": "ks", "ψ": "ps"})
_TABLE = str.maketrans(_LETTERS)
_GROUPS = (
    ("x", "ks"),
    ("w", "v"),
    ("sch", "$"),
    ("sh", "$"),
    ("tch", "q"),
    ("ch", "q"),
    ("kh", "h"),
    ("zh", "j"),
    ("ph", "f"),
    ("ts", "s"),
    ("tz", "s"),
    ("z", "s"),
    ("ck", "k"),
    ("qu", "kv"),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_NO_CONSONANT = re.compile(r"[^bdfgjklmnpqrstv$]")
_DOUBLE = re.compile(r"(.)\1+")


def words(text: str) -> list[str]:
    """Return the words and numbers of a text in their order as written, its marks, its label."""
    if not text.isascii() or any(map(str.isdigit, text)):
        text = _SEPARATED.sub("", text)
    found = bare_words(text) + _MARKS.findall(text)
    if name := label(text):
        found.append(name)
    return found


@lru_cache(maxsize=1 << 17)
def token(word: str) -> str:
    """Return the token of a word: `#` with the digits of a number, a mark itself, first letters.

    The first letters of a word are 6 of more than 7, 5 of 6 or 7, and otherwise 4.
    """
    if word[0].isdigit():
        return _number(word)
    if word[0] == "#":
        return word
    folded = fold(word)
    size = len(folded)
    return folded[: 6 if size > 7 else 5 if size > 5 else 4]


def is_number(token: str) -> bool:
    """Tell whether a token is a number, not a label."""
    return token.startswith("#") and token[1].isdigit()


def _number(word: str) -> str:
    plain = word
    if _THOUSANDS.fullmatch(word):
        plain = _SIGN.sub("", word)
    elif _GROUPED.fullmatch(word):
        # The first of the two signs separates thousands.
        plain = word.replace(_SIGN.findall(word)[0], "")
    digits = _DIGITS.findall(plain)
    return "#" + ".".join(part.lstrip("0") or "0" for part in digits)


@lru_cache(maxsize=1 << 17)
def key(word: str) -> str:
    """Return the sound of a word in any script, "" where there is too little to compare.

    That is its first four consonants in Latin letters, three at least. Capitalised words that
    have fewer are known by their first four letters.
    """
    if not word[0].isalpha():
        return token(word)
    latin = unicodedata.normalize("NFKD", fold(word)).translate(_TABLE)
    for group, letters in _GROUPS:
        latin = latin.replace(group, letters)
    latin = _SOFT_C.sub("s", latin).replace("c", "k")
    bones = _DOUBLE.sub(r"\1", _NO_CONSONANT.sub("", latin))[:4]
    if len(bones) >= 3:
        return bones
    letters = _NO_LETTER.sub("", latin)[:4]
    return "~" + letters if word[0].isupper() and len(letters) == 4 else ""
