"""TMX files as they come: packed or not, in any encoding, well-formed or to be repaired."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from xml.parsers.expat import XMLParserType

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.archives import unpacked
from tmtool.formats.files import Readable
from tmtool.formats.xml_encoding import (
    START,
    Transcoded,
    actual_encoding,
    is_read_by_expat,
    name_for_expat,
)
from tmtool.formats.xml_repair import Elements, Repaired
from tmtool.formats.xml_stream import guarded_parser, pieces_of
from tmtool.models import Skipped, TranslationUnit

Record = TranslationUnit | Skipped

_ELEMENTS = Elements(
    frozenset(("seg", "note", "prop")), frozenset(("tmx", "header", "body", "tu", "tuv"))
)
_REMEDY = "Or have such places repaired and listed: tmtool import --recover."


class Handlers(Protocol):
    """What takes the events of a parser and puts records into `done`."""

    done: list[Record]


def records(
    path: Path, options: ReadOptions, handlers: Callable[[XMLParserType, str], Handlers]
) -> Iterator[Record]:
    """Yield the records of a file, or of all TMX files in an archive, in their order.

    `handlers` are made for each file with its parser and its name for messages.
    """
    for name, file in unpacked(path, ".tmx"):
        content, encoding = _readable(file, name, options)
        parser = guarded_parser(name, encoding=encoding)
        done = handlers(parser, name).done
        remedy = None if options.recover else _REMEDY
        yield from pieces_of(content, name, parser, done, remedy=remedy)


def _readable(
    file: io.BufferedReader, name: str, options: ReadOptions
) -> tuple[Readable, str | None]:
    """Return what the parser is given, and the encoding that this is in."""
    start = file.peek(START)[:START]
    encoding = actual_encoding(start, options.encoding)
    if options.recover:
        return _repaired(file, name, encoding, options), "utf-8"
    if is_read_by_expat(encoding):
        return file, name_for_expat(encoding)
    return Transcoded(file, name, encoding), "utf-8"


def _repaired(file: io.BufferedReader, name: str, encoding: str, options: ReadOptions) -> Readable:
    try:
        return Repaired(file, name, encoding, _ELEMENTS, told=options.told)
    except LookupError as error:
        raise InputError(
            f"the encoding is not usable: {error}",
            where=name,
            hint="Give the right one with --encoding.",
        ) from error
