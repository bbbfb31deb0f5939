"""The memory: translation units in one SQLite file, and all that is asked of them."""

from __future__ import annotations

from tmtool.memory.alignments import Alignments
from tmtool.memory.drafts import Drafts
from tmtool.memory.files import Files
from tmtool.memory.lookups import LookUps
from tmtool.memory.many_units import ManyUnits
from tmtool.memory.projects import Projects
from tmtool.memory.runs import Runs
from tmtool.memory.units import Units
from tmtool.memory.upkeep import Upkeep

__all__ = ["Memory"]


class Memory(Files, Alignments, Projects, LookUps, Drafts, Runs, Units, ManyUnits, Upkeep):
    """A translation memory in a file; a context manager that closes it.

    Options are keyword-only. `source` and `target` are BCP 47 tags; `en` finds `en-GB` too.
    Several processes may have the same file open and write to it.
    """
