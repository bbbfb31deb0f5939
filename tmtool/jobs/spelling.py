"""Checking the spelling of drafts by dictionaries and the glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from tmtool.jobs.hunspell import Hunspell, missing
from tmtool.languages import preferred, primary
from tmtool.models import DraftSegment, Issue
from tmtool.quality.rules import Texts, as_issue
from tmtool.quality.spelling import SPELLING_RULES, check_spelling
from tmtool.store import concepts
from tmtool.text.stems import stem
from tmtool.text.tokens import bare_words

__all__ = ["SpellingCheck"]


class SpellingCheck:
    """Checks segments one after another; does nothing where there is no dictionary.

    Words of the glossary's terms are right in any inflection.
    """

    def __init__(
        self,
        connection: sqlite3.Connection | None,
        source: str,
        target: str,
        glossary: str | None = None,
    ) -> None:
        self._connection = connection
        self._glossary = glossary
        self._pair = primary(source), primary(target)
        self._target = target
        self._terms: frozenset[str] | None = None
        self._speller: Hunspell | None = None
        self._is_there = missing(target) is None

    def __call__(self, segment: DraftSegment) -> Iterator[Issue]:
        """Yield the issues of a segment, with the severity of the rule."""
        if not self._is_there:
            return
        texts = Texts(segment.source, segment.draft, *self._pair)
        for found in check_spelling(texts, self._misspelt):
            yield as_issue(segment, found, SPELLING_RULES[0].severity)

    def _misspelt(self, asked: Sequence[str]) -> Mapping[str, Sequence[str]]:
        if self._speller is None:
            self._speller = Hunspell(self._target)
        wrong = self._speller(asked)
        if not wrong:
            return wrong
        if self._terms is None:
            self._terms = frozenset(self._words_of_terms())
        return {word: near for word, near in wrong.items() if not self._is_of_a_term(word)}

    def _is_of_a_term(self, word: str) -> bool:
        """Tell whether a word, or all parts of one with hyphens, are words of terms."""
        terms = self._terms or ()
        return all(stem(part, self._target) in terms for part in word.split("-"))

    def _words_of_terms(self) -> Iterator[str]:
        if self._connection is None:
            return
        for concept in concepts.stream(self._connection, self._glossary):
            for term in concept.terms:
                if preferred(self._target, [term.language]):
                    yield from (stem(word, self._target) for word in bare_words(term.text))
