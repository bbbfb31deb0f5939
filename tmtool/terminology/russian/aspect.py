"""The other aspect of a Russian verb: вступить and вступать."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tmtool.text.normalise import fold
from tmtool.text.russian import aspects

__all__ = ["partners"]

# Pairs that no rule makes: the perfective first.
_IRREGULAR = (
    ("взять", "брать"),
    ("сказать", "говорить"),
    ("положить", "класть"),
    ("найти", "находить"),
    ("вернуть", "возвращать"),
    ("упомянуть", "упоминать"),
    ("сесть", "садиться"),
    ("лечь", "ложиться"),
)
# How a perfective ending is changed to make the imperfective verb; every ending that fits is
# tried, and the dictionary tells which of the results are verbs.
_ENDINGS = (
    ("йти", ("ходить",)),
    ("вести", ("водить",)),
    ("нести", ("носить",)),
    ("везти", ("возить",)),
    ("ехать", ("езжать",)),
    ("ослать", ("сылать",)),
    ("слать", ("сылать",)),
    ("озвать", ("зывать",)),
    ("звать", ("зывать",)),
    ("обрать", ("бирать",)),
    ("брать", ("бирать",)),
    ("орвать", ("рывать",)),
    ("рвать", ("рывать",)),
    ("жать", ("жимать",)),
    ("гнать", ("гонять",)),
    ("ложить", ("лагать", "кладывать")),
    ("нять", ("нимать",)),
    ("снять", ("снимать",)),
    ("чать", ("чинать",)),
    ("речь", ("рекать",)),
    ("чь", ("гать", "кать")),
    ("нуть", ("ать", "нать", "ивать", "ывать", "гать", "кать")),
    ("овать", ("овывать",)),
    ("ать", ("ывать", "ивать", "авать", "имать")),
    ("ять", ("ивать", "евать", "имать")),
    ("еть", ("евать", "ывать", "ивать")),
    ("ыть", ("ывать",)),
    ("уть", ("увать",)),
    ("ить", ("ать", "ять", "ивать", "ывать", "евать")),
    ("сти", ("тать", "дать")),
)
# Consonants before -ить that change before the endings of the imperfective.
_CHANGES = (
    ("ст", ("щ",)),
    ("сл", ("шл",)),
    ("в", ("вл",)),
    ("б", ("бл",)),
    ("п", ("пл",)),
    ("м", ("мл",)),
    ("ф", ("фл",)),
    ("д", ("ж", "жд")),
    ("т", ("ч", "щ")),
    ("з", ("ж",)),
    ("с", ("ш",)),
)
_STEM_VOWEL = re.compile("о(?=[^аеёиоуыэюя]+$)")
# A verb from abroad gets its perfective by one of these: информировать, проинформировать.
_PREFIXES = ("про", "от", "за", "с", "по", "у")
_FROM_ABROAD = re.compile(".{3,}(?:ир|из|фиц)овать")


@lru_cache(maxsize=1 << 12)
def partners(infinitive: str) -> tuple[str, ...]:
    """Return the folded infinitives that are the other aspect of a verb; none where none is known.

    A verb is formed by the rules of aspectual derivation (Švedova, Russkaja grammatika, 1980,
    §§ 1385-1400) and counts if the dictionary knows it in the other aspect.
    """
    verb = fold(infinitive)
    reflexive = next((ending for ending in ("ся", "сь") if verb.endswith(ending)), "")
    bare = verb.removesuffix(reflexive)
    found = list(_listed(bare)) or [*_imperfectives(bare), *_perfectives(bare), *_foreign(bare)]
    own = aspects(verb)
    return tuple(
        other + reflexive
        for other in dict.fromkeys(found)
        if other != bare and _is_other_aspect(own, aspects(other + reflexive))
    )


def _is_other_aspect(own: frozenset[str], other: frozenset[str]) -> bool:
    return ("perf" in own and "impf" in other) or ("impf" in own and "perf" in other)


def _imperfectives(verb: str) -> Iterator[str]:
    """Yield what may be the imperfective verbs of a perfective one."""
    for ending, replacements in _ENDINGS:
        if not verb.endswith(ending):
            continue
        stem = verb.removesuffix(ending)
        for base in _stems(stem, changes=ending == "ить"):
            for replacement in replacements:
                yield base + replacement


def _stems(stem: str, *, changes: bool) -> Iterator[str]:
    yield stem
    yield _STEM_VOWEL.sub("а", stem)
    for consonants, others in _CHANGES if changes else ():
        if stem.endswith(consonants):
            for other in others:
                changed = stem.removesuffix(consonants) + other
                yield changed
                yield _STEM_VOWEL.sub("а", changed)


def _perfectives(verb: str) -> Iterator[str]:
    """Yield the perfective verbs from which the rules make an imperfective one."""
    for candidate in dict.fromkeys(_possible_perfectives(verb)):
        if "perf" in aspects(candidate) and verb in _imperfectives(candidate):
            yield candidate


def _possible_perfectives(verb: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        for replacement in replacements:
            if not verb.endswith(replacement):
                continue
            stem = verb.removesuffix(replacement)
            for base in (stem, re.sub("а(?=[^аеёиоуыэюя]+$)", "о", stem)):
                yield base + ending
                for consonants, others in _CHANGES if ending == "ить" else ():
                    for other in others:
                        if base.endswith(other):
                            yield base.removesuffix(other) + consonants + ending


def _foreign(verb: str) -> Iterator[str]:
    if not _FROM_ABROAD.fullmatch(verb):
        return
    for prefix in _PREFIXES:
        yield prefix + verb
        if verb.startswith(prefix) and _FROM_ABROAD.fullmatch(verb.removeprefix(prefix)):
            yield verb.removeprefix(prefix)


def _listed(verb: str) -> Iterator[str]:
    for perfective, imperfective in _IRREGULAR:
        if verb == perfective:
            yield imperfective
        elif verb == imperfective:
            yield perfective
