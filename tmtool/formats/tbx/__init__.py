"""TermBase eXchange (ISO 30042): concepts with their terms.

Read are TBX 2 (`martif`) and TBX 3 (`tbx`, styles dca and dct); written is TBX 2, which OmegaT,
Lokalize and Weblate know.
"""

from __future__ import annotations

from tmtool.formats.tbx.reader import read_concepts
from tmtool.formats.tbx.writer import write_concepts

__all__ = ["read_concepts", "write_concepts"]
