/** Drafts of those who fill in forms; spellings as in the first schema. */
export const fourthSchema = `
-- owner: id of the person or API key. digest: SHA-256 of what was saved, hexadecimal.
CREATE TABLE draft (
  issuer TEXT NOT NULL REFERENCES issuer,
  owner TEXT NOT NULL,
  id TEXT NOT NULL,
  form TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  payload TEXT NOT NULL,
  unreadable TEXT NOT NULL,
  digest TEXT NOT NULL,
  version INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (issuer, owner, id)
) STRICT;
CREATE INDEX draft_by_time ON draft (issuer, saved_at);
`;
