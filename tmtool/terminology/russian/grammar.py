"""What Russian terms are made of: which of their words inflect, and which agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tmtool.models import Gender, Hints, Number
from tmtool.terminology.citation import Citation, Role, uninflected
from tmtool.terminology.russian.aspect import partners
from tmtool.text.lemmas import LEAST_WEIGHT, ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, aspects, is_known, is_transitive, readings
from tmtool.text.tokens import Token

__all__ = ["GENDERS", "analyse", "conflict"]

_ADJECTIVES = frozenset(("ADJF", "PRTF"))
# What may stand among the adjectives before a noun: "Чрезвычайный и Полномочный Посол".
_TRANSPARENT = frozenset(("CONJ", "ADVB", "PRCL", None))
GENDERS: dict[Gender, str] = {"masculine": "masc", "feminine": "femn", "neuter": "neut"}
"""OpenCorpora's names for the genders."""


def analyse(
    text: str,
    tokens: tuple[Token, ...],
    *,
    part_of_speech: str | None,
    number: Number | None,
    hints: Hints,
) -> Citation:
    """Return the analysis of a term: an infinitive, a nominative noun phrase, or fixed words."""
    if hints.invariable:
        return uninflected(text, tokens, "other", _all_lemmas(tokens))
    if part_of_speech == "verb" or (part_of_speech is None and _is_infinitive(tokens[0].text)):
        return _verb_phrase(text, tokens)
    firsts = _first_parts(text, tokens)
    head = _head(tokens, firsts) if hints.head is None else min(hints.head, len(tokens)) - 1
    if head is None:
        return uninflected(text, tokens, "other", _all_lemmas(tokens))
    return _noun_phrase(text, tokens, head, firsts=firsts, number=number, hints=hints)


def _all_lemmas(tokens: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    return tuple(ranked_lemmas(token.text, "ru") for token in tokens)


def _is_infinitive(word: str) -> bool:
    weight = sum(r.weight for r in readings(word) if r.part_of_speech == "INFN")
    return weight >= 0.5


def _verb_phrase(text: str, tokens: tuple[Token, ...]) -> Citation:
    dependents: tuple[Role, ...] = tuple("fixed" for _ in tokens[1:])
    infinitives = [r.lemma for r in readings(tokens[0].text) if r.part_of_speech == "INFN"]
    first = _distinct(infinitives) or ranked_lemmas(tokens[0].text, "ru")
    others = _distinct(other for verb in first for other in partners(verb) if other not in first)
    lemmas = ((*first, *others, *_passives((*first, *others))), *_all_lemmas(tokens[1:]))
    openings = range(1, len(tokens))
    closed = (i for i in openings if _is_preposition(tokens[i - 1].text))
    return Citation(
        text,
        tokens,
        "verb",
        ("head", *dependents),
        lemmas,
        partners=frozenset(others),
        openings=tuple(openings),
        closed=frozenset(closed),
    )


def _passives(verbs: Sequence[str]) -> list[str]:
    """Return the passives of imperfective verbs: сдавать, сдаваться."""
    passives = [f"{v}ся" for v in verbs if "impf" in aspects(v) and is_transitive(v)]
    return [verb for verb in passives if is_known(verb)]


def _is_preposition(word: str) -> bool:
    return readings(word)[0].part_of_speech == "PREP"


def _noun_phrase(
    text: str,
    tokens: tuple[Token, ...],
    head: int,
    *,
    firsts: frozenset[int],
    number: Number | None,
    hints: Hints,
) -> Citation:
    nouns = _head_readings(tokens[head].text)
    hinted = [
        n for n in nouns if hints.gender is None or n.gender == GENDERS[hints.gender]
    ] or nouns
    before = [token for index, token in enumerate(tokens[:head]) if index not in firsts]
    agreeing = [n for n in hinted if _adjectives_agree(before, n)] or hinted
    # A singular reading goes first: "вина" is cited as guilt, hardly as wines.
    wanted = "plur" if number == "plural" else "sing"
    cited = [n for n in agreeing if n.number == wanted] or agreeing
    roles: list[Role] = []
    lemmas: list[tuple[str, ...]] = []
    for index, token in enumerate(tokens):
        role: Role = "fixed" if index in firsts else _role(text, tokens, index, head, cited)
        roles.append(role)
        lemmas.append(_cited_lemmas(token.text, role, cited, index == head))
    if number is None and {noun.number for noun in agreeing} == {"plur"}:
        number = "plural"
    return Citation(text, tokens, "noun", tuple(roles), tuple(lemmas), number)


def _cited_lemmas(
    word: str, role: Role, cited: Sequence[Reading], is_head: bool
) -> tuple[str, ...]:
    if role == "fixed":
        return ranked_lemmas(word, "ru")
    if is_head:
        return _distinct(noun.lemma for noun in cited) or ranked_lemmas(word, "ru")
    matches = _agree if role == "adjective" else _is_apposition
    return _distinct(r.lemma for r in readings(word) if any(matches(r, noun) for noun in cited))


def _role(
    text: str, tokens: Sequence[Token], index: int, head: int, cited: Sequence[Reading]
) -> Role:
    if index == head:
        return "head"
    word = tokens[index].text
    if index < head:
        inflects = any(_agree(r, noun) for r in readings(word) for noun in cited)
        return "adjective" if inflects else "fixed"
    # An apposition inflects too: государство-участник, государства-участника.
    joined = "-" in fold(text[tokens[index - 1].end : tokens[index].start])
    agrees = any(_is_apposition(r, noun) for r in readings(word) for noun in cited)
    return "head" if joined and index == head + 1 and agrees else "fixed"


def _first_parts(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return which words stay as they are before a hyphen: премьер-министр, военно-морской.

    The dictionary has such compounds; of others (командно-штабной) the first part ends in -о, or
    is no word (нон-пейпер). Both parts of страна-участница inflect.
    """
    return frozenset(
        index
        for index, (token, after) in enumerate(pairwise(tokens))
        if "-" in fold(text[token.end : after.start])
        and (
            is_known(text[token.start : after.end])
            or (token.text[-1] in "ое" and _is_adjective(after.text))
            or not is_known(token.text)
        )
    )


def _is_adjective(word: str) -> bool:
    return any(r.part_of_speech in _ADJECTIVES for r in readings(word))


def _head(tokens: Sequence[Token], firsts: frozenset[int]) -> int | None:
    """Return the index of the noun that the term's adjectives go with."""
    last = None
    before: list[Token] = []
    for index, token in enumerate(tokens):
        if index in firsts:
            continue
        if any(_adjectives_agree(before, noun) for noun in _head_readings(token.text)):
            last = index
        elif not _may_precede_head(token.text):
            break
        before.append(token)
    return last


def _head_readings(word: str) -> list[Reading]:
    nominative = [r for r in readings(word) if r.case == "nomn" and r.weight >= LEAST_WEIGHT]
    nouns = [r for r in nominative if r.part_of_speech in {"NOUN", "NPRO"}]
    # Many an adjective serves as a noun: временный поверенный.
    return nouns or [r for r in nominative if r.part_of_speech in _ADJECTIVES]


def _adjectives_agree(before: Sequence[Token], noun: Reading) -> bool:
    return all(
        any(_agree(r, noun) for r in readings(token.text)) or _is_transparent(token.text)
        for token in before
    )


def _agree(adjective: Reading, noun: Reading) -> bool:
    if adjective.part_of_speech not in _ADJECTIVES or adjective.case != "nomn":
        return False
    if adjective.number != noun.number:
        return False
    return adjective.number == "plur" or not conflict(adjective.gender, noun.gender)


def _is_apposition(reading: Reading, noun: Reading) -> bool:
    nominative = reading.part_of_speech == "NOUN" and reading.case == "nomn"
    return nominative and reading.number == noun.number


def conflict(one: str | None, other: str | None) -> bool:
    """Tell whether two genders, by OpenCorpora's names, exclude each other."""
    return one != other and one in GENDERS.values() and other in GENDERS.values()


def _is_transparent(word: str) -> bool:
    found = [r for r in readings(word) if r.weight >= LEAST_WEIGHT]
    nominative_noun = any(r.part_of_speech == "NOUN" and r.case == "nomn" for r in found)
    return not nominative_noun and any(r.part_of_speech in _TRANSPARENT for r in found)


def _may_precede_head(word: str) -> bool:
    adjective = any(r.part_of_speech in _ADJECTIVES and r.case == "nomn" for r in readings(word))
    return adjective or _is_transparent(word)


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
