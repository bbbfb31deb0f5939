"""A compendium of gettext: a catalogue of what is known, for `msgmerge -C` and its like.

`msgmerge` looks for a message with its context alone. A compendium therefore has each text
without a context as well, and nothing of the programs that the texts are from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.formats import WriteOptions
from tmtool.formats.po.adapter import save_catalogue
from tmtool.formats.po.writer import CatalogueBuilder
from tmtool.formats.selection import pair_to_write
from tmtool.models import TranslationUnit

__all__ = ["write_units"]

_OF_PROGRAMS = ("references", "obsolete")


def write_units(
    path: Path,
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    *,
    comments: Callable[[str], Sequence[str]] | None = None,
) -> int:
    """Write a compendium and return how many units it holds; see `tmtool.formats.po.write_units`.

    A text that is known in contexts alone is there without one too, with the first translation
    given; the others are its comments.
    """
    listed = [_without_program(unit) for unit in units]
    source, target = pair_to_write(listed[0] if listed else None, options)
    builder = CatalogueBuilder(source, target, comments=comments)
    for unit in listed:
        builder.add(unit)
    written = builder.written
    for unit in _without_context(listed):
        builder.add(unit)
    save_catalogue(path, builder.catalogue(path.stem))
    return written


def _without_program(unit: TranslationUnit) -> TranslationUnit:
    kept = {name: value for name, value in unit.properties.items() if name not in _OF_PROGRAMS}
    return replace(unit, properties=kept)


def _without_context(units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
    return (replace(unit, context=None) for unit in units if unit.context is not None)
