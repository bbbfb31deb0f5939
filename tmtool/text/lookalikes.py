"""Words of Latin and Cyrillic letters that look alike, put into one script."""

from __future__ import annotations

import re

__all__ = ["MIXED", "TOUCHING", "in_one_script"]

_CYRILLIC, _LATIN = "АВЕКМНОРСТУХаеорсух", "ABEKMHOPCTYXaeopcyx"
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))

MIXED = re.compile(
    r"(?<![\w-])[A-Za-z]+[Ѐ-ӿ][A-Za-zЀ-ӿ]*(?!\w)|(?<![\w-])[Ѐ-ӿ]+[A-Za-z][A-Za-zЀ-ӿ]*(?!\w)"
)
"""A word with letters of both scripts."""

TOUCHING = re.compile("[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
"""Letters of both scripts side by side: what a text with such a word has, and is found faster."""

_INFLECTED = re.compile("[A-Za-z]{2,}[а-яё]+")


def in_one_script(word: str) -> str | None:
    """Return a word with the lookalikes of its rarer script replaced, `None` if others are left.

    A Latin word with a Russian ending (DLLки) is left as it is, too.
    """
    if _INFLECTED.fullmatch(word):
        return None
    cyrillic = [letter for letter in word if letter > "\u0400"]
    latin = [letter for letter in word if letter < "\u0100"]
    tables = [(cyrillic, _TO_LATIN), (latin, _TO_CYRILLIC)]
    if len(latin) < len(cyrillic):
        tables.reverse()
    for letters, table in tables:
        if all(letter in table for letter in letters):
            return "".join(table.get(letter, letter) for letter in word)
    return None
