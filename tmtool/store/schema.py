"""The tables of a memory, as they are after the newest migration.

`docs/schema.md` is generated from this text.
"""

SCHEMA_VERSION = 6
"""Stored as `PRAGMA user_version`; one more for every migration."""

APPLICATION_ID = 0x746D746F
"""Stored as `PRAGMA application_id` ("tmto"), so that a memory is told from other SQLite files."""

TABLES = """
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
  fingerprint INTEGER NOT NULL,          -- digest of all that makes two units duplicates
  fingerprint_rest INTEGER NOT NULL,     -- 32 more bits of that digest
  identity    INTEGER                    -- digest of what stays when its text is changed
);
CREATE INDEX unit_place ON unit (corpus_id, document, position) WHERE position IS NOT NULL;

CREATE TABLE variant (
  unit_id     INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  language_id INTEGER NOT NULL REFERENCES language (id),
  digest      INTEGER NOT NULL,          -- of the comparable text, for exact matches
  text        TEXT NOT NULL,             -- plain text, inline elements as {1}
  markup      TEXT,                      -- the segment with its inline elements
  PRIMARY KEY (unit_id, language_id)
) WITHOUT ROWID;

-- Units by their digests. A running import adds its own at its end, in the order of the digests,
-- which costs a fraction of what an index costs that is always up to date.
CREATE TABLE unit_digest (
  digest  INTEGER NOT NULL,              -- a unit's fingerprint or identity
  unit_id INTEGER NOT NULL,              -- the unit
  PRIMARY KEY (digest, unit_id)
) WITHOUT ROWID;
CREATE TRIGGER unit_digest_deleted AFTER DELETE ON unit BEGIN
  DELETE FROM unit_digest
  WHERE digest IN (old.fingerprint, old.identity) AND unit_id = old.id;
END;
CREATE TRIGGER unit_digest_updated AFTER UPDATE OF fingerprint, identity ON unit BEGIN
  DELETE FROM unit_digest
  WHERE digest IN (old.fingerprint, old.identity) AND unit_id = old.id;
  INSERT OR IGNORE INTO unit_digest
  SELECT digest, new.id FROM (SELECT new.fingerprint AS digest UNION SELECT new.identity)
  WHERE digest IS NOT NULL;
END;

-- Units by the digests of their texts, in the same way.
CREATE TABLE variant_digest (
  digest      INTEGER NOT NULL,          -- of the comparable text
  unit_id     INTEGER NOT NULL,          -- the unit
  language_id INTEGER NOT NULL,          -- the text's language
  PRIMARY KEY (digest, unit_id, language_id)
) WITHOUT ROWID;
CREATE TRIGGER variant_digest_deleted AFTER DELETE ON variant BEGIN
  DELETE FROM variant_digest
  WHERE digest = old.digest AND unit_id = old.unit_id AND language_id = old.language_id;
END;

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
  operation TEXT NOT NULL,               -- add, edit, approve, remove, import, merge, undo
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
  definitions TEXT,                      -- JSON: pairs of a language tag and its definition
  properties  TEXT,                      -- JSON: pairs of a name and what its file says
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
  case_rule        TEXT,                 -- any, first, exact; NULL: as the text suggests
  number           TEXT,                 -- singular, plural: used in that number only
  hints            TEXT,                 -- JSON: head, gender, ... where analysis needs help
  properties       TEXT,                 -- JSON: pairs of a name and what its file says
  created_at       TEXT,
  created_by       TEXT,
  changed_at       TEXT,
  changed_by       TEXT
);
CREATE INDEX term_concept ON term (concept_id);

CREATE TABLE term_key (
  language TEXT NOT NULL,                -- primary language
  key      TEXT NOT NULL,                -- lemmas of the term's words, joined by a space, or
                                         -- those after its verb, which need not stand beside it
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

-- What `glossary mine` has found, until a person has decided, and the decision after it.
CREATE TABLE candidate (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  language       TEXT NOT NULL,          -- primary language of the candidate
  target         TEXT NOT NULL,          -- primary language of its translations
  key            TEXT NOT NULL,          -- its lemmas, by which it is known when mined again
  text           TEXT NOT NULL,          -- citation form
  frequency      INTEGER NOT NULL,       -- how many units have it
  c_value        REAL NOT NULL,          -- how much like a term it is used
  translations   TEXT NOT NULL,          -- JSON list, the best first, with counts and examples
  state          TEXT NOT NULL           -- what a person decided
                 CHECK (state IN ('new', 'accepted', 'rejected')),
  translation    TEXT,                   -- the one that was accepted
  concept_id     INTEGER REFERENCES concept (id) ON DELETE SET NULL, -- what it became
  mined_at       TEXT NOT NULL,          -- when it was found last
  decided_at     TEXT,                   -- NULL while it is new
  decided_by     TEXT,                   -- who decided
  UNIQUE (language, target, key)
);
CREATE INDEX candidate_state ON candidate (state, c_value);
CREATE INDEX candidate_concept ON candidate (concept_id) WHERE concept_id IS NOT NULL;

-- Scores of drafts, for trends and for gates that let nothing become worse.
CREATE TABLE run (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  at              TEXT NOT NULL,
  by              TEXT,
  draft           TEXT NOT NULL,         -- the draft's file, as given
  reference       TEXT NOT NULL,         -- JSON list of the references' files
  source_language TEXT,
  target_language TEXT,
  segments        INTEGER NOT NULL,
  scores          TEXT NOT NULL,         -- JSON: scores with signatures, what a gate said
  name            TEXT,                  -- what it is about: runs of one name make a trend
  excluded        INTEGER NOT NULL DEFAULT 0, -- segments that are empty everywhere
  checks          TEXT,                  -- JSON: how often each check found something
  test_set        BLOB                   -- digest of the segments' references, in their order
);
CREATE INDEX run_name ON run (name, id);

-- What each metric counted in the segments of a run, so that later drafts can be tested against it.
CREATE TABLE run_counts (
  run_id  INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  metric  TEXT NOT NULL,                 -- bleu, chrf, ...
  columns INTEGER NOT NULL,              -- how many counts a segment has
  counts  BLOB NOT NULL,                 -- deflated: float64, low bytes first, row by row; a
                                         -- segment that was left out is NaN
  PRIMARY KEY (run_id, metric)
) WITHOUT ROWID;

-- What metrics counted in a segment, so that a revised draft is scored at once. It may be
-- emptied at any time.
CREATE TABLE segment_counts (
  digest BLOB PRIMARY KEY,               -- of the metrics' settings, the draft and its references
  used   INTEGER NOT NULL,               -- the day it was asked for last, from 1970-01-01
  counts BLOB NOT NULL                   -- float64, low bytes first
) WITHOUT ROWID;
CREATE INDEX segment_counts_used ON segment_counts (used);

-- Findings of checks that a person has looked at and called right.
CREATE TABLE accepted (
  digest     BLOB PRIMARY KEY,           -- of the check, the texts and the words at fault
  check_id   TEXT NOT NULL,              -- the check's id
  source     TEXT NOT NULL,
  draft      TEXT NOT NULL,              -- the draft's text
  message    TEXT NOT NULL,              -- what the check said
  note       TEXT,
  at         TEXT NOT NULL,
  by         TEXT
) WITHOUT ROWID;

-- What is known of the words of two languages, by which documents are aligned. It may be emptied
-- at any time.
CREATE TABLE word_knowledge (
  source_language TEXT NOT NULL,         -- primary language
  target_language TEXT NOT NULL,
  learnt_from     TEXT NOT NULL          -- units: the memory; list: a list of pairs of documents
                  CHECK (learnt_from IN ('units', 'list')),
  fingerprint     TEXT NOT NULL,         -- what tells whether it has to be learnt again
  data            BLOB NOT NULL,         -- as tmtool/alignment writes it
  made_at         TEXT NOT NULL,         -- when it was learnt
  PRIMARY KEY (source_language, target_language, learnt_from)
);

-- Pairs of documents of a list that are done, so that aligning them goes on where it was stopped.
CREATE TABLE aligned_pair (
  digest    BLOB PRIMARY KEY,            -- of both documents, the corpus and all options
  import_id INTEGER REFERENCES import (id) ON DELETE CASCADE, -- that brought its units; or NULL
  outcome   TEXT NOT NULL,               -- JSON: what became of the pair
  at        TEXT NOT NULL
);
CREATE INDEX aligned_pair_import ON aligned_pair (import_id) WHERE import_id IS NOT NULL;

-- The index of segments by their stems; it can always be made again from the units.
CREATE TABLE posting (
  language_id INTEGER NOT NULL REFERENCES language (id),
  block       INTEGER NOT NULL,          -- unit ids divided by 65,536
  stem        TEXT NOT NULL,             -- numbers are 0; U+001F stands before words of markup
  units       BLOB NOT NULL,             -- what is left of each unit id, in two bytes, low first
  PRIMARY KEY (language_id, block, stem)
) WITHOUT ROWID;

-- What a look-up needs to know of each segment before it reads any.
CREATE TABLE sizes (
  language_id INTEGER NOT NULL REFERENCES language (id),
  page        INTEGER NOT NULL,          -- unit ids divided by 4,096
  weights     BLOB NOT NULL,             -- the weight of each segment's stems, in two bytes
  marks       BLOB NOT NULL,             -- how many different marks it has, in one byte
  grams       BLOB NOT NULL,             -- its runs of four characters; 0: no such unit
  PRIMARY KEY (language_id, page)
) WITHOUT ROWID;

-- How rare stems are, as it was when the index was made: match rates stay as they are.
CREATE TABLE statistics (
  language   TEXT PRIMARY KEY,           -- primary language
  segments   INTEGER NOT NULL,           -- how many were counted
  new_weight INTEGER NOT NULL            -- of a stem that is not in stem_weight
) WITHOUT ROWID;

CREATE TABLE stem_weight (
  language TEXT NOT NULL,                -- primary language
  stem     TEXT NOT NULL,
  weight   INTEGER NOT NULL,             -- 4 times the logarithm of segments by those with it
  PRIMARY KEY (language, stem)
) WITHOUT ROWID;
"""
