"""Translation units in tables, whatever separates the columns."""

from __future__ import annotations

from tmtool.formats.tables.fill import FillableTable, RowFiller
from tmtool.formats.tables.reader import read_units
from tmtool.formats.tables.rewriter import rewrite_targets
from tmtool.formats.tables.writer import write_units

__all__ = ["FillableTable", "RowFiller", "read_units", "rewrite_targets", "write_units"]
