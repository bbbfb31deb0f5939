"""JSON lines: files with all that tmtool knows of units or concepts, one object on each line."""

from __future__ import annotations

from tmtool.formats.jsonl.concepts import read_concepts, write_concepts
from tmtool.formats.jsonl.fill import open_to_fill
from tmtool.formats.jsonl.units import read_units, write_units

__all__ = ["open_to_fill", "read_concepts", "read_units", "write_concepts", "write_units"]
