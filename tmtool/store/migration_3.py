"""Migration 3: the index of segments by their stems."""

from __future__ import annotations

import sqlite3

TABLES = """
CREATE TABLE posting (
  language_id INTEGER NOT NULL REFERENCES language (id),
  block       INTEGER NOT NULL,
  stem        TEXT NOT NULL,
  units       BLOB NOT NULL,
  PRIMARY KEY (language_id, block, stem)
) WITHOUT ROWID;

CREATE TABLE sizes (
  language_id INTEGER NOT NULL REFERENCES language (id),
  page        INTEGER NOT NULL,
  weights     BLOB NOT NULL,
  grams       BLOB NOT NULL,
  PRIMARY KEY (language_id, page)
) WITHOUT ROWID;

CREATE TABLE statistics (
  language   TEXT PRIMARY KEY,
  segments   INTEGER NOT NULL,
  new_weight INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE stem_weight (
  language TEXT NOT NULL,
  stem     TEXT NOT NULL,
  weight   INTEGER NOT NULL,
  PRIMARY KEY (language, stem)
) WITHOUT ROWID;
"""


def fill(connection: sqlite3.Connection) -> None:
    """Put all segments into the index and count their stems; needs a write transaction."""
    from tmtool.store.upkeep import rebuild_all

    rebuild_all(connection)
