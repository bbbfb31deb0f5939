"""Migration 4: all that TBX says of terms, and candidates for new ones."""

from __future__ import annotations

import sqlite3

TABLES = """
CREATE TABLE concept (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  glossary_id INTEGER NOT NULL REFERENCES glossary (id) ON DELETE CASCADE,
  identifier  TEXT,
  domain      TEXT,
  definition  TEXT,
  note        TEXT,
  source      TEXT,
  definitions TEXT,
  properties  TEXT,
  fingerprint BLOB NOT NULL
);
CREATE INDEX concept_fingerprint ON concept (fingerprint);
CREATE UNIQUE INDEX concept_identifier ON concept (glossary_id, identifier)
  WHERE identifier IS NOT NULL;

CREATE TABLE term (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  concept_id       INTEGER NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
  language_id      INTEGER NOT NULL REFERENCES language (id),
  text             TEXT NOT NULL,
  status           TEXT NOT NULL CHECK (status IN
    ('preferred', 'admitted', 'deprecated', 'superseded', 'forbidden', 'proposed')),
  type             TEXT,
  part_of_speech   TEXT,
  note             TEXT,
  source           TEXT,
  context          TEXT,
  geography        TEXT,
  do_not_translate INTEGER NOT NULL DEFAULT 0,
  case_rule        TEXT,
  number           TEXT,
  hints            TEXT,
  properties       TEXT,
  created_at       TEXT,
  created_by       TEXT,
  changed_at       TEXT,
  changed_by       TEXT
);
CREATE INDEX term_concept ON term (concept_id);

CREATE TABLE term_key (
  language TEXT NOT NULL,
  key      TEXT NOT NULL,
  term_id  INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  words    INTEGER NOT NULL,
  PRIMARY KEY (language, key, term_id)
) WITHOUT ROWID;
CREATE INDEX term_key_term ON term_key (term_id);
CREATE INDEX term_key_words ON term_key (language, words);

CREATE TABLE term_form (
  term_id INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  form    TEXT NOT NULL,
  PRIMARY KEY (term_id, form)
) WITHOUT ROWID;

CREATE TABLE candidate (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  language       TEXT NOT NULL,
  target         TEXT NOT NULL,
  key            TEXT NOT NULL,
  text           TEXT NOT NULL,
  frequency      INTEGER NOT NULL,
  c_value        REAL NOT NULL,
  translations   TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('new', 'accepted', 'rejected')),
  translation    TEXT,
  concept_id     INTEGER REFERENCES concept (id) ON DELETE SET NULL,
  mined_at       TEXT NOT NULL,
  decided_at     TEXT,
  decided_by     TEXT,
  UNIQUE (language, target, key)
);
CREATE INDEX candidate_state ON candidate (state, c_value);
CREATE INDEX candidate_concept ON candidate (concept_id) WHERE concept_id IS NOT NULL;
"""
"""What takes the place of the tables of version 3 that have concepts and terms."""

BEFORE = """
DROP INDEX concept_fingerprint;
DROP INDEX concept_identifier;
DROP INDEX term_concept;
DROP TABLE term_key;
DROP TABLE evidence;
ALTER TABLE term_form RENAME TO term_form_3;
ALTER TABLE term RENAME TO term_3;
ALTER TABLE concept RENAME TO concept_3;
"""

AFTER = """
INSERT INTO concept
SELECT id, glossary_id, identifier, domain, definition, note, source, NULL, NULL, fingerprint
FROM concept_3;
INSERT INTO term
SELECT id, concept_id, language_id, text, status, type, part_of_speech, note, source, context,
       geography, do_not_translate, NULL, NULL, hints, NULL, created_at, created_by, changed_at,
       changed_by
FROM term_3;
INSERT INTO term_form SELECT term_id, form FROM term_form_3;
DROP TABLE term_form_3;
DELETE FROM sqlite_sequence WHERE name IN ('concept', 'term');
UPDATE sqlite_sequence SET name = 'concept' WHERE name = 'concept_3';
UPDATE sqlite_sequence SET name = 'term' WHERE name = 'term_3';
DROP TABLE term_3;
DROP TABLE concept_3;
"""


def fill(connection: sqlite3.Connection) -> None:
    """Make the look-up keys of all terms; needs a write transaction."""
    from tmtool.store.term_keys import rebuild_all

    rebuild_all(connection)
