"""Whether each number of a source has its own in the draft, by value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from tmtool.models import Severity
from tmtool.models.checks import Side
from tmtool.quality.rules import Finding, Rule, Texts
from tmtool.quality.spelled_numbers import in_words, romans
from tmtool.quality.written_numbers import DIGIT, Number, masked, numbers

__all__ = ["NUMBER_RULES", "check_numbers", "differing"]

NUMBER_RULES = (Rule("number", "error", "numbers and dates: the same values on both sides"),)


def check_numbers(texts: Texts) -> Iterator[Finding]:
    """Yield numbers of the source that the draft lacks, and those that it has besides.

    Values are compared, in either language's writing. Words and Roman numerals on the other
    side answer digits. Info where the other side has the number but fewer times, and where it
    stands within a word (P2S).
    """
    source, draft = texts.source, texts.draft
    if not source.strip() or not draft.strip():
        return
    yield from _roman(texts)
    if not DIGIT.search(source) and not DIGIT.search(draft):
        return
    asked, given = _numbers(texts)
    yield from _findings(*_differing(texts, asked, given), asked, given)


def differing(texts: Texts) -> tuple[list[Number], list[Number]]:
    """Return the numbers of the source that the draft lacks, and those that it has besides."""
    return _differing(texts, *_numbers(texts))


def _numbers(texts: Texts) -> tuple[Sequence[Number], Sequence[Number]]:
    return (
        numbers(masked(texts.source), texts.source_language),
        numbers(masked(texts.draft), texts.target_language),
    )


def _differing(
    texts: Texts, asked: Sequence[Number], given: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    missing, added = _unmatched(asked, given)
    return (
        _not_in_words(missing, texts.draft, texts.target_language),
        _not_in_words(added, texts.source, texts.source_language),
    )


def _roman(texts: Texts) -> Iterator[Finding]:
    """Yield a Roman numeral that stands for another: each is in no form on the other side."""
    asked = romans(texts.source)
    given = romans(texts.draft) if asked else {}
    if not given or asked.keys() == given.keys():
        return
    missing = _in_no_form(asked.keys() - given.keys(), texts.draft, texts.target_language)
    added = _in_no_form(given.keys() - asked.keys(), texts.source, texts.source_language)
    for one, other in zip(missing, added, strict=False):
        old, new = texts.source[slice(*asked[one])], texts.draft[slice(*given[other])]
        yield Finding("number", f"‘{new}’ for ‘{old}’ of the source", *given[other])


def _in_no_form(values: Set[str], other: str, language: str) -> list[str]:
    known = set(in_words(other, language)).union(
        *(one.readings for one in numbers(other, language))
    )
    return sorted(values - known, key=int)


def _unmatched(
    asked: Sequence[Number], given: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """Return the numbers of both sides that are left when all are paired that can be."""
    if [(one.text, one.scaled) for one in asked] == [(one.text, one.scaled) for one in given]:
        return [], []
    rest = list(given)
    left = [one for one in asked if not _taken(one, rest)]
    if not left or not rest:
        return left, rest
    return _by_parts(left, rest)


def _taken(one: Number, rest: list[Number]) -> bool:
    for other in rest:
        if one.equals(other):
            rest.remove(other)
            return True
    return False


def _by_parts(left: list[Number], rest: list[Number]) -> tuple[list[Number], list[Number]]:
    """Pair the runs of digits and the months of what is left: 18.06.2025, 18 June 2025."""
    pool = [(other, part) for other in rest for part in other.parts]
    missing = []
    for one in left:
        found = []
        for part in one.parts:
            fit = (each for each in pool if part & each[1] and not one.differs_in_scale(each[0]))
            match = next((each for each in fit if each not in found), None)
            if match:
                found.append(match)
        if len(found) == len(one.parts):
            for each in found:
                pool.remove(each)
        else:
            missing.append(one)
    halves = [other for other in rest if any(other is each[0] for each in pool)]
    return missing, halves


def _not_in_words(left: list[Number], other: str, language: str) -> list[Number]:
    """Return the numbers without those that the other side has in words or Roman numerals."""
    if not left:
        return left
    words = in_words(other, language)
    found = []
    for one in left:
        value = next((value for value in one.readings if words.get(value)), None)
        if value is None:
            found.append(one)
        else:
            words[value] -= 1
    return found


def _findings(
    missing: list[Number],
    added: list[Number],
    asked: Sequence[Number],
    given: Sequence[Number],
) -> Iterator[Finding]:
    if len(missing) == len(added) == 1:
        one, other = missing[0], added[0]
        said = f"‘{other.text}’ for ‘{one.text}’ of the source"
        doubtful = _is_among(one, given) and _is_among(other, asked)
        severity: Severity | None = "info" if doubtful else None
        yield Finding("number", said, other.start, other.end, severity=severity)
        return
    sides: tuple[tuple[Side, list[Number], Sequence[Number], str], ...] = (
        ("source", missing, given, "the draft does not have"),
        ("draft", added, asked, "the source does not have"),
    )
    for side, left, others, said in sides:
        for one in left:
            fewer = _is_among(one, others)
            message = f"{said} ‘{one.text}’" + (" as often" if fewer else "")
            severity = "info" if fewer or one.in_word else None
            yield Finding("number", message, one.start, one.end, side=side, severity=severity)


def _is_among(one: Number, others: Sequence[Number]) -> bool:
    """Tell whether the other side has all parts of a number, though for other numbers."""
    parts = [part for other in others if not one.differs_in_scale(other) for part in other.parts]
    return all(any(part & other for other in parts) for part in one.parts)
