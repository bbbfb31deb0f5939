"""TMX, the exchange format of translation memories (LISA/GALA, version 1.4b)."""

from __future__ import annotations

from tmtool.formats.tmx.fill import open_to_fill
from tmtool.formats.tmx.header import source_language
from tmtool.formats.tmx.reader import read_units
from tmtool.formats.tmx.rewriter import rewrite_targets
from tmtool.formats.tmx.texts import read_texts
from tmtool.formats.tmx.writer import write_units

__all__ = [
    "open_to_fill",
    "read_texts",
    "read_units",
    "rewrite_targets",
    "source_language",
    "write_units",
]
