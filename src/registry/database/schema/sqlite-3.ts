/** People and their sessions; spellings as in the first schema. */
export const thirdSchema = `
-- login in small letters; password: what is kept of it, null for who signs in elsewhere only.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  password TEXT,
  openid_subject TEXT UNIQUE,
  created_at TEXT NOT NULL,
  disabled_at TEXT
) STRICT;

-- digest: SHA-256 of the token, hexadecimal.
CREATE TABLE session (
  digest TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL REFERENCES person,
  opened_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (person);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TRIGGER person_unchanged BEFORE UPDATE OF id, issuer, login, created_at ON person
  BEGIN SELECT RAISE(ABORT, 'who a person is never changes'); END;
CREATE TRIGGER person_kept BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'people are kept'); END;
`;
