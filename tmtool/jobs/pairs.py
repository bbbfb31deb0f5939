"""Whether a memory, or its glossary, has anything in the languages that are asked for."""

from __future__ import annotations

import sqlite3

from tmtool.errors import InputError
from tmtool.languages import preferred, primary
from tmtool.store import languages, term_keys

HINT = "Name two of these languages, such as -s ru -t en."


def require_units(connection: sqlite3.Connection, *tags: str) -> None:
    """Raise InputError where no unit of the memory has one of these languages."""
    stored = languages.of_units(connection)
    if not stored:
        raise InputError("the memory has no units", hint="`tmtool import FILE` adds some.")
    for tag in tags:
        if not preferred(tag, stored):
            raise InputError(
                f"the memory has no {tag}; it has {', '.join(stored)}",
                hint=HINT,
            )


def require_terms(
    connection: sqlite3.Connection, source: str, target: str, glossary: str | None = None
) -> None:
    """Raise InputError where a glossary has terms, and none of them in one of the languages.

    Terms that stay as they are need none in the target language.
    """
    has = term_keys.languages(connection, glossary)
    for tag in (source, target):
        if not has or primary(tag) in has:
            continue
        if tag != source and term_keys.any_kept(connection, glossary):
            continue
        raise InputError(
            f"the glossary has no term in {tag}; it has {', '.join(has)}",
            hint=HINT if len(has) > 1 else "`tmtool glossary import FILE` adds terms.",
        )
