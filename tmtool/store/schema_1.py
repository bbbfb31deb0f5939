"""The tables of version 1, as migration 1 makes them; never changed again."""

TABLES_1 = """
CREATE TABLE language (
  id  INTEGER PRIMARY KEY,
  tag TEXT NOT NULL UNIQUE               -- BCP 47 tag: ru, en, en-GB
);

CREATE TABLE corpus (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,      -- what users call it
  origin      TEXT,                      -- who made it, where it was taken from
  licence     TEXT,                      -- SPDX identifier or a short text
  domain      TEXT,                      -- subject field
  penalty     INTEGER NOT NULL DEFAULT 0 -- points taken off its match rates
              CHECK (penalty BETWEEN 0 AND 100),
  priority    INTEGER NOT NULL DEFAULT 0, -- of equal matches the higher comes first
  imported_at TEXT,                      -- end of the last import
  checksum    TEXT                       -- SHA-256 of the file imported last
);

CREATE TABLE import (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  corpus_id      INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
  file           TEXT NOT NULL,          -- as given on the command line
  format         TEXT NOT NULL,          -- tmx, tsv, po, ...
  checksum       TEXT,                   -- SHA-256 of the file
  started_at     TEXT NOT NULL,
  finished_at    TEXT,                   -- NULL while running, or when it was killed
  first_unit     INTEGER NOT NULL,       -- its units have ids from here on
  creates_corpus INTEGER NOT NULL DEFAULT 0 -- 1 where the corpus goes with a killed import
);

CREATE TABLE unit (
  id          INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice
  corpus_id   INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
  import_id   INTEGER NOT NULL DEFAULT 0, -- the import that added it; 0: added by hand
  tuid        TEXT,                      -- the unit's id in its file (TMX tuid)
  document    TEXT,                      -- the document it stands in
  position    INTEGER,                   -- its place there, from 0; neighbours are one off
  context     TEXT,                      -- context id (gettext msgctxt and the like)
  status      TEXT NOT NULL CHECK (status IN ('approved', 'draft', 'machine')),
  created_at  TEXT,                      -- YYYY-MM-DDTHH:MM:SSZ, NULL where unknown
  created_by  TEXT,
  changed_at  TEXT,
  changed_by  TEXT,
  usage_count INTEGER NOT NULL DEFAULT 0, -- how often translators took it (TMX usagecount)
  note        TEXT,
  properties  TEXT,                      -- JSON object of further properties
  fingerprint BLOB NOT NULL,             -- digest of all that makes two units duplicates
  identity    BLOB                       -- digest of what stays when its text is changed
);
CREATE INDEX unit_fingerprint ON unit (fingerprint);
CREATE INDEX unit_identity ON unit (identity) WHERE identity IS NOT NULL;
CREATE INDEX unit_place ON unit (corpus_id, document, position) WHERE position IS NOT NULL;

CREATE TABLE variant (
  unit_id     INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  language_id INTEGER NOT NULL REFERENCES language (id),
  text        TEXT NOT NULL,             -- plain text, inline elements as {1}
  markup      TEXT,                      -- the segment with its inline elements
  digest      BLOB NOT NULL,             -- of the comparable text, for exact matches
  PRIMARY KEY (unit_id, language_id)
) WITHOUT ROWID;
CREATE INDEX variant_digest ON variant (digest);

-- Units that look-ups see: not those of an import that is unfinished.
CREATE VIEW live_unit AS
  SELECT * FROM unit
  WHERE import_id NOT IN (SELECT id FROM import WHERE finished_at IS NULL);

CREATE VIEW live_corpus AS
  SELECT * FROM corpus
  WHERE id NOT IN (SELECT corpus_id FROM import WHERE finished_at IS NULL AND creates_corpus);

CREATE TABLE change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        TEXT NOT NULL,
  by        TEXT,                        -- who; NULL where unknown
  operation TEXT NOT NULL,               -- add, edit, approve, remove, import, undo
  unit_id   INTEGER,                     -- the unit changed, which may be gone
  concept_id INTEGER,                    -- the concept changed, which may be gone
  before    TEXT,                        -- JSON of the unit or concept; NULL where it was added
  after     TEXT,                        -- JSON of the unit or concept; NULL where it was removed
  undone    INTEGER NOT NULL DEFAULT 0   -- 1 where it was taken back
);
CREATE INDEX change_unit ON change (unit_id) WHERE unit_id IS NOT NULL;

CREATE TABLE glossary (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  origin      TEXT,
  licence     TEXT,
  imported_at TEXT,
  checksum    TEXT                       -- SHA-256 of the file imported last
);

CREATE TABLE concept (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  glossary_id INTEGER NOT NULL REFERENCES glossary (id) ON DELETE CASCADE,
  identifier  TEXT,                      -- the concept's id in its file
  domain      TEXT,                      -- subject field
  definition  TEXT,
  note        TEXT,
  source      TEXT,                      -- treaty and article, or standard
  fingerprint BLOB NOT NULL              -- digest of its terms, for files without ids
);
CREATE INDEX concept_fingerprint ON concept (fingerprint);
CREATE UNIQUE INDEX concept_identifier ON concept (glossary_id, identifier)
  WHERE identifier IS NOT NULL;

CREATE TABLE term (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  concept_id       INTEGER NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
  language_id      INTEGER NOT NULL REFERENCES language (id),
  text             TEXT NOT NULL,        -- citation form
  status           TEXT NOT NULL CHECK (status IN
    ('preferred', 'admitted', 'deprecated', 'superseded', 'forbidden', 'proposed')),
  type             TEXT,                 -- fullForm, acronym, abbreviation, variant, ...
  part_of_speech   TEXT,
  note             TEXT,
  source           TEXT,
  context          TEXT,                 -- an example of its use
  geography        TEXT,                 -- where it is used
  do_not_translate INTEGER NOT NULL DEFAULT 0,
  hints            TEXT,                 -- JSON: head, gender, number where analysis needs help
  created_at       TEXT,
  created_by       TEXT,
  changed_at       TEXT,
  changed_by       TEXT
);
CREATE INDEX term_concept ON term (concept_id);

CREATE TABLE term_key (
  language TEXT NOT NULL,                -- primary language
  key      TEXT NOT NULL,                -- lemmas of the term's words, joined by a space
  term_id  INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  words    INTEGER NOT NULL,             -- how many lemmas the key has
  PRIMARY KEY (language, key, term_id)
) WITHOUT ROWID;
CREATE INDEX term_key_term ON term_key (term_id);
CREATE INDEX term_key_words ON term_key (language, words);

CREATE TABLE term_form (
  term_id INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  form    TEXT NOT NULL,                 -- an irregular form of the term
  PRIMARY KEY (term_id, form)
) WITHOUT ROWID;

CREATE TABLE evidence (
  term_id INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE, -- a unit that uses the term
  PRIMARY KEY (term_id, unit_id)
) WITHOUT ROWID;
CREATE INDEX evidence_unit ON evidence (unit_id);

CREATE TABLE run (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  at              TEXT NOT NULL,
  by              TEXT,
  draft           TEXT NOT NULL,         -- the draft's file, as given
  reference       TEXT NOT NULL,         -- JSON list of the references' files
  source_language TEXT,
  target_language TEXT,
  segments        INTEGER NOT NULL,
  scores          TEXT NOT NULL          -- JSON list of scores with their signatures
);
"""
