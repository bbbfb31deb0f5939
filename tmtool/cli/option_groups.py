"""Options that belong together and reach a command as one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import wraps
from typing import TypeVar

Command = TypeVar("Command", bound=Callable[..., object])

Option = Callable[[Callable[..., object]], Callable[..., object]]


def grouped(name: str, model: type, options: Sequence[Option]) -> Option:
    """Return a decorator that adds options; their values are the fields of `model`.

    The command gets one argument, `name`, instead of an argument for each.
    """

    def add(command: Callable[..., object]) -> Callable[..., object]:
        @wraps(command)
        def with_group(*arguments: object, **given: object) -> object:
            values = {field.name: given.pop(field.name) for field in fields(model)}
            return command(*arguments, **{name: model(**values)}, **given)

        decorated: Callable[..., object] = with_group
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return add
