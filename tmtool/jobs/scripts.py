"""Whether texts are in the languages they are said to be in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from tmtool.errors import InputError
from tmtool.languages import detect, other_script, primary
from tmtool.models import Concept, Skipped, Term, TranslationUnit

LOOKED_AT = 1_000
"""Units from the beginning of a file whose script is looked at."""

ENOUGH = 5
"""Texts from which a warning is given."""

MOST = 0.8
"""Share of a language's texts in another script from which a warning is given."""


def refuse_other_script(what: str, text: str, tag: str) -> None:
    """Raise InputError where a text, called so, is in a script that its language does not use."""
    seen = other_script(text, tag)
    if seen is not None:
        raise InputError(
            f"{what} looks like {seen}, not like {tag}",
            hint="Give the source before the draft, and name their languages: -s ru -t en.",
        )


class ScriptCheck:
    """Watches the units of a file go by, and warns where Russian and English look exchanged."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._other: Counter[str] = Counter()

    def watched(
        self, records: Iterator[TranslationUnit | Skipped]
    ) -> Iterator[TranslationUnit | Skipped]:
        """Return the records as they are."""
        return chain(map(self._looked_at, islice(records, LOOKED_AT)), records)

    def _looked_at(self, record: TranslationUnit | Skipped) -> TranslationUnit | Skipped:
        if isinstance(record, TranslationUnit):
            self._look(record)
        return record

    def _look(self, unit: TranslationUnit) -> None:
        for variant in unit.variants:
            seen = detect(variant.text)
            if seen and primary(variant.language) in ("ru", "en"):
                self._seen[variant.language] += 1
                self._other[variant.language] += seen != primary(variant.language)

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for each language whose texts look like the other one."""
        return tuple(
            f"the texts in {tag} look like another language"
            f" ({self._other[tag]} of the first {seen}); check the order of the columns"
            for tag, seen in self._seen.items()
            if seen >= ENOUGH and self._other[tag] >= MOST * seen
        )


def in_another_script(concept: Concept) -> list[Term]:
    """Return the English terms in Cyrillic letters, and the Russian ones without any.

    A Russian term without Cyrillic letters is one where another language has it likewise
    (*jus cogens*), where it is not to be translated, or beside a term in Cyrillic letters.
    """
    seen = [(term, primary(term.language), detect(term.text)) for term in concept.terms]
    elsewhere = {term.text.casefold() for term, tag, _ in seen if tag != "ru"}
    has_russian = any(tag == script == "ru" for _, tag, script in seen)

    def is_wrong(term: Term, tag: str, script: str | None) -> bool:
        if tag == "en":
            return script == "ru"
        if tag != "ru" or script != "en" or has_russian or term.do_not_translate:
            return False
        return term.text.casefold() not in elsewhere

    return [term for term, tag, script in seen if is_wrong(term, tag, script)]
