"""What was exchanged with a project of another tool."""

from __future__ import annotations

from dataclasses import dataclass

from tmtool.models.units import FileReport


@dataclass(frozen=True, slots=True)
class OmegatReport:
    """What `tmtool omegat` did in a project folder.

    `created` tells whether the project is new. `read` is the import of the project's own
    translations, `None` where it has none. `units` went into the project's memories, of which
    `machine` into those of machine translation, `concepts` into its glossary. `finder` tells
    whether the entry among the external searches is new or was changed.
    """

    folder: str
    source_language: str
    target_language: str
    created: bool = False
    read: FileReport | None = None
    units: int = 0
    machine: int = 0
    concepts: int = 0
    finder: bool = False
