"""TBX-Basic in style dct: data categories are elements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tmtool.formats import WriteOptions
from tmtool.formats.tbx import basic_writer
from tmtool.formats.tbx.reader import read_concepts
from tmtool.models import Concept, WriteReport

__all__ = ["read_concepts", "write_concepts"]


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> WriteReport:
    """Write concepts to a file; see `basic_writer.write_concepts`."""
    return basic_writer.write_concepts(path, concepts, options, "dct")
