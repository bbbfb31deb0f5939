"""What inflects after the head of a Russian term: привилегии и иммунитеты."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmtool.models import Number
from tmtool.terminology.citation import Role
from tmtool.terminology.russian.agreement import ADJECTIVES, agree, distinct, is_transparent
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, readings
from tmtool.text.tokens import Token

__all__ = ["Following", "following"]

_DASH = re.compile(r"\s*[-\u2010-\u2014]\s*")
_CONJUNCTIONS = frozenset(("и", "или", "либо"))
# They agree with a noun before them, but have the case of their own clause.
_RELATIVE = frozenset(("который", "чей", "каковой", "какой"))
_NUMBERS: dict[str | None, Number] = {"sing": "singular", "plur": "plural"}


@dataclass(frozen=True, slots=True)
class Following:
    """A word after the head that inflects: its place, its role, its lemmas.

    `number` is set where it stays in its own number, whatever that of the head is.
    """

    index: int
    role: Role
    lemmas: tuple[str, ...]
    number: Number | None = None


def following(
    text: str, tokens: Sequence[Token], head: int, cited: Sequence[Reading]
) -> list[Following]:
    """Return the words after a term's head that inflect with it, the head read as `cited`.

    They are an apposition after a dash, nouns joined by "и", and attributes (лицо, ищущее
    убежище).
    """
    if not cited:
        return []
    apposition = list(_apposition(text, tokens, head + 1, cited))
    start = head + 1 + len(apposition)
    joined = _joined(text, tokens, start, cited)
    return apposition + (joined or _attributes(text, tokens, start, cited))


def _apposition(
    text: str, tokens: Sequence[Token], index: int, cited: Sequence[Reading]
) -> Iterator[Following]:
    if index == len(tokens) or not _DASH.fullmatch(_gap(text, tokens, index)):
        return
    numbers = {noun.number for noun in cited}
    nouns = [n for n in _nominatives(tokens[index].text) if n.number in numbers]
    if nouns:
        yield Following(index, "apposition", distinct(noun.lemma for noun in nouns))


def _gap(text: str, tokens: Sequence[Token], index: int) -> str:
    return text[tokens[index - 1].end : tokens[index].start]


def _nominatives(word: str) -> list[Reading]:
    return [r for r in readings(word) if r.part_of_speech == "NOUN" and r.case == "nomn"]


def _attributes(
    text: str, tokens: Sequence[Token], start: int, cited: Sequence[Reading]
) -> list[Following]:
    """Return the adjectives and participles that stand after their noun."""
    found: list[Following] = []
    for index in range(start, len(tokens)):
        word, gap = tokens[index].text, _gap(text, tokens, index).strip()
        best = readings(word)[0]
        agreeing = [r for r in readings(word) if any(agree(r, noun) for noun in cited)]
        if gap not in ("", ","):
            return found
        if best.part_of_speech in ADJECTIVES and best.lemma not in _RELATIVE and agreeing:
            found.append(Following(index, "adjective", distinct(r.lemma for r in agreeing)))
        elif not is_transparent(word):
            # Республика Южная Осетия: the adjective goes with the noun after it.
            is_name = _nominatives(word) and tokens[start].break_before == 0
            return [] if is_name else found
    return found


def _joined(
    text: str, tokens: Sequence[Token], start: int, cited: Sequence[Reading]
) -> list[Following]:
    """Return the nouns that "и" joins to the head, with their adjectives; none without "и"."""
    found: list[Following] = []
    index = start
    while index < len(tokens):
        ends = fold(tokens[index].text) in _CONJUNCTIONS
        if not ends and "," not in _gap(text, tokens, index):
            return []
        group = _group(tokens, index + ends, cited)
        found += group
        if ends or not group:
            # One alone may be in another number: стрелковое оружие и лёгкие вооружения.
            mixed = any(one.number for one in found) and group != found
            return [] if mixed or not group else found
        index = group[-1].index + 1
    return []


def _group(tokens: Sequence[Token], start: int, cited: Sequence[Reading]) -> list[Following]:
    """Return a noun with the adjectives before it; the last noun where several are possible."""
    found: list[Following] = []
    for index in range(start, len(tokens)):
        word = tokens[index].text
        nouns = [n for n in _nominatives(word) if _agree_all(tokens[start:index], n)]
        if nouns:
            numbers = {noun.number for noun in cited}
            same = [noun for noun in nouns if noun.number in numbers]
            number = None if same else _NUMBERS[nouns[0].number]
            found = list(_as_group(tokens, start, index, same or nouns[:1], number))
        if all(r.part_of_speech != "ADJF" for r in readings(word)):
            break
    return found


def _agree_all(adjectives: Sequence[Token], noun: Reading) -> bool:
    return all(any(agree(r, noun) for r in readings(token.text)) for token in adjectives)


def _as_group(
    tokens: Sequence[Token],
    start: int,
    end: int,
    nouns: Sequence[Reading],
    number: Number | None,
) -> Iterator[Following]:
    for index in range(start, end):
        found = (r.lemma for r in readings(tokens[index].text) if any(agree(r, n) for n in nouns))
        yield Following(index, "adjective", distinct(found), number)
    yield Following(end, "head", distinct(noun.lemma for noun in nouns), number)
