"""What Russian terms are made of: which of their words inflect, and which agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tmtool.models import Hints, Number
from tmtool.terminology.citation import Citation, Role, uninflected
from tmtool.terminology.russian.agreement import (
    ADJECTIVES,
    GENDERS,
    agree,
    distinct,
    is_transparent,
)
from tmtool.terminology.russian.aspect import partners
from tmtool.terminology.russian.context import is_preposition
from tmtool.terminology.russian.following import following
from tmtool.text.lemmas import LEAST_WEIGHT, ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, aspects, forms, is_known, is_transitive, readings
from tmtool.text.tokens import Token

__all__ = ["analyse"]

# Of a word so short every reading is possible, as an abbreviation or the name of a letter.
_LONGEST_LETTERS = 2


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
    verb = _verb(tokens) if part_of_speech in ("verb", None) else None
    if part_of_speech == "verb":
        verb = verb or 0 if hints.head is None else min(hints.head, len(tokens)) - 1
    if verb is not None:
        return _verb_phrase(text, tokens, verb)
    fixed = _unchanging(text, tokens)
    head = _head(tokens, fixed) if hints.head is None else min(hints.head, len(tokens)) - 1
    if head is None:
        return uninflected(text, tokens, "other", _all_lemmas(tokens))
    return _noun_phrase(text, tokens, head, fixed=fixed, number=number, hints=hints)


def _all_lemmas(tokens: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    return tuple(ranked_lemmas(token.text, "ru") for token in tokens)


def _is_infinitive(word: str) -> bool:
    weight = sum(r.weight for r in readings(word) if r.part_of_speech == "INFN")
    return weight >= 0.5


def _verb(tokens: Sequence[Token]) -> int | None:
    """Return the index of an infinitive at a term's beginning, or after adverbs: не применять."""
    for index, token in enumerate(tokens):
        if _is_infinitive(token.text):
            return index
        if not is_transparent(token.text):
            break
    return None


def _verb_phrase(text: str, tokens: tuple[Token, ...], verb: int) -> Citation:
    roles: list[Role] = ["fixed"] * len(tokens)
    roles[verb] = "head"
    word = tokens[verb].text
    infinitives = [r.lemma for r in readings(word) if r.part_of_speech == "INFN"]
    first = distinct(infinitives) or ranked_lemmas(word, "ru")
    others = distinct(other for one in first for other in partners(one) if other not in first)
    lemmas = list(_all_lemmas(tokens))
    lemmas[verb] = (*first, *others, *_passives((*first, *others)))
    openings = range(verb + 1, len(tokens))
    closed = (i for i in openings if is_preposition(tokens[i - 1].text))
    return Citation(
        text,
        tokens,
        "verb",
        tuple(roles),
        tuple(lemmas),
        partners=frozenset(others),
        openings=tuple(openings),
        closed=frozenset(closed),
    )


def _passives(verbs: Sequence[str]) -> list[str]:
    """Return the passives of imperfective verbs: сдавать, сдаваться."""
    passives = [f"{v}ся" for v in verbs if "impf" in aspects(v) and is_transitive(v)]
    return [verb for verb in passives if is_known(verb)]


def _noun_phrase(
    text: str,
    tokens: tuple[Token, ...],
    head: int,
    *,
    fixed: frozenset[int],
    number: Number | None,
    hints: Hints,
) -> Citation:
    before = [token for index, token in enumerate(tokens[:head]) if index not in fixed]
    agreeing = _agreeing(tokens[head].text, before, hints)
    cited = _of_number(agreeing, number)
    roles: list[Role] = ["fixed"] * len(tokens)
    lemmas = list(_all_lemmas(tokens))
    roles[head] = "head"
    lemmas[head] = distinct(noun.lemma for noun in cited) or lemmas[head]
    for index, token in enumerate(tokens[:head]):
        found = distinct(r.lemma for r in readings(token.text) if any(agree(r, n) for n in cited))
        if found and index not in fixed:
            roles[index], lemmas[index] = "adjective", found
    numbers: list[Number | None] = [None] * len(tokens)
    for one in following(text, tokens, head, cited):
        roles[one.index], lemmas[one.index] = one.role, one.lemmas
        numbers[one.index] = one.number
    if number is None and ({noun.number for noun in agreeing} == {"plur"} or any(numbers)):
        number = "plural" if cited[0].number == "plur" else "singular"
    return Citation(
        text, tokens, "noun", tuple(roles), tuple(lemmas), number, numbers=tuple(numbers)
    )


def _unchanging(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return which words stay as they are: first parts of compounds, and abbreviations (г.)."""
    abbreviated = (i for i, token in enumerate(tokens) if text[token.end : token.end + 1] == ".")
    return _first_parts(text, tokens).union(abbreviated)


def _first_parts(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return which words stay as they are before a hyphen: премьер-министр, военно-морской.

    The dictionary has such compounds with their forms; of others (командно-штабной) the first
    part ends in -о, or is no word (нон-пейпер). Both parts of страна-участница inflect.
    """
    return frozenset(
        index
        for index, (token, after) in enumerate(pairwise(tokens))
        if "-" in fold(text[token.end : after.start])
        and (
            _keeps_first_part(text[token.start : after.end])
            or (token.text[-1] in "ое" and _is_adjective(after.text))
            or not is_known(token.text)
        )
    )


def _of_number(nouns: list[Reading], number: Number | None) -> list[Reading]:
    """Return the readings in a number; a singular goes first: "вина" is guilt, hardly wines."""
    wanted = "plur" if number == "plural" else "sing"
    return [noun for noun in nouns if noun.number == wanted] or nouns


def _agreeing(word: str, before: Sequence[Token], hints: Hints) -> list[Reading]:
    """Return the readings of a head that the hints and the adjectives before it allow."""
    nouns = _head_readings(word)
    hinted = [
        n for n in nouns if hints.gender is None or n.gender == GENDERS[hints.gender]
    ] or nouns
    return [n for n in hinted if _adjectives_agree(before, n)] or hinted


def _keeps_first_part(compound: str) -> bool:
    """Tell whether the dictionary has a compound whose first part is the same in every form."""
    if not is_known(compound):
        return False
    first, hyphen, _ = fold(compound).partition("-")
    lemma = readings(compound)[0].lemma
    return all(form.startswith(first + hyphen) for form in forms(lemma))


def _is_adjective(word: str) -> bool:
    return any(r.part_of_speech in ADJECTIVES for r in readings(word))


def _head(tokens: Sequence[Token], fixed: frozenset[int]) -> int | None:
    """Return the index of the noun that the term's adjectives go with."""
    last = None
    before: list[Token] = []
    for index, token in enumerate(tokens):
        if index in fixed:
            continue
        if any(_adjectives_agree(before, noun) for noun in _head_readings(token.text)):
            last = index
        elif not _may_precede_head(token.text):
            break
        before.append(token)
    return last


def _head_readings(word: str) -> list[Reading]:
    if word.isupper() and len(word) > 1 and not is_known(word):
        return []  # МФОКК и КП
    nominative = [r for r in readings(word) if r.case == "nomn" and r.weight >= LEAST_WEIGHT]
    if not nominative and len(word) > _LONGEST_LETTERS and is_known(word):
        # A term is in the nominative, if that is possible at all: стороны.
        nominative = [r for r in readings(word) if r.case == "nomn"]
    nouns = [r for r in nominative if r.part_of_speech in {"NOUN", "NPRO"}]
    # Many an adjective serves as a noun: временный поверенный.
    return nouns or [r for r in nominative if r.part_of_speech in ADJECTIVES]


def _adjectives_agree(before: Sequence[Token], noun: Reading) -> bool:
    return all(
        any(agree(r, noun) for r in readings(token.text)) or is_transparent(token.text)
        for token in before
    )


def _may_precede_head(word: str) -> bool:
    adjective = any(r.part_of_speech in ADJECTIVES and r.case == "nomn" for r in readings(word))
    return adjective or is_transparent(word)
