"""Migration 2: digests become numbers, which are found through tables of their own."""

from __future__ import annotations

import sqlite3

from tmtool.store.fingerprints import first_half, halves

TABLES = """
CREATE TABLE unit (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  corpus_id   INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
  import_id   INTEGER NOT NULL DEFAULT 0,
  tuid        TEXT,
  document    TEXT,
  position    INTEGER,
  context     TEXT,
  status      TEXT NOT NULL CHECK (status IN ('approved', 'draft', 'machine')),
  created_at  TEXT,
  created_by  TEXT,
  changed_at  TEXT,
  changed_by  TEXT,
  usage_count INTEGER NOT NULL DEFAULT 0,
  note        TEXT,
  properties  TEXT,
  fingerprint INTEGER NOT NULL,
  fingerprint_rest INTEGER NOT NULL,
  identity    INTEGER
);
CREATE INDEX unit_place ON unit (corpus_id, document, position) WHERE position IS NOT NULL;

CREATE TABLE variant (
  unit_id     INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  language_id INTEGER NOT NULL REFERENCES language (id),
  digest      INTEGER NOT NULL,
  text        TEXT NOT NULL,
  markup      TEXT,
  PRIMARY KEY (unit_id, language_id)
) WITHOUT ROWID;

CREATE TABLE unit_digest (
  digest  INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
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

CREATE TABLE variant_digest (
  digest      INTEGER NOT NULL,
  unit_id     INTEGER NOT NULL,
  language_id INTEGER NOT NULL,
  PRIMARY KEY (digest, unit_id, language_id)
) WITHOUT ROWID;
CREATE TRIGGER variant_digest_deleted AFTER DELETE ON variant BEGIN
  DELETE FROM variant_digest
  WHERE digest = old.digest AND unit_id = old.unit_id AND language_id = old.language_id;
END;

CREATE VIEW live_unit AS
  SELECT * FROM unit
  WHERE import_id NOT IN (SELECT id FROM import WHERE finished_at IS NULL);

CREATE TABLE evidence (
  term_id INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  PRIMARY KEY (term_id, unit_id)
) WITHOUT ROWID;
CREATE INDEX evidence_unit ON evidence (unit_id);
"""
"""What takes the place of the tables of version 1 that have units."""

BEFORE = """
DROP VIEW live_unit;
DROP INDEX unit_fingerprint;
DROP INDEX unit_identity;
DROP INDEX unit_place;
DROP INDEX variant_digest;
DROP INDEX evidence_unit;
ALTER TABLE unit RENAME TO unit_1;
ALTER TABLE variant RENAME TO variant_1;
ALTER TABLE evidence RENAME TO evidence_1;
"""

AFTER = """
INSERT INTO unit
SELECT id, corpus_id, import_id, tuid, document, position, context, status, created_at, created_by,
       changed_at, changed_by, usage_count, note, properties,
       first_half(fingerprint), second_half(fingerprint), first_half(identity)
FROM unit_1;
INSERT INTO variant
SELECT unit_id, language_id, first_half(digest), text, markup FROM variant_1;
INSERT INTO evidence SELECT * FROM evidence_1;
INSERT INTO unit_digest
SELECT fingerprint, id FROM unit UNION SELECT identity, id FROM unit WHERE identity IS NOT NULL;
INSERT INTO variant_digest
SELECT digest, unit_id, language_id FROM variant ORDER BY digest, unit_id;
DELETE FROM sqlite_sequence WHERE name = 'unit';
UPDATE sqlite_sequence SET name = 'unit' WHERE name = 'unit_1';
DROP TABLE evidence_1;
DROP TABLE variant_1;
DROP TABLE unit_1;
UPDATE change SET before =
  json_set(before, '$.identity', first_half_of_hex(json_extract(before, '$.identity')))
WHERE json_type(before, '$.identity') = 'text';
"""


def define_functions(connection: sqlite3.Connection) -> None:
    """Let SQL cut the digests of version 1, as the store does from version 2 on."""

    def first(digest: bytes | None) -> int | None:
        return None if digest is None else first_half(digest)

    def second(digest: bytes) -> int:
        return halves(digest)[1]

    def of_hex(digest: str) -> int:
        return first_half(bytes.fromhex(digest))

    connection.create_function("first_half", 1, first, deterministic=True)
    connection.create_function("second_half", 1, second, deterministic=True)
    connection.create_function("first_half_of_hex", 1, of_hex, deterministic=True)
