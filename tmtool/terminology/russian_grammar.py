"""How Russian terms inflect: which words agree, and whether those found in a text do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tmtool.terminology.citation import Citation, Role, uninflected
from tmtool.text.lemmas import LEAST_WEIGHT, ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, readings
from tmtool.text.tokens import Token

__all__ = ["analyse", "fits"]

_ADJECTIVES = frozenset(("ADJF", "PRTF"))
_NOMINALS = _ADJECTIVES | {"NOUN", "NPRO", "NUMR"}
_VERBS = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))
# What may stand among the adjectives before a noun: "Чрезвычайный и Полномочный Посол".
_TRANSPARENT = frozenset(("CONJ", "ADVB", "PRCL", None))
_GENDERS = frozenset(("masc", "femn", "neut"))


def analyse(text: str, tokens: tuple[Token, ...], part_of_speech: str | None) -> Citation:
    """Return the analysis of a term: an infinitive, a nominative noun phrase, or fixed words."""
    if part_of_speech == "verb" or (part_of_speech is None and _is_infinitive(tokens[0].text)):
        return _verb_phrase(text, tokens)
    head = _head(tokens)
    if head is None:
        lemmas = tuple(ranked_lemmas(token.text, "ru") for token in tokens)
        return uninflected(text, tokens, "other", lemmas)
    return _noun_phrase(text, tokens, head)


def fits(citation: Citation, found: Sequence[Token], lemmas: Sequence[str]) -> bool:
    """Tell whether tokens of a text, read as these lemmas, are a form of the term."""
    agreed: set[tuple[str, str]] | None = None
    for token, cited, role, lemma in zip(
        found, citation.tokens, citation.roles, lemmas, strict=True
    ):
        if role == "fixed":
            if not _same_case(token.text, cited.text, lemma):
                return False
        elif citation.kind == "verb":
            if not any(r.part_of_speech in _VERBS for r in _read_as(token.text, lemma)):
                return False
        else:
            cells = _cells(token.text, lemma, role, _gender(citation, found, lemmas))
            agreed = cells if agreed is None else agreed & cells
    if agreed is None:
        return True
    return any(number == "plur" or not citation.plural for _, number in agreed)


def _is_infinitive(word: str) -> bool:
    weight = sum(r.weight for r in readings(word) if r.part_of_speech == "INFN")
    return weight >= 0.5


def _verb_phrase(text: str, tokens: tuple[Token, ...]) -> Citation:
    dependents: tuple[Role, ...] = tuple("fixed" for _ in tokens[1:])
    infinitives = [r.lemma for r in readings(tokens[0].text) if r.part_of_speech == "INFN"]
    first = _distinct(infinitives) or ranked_lemmas(tokens[0].text, "ru")
    lemmas = (first, *(ranked_lemmas(token.text, "ru") for token in tokens[1:]))
    return Citation(text, tokens, "verb", ("head", *dependents), lemmas)


def _noun_phrase(text: str, tokens: tuple[Token, ...], head: int) -> Citation:
    nouns = _head_readings(tokens[head].text)
    agreeing = [n for n in nouns if _adjectives_agree(tokens[:head], n)] or nouns
    numbers = {noun.number for noun in agreeing}
    # A singular reading goes first: "вина" is cited as guilt, hardly as wines.
    cited = [n for n in agreeing if n.number == "sing"] or agreeing
    roles: list[Role] = []
    lemmas: list[tuple[str, ...]] = []
    for index, token in enumerate(tokens):
        role = _role(text, tokens, index, head, cited)
        roles.append(role)
        lemmas.append(_cited_lemmas(token.text, role, cited, index == head))
    plural = numbers == {"plur"}
    return Citation(text, tokens, "noun", tuple(roles), tuple(lemmas), plural)


def _cited_lemmas(
    word: str, role: Role, cited: Sequence[Reading], is_head: bool
) -> tuple[str, ...]:
    if role == "fixed":
        return ranked_lemmas(word, "ru")
    if is_head:
        return _distinct(noun.lemma for noun in cited)
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


def _head(tokens: Sequence[Token]) -> int | None:
    """Return the index of the noun that the term's adjectives go with."""
    last = None
    for index, token in enumerate(tokens):
        if any(_adjectives_agree(tokens[:index], noun) for noun in _head_readings(token.text)):
            last = index
        elif not _may_precede_head(token.text):
            break
    return last


def _head_readings(word: str) -> list[Reading]:
    nominative = [r for r in readings(word) if r.case == "nomn"]
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
    return adjective.number == "plur" or not _conflict(adjective.gender, noun.gender)


def _is_apposition(reading: Reading, noun: Reading) -> bool:
    nominative = reading.part_of_speech == "NOUN" and reading.case == "nomn"
    return nominative and reading.number == noun.number


def _conflict(one: str | None, other: str | None) -> bool:
    return one != other and one in _GENDERS and other in _GENDERS


def _is_transparent(word: str) -> bool:
    found = [r for r in readings(word) if r.weight >= LEAST_WEIGHT]
    nominative_noun = any(r.part_of_speech == "NOUN" and r.case == "nomn" for r in found)
    return not nominative_noun and any(r.part_of_speech in _TRANSPARENT for r in found)


def _may_precede_head(word: str) -> bool:
    adjective = any(r.part_of_speech in _ADJECTIVES and r.case == "nomn" for r in readings(word))
    return adjective or _is_transparent(word)


def _read_as(word: str, lemma: str) -> list[Reading]:
    return [r for r in readings(word) if r.lemma == lemma]


def _gender(citation: Citation, found: Sequence[Token], lemmas: Sequence[str]) -> str | None:
    """Return the gender of the head found in a text, None where it has no single one."""
    head = citation.roles.index("head")
    genders = {
        r.gender
        for r in _read_as(found[head].text, lemmas[head])
        if r.part_of_speech == "NOUN" and r.number == "sing"
    }
    return genders.pop() if len(genders) == 1 else None


def _cells(word: str, lemma: str, role: Role, gender: str | None) -> set[tuple[str, str]]:
    """Return the cases and numbers a word can have in a term whose noun has this gender."""
    return {
        (r.case, r.number)
        for r in _read_as(word, lemma)
        if r.case is not None
        and r.number is not None
        and (role == "head" or r.part_of_speech in _ADJECTIVES)
        and (role == "head" or r.number == "plur" or not _conflict(r.gender, gender))
    }


def _same_case(word: str, cited: str, lemma: str) -> bool:
    """Tell whether a dependent word is as in the citation; its number may follow the head's.

    "статус наблюдателя" has the plural "статусы наблюдателей".
    """
    if fold(word) == fold(cited):
        return True
    cases = {r.case for r in _read_as(cited, lemma) if r.part_of_speech in _NOMINALS}
    return any(
        r.part_of_speech in _NOMINALS and r.case in cases and r.case is not None
        for r in _read_as(word, lemma)
    )


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
