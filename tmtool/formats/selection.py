"""Which languages a file has, and which of a unit it gets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tmtool.errors import InputError, LanguageError
from tmtool.formats import ReadOptions, WriteOptions
from tmtool.languages import normalise, preferred, sides
from tmtool.models import TranslationUnit, Variant


def variants_to_write(unit: TranslationUnit, options: WriteOptions) -> list[Variant]:
    """Return the variants that the options ask for, the source language's first.

    With both languages given these are two, or none if the unit lacks one; otherwise all.
    A tag also finds its regional forms: `en` finds `en-GB`.
    """
    source, target = options.source_language, options.target_language
    if len(unit.variants) == 2 and (unit.variants[0].language, unit.variants[1].language) == (
        source,
        target,
    ):
        return list(unit.variants)
    by_language = {variant.language: variant for variant in unit.variants}
    first = next(iter(preferred(source, by_language)), None) if source else None
    second = (
        next((t for t in preferred(target, by_language) if t != first), None) if target else None
    )
    if source and target:
        return [by_language[first], by_language[second]] if first and second else []
    rest = [variant for variant in unit.variants if variant.language != first]
    return [by_language[first], *rest] if first else rest


def pair_to_write(first: TranslationUnit | None, options: WriteOptions) -> tuple[str, str]:
    """Return the languages of a bilingual file: those of the options, else of the first unit.

    English goes before others as the source. Raises InputError where they are not known.
    """
    source, target = options.source_language, options.target_language
    available = [variant.language for variant in first.variants] if first else []
    if source is None:
        others = [tag for tag in available if tag != target]
        source = next(iter([*preferred("en", others), *others]), None)
    if target is None:
        target = next((tag for tag in available if tag != source), None)
    if source is None or target is None:
        raise InputError(
            "the languages of the file are not known",
            hint="Give both, such as -s en -t ru.",
        )
    return source, target


def pair_of_file(
    tags: Iterable[str], options: ReadOptions, where: str, *, declared: str | None = None
) -> tuple[str, str]:
    """Return the languages of a file to fill: those given, else those that its units have.

    `tags` are those of its texts, in their order. Raises InputError where one is not known.
    """
    known = list(dict.fromkeys(tags))
    source, target = sides(
        known, options.source_language, options.target_language, declared=declared
    )
    if source is None or target is None:
        side = "source" if source is None else "target"
        raise InputError(
            f"the file does not tell its {side} language",
            where=where,
            hint="Name the languages, such as -s ru -t en.",
        )
    if source == target:
        raise InputError(
            f"the source and the target language are both {source}",
            where=where,
            hint="Name two languages, such as -s ru -t en.",
        )
    return source, target


def side_language(
    side: Literal["source", "target"], given: str | None, spelled: str | None, where: str
) -> str:
    """Return the language of a side of a bilingual file: the one given, else as the file spells it.

    Raises InputError where it is not known.
    """
    if given is not None:
        return given
    option = f"-{side[0]}"
    if not spelled:
        raise InputError(
            f"the file does not name its {side} language",
            where=where,
            hint=f"Give it with {option}, such as {option} ru.",
        )
    try:
        return normalise(spelled)
    except LanguageError as error:
        raise InputError(
            f"the {side} language: {error.what}",
            where=where,
            hint=f"Give the right one with {option}, such as {option} ru.",
        ) from error
