/** Signatures; spellings as in the first schema. */
export const secondSchema = `
-- announced and content (SHA-256 of the revision with reserved space) go when the preparation is over.
CREATE TABLE preparation (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document,
  file TEXT NOT NULL,
  base_revision INTEGER NOT NULL,
  signatory TEXT NOT NULL,
  place TEXT NOT NULL,
  byte_range TEXT NOT NULL,
  digest TEXT NOT NULL,
  announced TEXT,
  content TEXT,
  prepared_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at TEXT,
  FOREIGN KEY (document, file, base_revision) REFERENCES file,
  CHECK ((ended_at IS NULL) = (announced IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (content IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX preparation_open ON preparation (document, file) WHERE ended_at IS NULL;
CREATE INDEX preparation_by_end ON preparation (expires_at) WHERE ended_at IS NULL;
CREATE INDEX preparation_by_content ON preparation (content) WHERE content IS NOT NULL;

-- announced and signer go with a purge. cms, signed: SHA-256 of contents; signed is the file that the CMS signs where
-- no revision holds it.
CREATE TABLE signature (
  id TEXT PRIMARY KEY REFERENCES preparation,
  document TEXT NOT NULL REFERENCES document,
  position INTEGER NOT NULL,
  file TEXT NOT NULL,
  signatory TEXT NOT NULL,
  place TEXT NOT NULL,
  status TEXT NOT NULL,
  announced TEXT,
  signer TEXT,
  algorithm TEXT,
  revocation TEXT,
  signed_at TEXT NOT NULL,
  claimed_at TEXT,
  timestamp TEXT,
  byte_range TEXT NOT NULL,
  digest TEXT NOT NULL,
  revision INTEGER,
  cms TEXT NOT NULL,
  signed TEXT,
  UNIQUE (document, position),
  FOREIGN KEY (document, file, revision) REFERENCES file,
  -- What counts as signed is a revision of the file, and nothing else is.
  CHECK ((status = 'verified') = (revision IS NOT NULL)),
  CHECK ((revision IS NULL) = (signed IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX signature_of_place ON signature (document, file, place) WHERE status = 'verified';
CREATE UNIQUE INDEX signature_of_revision ON signature (document, file, revision) WHERE revision IS NOT NULL;
CREATE INDEX signature_by_cms ON signature (cms);
CREATE INDEX signature_by_signed ON signature (signed) WHERE signed IS NOT NULL;

-- Contents that must be kept, by the document they belong to.
CREATE VIEW kept_content AS
  SELECT file.sha256 AS sha256, file.document AS document FROM file
    JOIN document ON document.id = file.document WHERE document.purged_at IS NULL
  UNION ALL
  SELECT content, document FROM preparation WHERE content IS NOT NULL
  UNION ALL
  SELECT signature.cms, signature.document FROM signature
    JOIN document ON document.id = signature.document WHERE document.purged_at IS NULL
  UNION ALL
  SELECT signature.signed, signature.document FROM signature
    JOIN document ON document.id = signature.document
    WHERE document.purged_at IS NULL AND signature.signed IS NOT NULL;

CREATE TRIGGER preparation_unchanged BEFORE UPDATE OF
  id, document, file, base_revision, signatory, place, byte_range, digest, prepared_at, expires_at
  ON preparation BEGIN SELECT RAISE(ABORT, 'a preparation only ends'); END;
CREATE TRIGGER preparation_over BEFORE UPDATE ON preparation WHEN OLD.ended_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a preparation ends once'); END;
CREATE TRIGGER preparation_kept BEFORE DELETE ON preparation BEGIN SELECT RAISE(ABORT, 'preparations are kept'); END;
CREATE TRIGGER signature_unchanged BEFORE UPDATE OF
  id, document, position, file, signatory, place, status, algorithm, revocation, signed_at, claimed_at, timestamp,
  byte_range, digest, revision, cms, signed
  ON signature BEGIN SELECT RAISE(ABORT, 'a signature never changes'); END;
CREATE TRIGGER signer_unchanged BEFORE UPDATE OF announced, signer ON signature
  WHEN (SELECT purged_at FROM document WHERE id = NEW.document) IS NULL
  BEGIN SELECT RAISE(ABORT, 'a signer is forgotten only with a purge'); END;
CREATE TRIGGER signature_kept BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, 'signatures are kept'); END;
`;
