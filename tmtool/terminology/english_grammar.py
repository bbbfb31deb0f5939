"""How English terms inflect: the forms of their heads, and whether a text has one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tmtool.terminology.citation import Citation, Kind, Role
from tmtool.text.normalise import fold
from tmtool.text.stems import stem
from tmtool.text.tokens import Token

__all__ = ["analyse", "fits", "is_guess", "noun_forms", "verb_forms"]

# The head of a noun phrase is the word before one of these, or else the last.
_AFTER_HEAD = re.compile(
    "of|in|to|for|on|at|by|with|from|into|under|upon|between|against|within|among|as|over"
    "|de|du|des|non|sans|per|ad|[dl]'.*"
)
_LEADING = frozenset(("a", "an", "the", "to"))
_IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "foot": "feet",
    "corpus": "corpora",
    "genus": "genera",
}
# Endings with their plurals beside the regular one: memorandum, memoranda.
_PLURAL_ENDINGS = (
    ("man", "men"),
    ("um", "a"),
    ("on", "a"),
    ("a", "ae"),
    ("us", "i"),
    ("is", "es"),
    ("ex", "ices"),
    ("ix", "ices"),
    ("fe", "ves"),
    ("f", "ves"),
    ("eau", "eaux"),
)


def analyse(text: str, tokens: tuple[Token, ...], part_of_speech: str | None) -> Citation:
    """Return the analysis of a term; articles and "to" at its beginning do not count."""
    infinitive = len(tokens) > 1 and fold(tokens[0].text) == "to"
    if len(tokens) > 1 and fold(tokens[0].text) in _LEADING:
        tokens = tokens[1:]
    head = _head(tokens)
    verb = infinitive or part_of_speech == "verb"
    # A noun phrase cannot be told from a verb phrase: "reserve", "entry into force".
    guess = not verb and head == 0 and part_of_speech is None
    head = 0 if verb else head
    roles: list[Role] = ["fixed"] * len(tokens)
    roles[head] = "head"
    lemmas: list[tuple[str, ...]] = [(stem(token.text, "en"),) for token in tokens]
    forms = _forms(tokens[head].text, verb=verb or guess, noun=not verb)
    lemmas[head] = tuple(dict.fromkeys(stem(form, "en") for form in forms))
    kind: Kind = "verb" if verb else "noun"
    return Citation(text, tokens, kind, tuple(roles), tuple(lemmas), certain=not guess)


def fits(citation: Citation, found: Sequence[Token]) -> bool:
    """Tell whether tokens of a text are a form of the term.

    The head inflects; other words stand as they are cited, or in the plural with the head:
    States Parties.
    """
    verb = citation.kind == "verb"
    head = citation.roles.index("head")
    cited = citation.tokens[head].text
    form = fold(found[head].text)
    if form not in _forms(cited, verb=verb or not citation.certain, noun=not verb):
        return False
    plural = not verb and form != fold(cited) and form in noun_forms(cited)
    return all(
        fold(token.text) == fold(given.text)
        or (plural and fold(token.text) in noun_forms(given.text))
        for index, (token, given) in enumerate(zip(found, citation.tokens, strict=True))
        if index != head
    )


def is_guess(citation: Citation, found: Sequence[Token]) -> bool:
    """Tell whether a fitting form is a verb's, though the term may be a noun."""
    if citation.certain:
        return False
    head = citation.roles.index("head")
    return fold(found[head].text) not in noun_forms(citation.tokens[head].text)


def noun_forms(word: str) -> tuple[str, ...]:
    """Return a noun, folded, and its possible plurals, the word itself first."""
    noun = fold(word)
    forms = [noun, _with_s(noun)]
    if noun in _IRREGULAR_PLURALS:
        forms.append(_IRREGULAR_PLURALS[noun])
    forms += [
        noun.removesuffix(ending) + plural
        for ending, plural in _PLURAL_ENDINGS
        if noun.endswith(ending) and len(noun) > len(ending) + 1
    ]
    return tuple(dict.fromkeys(forms))


def verb_forms(word: str) -> tuple[str, ...]:
    """Return a verb, folded, with its regular -s, -ed and -ing forms, the word itself first."""
    verb = fold(word)
    stems = [verb]
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", verb):
        stems.append(verb + verb[-1])
    if verb.endswith("ie"):
        stems.append(verb[:-2] + "y")
    elif verb.endswith("e"):
        stems.append(verb[:-1])
    past = [verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"]
    past += [base + "ed" for base in stems] + ([verb + "d"] if verb.endswith("e") else [])
    return tuple(dict.fromkeys([verb, _with_s(verb), *past, *(base + "ing" for base in stems)]))


def _forms(word: str, *, verb: bool, noun: bool) -> tuple[str, ...]:
    return (noun_forms(word) if noun else ()) + (verb_forms(word) if verb else ())


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word) else "s")


def _head(tokens: Sequence[Token]) -> int:
    for index, token in enumerate(tokens[1:]):
        if _AFTER_HEAD.fullmatch(fold(token.text)):
            return index
    return len(tokens) - 1
