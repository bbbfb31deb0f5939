"""Which translations of a phrase there are, inflected forms counted as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tmtool.languages import primary
from tmtool.models.matches import Rendering, Renderings, Span
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import comparable, fold
from tmtool.text.stems import stem
from tmtool.text.tokens import Token, tokens

__all__ = ["form", "grouped", "renderings"]

ARTICLES = {"en": frozenset(("a", "an", "the"))}
"""Words that make no other rendering, by language."""

_Key = tuple[str, ...]


def renderings(occurrences: Iterable[tuple[str, Span | None]], language: str) -> Renderings:
    """Return the renderings among stretches of target texts, with how often each occurs.

    An occurrence is a text of the language and the code points of the stretch in it, end
    excluded; `None` where it is not clear. Stretches are the same rendering if their words have
    the same stems, or the same most probable lemmas, in the same order; letter case and English
    articles do not count. A rendering is shown by its most frequent form, without articles at
    its ends; of several the shortest, then the first by the alphabet.
    """
    forms: Counter[str] = Counter()
    unclear = 0
    for text, span in occurrences:
        shown = form(text, span, language) if span else ""
        if shown:
            forms[shown] += 1
        else:
            unclear += 1
    found = [_rendering(group) for group in grouped(forms, language)]
    found.sort(key=lambda rendering: (-rendering.count, len(rendering.text), rendering.text))
    return Renderings(tuple(found), unclear)


def form(text: str, span: Span, language: str) -> str:
    """Return a stretch from its first to its last word that is no article, '' without any."""
    stretch = text[slice(*span)]
    telling = _telling(tokens(stretch), language)
    return comparable(stretch[telling[0].start : telling[-1].end]) if telling else ""


def _telling(words: Sequence[Token], language: str) -> list[Token]:
    articles = ARTICLES.get(primary(language), frozenset())
    return [word for word in words if fold(word.text) not in articles]


def grouped(forms: Mapping[str, int], language: str) -> list[list[tuple[str, int]]]:
    """Return the forms with their counts, those of one rendering together."""
    groups: dict[_Key, list[tuple[str, int]]] = {}
    for shown, count in forms.items():
        words = [word.text for word in _telling(tokens(shown), language)]
        stems = ("stems", *(stem(word, language) for word in words))
        lemmas = ("lemmas", *(ranked_lemmas(word, language)[0] for word in words))
        group = groups.setdefault(stems, [])
        other = groups.setdefault(lemmas, group)
        if other is not group:
            group += other
            groups |= {key: group for key, value in groups.items() if value is other}
        group.append((shown, count))
    return list({id(group): group for group in groups.values()}.values())


def _rendering(forms: Sequence[tuple[str, int]]) -> Rendering:
    best = min(forms, key=lambda shown: (-shown[1], len(shown[0]), shown[0]))
    return Rendering(best[0], sum(count for _, count in forms))
