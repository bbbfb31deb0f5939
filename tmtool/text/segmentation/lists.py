"""What the rules know of a language: its abbreviations, and words that tell where sentences end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from tmtool.languages import primary

__all__ = ["LANGUAGES", "OTHER", "Kind", "Lists", "lists_of"]

Kind = Literal["never", "word", "seldom", "often", "unit"]
"""What may follow an abbreviation.

`never` ends no sentence. `word` is a word too, and an abbreviation only before a number (No.).
`seldom` ends one before a word that begins sentences, `often` before any capitalised one. `unit`
is as `often` after a number and as `never` elsewhere. Neither does in a date or time that opens a
clause (В 1995 г. Россия; By 5 p.m. Russia).
"""

KINDS: tuple[Kind, ...] = get_args(Kind)

LANGUAGES = ("ru", "en", "de", "fr", "es")
"""The languages that have lists of their own."""

OTHER = "other"
"""The lists for any other language."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a language.

    `abbreviations` has their kinds by the abbreviation with its stops and without spaces.
    `starters` begin sentences, `continuing` words never do so after an abbreviation, `opening`
    words begin a date that opens a sentence, `ordinal` words follow a number with a stop.
    `heading` words stand in capitals before the number of a heading, `numbered` words before a
    number or letter that is no initial (annex A.). `leading` words end no sentence, and `surname`
    endings tell family names before initials.
    """

    language: str
    abbreviations: dict[str, Kind]
    starters: frozenset[str]
    continuing: frozenset[str]
    opening: frozenset[str]
    ordinal: frozenset[str]
    heading: tuple[str, ...]
    numbered: frozenset[str]
    leading: frozenset[str]
    surname: tuple[str, ...]


def lists_of(language: str) -> Lists:
    """Return the lists of a language, the short common ones where it has none of its own."""
    name = primary(language)
    return _read(name if name in LANGUAGES else OTHER)


def _path(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.tsv")


@cache
def _read(name: str) -> Lists:
    rows: dict[str, list[str]] = {}
    for line in _path(name).read_text(encoding="utf-8").splitlines()[1:]:
        kind, _, entries = line.partition("\t")
        rows.setdefault(kind, []).extend(entries.split())
    abbreviations: dict[str, Kind] = {}
    for kind in KINDS:
        for entry in rows.get(kind, ()):
            abbreviations[entry] = kind
    for entry, kind in list(abbreviations.items()):
        # At the beginning of a sentence; a single capital is an initial.
        if len(entry) > 2:
            abbreviations.setdefault(entry[0].upper() + entry[1:], kind)
    return Lists(
        name,
        abbreviations,
        frozenset(rows.get("starter", ())),
        frozenset(rows.get("continuing", ())),
        frozenset(rows.get("opening", ())),
        frozenset(rows.get("ordinal", ())),
        tuple(rows.get("heading", ())),
        frozenset(rows.get("numbered", ())),
        frozenset(rows.get("leading", ())),
        tuple(rows.get("surname", ())),
    )
