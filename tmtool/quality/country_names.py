"""The names of states in a text, in Russian in any case and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

__all__ = ["CountryName", "Kind", "is_hinted", "names_in", "usual_name"]

Kind = Literal["short", "formal", "either"]
"""Which of a state's names it is; acronyms, and the names of states with one alone, are either."""

_NO_STATE = "-"
_CAPITAL = re.compile(r"(?<![\w-])[A-ZА-Я][\w.]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…—–«\"(])\s*$")
_AMBIGUOUS = frozenset({"Того", "Чад", "Мали", "Гана"})
"""Names that may be another word in a capital at the beginning of a sentence."""

_PLURAL_ISLANDS = "(?:а|ов|ам|ами|ах)"
_ENDINGS = (
    ("ая", "(?:ая|ой|ую|ою)"),
    ("ое", "(?:ое|ого|ому|ым|ом)"),
    ("ые", "(?:ые|ых|ым|ыми)"),
    ("ие", "(?:ие|их|им|ими)"),
    ("ый", "(?:ый|ого|ому|ым|ом)"),
    ("ой", "(?:ой|ого|ому|ым|ом)"),
    ("ий", "(?:ий|ия|ию|ием|ии|ого|ому|им|ом)"),
    ("овы", "ов(?:ы|ых|ым|ыми)"),
    ("ия", "(?:ия|ии|ию|ией|иею)"),
    ("ея", "е(?:я|и|е|ю|ей)"),
    ("ство", "ств(?:о|а|у|ом|е)"),
    ("а", "(?:а|ы|и|е|у|ой|ей|ою)"),
    ("ь", "(?:ь|и|ью|я|ю|ем|е)"),
    ("й", "(?:й|я|ю|ем|е|и)"),
    ("ы", "(?:ы|ов|ам|ами|ах)?"),
)
"""Endings of nominatives, each with those of all cases."""
_CASES = "(?:а|у|ом|ем|е)?"
_SPECIAL = {"Египет": "Египе?т(?:а|у|ом|е)?", "Острова": f"Остров{_PLURAL_ISLANDS}"}


@dataclass(frozen=True, slots=True)
class CountryName:
    """A name of a state in a text, at code points `start` to `end` (excluded)."""

    state: str
    kind: Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Name:
    state: str
    kind: Kind
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class _State:
    names: tuple[_Name, ...]
    kindred: str


def names_in(text: str, language: str) -> list[CountryName]:
    """Return the names of states in a Russian or an English text, in their order.

    Of names that overlap the longest counts; one within a name of something else, such as
    Northern Ireland, does not.
    """
    if language not in ("ru", "en"):
        return []
    index = _index()[language]
    plain = text.replace("ё", "е").replace("Ё", "Е")
    found: list[CountryName] = []
    end = 0
    for match in _CAPITAL.finditer(plain):
        if match.start() < end or not (names := index.get(match[0])):
            continue
        name = _longest(plain, match.start(), names)
        if name:
            end = name.end
            found.append(name)
    return [name for name in found if name.state != _NO_STATE]


def _longest(text: str, start: int, names: list[_Name]) -> CountryName | None:
    for name in names:
        match = _pattern(name.text, name.language).match(text, start)
        if not match:
            continue
        if name.text in _AMBIGUOUS and _SENTENCE_START.search(text, 0, start):
            continue
        return CountryName(name.state, name.kind, start, match.end(), text[start : match.end()])
    return None


def usual_name(state: str, kind: Kind, language: str) -> str | None:
    """Return the name of a state of this kind in a language, in the nominative."""
    names = _states()[state].names
    fit = (name.text for name in names if (name.kind, name.language) == (kind, language))
    return next(fit, None)


def is_hinted(state: str, text: str) -> bool:
    """Tell whether a text has an adjective of a state, or its people: French, французы."""
    kindred = _states()[state].kindred
    plain = text.lower().replace("ё", "е")
    return any(re.search(rf"(?<!\w){re.escape(stem)}", plain) for stem in kindred.split())


@lru_cache(maxsize=1)
def _states() -> Mapping[str, _State]:
    table = files("tmtool.quality").joinpath("countries.tsv").read_text(encoding="utf-8")
    found = {}
    for line in table.splitlines()[1:]:
        state, ru, ru_formal, en, en_formal, either, kindred = line.split("\t")
        cells: tuple[tuple[str, Kind], ...] = (
            (ru, "short" if ru_formal else "either"),
            (ru_formal, "formal"),
            (en, "short" if en_formal else "either"),
            (en_formal, "formal"),
            (either, "either"),
        )
        names = tuple(name for cell, kind in cells for name in _names(state, cell, kind))
        found[state] = _State(names, kindred)
    return found


def _names(state: str, cell: str, kind: Kind) -> Iterator[_Name]:
    for text in filter(None, cell.split("/")):
        yield _Name(state, kind, text, "ru" if re.search("[А-Яа-я]", text) else "en")


@lru_cache(maxsize=1)
def _index() -> Mapping[str, Mapping[str, list[_Name]]]:
    """Return the names of each language by their first two characters, the longest first."""
    index: dict[str, dict[str, list[_Name]]] = {"ru": {}, "en": {}}
    for state in _states().values():
        for name in state.names:
            index[name.language].setdefault(name.text[:2], []).append(name)
    for names in (names for by_start in index.values() for names in by_start.values()):
        names.sort(key=lambda name: -len(name.text))
    return index


@lru_cache(maxsize=2048)
def _pattern(name: str, language: str) -> re.Pattern[str]:
    words = [_in_any_case(w) if language == "ru" else re.escape(w) for w in name.split()]
    joined = r"[\s\u00a0]+".join(words).replace("'", "['’]").replace(r"\-", r"\s?[-‑–—]\s?")
    end = r"(?!\w)" if name[-1] != ")" else ""
    return re.compile(joined + end)


def _in_any_case(word: str) -> str:
    """Return a pattern of a Russian word's forms; one in capitals or a short one has no others."""
    if word in _SPECIAL:
        return _SPECIAL[word]
    if word.isupper() or len(word) < 3 or (not word.isalpha() and word[-1] == ")"):
        return re.escape(word)
    for ending, endings in _ENDINGS:
        if word.endswith(ending):
            return re.escape(word.removesuffix(ending)) + endings
    return re.escape(word) + ("" if word[-1] in "аеиоуыэюя" else _CASES)
