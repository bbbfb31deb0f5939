"""Files of beads: the alignment of two documents as a table that a person may edit.

A TSV file in UTF-8 with three parts, told by how their lines begin: what the documents are
(`# source document`, ...), a row for each bead, and, as JSON behind `# `, a line for each segment.
The last are the documents' own texts: what a row says of texts and places is read against them,
so that a place can be moved from one row to another, a text corrected, a row added or removed.
"""

from __future__ import annotations

from tmtool.formats.beads.reader import read_beads
from tmtool.formats.beads.segments import digest
from tmtool.formats.beads.writer import BeadsWriter, write_beads

__all__ = ["BeadsWriter", "digest", "read_beads", "write_beads"]
