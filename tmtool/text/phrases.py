"""Where a text has a phrase, in any inflection or word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tmtool.errors import InputError
from tmtool.text.features import key
from tmtool.text.lemmas import lemmas, lexeme_beginnings
from tmtool.text.normalise import fold
from tmtool.text.search_keys import SearchKeys, search_keys
from tmtool.text.tokens import scan

__all__ = ["Phrase", "compile_phrase"]

_QUOTED = re.compile(r'\s*"(.*)"\s*', re.DOTALL)
_REMEMBERED_WORDS = 1 << 16


@dataclass(frozen=True, slots=True)
class _Word:
    """What a token of a text must be like to stand for one of the phrase's.

    It contains one of `beginnings`, one of `lemmas` is among its own and `keys` have its stem,
    or it is `form`.
    `break_before` is the strongest break that may stand before it.
    """

    beginnings: tuple[str, ...]
    form: str | None
    lemmas: frozenset[str]
    break_before: int
    keys: SearchKeys

    def fits(self, token: str, folded: str, language: str) -> bool:
        if self.form is not None:
            return folded == self.form
        possible = any(beginning in folded for beginning in self.beginnings)
        if not possible or self.lemmas.isdisjoint(lemmas(token, language)):
            return False
        # What only looks like a form (активныя) counts no more here than in an index.
        return self.keys.have(key(folded, language))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for in many texts of one language; made by `compile_phrase`."""

    language: str
    words: tuple[_Word, ...]
    beginnings: tuple[tuple[str, ...], ...]
    keys: tuple[SearchKeys, ...] = ()
    """Where an index has the phrase's words, one for each."""
    _positions: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def may_occur(self, folded_text: str) -> bool:
        """Return False only for texts, folded, in which `spans` finds nothing."""
        for beginnings in self.beginnings:
            for beginning in beginnings:
                if beginning in folded_text:
                    break
            else:
                return False
        return True

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return start and end of each occurrence, in code points; none overlap.

        The phrase's words follow one another in their order, with no end of a sentence
        between them unless the phrase has one there.
        """
        found: list[tuple[int, int]] = []
        open_ends: list[tuple[int, int]] = []
        for start, end, token, level in scan(text):
            fits = self._fits(token)
            reached = [
                (first, n + 1)
                for first, n in open_ends
                if fits >> n & 1 and level <= self.words[n].break_before
            ]
            if fits & 1:
                reached.append((start, 1))
            open_ends = reached
            if reached and reached[0][1] == len(self.words):
                found.append((reached[0][0], end))
                open_ends = []
        return tuple(found)

    def words_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the places of all words of the phrase, in any order and however far apart.

        There are none unless the text has every word.
        """
        found = [(start, end, self._fits(token)) for start, end, token, _ in scan(text)]
        missing = (1 << len(self.words)) - 1
        for _, _, fits in found:
            missing &= ~fits
        return () if missing else tuple((start, end) for start, end, fits in found if fits)

    def _fits(self, token: str) -> int:
        """Return a number whose bit n is set if the token can be the phrase's nth word."""
        known = self._positions.get(token)
        if known is None:
            folded = fold(token)
            known = sum(
                1 << n
                for n, word in enumerate(self.words)
                if word.fits(token, folded, self.language)
            )
            if len(self._positions) >= _REMEMBERED_WORDS:
                self._positions.clear()
            self._positions[token] = known
        return known


def compile_phrase(phrase: str, language: str) -> Phrase:
    """Return a phrase made ready for searching many texts in a language.

    A phrase in "straight quotes" is found word for word, any other in every inflection; letter
    case and ё never count. Raises InputError where the phrase has no word.
    """
    quoted = _QUOTED.fullmatch(phrase)
    wanted = list(scan(quoted.group(1) if quoted else phrase))
    if not wanted:
        raise InputError(
            f"there is no word to look for in {phrase!r}",
            hint="Give one word or several.",
        )
    words = tuple(
        _exact_word(token, level, language) if quoted else _any_form(token, level, language)
        for _, _, token, level in wanted
    )
    # The longest is the rarest: most texts are refused by the first.
    telling = {word.beginnings for word in words if "" not in word.beginnings}
    beginnings = sorted(telling, key=lambda b: (-min(map(len, b)), b))
    return Phrase(language, words, tuple(beginnings), tuple(word.keys for word in words))


def _exact_word(token: str, level: int, language: str) -> _Word:
    form = fold(token)
    keys = search_keys(token, language, exact=True)
    return _Word((form,), form, frozenset(), max(level, 1), keys)


def _any_form(token: str, level: int, language: str) -> _Word:
    beginnings = lexeme_beginnings(token, language)
    keys = search_keys(token, language)
    return _Word(beginnings, None, lemmas(token, language), max(level, 1), keys)
