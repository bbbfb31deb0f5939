"""Which terms of a glossary a text uses, where, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from tmtool.models import Term
from tmtool.terminology.citation import Citation
from tmtool.terminology.grammar import cite, doubt, fits
from tmtool.terminology.keys import text_keys
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token, tokens

__all__ = ["Occurrence", "recognise"]

Confidence = Literal["hard", "soft"]
_DASH = re.compile(r"\s*[-\u2010-\u2014]\s*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term found in a text at code points `start` to `end` (excluded).

    `reason` says, in words, what the confidence rests on. A `nested` occurrence shares words
    with a longer one that is sure.
    """

    start: int
    end: int
    text: str
    term: Term
    confidence: Confidence
    reason: str
    nested: bool = False


def recognise(
    text: str,
    language: str,
    find: Callable[[Collection[str]], Iterable[tuple[str, Term]]],
    *,
    longest: int = 8,
) -> list[Occurrence]:
    """Return the terms that a text uses in any of their forms, by where they begin.

    `find` gets all the text's keys (see `keys.text_keys`) and returns those that are a term's,
    each with its term. Terms of more than `longest` words are not found. Of occurrences that
    share words the longest wins, the others are marked as nested.
    """
    words = tokens(text)
    places = text_keys(words, language, longest)
    found: dict[tuple[int, int], list[Occurrence]] = {}
    for key, term in find(places.keys()):
        citation = cite(term)
        if citation is None:
            continue
        for first, last in places.get(key, ()):
            same_place = found.setdefault((first, last), [])
            if any(other.term == term for other in same_place):
                continue
            verdict = _verdict(citation, language, text, words[first:last], key.split(" "))
            if verdict:
                start, end = words[first].start, words[last - 1].end
                same_place.append(Occurrence(start, end, text[start:end], term, *verdict))
    return _with_nesting(chain.from_iterable(found.values()))


def _verdict(
    citation: Citation, language: str, text: str, found: Sequence[Token], lemmas: Sequence[str]
) -> tuple[Confidence, str] | None:
    """Return how sure it is that words are a form of a term, and why; None if they are not."""
    if len(found) != len(citation.tokens) or not _joined_alike(citation, text, found):
        return None
    if citation.is_proper and not found[0].text[0].isupper():
        return None
    if not fits(citation, language, found, lemmas):
        return None
    why = doubt(citation, language, found) or _doubtful_capital(citation, found)
    if why:
        return "soft", why
    return "hard", _sameness(citation, text, found)


def _joined_alike(citation: Citation, text: str, found: Sequence[Token]) -> bool:
    """Tell whether no stronger break is between the words than the term has there itself."""
    for index in range(1, len(found)):
        cited = citation.tokens[index]
        if found[index].break_before <= min(cited.break_before, 1):
            continue
        cited_gap = citation.text[citation.tokens[index - 1].end : cited.start]
        gap = text[found[index - 1].end : found[index].start]
        if not (_DASH.fullmatch(cited_gap) and _DASH.fullmatch(gap)):
            return False
    return True


def _doubtful_capital(citation: Citation, found: Sequence[Token]) -> str | None:
    """Return why the first capital of a name proves nothing, None where it does."""
    if not citation.is_proper or found[0].break_before < 2:
        return None
    capitals = [t.text[0].isupper() for t in citation.tokens[1:]]
    if len(found) > 1 and not any(capitals):
        return None
    if any(token.text[0].isupper() for token in found[1:]):
        return None
    return "its capital may come from the start of the sentence"


def _sameness(citation: Citation, text: str, found: Sequence[Token]) -> str:
    if citation.kind == "acronym":
        return "acronym"
    forms = [fold(token.text) for token in found]
    same = forms == [fold(token.text) for token in citation.tokens]
    return "the term's own form" if same else "an inflected form"


def _with_nesting(found: Iterable[Occurrence]) -> list[Occurrence]:
    longest_first = sorted(found, key=lambda o: (o.start - o.end, o.start))
    winners: list[Occurrence] = []
    marked: list[Occurrence] = []
    for one in longest_first:
        nested = any(_shares_words(one, winner) for winner in winners)
        marked.append(replace(one, nested=nested))
        if not nested and one.confidence == "hard":
            winners.append(one)
    return sorted(marked, key=lambda o: (o.start, -o.end))


def _shares_words(one: Occurrence, other: Occurrence) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap and (one.start, one.end) != (other.start, other.end)
