"""Whether Russian words found in a text are a form of a term, and which form."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.models import Case, Cell, Number
from tmtool.terminology.citation import Citation, Fit, Role
from tmtool.terminology.russian.agreement import ADJECTIVES, conflict
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, readings
from tmtool.text.tokens import Token

__all__ = ["CASES", "NUMBERS", "cell_of", "fit", "is_passive"]

CASES: dict[str, Case] = {
    "nomn": "nominative",
    "gent": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "ablt": "instrumental",
    "loct": "prepositional",
}
"""Cases by OpenCorpora's names."""

NUMBERS: dict[str, Number] = {"sing": "singular", "plur": "plural"}
"""Numbers by OpenCorpora's names."""

_NOMINALS = ADJECTIVES | {"NOUN", "NPRO", "NUMR"}
_VERBS = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))


def fit(
    citation: Citation,
    found: Sequence[Token],
    lemmas: Sequence[str],
    *,
    also: frozenset[str] = frozenset(),
) -> Fit | None:
    """Return how tokens of a text, read as these lemmas, are a form of the term; None if not.

    Dependents keep their case, or have one of the cases `also`, by OpenCorpora's names.
    """
    agreed: dict[Cell, float] | None = None
    for index, (token, lemma) in enumerate(zip(found, lemmas, strict=True)):
        if citation.roles[index] == "fixed":
            if not _same_case(token.text, citation.tokens[index].text, lemma, also):
                return None
        elif citation.kind == "verb":
            if not _is_verb(token.text, lemma, citation.lemmas[index][0]):
                return None
        else:
            cells = _cells(citation, index, found, lemmas)
            agreed = cells if agreed is None else _both(agreed, cells)
    if agreed is None:
        return Fit()
    kept = {c: w for c, w in agreed.items() if citation.number in (None, c[1])}
    if not kept:
        return None
    cells_by_weight = sorted(kept, key=lambda cell: -kept[cell])
    # Words that agree with one another are no other words by chance.
    return Fit(tuple(cells_by_weight), sum(kept.values()) if len(found) == 1 else 1.0)


def cell_of(reading: Reading) -> Cell | None:
    """Return the case and number of a reading, None where it has not both."""
    case, number = CASES.get(reading.case or ""), NUMBERS.get(reading.number or "")
    return (case, number) if case and number else None


def is_passive(word: str) -> bool:
    """Tell whether a word may be a passive form of a verb."""
    if fold(word).endswith(("ся", "сь")):
        return True
    return any(r.part_of_speech in ("PRTS", "PRTF") for r in readings(word))


def _both(one: dict[Cell, float], other: dict[Cell, float]) -> dict[Cell, float]:
    return {cell: weight * other[cell] for cell, weight in one.items() if cell in other}


def _is_verb(word: str, lemma: str, cited: str) -> bool:
    """Tell whether a word is a form of a verb; the passive in -ся has the third person alone."""
    found = [r for r in _read_as(word, lemma) if r.part_of_speech in _VERBS]
    if lemma.endswith("ся") and not cited.endswith("ся"):
        return any(r.part_of_speech in ADJECTIVES or r.person in ("3per", None) for r in found)
    return bool(found)


def _read_as(word: str, lemma: str) -> list[Reading]:
    return [r for r in readings(word) if r.lemma == lemma]


def _gender(word: str, lemma: str) -> str | None:
    """Return the gender of a noun found in a text, None where it has no single one."""
    genders = {
        r.gender for r in _read_as(word, lemma) if r.part_of_speech == "NOUN" and r.number == "sing"
    }
    return genders.pop() if len(genders) == 1 else None


def _cells(
    citation: Citation, index: int, found: Sequence[Token], lemmas: Sequence[str]
) -> dict[Cell, float]:
    """Return the cells of the term that one of the words found can be in, weighed."""
    role = citation.roles[index]
    own = citation.numbers[index] if citation.numbers else None
    noun, lemma = citation.noun_of(index), lemmas[index]
    gender = _gender(found[noun].text, lemmas[noun])
    superlative = any(r.superlative for r in _read_as(citation.tokens[index].text, lemma))
    weights: dict[Cell, float] = {}
    for reading in _read_as(found[index].text, lemma):
        cell = cell_of(reading)
        if cell is None or not _may_be(reading, role, gender) or reading.superlative != superlative:
            continue
        if own is not None:
            if cell[1] != own:
                continue
            cell = (cell[0], citation.number or own)
        weights[cell] = weights.get(cell, 0.0) + reading.weight
    return _as_things(weights) if role == "apposition" else weights


def _as_things(weights: dict[Cell, float]) -> dict[Cell, float]:
    """Return cells with the accusative that a word has beside a thing: на государства-участники."""
    accusatives: dict[Cell, float] = {
        ("accusative", number): weight
        for (case, number), weight in weights.items()
        if case == "nominative"
    }
    return {**accusatives, **weights}


def _may_be(reading: Reading, role: Role, gender: str | None) -> bool:
    if role != "adjective":
        return reading.part_of_speech in _NOMINALS
    if reading.part_of_speech not in ADJECTIVES:
        return False
    return reading.number == "plur" or not conflict(reading.gender, gender)


def _same_case(word: str, cited: str, lemma: str, also: frozenset[str]) -> bool:
    """Tell whether a dependent word is as in the citation; its number may follow the head's.

    "статус наблюдателя" has the plural "статусы наблюдателей".
    """
    if fold(word) == fold(cited):
        return True
    cases = {r.case for r in _read_as(cited, lemma) if r.part_of_speech in _NOMINALS} | also
    return any(
        r.part_of_speech in _NOMINALS and r.case in cases and r.case is not None
        for r in _read_as(word, lemma)
    )
