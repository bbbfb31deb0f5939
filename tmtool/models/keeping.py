"""How scoring runs are kept, and which were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How runs are kept: who scored, the trend's name, and what files are called.

    Without a `name` the trend of a draft has the name of its file. `names` has what drafts and
    references are called, by their paths as text, where that is something else. Without `write`
    nothing is kept: the trend's name tells a gate where to look for the last run.
    """

    name: str | None = None
    by: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    write: bool = True


@dataclass(frozen=True, slots=True)
class KeptRun:
    """The run that was kept of a draft: its number, and the trend's name.

    `run` is `None` where it could not be kept; `problem` then says why.
    """

    draft: str
    name: str
    run: int | None
    problem: str | None = None
