"""Which languages two documents are in, and whether they were given the wrong way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmtool.errors import InputError
from tmtool.languages import other_script, primary
from tmtool.text.function_words import FUNCTION_WORDS
from tmtool.text.identify import look

__all__ = ["UNKNOWN", "Languages", "languages_of"]

UNKNOWN = "und"
"""The language of a document without words."""

_SAMPLE = 2_000
"""Blocks of a document by which its language is told."""

_OF_SCRIPT = {"Cyrillic": "ru", "Latin": "en"}
"""What a text is in that is too short for more, beside one in the other script."""

_HINT = "Name the languages of both documents in their order: -s ru -t en."


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a pair; `swapped`: each document is in the language of the other."""

    source: str
    target: str
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a document looks like: a sample of it, its language if that is clear, its script."""

    text: str
    language: str | None
    script: str | None

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Seen:
        some = texts[:_SAMPLE]
        found = look(some)
        return cls(" ".join(some), found.language, found.script)

    def contradicts(self, tag: str) -> bool:
        """Tell whether the document cannot be in a language."""
        if self.script is None:
            return False
        if other_script(self.text, tag) is not None:
            return True
        told = self.language is not None and primary(tag) in FUNCTION_WORDS
        return told and self.language != primary(tag)


def languages_of(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    force: bool = False,
) -> Languages:
    """Return the languages of two documents, given as texts; those not named are told by these.

    Languages are told by their function words, Russian and English also by their scripts. Raises
    InputError where they are not clear, where both documents are in one language, and, unless
    `force`, where one is not in the language that is named.
    """
    one, other = _Seen.of(source), _Seen.of(target)
    first = source_language or _told(one, other, target_language)
    second = target_language or _told(other, one, source_language)
    if first is None or second is None:
        which = "first" if first is None else "second"
        raise InputError(f"the language of the {which} document is not clear", hint=_HINT)
    if UNKNOWN not in (first, second) and primary(first) == primary(second):
        _refuse_one_language(first, given=bool(source_language and target_language))
    if one.contradicts(first) or other.contradicts(second):
        crosswise = not (one.contradicts(second) or other.contradicts(first))
        if crosswise:
            return Languages(first, second, swapped=True)
        if not force:
            _refuse_wrong(one, first, other, second)
    return Languages(first, second)


def _told(seen: _Seen, beside: _Seen, beside_language: str | None) -> str | None:
    """Return the language of a document beside another one, `None` where it is not clear."""
    if seen.language is not None:
        return seen.language
    if seen.script is None:
        return UNKNOWN
    short = _OF_SCRIPT.get(seen.script)
    others = {beside_language and primary(beside_language), beside.language, beside.script} - {None}
    known = others <= {"ru", "en", "Cyrillic", "Latin"}
    return short if known else None


def _refuse_one_language(tag: str, *, given: bool) -> None:
    if given:
        raise InputError(f"source and target are both {tag}", hint="Name two languages.")
    raise InputError(
        f"both documents seem to be in {tag}",
        hint="Check that one is the translation; if so, name the languages: -s en -t de.",
    )


def _refuse_wrong(one: _Seen, first: str, other: _Seen, second: str) -> None:
    for which, seen, tag in (("first", one, first), ("second", other, second)):
        if seen.contradicts(tag):
            looks = seen.language or other_script(seen.text, tag)
            raise InputError(
                f"the {which} document looks like {looks}, not like {tag}",
                hint="Name the languages in the order of the documents, or take --force.",
            )
