"""Which form a translation needs, as far as the source sentence decides it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tmtool.languages import primary
from tmtool.models import Case, Number
from tmtool.terminology.english.context import is_article
from tmtool.terminology.recognise import Occurrence
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token

__all__ = ["needed_case", "needed_number"]

# What these words before an English noun phrase are in Russian governs one case: из, без, против,
# от, до, после, во время, среди, у; между, с. The others (in, on, to, for) leave a choice.
_GOVERNED: dict[str, Case] = {
    **dict.fromkeys(
        ("without", "against", "from", "until", "after", "during", "among", "amongst"), "genitive"
    ),
    "between": "instrumental",
}
# "Of" after these is no genitive: consist of, speak of.
_NO_GENITIVE = frozenset(
    "consist consists consisted consisting speak speaks spoke dispose disposed approve approved"
    " inform informed notify notified deprive deprived think thought avail aware capable in out"
    " instead because regardless".split()
)
_FINITE = frozenset(
    "shall will would should must may can could might is are was were has have had do does"
    " did".split()
)
_PARTICIPLE = ("ed", "en", "made", "held", "set", "sent", "left", "kept", "given", "taken")


def needed_number(occurrence: Occurrence) -> Number | None:
    """Return the number of the words found in a source text, None where it is open."""
    numbers = {number for _, number in occurrence.cells}
    return numbers.pop() if len(numbers) == 1 else None


def needed_case(words: Sequence[Token], language: str, occurrence: Occurrence) -> Case | None:
    """Return the case that a Russian translation needs, None where the source leaves it open.

    Of English sources these decide: "of" after a noun, prepositions with one translation,
    "by" after a participle, and the place of the subject before its verb. `words` are the
    source's tokens.
    """
    if primary(language) != "en":
        return None
    first = bisect_left(words, occurrence.start, key=_start)
    if first and is_article(words[first - 1]) and not words[first].break_before:
        first -= 1
    following = bisect_left(words, occurrence.end, key=_start)
    after = words[following] if following < len(words) else None
    if words[first].break_before == 2:
        return "nominative" if after and _is_finite(after) else None
    return None if words[first].break_before else _governed(words[max(first - 2, 0) : first])


def _start(word: Token) -> int:
    return word.start


def _governed(before: Sequence[Token]) -> Case | None:
    """Return the case that the words before a noun phrase call for."""
    last = fold(before[-1].text)
    previous = fold(before[-2].text) if len(before) > 1 else ""
    if last == "of" and previous and previous not in _NO_GENITIVE:
        return "genitive"
    if last == "by" and previous.endswith(_PARTICIPLE):
        return "instrumental"
    return _GOVERNED.get(last)


def _is_finite(after: Token) -> bool:
    return not after.break_before and fold(after.text) in _FINITE
