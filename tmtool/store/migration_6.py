"""Migration 6: what is known of words for aligning documents, and which pairs are done."""

TABLES = """
CREATE TABLE word_knowledge (
  source_language TEXT NOT NULL,
  target_language TEXT NOT NULL,
  learnt_from     TEXT NOT NULL
                  CHECK (learnt_from IN ('units', 'list')),
  fingerprint     TEXT NOT NULL,
  data            BLOB NOT NULL,
  made_at         TEXT NOT NULL,
  PRIMARY KEY (source_language, target_language, learnt_from)
);

CREATE TABLE aligned_pair (
  digest    BLOB PRIMARY KEY,
  import_id INTEGER REFERENCES import (id) ON DELETE CASCADE,
  outcome   TEXT NOT NULL,
  at        TEXT NOT NULL
);
CREATE INDEX aligned_pair_import ON aligned_pair (import_id) WHERE import_id IS NOT NULL;
"""
