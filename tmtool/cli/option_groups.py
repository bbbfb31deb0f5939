"""Options that belong together and reach a command as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import wraps

import click

Option = Callable[[Callable[..., object]], Callable[..., object]]

Need = tuple[str, object, str, object]
"""An option, whether it is given, what it needs, and whether that is there."""


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


def refuse_without(needs: Iterable[Need]) -> None:
    """Raise a usage error for the first that is given without what it needs."""
    for option, is_given, needed, is_there in needs:
        if is_given and not is_there:
            raise click.UsageError(f"{option} needs {needed}.")
