import { collated } from './collated.ts';

/** The first schema as PostgreSQL spells it, and what only several nodes need. Instants are ISO 8601 in UTC, days ISO 8601 dates of Almaty, hashes hexadecimal, lists and objects JSON. */
export const firstSchema = collated(`
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;

CREATE TABLE issuer (
  id TEXT PRIMARY KEY,
  bin TEXT NOT NULL,
  code TEXT,
  name_kk TEXT NOT NULL,
  name_ru TEXT NOT NULL
);

CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  digest BYTEA NOT NULL,
  created_at TEXT NOT NULL,
  revoked_at TEXT
);

CREATE TABLE series (
  issuer TEXT NOT NULL REFERENCES issuer,
  key TEXT NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY (issuer, key)
);

-- Numerals below series.next that no document got.
CREATE TABLE released_numeral (
  issuer TEXT NOT NULL,
  series TEXT NOT NULL,
  numeral BIGINT NOT NULL,
  PRIMARY KEY (issuer, series, numeral)
);

-- Nodes that use the registry: one whose lease has run out is gone, and what it held is given to others.
CREATE TABLE node (
  id TEXT PRIMARY KEY,
  expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE reservation (
  id TEXT PRIMARY KEY,
  -- The node that holds it; released when that node is gone.
  owner TEXT NOT NULL,
  issuer TEXT NOT NULL REFERENCES issuer,
  form TEXT NOT NULL,
  number TEXT NOT NULL,
  series TEXT,
  numeral BIGINT,
  UNIQUE (issuer, form, number)
);
CREATE INDEX reservation_by_owner ON reservation (owner);

CREATE TABLE idempotency (
  api_key TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  -- Either the request is still being done, or this was the answer.
  reservation TEXT UNIQUE REFERENCES reservation ON DELETE CASCADE,
  status BIGINT,
  body TEXT,
  PRIMARY KEY (api_key, route, key),
  CHECK ((reservation IS NULL) = (status IS NOT NULL))
);

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  form TEXT NOT NULL,
  form_number BIGINT NOT NULL,
  edition TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  languages TEXT NOT NULL,
  master_language TEXT NOT NULL,
  present_by TEXT,
  holder_bin TEXT,
  holder_name TEXT,
  -- In lower case.
  holder_folded TEXT,
  code_text TEXT NOT NULL UNIQUE,
  code_hash TEXT NOT NULL,
  short_code TEXT NOT NULL,
  key_id BIGINT NOT NULL,
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
  CHECK (valid_until = to_char(valid_until::date, 'YYYY-MM-DD')),
  CHECK (present_by = to_char(present_by::date, 'YYYY-MM-DD'))
);
CREATE INDEX document_by_time ON document (issuer, issued_at, id);
CREATE INDEX document_by_number ON document (issuer, number);
CREATE INDEX document_by_holder ON document (issuer, holder_bin, issued_at, id);
CREATE INDEX document_by_term ON document (issuer, valid_until);
CREATE INDEX document_not_good ON document (issuer) WHERE revoked_at IS NOT NULL OR replaced_at IS NOT NULL;

CREATE TABLE status_event (
  document TEXT NOT NULL REFERENCES document,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  replaced_by TEXT REFERENCES document,
  valid_until TEXT,
  reason TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (document, position)
);

CREATE TABLE payload (
  document TEXT PRIMARY KEY REFERENCES document,
  data TEXT NOT NULL,
  derived TEXT NOT NULL
);

-- body: the JSON of the composed trees, gzip; null after a purge. sha256: of the JSON.
CREATE TABLE tree (
  document TEXT NOT NULL REFERENCES document,
  language TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  body BYTEA,
  PRIMARY KEY (document, language)
);

CREATE TABLE file (
  document TEXT NOT NULL REFERENCES document,
  name TEXT NOT NULL,
  revision BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  size BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (document, name, revision)
);
CREATE INDEX file_by_content ON file (sha256);

-- position: see audit_next.
CREATE TABLE audit (
  position BIGINT PRIMARY KEY,
  event TEXT NOT NULL,
  hash TEXT NOT NULL
);

-- Remembers the last position: a tail that was cut off is missed. A sequence would leave gaps.
CREATE TABLE audit_end (length BIGINT NOT NULL);
INSERT INTO audit_end (length) VALUES (0);
CREATE FUNCTION audit_next() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN UPDATE audit_end SET length = length + 1 RETURNING length INTO NEW.position; RETURN NEW; END $$;
CREATE TRIGGER audit_positions BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_next();

CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail never changes');
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse('the audit trail is kept');
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit trail is kept');
CREATE TRIGGER document_kept BEFORE DELETE ON document
  FOR EACH ROW EXECUTE FUNCTION refuse('records are kept');
CREATE TRIGGER document_not_emptied BEFORE TRUNCATE ON document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('records are kept');
CREATE TRIGGER document_unchanged BEFORE UPDATE OF
  id, issuer, form, form_number, edition, number, issued_at, languages, master_language, present_by, holder_bin,
  code_text, code_hash, short_code, key_id, fingerprint, bundle, warnings
  ON document
  FOR EACH ROW EXECUTE FUNCTION refuse('an issued document never changes');
CREATE TRIGGER document_facts_unchanged BEFORE UPDATE OF holder_name, holder_folded, public_facts ON document
  FOR EACH ROW WHEN (NEW.purged_at IS NULL)
  EXECUTE FUNCTION refuse('a record never changes before it is purged');
CREATE TRIGGER status_event_unchanged BEFORE UPDATE ON status_event
  FOR EACH ROW EXECUTE FUNCTION refuse('what took place never changes');
CREATE TRIGGER status_event_kept BEFORE DELETE ON status_event
  FOR EACH ROW EXECUTE FUNCTION refuse('what took place is kept');
CREATE TRIGGER status_event_not_emptied BEFORE TRUNCATE ON status_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what took place is kept');
CREATE TRIGGER file_unchanged BEFORE UPDATE ON file
  FOR EACH ROW EXECUTE FUNCTION refuse('a revision never changes');
CREATE TRIGGER file_kept BEFORE DELETE ON file
  FOR EACH ROW EXECUTE FUNCTION refuse('revisions are kept');
CREATE TRIGGER file_not_emptied BEFORE TRUNCATE ON file
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('revisions are kept');
`);
