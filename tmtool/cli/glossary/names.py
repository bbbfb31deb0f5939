"""Glossaries named on the command line."""

from __future__ import annotations

from tmtool.errors import NotFoundError
from tmtool.memory import Memory


def check_glossary(memory: Memory, name: str | None) -> None:
    """Raise NotFoundError where the memory has no glossary of this name."""
    names = [glossary.name for glossary in memory.statistics().glossaries]
    if name is not None and name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no glossary {name!r}", hint=f"The memory has: {has}.")
