"""TermBase eXchange (ISO 30042): concepts with their terms.

Read are TBX 2 (`martif`), TBX 3 (`tbx`, styles dca and dct) and MultiTerm's XML (`mtf`). Written
is TBX 2, which OmegaT, Lokalize and Weblate know, or on request TBX-Basic, a dialect of TBX 3.
"""

from __future__ import annotations

from tmtool.formats.tbx.reader import read_concepts
from tmtool.formats.tbx.writer import write_concepts

__all__ = ["read_concepts", "write_concepts"]
