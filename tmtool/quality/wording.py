"""Whether a draft says a term in other words: as another part of speech, or loosely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from tmtool.languages import primary
from tmtool.models import TERMS_TO_AVOID, Span, Term
from tmtool.terminology.grammar import cite
from tmtool.terminology.pairing import Found, Need
from tmtool.text.stems import stem
from tmtool.text.tokens import Token, tokens

__all__ = ["said_otherwise"]

_SLACK = 6
"""Words that may stand between those of a term that is said loosely."""

_MANY = 4
"""Content words of a term from which one may be missing."""

_FUNCTION_WORDS = {
    "en": frozenset("a an the of to in on for by with from and or as at into upon its".split()),
    "ru": frozenset("и в во на о об от по с со к за для из у при не".split()),
}
_NO_WORDS: frozenset[str] = frozenset()


def said_otherwise(
    need: Need, draft: str, found: Sequence[Found], used: Sequence[Span], target: str
) -> Span | None:
    """Return the stretch of a draft that seems to meet a need without the term, or None.

    That is a term of a kindred concept (*enters into force* for *entry into force*), or words
    of the same roots as the content words of an allowed term, near one another: *waives its
    immunity* for *waive immunity*. As many must be there as the source has content words for
    it, or all, or all but one of four or more: *положение* is enough where *provision* needs
    *положение договора*. Words in `used` stretches, which meet other needs, do not count.
    """
    language = need.occurrence.term.language
    free = [
        one for one in found if not any(_overlaps(*span, used) for span in one.occurrence.spans)
    ]
    for one in free:
        if one.occurrence.term.status not in TERMS_TO_AVOID and _is_kindred(need, one, language):
            return one.occurrence.start, one.occurrence.end
    words = [token for token in tokens(draft) if not _overlaps(token.start, token.end, used)]
    enough = max(1, len(_stems(need.occurrence.text, language)))
    for meant in need.found:
        for term in meant.concept.terms_in(target):
            if term.status not in TERMS_TO_AVOID:
                place = _loosely(term, words, target, enough)
                if place:
                    return place
    return None


def _is_kindred(need: Need, other: Found, language: str) -> bool:
    """Tell whether a concept is named by words of the same roots in the source's language."""
    asked = [_stems(one.occurrence.term.text, language) for one in need.found]
    return any(
        _same_roots(stems, _stems(term.text, language))
        for term in other.concept.terms_in(language)
        for stems in asked
    )


def _same_roots(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(map(_same_root, one, other))


def _loosely(term: Term, words: Sequence[Token], language: str, enough: int) -> Span | None:
    """Return where the content words of a term stand near one another, in any form and order."""
    wanted = _roots(term, language)
    stems = [stem(word.text, language) for word in words]
    # One of many may be written otherwise: an acronym spelled out in a long name.
    needed = min(enough, len(wanted) - (len(wanted) >= _MANY))
    for first in range(len(words) if wanted else 0):
        last = min(first + len(wanted) + _SLACK, len(words))
        near = [
            next((i for i in range(first, last) if any(_same_root(r, stems[i]) for r in one)), None)
            for one in wanted
        ]
        places = {i for i in near if i is not None}
        if first in places and len(places) >= needed:
            return words[first].start, words[max(places)].end
    return None


def _roots(term: Term, language: str) -> list[tuple[str, ...]]:
    """Return the stems of each content word; an irregular verb has several: make, made."""
    stems = _stems(term.text, language)
    citation = cite(term) if primary(language) == "en" else None
    if citation is None or citation.kind != "verb":
        return [(one,) for one in stems]
    verb = stem(citation.tokens[citation.head].text, language)
    return [(one, *(citation.lemmas[citation.head] if one == verb else ())) for one in stems]


def _stems(text: str, language: str) -> list[str]:
    skipped = _FUNCTION_WORDS.get(language.partition("-")[0], _NO_WORDS)
    words = [token.text for token in tokens(text)]
    return [stem(word, language) for word in words if word.lower() not in skipped]


def _same_root(one: str, other: str) -> bool:
    """Tell whether two stems begin alike: application, apply; сдача, сдать."""
    shorter = min(len(one), len(other))
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return alike >= max(3, 0.75 * shorter)


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)
