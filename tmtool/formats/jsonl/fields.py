"""The values of fields, checked as they are read; ValueError says what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from tmtool.errors import LanguageError
from tmtool.formats.values import parse_time
from tmtool.languages import normalise

Value = TypeVar("Value")
Reader = Callable[[Any], Any]

_LARGEST = 2**63 - 1
_SHOWN = 60


def read_fields(value: object, readers: Mapping[str, Reader], what: str) -> dict[str, Any]:
    """Return the fields of an object as they are read; those that are null are left out.

    ValueError names a field that is wrong or not known: nothing is lost without a word.
    """
    if not isinstance(value, dict):
        raise ValueError(f"{what} is {_shown(value)}, not an object")
    found = {}
    for name, stored in value.items():
        if name not in readers:
            raise ValueError(f"{what} has an unknown field {name[:_SHOWN]!r}")
        if stored is None:
            continue
        try:
            found[name] = readers[name](stored)
        except LanguageError as error:
            raise ValueError(error.what) from error
        except TypeError as error:
            raise ValueError(f"{name} is {_shown(stored)}, not {error}") from error
    return found


def text(value: object) -> str:
    """Return a text; TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise TypeError("whole characters") from None
    return value


def count(value: object) -> int:
    """Return a whole number from 0; TypeError for anything else."""
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise TypeError("a whole number from 0")
    return value


def truth(value: object) -> bool:
    """Return true or false; TypeError for anything else."""
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def time(value: object) -> str:
    """Return a time; TypeError for anything else."""
    found = parse_time(text(value))
    if found is None:
        raise TypeError("a time such as 2026-05-31T12:00:00Z")
    return found


def language(value: object) -> str:
    """Return a language tag; LanguageError or TypeError for anything else."""
    return normalise(text(value))


def one_of(known: Collection[str]) -> Callable[[object], str]:
    """Return a reader of one of these texts."""

    def read(value: object) -> str:
        if value not in known:
            raise TypeError(f"one of {', '.join(known)}")
        return text(value)

    return read


def list_of(read: Callable[[object], Value]) -> Callable[[object], tuple[Value, ...]]:
    """Return a reader of a list."""

    def read_all(value: object) -> tuple[Value, ...]:
        if not isinstance(value, list):
            raise TypeError("a list")
        return tuple(map(read, value))

    return read_all


def named_texts(value: object) -> dict[str, str]:
    """Return texts by their names; TypeError for anything else."""
    if not isinstance(value, dict):
        raise TypeError("an object of texts")
    return {text(name): text(one) for name, one in value.items()}


def pair(value: object) -> tuple[str, str]:
    """Return a pair of texts; TypeError for anything else."""
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError("a list of a name and a text")
    return text(value[0]), text(value[1])


def ignored(_value: object) -> None:
    """Read nothing."""


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
