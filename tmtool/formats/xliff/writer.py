"""Translation units written as XLIFF 1.2 or 2.1, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import WriteOptions
from tmtool.formats.files import replacing
from tmtool.formats.selection import pair_to_write, variants_to_write
from tmtool.formats.xliff.layout import Layout
from tmtool.formats.xml_characters import check_characters
from tmtool.models import TranslationUnit


def write(
    path: Path, units: Iterable[TranslationUnit], options: WriteOptions, layout: Layout
) -> int:
    """Write units to a file and return how many; those without both languages are left out.

    Units of one document that follow one another stand in one `file`. Languages that the
    options leave open are those of the first unit. Markup that the version does not allow is
    written as its plain text. Raises InputError for a character that XML does not allow, and
    where there is no unit: XLIFF has no empty file.
    """
    rest = iter(units)
    first = next(rest, None)
    count = 0
    pair = pair_to_write(first, options)
    with replacing(path) as file:
        for text in _parts(chain([first] if first else [], rest), pair, layout, path):
            file.write(text)
            count += 1
        if not count:
            raise InputError(
                f"no unit has text in both {pair[0]} and {pair[1]}, and XLIFF needs one",
                where=str(path),
                hint="Check the languages and the filters.",
            )
        file.write(layout.file_end + layout.tail)
    return count


def _parts(
    units: Iterable[TranslationUnit], pair: tuple[str, str], layout: Layout, path: Path
) -> Iterator[str]:
    """Yield a text for each unit, with what comes before it."""
    wanted = WriteOptions(*pair)
    before, place = layout.head(*pair), None
    number = 0
    for unit in units:
        variants = variants_to_write(unit, wanted)
        if not variants:
            continue
        number += 1
        source, target = variants
        tags = pair if layout.one_pair else (source.language, target.language)
        here = (unit.document, *tags)
        if here != place:
            before += ("" if place is None else layout.file_end) + layout.file_start(*here)
            place = here
        element = layout.unit(number, unit, source, target)
        check_characters(before + element, unit, number, path)
        yield before + element
        before = ""
