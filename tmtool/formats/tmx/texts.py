"""The texts of one language in a TMX file, those of untranslated units among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tmtool.formats import ReadOptions
from tmtool.formats.texts import from_units
from tmtool.formats.tmx.header import source_language
from tmtool.formats.tmx.reader import read_every_unit
from tmtool.models.texts import TextRecord, TextSide


def read_texts(path: Path, options: ReadOptions, side: TextSide) -> Iterator[TextRecord]:
    """Yield the text of each `tu` on one side; its id is the tuid.

    Where the options name no language, the header's `srclang` says which side is the source.
    """
    declared = source_language(path, options)
    return from_units(path, read_every_unit(path, options), options, side, declared=declared)
