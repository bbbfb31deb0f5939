"""The lines of a file: a header that says what they are, then a JSON object for each record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tmtool.errors import InputError
from tmtool.formats import Content
from tmtool.formats.files import open_text, replacing
from tmtool.models import Skipped, TranslationUnit

VERSION = 1
"""The version of the fields; a later one may have others."""

_KIND = "tmtool"
_LONGEST = 1 << 26
"""Characters that a line may have."""

_COMMANDS: dict[Content, str] = {"units": "import", "concepts": "glossary import"}
_KEYS: dict[Content, str] = {"units": "variants", "concepts": "terms"}

Object = dict[str, Any]
Record = TypeVar("Record")


class UntranslatedError(ValueError):
    """An object with a text in one language alone, and the unit that it makes."""

    def __init__(self, reason: str, unit: TranslationUnit) -> None:
        super().__init__(reason)
        self.unit = unit


def read_objects(
    path: Path, encoding: str | None, content: Content, take: Callable[[Object], Record]
) -> Iterator[Record | Skipped]:
    """Yield what `take` makes of each object of a file, in its order.

    What is no object, or makes `take` raise ValueError, is skipped. Raises InputError for a file
    of another kind, of a newer version, or cut off.
    """
    for number, value, _ in _objects(path, encoding, content):
        where = f"{path}:{number}"
        try:
            yield Skipped(where, value) if isinstance(value, str) else take(value)
        except UntranslatedError as error:
            yield Skipped(where, str(error), error.unit)
        except ValueError as error:
            yield Skipped(where, str(error))


def read_lines(
    path: Path, encoding: str | None, content: Content
) -> Iterator[tuple[int, Object, str]]:
    """Yield the objects of a file with their lines and how these end; what is none is left out.

    Raises InputError as `read_objects` does.
    """
    for number, value, end in _objects(path, encoding, content):
        if not isinstance(value, str):
            yield number, value, end


def _objects(
    path: Path, encoding: str | None, content: Content
) -> Iterator[tuple[int, Object | str, str]]:
    """Yield each object, or the reason why a line is none, with the line and how it ends."""
    is_known = False
    for number, line in _lines(path, encoding):
        where = f"{path}:{number}"
        try:
            value = _parsed(line)
        except ValueError as error:
            if not is_known:
                _refuse(where, content)
            if not line.endswith(("\n", "\r")):
                raise InputError(
                    "the file ends too early, within a line: it is cut off",
                    where=where,
                    hint="Get the whole file again.",
                ) from error
            yield number, str(error), ""
            continue
        if _KIND in value:
            _check_header(value, content, where)
            is_known = True
            continue
        if not is_known and _KEYS[content] not in value:
            _refuse(where, content)
        is_known = True
        yield number, value, line[len(line.rstrip("\r\n")) :]


def _lines(path: Path, encoding: str | None) -> Iterator[tuple[int, str]]:
    with open_text(path, encoding) as stream:
        number = 0
        while line := stream.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST:
                raise InputError(
                    f"the line has more than {_LONGEST:,} characters",
                    where=f"{path}:{number}",
                    hint="A file of JSON lines has one object on each line.",
                )
            if not line.isspace():
                yield number, line


def _parsed(line: str) -> Object:
    try:
        value = json.loads(line)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"it is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    return value


def _check_header(header: Object, content: Content, where: str) -> None:
    kind, version = header[_KIND], header.get("version")
    if kind in _COMMANDS and kind != content:
        raise InputError(
            f"the file has {kind}, not {content}",
            where=where,
            hint=f"`tmtool {_COMMANDS[kind]}` reads it.",
        )
    if kind != content or not isinstance(version, int) or version < 1:
        raise InputError(
            "the header of the file is not one that tmtool writes",
            where=where,
            hint=f'It is {{"{_KIND}": "{content}", "version": {VERSION}}}.',
        )
    if version > VERSION:
        raise InputError(
            f"the file has version {version} of the format, and this tmtool reads {VERSION}",
            where=where,
            hint="Read it with a newer tmtool.",
        )


def _refuse(where: str, content: Content) -> None:
    raise InputError(
        f"the file does not begin as tmtool's JSON lines of {content} do",
        where=where,
        hint=f'Its first line is {{"{_KIND}": "{content}", "version": {VERSION}}}, or an object'
        f' with "{_KEYS[content]}".',
    )


@contextmanager
def writing(path: Path, content: Content) -> Iterator[Callable[[Mapping[str, object]], None]]:
    """Give what writes an object on a line of its own, after the header."""
    with replacing(path) as file:
        encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False)

        def write(value: Mapping[str, object]) -> None:
            file.write(encoder.encode(value) + "\n")

        write({_KIND: content, "version": VERSION})
        yield write
