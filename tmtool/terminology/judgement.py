"""How sure it is that words of a text are a term, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tmtool.models import Cell, Term
from tmtool.terminology.capitals import case_rule, doubtful_capital, has_case, has_later_capital
from tmtool.terminology.citation import Citation, Fit
from tmtool.terminology.english.context import is_no_verb, looks_like_verb
from tmtool.terminology.grammar import fit
from tmtool.terminology.russian.context import governed, is_other_word, is_supported, may_be_verb
from tmtool.terminology.russian.forms import is_passive
from tmtool.terminology.sentence import Place, Sentence
from tmtool.text.lemmas import LEAST_WEIGHT
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token

__all__ = ["OTHER_ASPECT", "Confidence", "Verdict", "judge", "judge_form"]

Confidence = Literal["hard", "soft"]

OTHER_ASPECT = "the verb's other aspect"
"""The reason that goes with a verb of which the glossary has the other aspect."""

MAYBE_VERB = "it may be a verb here"

SURE = 0.3
"""A noun more probable than this among the readings of a word needs no support."""

_DASH = re.compile(r"\s*[-\u2010-\u2014]\s*")
_NEGATIONS = frozenset(("не", "ни"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is held of a place: how sure it is a term, why, and which cells it can have."""

    confidence: Confidence
    reason: str
    cells: tuple[Cell, ...] = ()


def judge(
    sentence: Sentence, term: Term, citation: Citation, place: Place, lemmas: Sequence[str]
) -> Verdict | None:
    """Return how sure it is that the words of a place are a form of a term; None if they are not.

    `lemmas` are the readings by which the words were found.
    """
    found = sentence.at(place)
    rule = case_rule(term, citation)
    if not _joined_alike(sentence, citation, place) or not has_case(rule, citation, found):
        return None
    also = _other_cases(sentence, citation, place)
    fitting = fit(citation, sentence.language, found, lemmas, also=also, rule=rule)
    if fitting is not None:
        fitting = _in_context(sentence, citation, place, fitting, lemmas)
    if fitting is None:
        return None
    doubt = doubtful_capital(citation, found) if rule == "first" else None
    if doubt and _is_plural_of_name(citation, found, fitting):
        return None
    doubt = doubt or fitting.doubt
    if doubt:
        return Verdict("soft", doubt, fitting.cells)
    return Verdict("hard", _sameness(citation, sentence, place, lemmas), fitting.cells)


def judge_form(sentence: Sentence, form: Sequence[Token], place: Place) -> Verdict | None:
    """Return the verdict on words that should be a form as the glossary lists it."""
    same = [fold(token.text) for token in sentence.at(place)] == [fold(t.text) for t in form]
    return Verdict("hard", "a form that the glossary lists") if same else None


def _in_context(
    sentence: Sentence, citation: Citation, place: Place, fitting: Fit, lemmas: Sequence[str]
) -> Fit | None:
    """Return what is left of a fit when what stands beside the words is looked at."""
    if sentence.language == "ru" and fitting.cells:
        return _russian(sentence, place, fitting, lemmas)
    if sentence.language == "en" and citation.kind != "acronym":
        return _english(sentence, citation, place, fitting)
    return fitting


def _russian(sentence: Sentence, place: Place, fitting: Fit, lemmas: Sequence[str]) -> Fit | None:
    """Judge Russian nouns by how probable the reading is, and by what stands beside them."""
    first = place[0]
    word, before = sentence.words[first], sentence.words[first - 1] if first else None
    cases = governed(before) if not word.break_before else None
    cells = tuple(cell for cell in fitting.cells if cases is None or cell[0] in cases)
    if not cells or (len(place) == 1 and is_other_word(cells, lemmas[0], before, word)):
        return None
    doubt = None
    if fitting.weight < SURE:
        if fitting.weight < LEAST_WEIGHT and not is_supported(cells, before, word):
            return None
        doubt = f"read so once in {round(1 / max(fitting.weight, 0.001))} times"
    elif len(place) == 1 and fitting.weight < 1 and may_be_verb(sentence.words, first):
        doubt = MAYBE_VERB
    return replace(fitting, cells=cells, doubt=doubt)


def _english(sentence: Sentence, citation: Citation, place: Place, fitting: Fit) -> Fit | None:
    head = place[citation.head]
    if citation.kind == "verb":
        verb = citation.tokens[citation.head].text
        return None if is_no_verb(verb, sentence.words, head) else fitting
    if len(place) > 1 or citation.is_proper or not citation.certain:
        return fitting
    looks = looks_like_verb(sentence.words, head)
    if looks == "sure":
        return None
    return replace(fitting, doubt=MAYBE_VERB) if looks else fitting


def _joined_alike(sentence: Sentence, citation: Citation, place: Place) -> bool:
    """Tell whether no stronger break is between the words than the term has there itself."""
    for number in range(1, len(place)):
        index = place[number]
        cited, word = citation.tokens[number], sentence.words[index]
        if place[number - 1] != index - 1 or word.break_before <= min(cited.break_before, 1):
            continue
        cited_gap = citation.text[citation.tokens[number - 1].end : cited.start]
        if not (_DASH.fullmatch(cited_gap) and _DASH.fullmatch(sentence.gap(index))):
            return False
    return True


def _other_cases(sentence: Sentence, citation: Citation, place: Place) -> frozenset[str]:
    """Return the cases that a verb's object has besides the one it is cited in.

    That is the genitive after a negation, and the nominative as the subject of a passive.
    """
    if citation.kind != "verb" or sentence.language != "ru":
        return frozenset()
    verb = place[citation.head]
    cases = set()
    if verb and fold(sentence.words[verb - 1].text) in _NEGATIONS:
        cases.add("gent")
    if is_passive(sentence.words[verb].text):
        cases.add("nomn")
    return frozenset(cases)


def _is_plural_of_name(citation: Citation, found: Sequence[Token], fitting: Fit) -> bool:
    """Tell whether a plural takes its one capital from the start of the sentence: it is no name."""
    if len(found) == 1 or not has_later_capital(citation.tokens):
        return False
    return bool(fitting.cells) and all(number == "plural" for _, number in fitting.cells)


def _sameness(citation: Citation, sentence: Sentence, place: Place, lemmas: Sequence[str]) -> str:
    if citation.kind == "acronym":
        return "acronym"
    if lemmas and citation.kind == "verb" and lemmas[citation.head] in citation.partners:
        return OTHER_ASPECT
    forms = [fold(token.text) for token in sentence.at(place)]
    same = forms == [fold(token.text) for token in citation.tokens]
    return "the term's own form" if same else "an inflected form"
