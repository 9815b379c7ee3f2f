/** Instants are ISO 8601 in UTC, days ISO 8601 dates of Almaty, hashes hexadecimal, lists and objects JSON. */
export const firstSchema = `
CREATE TABLE issuer (
  id TEXT PRIMARY KEY,
  bin TEXT NOT NULL,
  code TEXT,
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL
) STRICT;

CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  digest BLOB NOT NULL,
  created_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

CREATE TABLE series (
  issuer TEXT NOT NULL REFERENCES issuer,
  key TEXT NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (issuer, key)
) STRICT, WITHOUT ROWID;

-- Numerals below series.next that no document got.
CREATE TABLE released_numeral (
  issuer TEXT NOT NULL,
  series TEXT NOT NULL,
  numeral INTEGER NOT NULL,
  PRIMARY KEY (issuer, series, numeral)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservation (
  id TEXT PRIMARY KEY,
  -- The process that holds it; released when that process is gone.
  owner TEXT NOT NULL,
  issuer TEXT NOT NULL REFERENCES issuer,
  form TEXT NOT NULL,
  number TEXT NOT NULL,
  series TEXT,
  numeral INTEGER,
  UNIQUE (issuer, form, number)
) STRICT;
CREATE INDEX reservation_by_owner ON reservation (owner);

CREATE TABLE idempotency (
  api_key TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  -- Either the request is still being done, or this was the answer.
  reservation TEXT UNIQUE REFERENCES reservation ON DELETE CASCADE,
  status INTEGER,
  body TEXT,
  PRIMARY KEY (api_key, route, key),
  CHECK ((reservation IS NULL) = (status IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  form TEXT NOT NULL,
  form_number INTEGER NOT NULL,
  edition TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  languages TEXT NOT NULL,
  master_language TEXT NOT NULL,
  present_by TEXT,
  holder_bin TEXT,
  holder_name TEXT,
  -- In lower case: SQLite folds ASCII letters only.
  holder_folded TEXT,
  code_text TEXT NOT NULL UNIQUE,
  code_hash TEXT NOT NULL,
  short_code TEXT NOT NULL,
  key_id INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  public_facts TEXT NOT NULL,
  bundle TEXT,
  warnings TEXT NOT NULL,
  valid_until TEXT,
  revoked_at TEXT,
  replaced_at TEXT,
  replaced_by TEXT REFERENCES document,
  purged_at TEXT,
  purge_reason TEXT,
  UNIQUE (issuer, form, number),
  UNIQUE (number, short_code),
  -- Days of the calendar, spelled so that they compare as texts.
  CHECK (valid_until = date(valid_until)),
  CHECK (present_by = date(present_by))
) STRICT;
CREATE INDEX document_by_time ON document (issuer, issued_at, id);
CREATE INDEX document_by_number ON document (issuer, number);
CREATE INDEX document_by_holder ON document (issuer, holder_bin, issued_at, id);
CREATE INDEX document_by_term ON document (issuer, valid_until);
CREATE INDEX document_not_good ON document (issuer) WHERE revoked_at IS NOT NULL OR replaced_at IS NOT NULL;

CREATE TABLE status_event (
  document TEXT NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  replaced_by TEXT REFERENCES document,
  valid_until TEXT,
  reason TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE payload (
  document TEXT PRIMARY KEY REFERENCES document,
  data TEXT NOT NULL,
  derived TEXT NOT NULL
) STRICT;

-- body: the JSON of the composed trees, gzip; null after a purge. sha256: of the JSON.
CREATE TABLE tree (
  document TEXT NOT NULL REFERENCES document,
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  body BLOB,
  PRIMARY KEY (document, language)
) STRICT;

CREATE TABLE file (
  document TEXT NOT NULL REFERENCES document,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (document, name, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_by_content ON file (sha256);

-- AUTOINCREMENT remembers the last position: a tail that was cut off is missed.
CREATE TABLE audit (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail never changes'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is kept'); END;
CREATE TRIGGER document_kept BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'records are kept'); END;
CREATE TRIGGER document_unchanged BEFORE UPDATE OF
  id, issuer, form, form_number, edition, number, issued_at, languages, master_language, present_by, holder_bin,
  code_text, code_hash, short_code, key_id, fingerprint, bundle, warnings
  ON document BEGIN SELECT RAISE(ABORT, 'an issued document never changes'); END;
CREATE TRIGGER document_facts_unchanged BEFORE UPDATE OF holder_name, holder_folded, public_facts ON document
  WHEN NEW.purged_at IS NULL BEGIN SELECT RAISE(ABORT, 'a record never changes before it is purged'); END;
CREATE TRIGGER status_event_unchanged BEFORE UPDATE ON status_event
  BEGIN SELECT RAISE(ABORT, 'what took place never changes'); END;
CREATE TRIGGER status_event_kept BEFORE DELETE ON status_event
  BEGIN SELECT RAISE(ABORT, 'what took place is kept'); END;
CREATE TRIGGER file_unchanged BEFORE UPDATE ON file BEGIN SELECT RAISE(ABORT, 'a revision never changes'); END;
CREATE TRIGGER file_kept BEFORE DELETE ON file BEGIN SELECT RAISE(ABORT, 'revisions are kept'); END;
`;
