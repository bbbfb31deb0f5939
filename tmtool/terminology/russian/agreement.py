"""Which Russian words agree with a noun, and which stand between them without a say."""

from __future__ import annotations

from collections.abc import Iterable

from tmtool.models import Gender
from tmtool.text.lemmas import LEAST_WEIGHT
from tmtool.text.russian import Reading, readings

__all__ = ["ADJECTIVES", "GENDERS", "agree", "conflict", "distinct", "is_transparent"]

ADJECTIVES = frozenset(("ADJF", "PRTF"))
"""OpenCorpora's names for what agrees with a noun."""

GENDERS: dict[Gender, str] = {"masculine": "masc", "feminine": "femn", "neuter": "neut"}
"""OpenCorpora's names for the genders."""

# What may stand among the adjectives before a noun: "Чрезвычайный и Полномочный Посол".
_TRANSPARENT = frozenset(("CONJ", "ADVB", "PRCL", None))


def agree(adjective: Reading, noun: Reading) -> bool:
    """Tell whether a reading is that of an adjective that goes with a noun in the nominative."""
    if adjective.part_of_speech not in ADJECTIVES or adjective.case != "nomn":
        return False
    if adjective.number != noun.number:
        return False
    return adjective.number == "plur" or not conflict(adjective.gender, noun.gender)


def conflict(one: str | None, other: str | None) -> bool:
    """Tell whether two genders, by OpenCorpora's names, exclude each other."""
    return one != other and one in GENDERS.values() and other in GENDERS.values()


def is_transparent(word: str) -> bool:
    """Tell whether a word may stand among adjectives without agreeing."""
    found = [r for r in readings(word) if r.weight >= LEAST_WEIGHT]
    nominative_noun = any(r.part_of_speech == "NOUN" and r.case == "nomn" for r in found)
    return not nominative_noun and any(r.part_of_speech in _TRANSPARENT for r in found)


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return each item once, in their order."""
    return tuple(dict.fromkeys(items))
