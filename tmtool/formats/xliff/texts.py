"""The translations, or the sources, of an XLIFF file as segments with ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tmtool.formats import ReadOptions, texts
from tmtool.formats.xliff.reader import read_units
from tmtool.models import Skipped, TranslationUnit
from tmtool.models.texts import TextRecord, TextSide


def read_texts(path: Path, options: ReadOptions, side: TextSide) -> Iterator[TextRecord]:
    """Yield the text of each segment that is to be translated; missing translations are empty.

    The id is the tuid: file, unit and segment.
    """
    return texts.from_units(path, _to_translate(path, options), options, side, in_order=True)


def _to_translate(path: Path, options: ReadOptions) -> Iterator[TranslationUnit]:
    for record in read_units(path, options):
        unit = record.unit if isinstance(record, Skipped) else record
        if unit is not None:
            yield unit
