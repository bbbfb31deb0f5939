"""Migration 5: what is kept of scores, and findings that a person has called right."""

TABLES = """
ALTER TABLE run RENAME TO run_4;

CREATE TABLE run (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  at              TEXT NOT NULL,
  by              TEXT,
  draft           TEXT NOT NULL,
  reference       TEXT NOT NULL,
  source_language TEXT,
  target_language TEXT,
  segments        INTEGER NOT NULL,
  scores          TEXT NOT NULL,
  name            TEXT,
  excluded        INTEGER NOT NULL DEFAULT 0,
  checks          TEXT,
  test_set        BLOB
);
CREATE INDEX run_name ON run (name, id);
INSERT INTO run (id, at, by, draft, reference, source_language, target_language, segments, scores)
SELECT id, at, by, draft, reference, source_language, target_language, segments, scores
FROM run_4;
DROP TABLE run_4;

CREATE TABLE run_counts (
  run_id  INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  metric  TEXT NOT NULL,
  columns INTEGER NOT NULL,
  counts  BLOB NOT NULL,
  PRIMARY KEY (run_id, metric)
) WITHOUT ROWID;

CREATE TABLE segment_counts (
  digest BLOB PRIMARY KEY,
  used   INTEGER NOT NULL,
  counts BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX segment_counts_used ON segment_counts (used);

CREATE TABLE accepted (
  digest     BLOB PRIMARY KEY,
  check_id   TEXT NOT NULL,
  source     TEXT NOT NULL,
  draft      TEXT NOT NULL,
  message    TEXT NOT NULL,
  note       TEXT,
  at         TEXT NOT NULL,
  by         TEXT
) WITHOUT ROWID;
"""
