"""Russian terms in every case and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from tmtool.models import Animacy, Case, Hints, Number
from tmtool.models.terms import NO_HINTS
from tmtool.terminology.citation import Citation
from tmtool.terminology.russian.agreement import ADJECTIVES, GENDERS
from tmtool.terminology.russian.forms import CASES, NUMBERS
from tmtool.text.normalise import fold
from tmtool.text.russian import analyser, is_known, spelling
from tmtool.text.tokens import tokens

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = ["noun_phrase", "verb_like"]

_CASE_TAGS = {case: tag for tag, case in CASES.items()}
_NUMBER_TAGS = {number: tag for tag, number in NUMBERS.items()}
_THING = Hints(animacy="inanimate")
_ANIMACY_TAGS: dict[Animacy, str] = {"animate": "anim", "inanimate": "inan"}
# What differs between the forms of one word; all else marks another word or a rare variant.
_VARYING = frozenset("nomn gent datv accs ablt loct sing plur masc femn neut anim inan".split())
# Of words that are spelt alike in the singular, the one with this plural is meant.
_USUAL_PLURALS = {"судно": "суда"}
# In treaties these are people: привлечь должностных лиц.
_PERSONS = frozenset(("лицо",))
_VERB_GRAMMEMES = frozenset(
    "VERB INFN PRTF PRTS GRND past pres futr sing plur masc femn neut 1per 2per 3per"
    " nomn gent datv accs ablt loct pssv actv impr".split()
)


def noun_phrase(citation: Citation, hints: Hints, case: Case, number: Number) -> str | None:
    """Return a noun phrase in a case and number, None where a word has no such form.

    The heads and what stands in apposition to one inflect, the adjectives agree with their
    noun, all else stays.
    """
    declension = _declension(citation, hints)
    return None if declension is None else declension.phrase(case, number)


def verb_like(citation: Citation, found: str, other: Citation) -> str | None:
    """Return a verb phrase whose verb has the form of the verb found; None where it has none.

    A present tense stands for a future one where the aspects differ, and the reverse.
    """
    verb = citation.tokens[citation.head]
    own = _best(p for p in analyser().parse(spelling(verb.text)) if p.tag.POS == "INFN")
    verbs = (parse for word in tokens(found) for parse in analyser().parse(spelling(word.text)))
    seen = _best(p for p in verbs if fold(p.normal_form) in other.lemmas[other.head])
    if own is None or seen is None:
        return None
    wanted = frozenset(str(g) for g in seen.tag.grammemes) & _VERB_GRAMMEMES
    for grammemes in _tenses(wanted, own):
        form = own.inflect(grammemes)
        if form is not None:
            inflected = _with_capitals(form.word, verb.text)
            return citation.text[: verb.start] + inflected + citation.text[verb.end :]
    return None


def _tenses(wanted: frozenset[str], verb: Parse) -> Iterator[frozenset[str]]:
    """Yield the form wanted, and what stands for it where a verb of the other aspect lacks it."""
    if "GRND" in wanted:
        # вступив, but отражая
        yield wanted - {"past", "pres"} | {"past" if verb.tag.aspect == "perf" else "pres"}
    yield wanted
    for tense, instead in (("pres", "futr"), ("futr", "pres")):
        if tense in wanted:
            yield wanted - {tense} | {instead}


@lru_cache(maxsize=1 << 10)
def _declension(citation: Citation, hints: Hints) -> _Declension | None:
    head = _cited_noun(citation, citation.head, hints)
    if head is not None and hints.animacy is None and fold(head.normal_form) in _PERSONS:
        hints = replace(hints, animacy="animate")
        head = _cited_noun(citation, citation.head, hints)
    return None if head is None else _Declension(citation, hints, head)


@dataclass(frozen=True, slots=True)
class _Declension:
    """A noun phrase with the reading of its head that is cited."""

    citation: Citation
    hints: Hints
    head: Parse

    def phrase(self, case: Case, number: Number) -> str | None:
        """Return the whole phrase in a case and number."""
        tokens, text = self.citation.tokens, self.citation.text
        parts = [text[: tokens[0].start]]
        for index, token in enumerate(tokens):
            form = self._form(index, case, number)
            if form is None:
                return None
            end = tokens[index + 1].start if index + 1 < len(tokens) else None
            parts += (form, text[token.end : end])
        return "".join(parts)

    def _form(self, index: int, case: Case, number: Number) -> str | None:
        role, word = self.citation.roles[index], self.citation.tokens[index].text
        number = self.citation.number_at(index, number)
        if role == "fixed":
            return word
        if role == "apposition":
            return self._apposition(index, case, number)
        noun, hints = self._noun(self.citation.noun_of(index))
        if noun is None:
            return None
        if role == "head":
            case = _own_case(noun, hints, case, number)
            return _inflected(noun, word, case, number, _traits(noun, hints))
        adjective = _best(p for p in _nominative(self.citation, index) if p.tag.POS in ADJECTIVES)
        if adjective is None:
            return None
        return _inflected(adjective, word, case, number, _traits(noun, hints))

    def _noun(self, index: int) -> tuple[Parse | None, Hints]:
        """Return the reading of one of the heads, with the hints that are about it."""
        if index == self.citation.head:
            return self.head, self.hints
        return _cited_noun(self.citation, index, NO_HINTS), NO_HINTS

    def _apposition(self, index: int, case: Case, number: Number) -> str | None:
        """Return a noun in apposition; beside a thing it is declined as a thing.

        The accusative of "государство-участник" is "государство-участник".
        """
        tag = self.head.tag
        tokens = self.citation.tokens
        compound = self.citation.text[tokens[index - 1].start : tokens[index].end]
        # страну-члена, but ракету-носитель: that is one word, and a thing
        is_thing = tag.animacy == "inan" and is_known(compound)
        noun = _cited_noun(self.citation, index, _THING if is_thing else NO_HINTS)
        if noun is None:
            return None
        changes = tag.gender == "femn" and number == "singular"
        if case == "accusative" and tag.animacy == "inan" and not changes:
            case = "nominative"
        return _inflected(noun, self.citation.tokens[index].text, case, number, frozenset())


def _own_case(noun: Parse, hints: Hints, case: Case, number: Number) -> Case:
    """Return the case that a noun's accusative is like, where a hint changes its animacy."""
    tag = noun.tag
    has_own = number == "singular" and tag.gender != "masc"
    if case != "accusative" or hints.animacy is None or tag.animacy is None or has_own:
        return case
    return "genitive" if hints.animacy == "animate" else "nominative"


def _traits(noun: Parse, hints: Hints) -> frozenset[str]:
    """Return the gender and animacy that a noun gives to what agrees with it."""
    tag = noun.tag
    gender = GENDERS[hints.gender] if hints.gender else tag.gender
    animacy = _ANIMACY_TAGS[hints.animacy] if hints.animacy else tag.animacy
    if animacy is None:
        # An adjective that serves as a noun is said of people: временный поверенный.
        animacy = "inan" if gender == "neut" or tag.number == "plur" else "anim"
    return frozenset(str(g) for g in (gender, animacy) if g)


def _nominative(citation: Citation, index: int) -> list[Parse]:
    """Return the readings of a word in the nominative that the term is cited with."""
    parses = analyser().parse(spelling(citation.tokens[index].text))
    lemmas = citation.lemmas[index]
    return [p for p in parses if p.tag.case == "nomn" and fold(p.normal_form) in lemmas]


def _cited_noun(citation: Citation, index: int, hints: Hints) -> Parse | None:
    """Return the reading of a head, in the nominative, that the term is cited with."""
    nominative = _nominative(citation, index)
    nouns = [p for p in nominative if p.tag.POS in ("NOUN", "NPRO")]
    readings = nouns or [p for p in nominative if p.tag.POS in ADJECTIVES]
    wanted = [
        p
        for p in readings
        if (hints.gender is None or p.tag.gender == GENDERS[hints.gender])
        and (hints.animacy is None or p.tag.animacy == _ANIMACY_TAGS[hints.animacy])
    ]
    number = _NUMBER_TAGS[citation.number_at(index, citation.number or "singular")]
    kept = wanted or readings
    kept = [p for p in kept if p.tag.number == number] or kept
    plural = _USUAL_PLURALS.get(citation.tokens[index].text.lower())
    return _best([p for p in kept if any(f.word == plural for f in _lexeme(p))] or kept)


def _inflected(
    parse: Parse, cited: str, case: Case, number: Number, traits: frozenset[str]
) -> str | None:
    """Return the form of a word in a case and number, as it is spelt in the citation."""
    wanted = {_CASE_TAGS[case], _NUMBER_TAGS[number]}
    if parse.tag.POS in ADJECTIVES:
        if number == "singular":
            genders = traits & set(GENDERS.values())
            wanted |= genders or ({str(parse.tag.gender)} - {"None"})
        if case == "accusative" and not ("femn" in wanted or "neut" in wanted):
            wanted |= traits & {"anim", "inan"}
    like = parse.word
    if number == "plural" and parse.tag.POS not in ADJECTIVES:
        # людям is like люди, not like человек
        like = _closest(parse, {"nomn", "plur"}, like) or like
    form = _closest(parse, wanted, like)
    return None if form is None else _with_capitals(form, cited)


def _closest(parse: Parse, wanted: set[str], like: str) -> str | None:
    """Return the form of a word that has these grammemes and begins most like another one."""
    forms = [p for p in _lexeme(parse) if wanted <= p.tag.grammemes]
    usual = [p for p in forms if _constant(p) == _constant(parse)] or forms
    best = max(usual, key=lambda p: _in_common(p.word, like), default=None)
    return None if best is None else str(best.word)


@lru_cache(maxsize=1 << 12)
def _lexeme(parse: Parse) -> list[Parse]:
    return list(parse.lexeme)


def _constant(parse: Parse) -> frozenset[str]:
    return frozenset(map(str, parse.tag.grammemes)) - _VARYING


def _in_common(one: str, other: str) -> int:
    """Return how many letters two words have in common at their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _best(parses: Iterable[Parse]) -> Parse | None:
    return max(parses, key=lambda parse: parse.score, default=None)


def _with_capitals(word: str, cited: str) -> str:
    if len(cited) > 1 and cited.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if cited[0].isupper() else word
