"""What English terms are made of, and whether words of a text are a form of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tmtool.models import Hints, Number
from tmtool.terminology.citation import Citation, Fit, Kind, Role, uninflected
from tmtool.terminology.english.context import PREPOSITIONS
from tmtool.terminology.english.forms import american, is_plural, noun_forms, verb_forms
from tmtool.text.normalise import fold
from tmtool.text.stems import stem
from tmtool.text.tokens import Token

__all__ = ["analyse", "fit"]

# The head of a noun phrase is the word before one of these, or else the last.
_AFTER_HEAD = re.compile(
    rf"{'|'.join(PREPOSITIONS)}|as|not|de|du|des|non|sans|per|ad|ratione|[dl]'.*"
)
_ARTICLES = frozenset(("a", "an", "the"))
_LEADING = _ARTICLES | {"to"}
# An adjective or a participle after its noun: consuls general, States concerned.
_AFTER_NOUN = frozenset(
    "general plenipotentiary extraordinary designate elect martial emeritus additional"
    " concerned sought requested involved affected accredited".split()
)
_DESIGNATION = re.compile(r"\d+|[IVX]+|[A-H]")
_NO_NOUNS = ("adjective", "adverb", "other")


def analyse(
    text: str,
    tokens: tuple[Token, ...],
    *,
    part_of_speech: str | None,
    number: Number | None,
    hints: Hints,
) -> Citation:
    """Return the analysis of a term; articles and "to" at its beginning do not count."""
    infinitive = len(tokens) > 1 and fold(tokens[0].text) == "to"
    given_head = None if hints.head is None else min(hints.head, len(tokens)) - 1
    if len(tokens) > 1 and fold(tokens[0].text) in _LEADING:
        tokens = tokens[1:]
        given_head = given_head and given_head - 1
    if hints.invariable or (hints.head is None and _is_no_noun(text, tokens, part_of_speech)):
        return uninflected(text, tokens, "other", tuple(map(_lemmas, tokens)))
    head = _head(tokens) if given_head is None else given_head
    verb = infinitive or part_of_speech == "verb"
    # A noun phrase cannot be told from a verb phrase: "reserve", "entry into force".
    guess = not verb and head == 0 and part_of_speech is None
    if verb:
        head, tokens = 0, _without_articles(tokens)
    roles: list[Role] = ["fixed"] * len(tokens)
    roles[head] = "head"
    lemmas = list(map(_lemmas, tokens))
    forms = _forms(tokens[head].text, verb=verb or guess, noun=not verb)
    lemmas[head] = tuple(dict.fromkeys(stem(american(form), "en") for form in forms))
    kind: Kind = "verb" if verb else "noun"
    openings = tuple(range(1, len(tokens))) if verb else ()
    return Citation(
        text,
        tokens,
        kind,
        tuple(roles),
        tuple(lemmas),
        number,
        not guess,
        openings=openings,
        closed=frozenset(i for i in openings if fold(tokens[i - 1].text) in PREPOSITIONS),
    )


def fit(citation: Citation, found: Sequence[Token]) -> Fit | None:
    """Return how tokens of a text are a form of the term; None if they are not.

    The head inflects; other words stand as they are cited, or in the plural with the head:
    States Parties. The spellings of Britain and America are one.
    """
    verb, head = citation.kind == "verb", citation.head
    cited = citation.tokens[head].text
    form = american(found[head].text)
    nouns = () if verb else _spelt(noun_forms(cited))
    if form not in nouns and (
        (citation.certain and not verb) or form not in _spelt(verb_forms(cited))
    ):
        return None
    plural = form in nouns and form != american(cited)
    if not all(
        _same(token, given) or (plural and american(token.text) in _spelt(noun_forms(given.text)))
        for index, (token, given) in enumerate(zip(found, citation.tokens, strict=True))
        if index != head
    ):
        return None
    if verb or form not in nouns:
        guess = None if verb else "a verb's form, and the term may be a noun"
        return Fit(doubt=guess)
    number: Number = "plural" if plural or is_plural(cited) else "singular"
    return None if citation.number not in (None, number) else Fit(((None, number),))


def _is_no_noun(text: str, tokens: Sequence[Token], part_of_speech: str | None) -> bool:
    """Tell whether a term does not inflect: an adverb, in good faith."""
    if part_of_speech is not None or len(tokens) == 1:
        return part_of_speech in _NO_NOUNS
    # Not the Under-Secretary-General.
    is_apart = text[tokens[0].end : tokens[1].start].isspace()
    return is_apart and fold(tokens[0].text) in PREPOSITIONS


def _same(token: Token, given: Token) -> bool:
    return american(token.text) == american(given.text)


def _spelt(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(american, forms))


def _lemmas(token: Token) -> tuple[str, ...]:
    return (stem(american(token.text), "en"),)


def _forms(word: str, *, verb: bool, noun: bool) -> tuple[str, ...]:
    return (noun_forms(word) if noun else ()) + (verb_forms(word) if verb else ())


def _without_articles(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if fold(token.text) not in _ARTICLES) or tokens


def _head(tokens: Sequence[Token]) -> int:
    last = len(tokens) - 1
    for index, token in enumerate(tokens[1:]):
        if _AFTER_HEAD.fullmatch(fold(token.text)):
            last = index
            break
    # Secretary-General of the Union; Ambassador Extraordinary and Plenipotentiary.
    while last > 0 and _stands_after_noun(tokens[last].text):
        last -= 2 if last > 1 and fold(tokens[last - 1].text) == "and" else 1
    return last


def _stands_after_noun(word: str) -> bool:
    """Tell whether a noun phrase goes on after its noun with this: consuls general, Protocol I."""
    return fold(word) in _AFTER_NOUN or _DESIGNATION.fullmatch(word) is not None
