"""Translation units in tables, whatever separates the columns."""

from __future__ import annotations

from tmtool.formats.table_reader import read_units
from tmtool.formats.table_writer import write_units

__all__ = ["read_units", "write_units"]
