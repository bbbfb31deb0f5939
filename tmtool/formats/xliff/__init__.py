"""XLIFF, the exchange format of bilingual files (OASIS): read in any version, written as 1.2."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tmtool.formats import WriteOptions
from tmtool.formats.xliff.fill import open_to_fill
from tmtool.formats.xliff.layout_1 import Layout1
from tmtool.formats.xliff.reader import read_units
from tmtool.formats.xliff.rewriter import rewrite_targets
from tmtool.formats.xliff.texts import read_texts
from tmtool.formats.xliff.writer import write
from tmtool.models import TranslationUnit

__all__ = ["open_to_fill", "read_texts", "read_units", "rewrite_targets", "write_units"]


def write_units(path: Path, units: Iterable[TranslationUnit], options: WriteOptions) -> int:
    """Write units to an XLIFF 1.2 file and return how many; see `write`."""
    return write(path, units, options, Layout1())
