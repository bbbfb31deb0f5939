"""What a single unit or concept must be like to be stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tmtool.errors import InputError


def check_texts(texts: Iterable[str | None]) -> None:
    """Raise InputError for a text that cannot be written as UTF-8."""
    for text in texts:
        try:
            (text or "").encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"a text is not UTF-8: it holds half a character ({text!a})",
                hint="Convert it first.",
            ) from error


def check_name(kind: str, name: str) -> None:
    """Raise InputError for a blank name of a corpus or a glossary."""
    if not name.strip():
        raise InputError(f"the {kind} has no name", hint="Give it one.")
    check_texts([name])


def check_status(status: str, known: Collection[str]) -> None:
    """Raise InputError for a status that is not known."""
    if status not in known:
        raise InputError(f"unknown status {status!r}", hint=f"Give one of {', '.join(known)}.")
