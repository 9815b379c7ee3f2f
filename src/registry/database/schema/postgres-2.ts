import { collated } from './collated.ts';

/** Signatures; spellings as in the first schema. */
export const secondSchema = collated(`
-- announced and content (SHA-256 of the revision with reserved space) go when the preparation is over.
CREATE TABLE preparation (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document,
  file TEXT NOT NULL,
  base_revision BIGINT NOT NULL,
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
);
CREATE UNIQUE INDEX preparation_open ON preparation (document, file) WHERE ended_at IS NULL;
CREATE INDEX preparation_by_end ON preparation (expires_at) WHERE ended_at IS NULL;
CREATE INDEX preparation_by_content ON preparation (content) WHERE content IS NOT NULL;

-- announced and signer go with a purge. cms, signed: SHA-256 of contents; signed is the file that the CMS signs where
-- no revision holds it.
CREATE TABLE signature (
  id TEXT PRIMARY KEY REFERENCES preparation,
  document TEXT NOT NULL REFERENCES document,
  position BIGINT NOT NULL,
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
  revision BIGINT,
  cms TEXT NOT NULL,
  signed TEXT,
  UNIQUE (document, position),
  FOREIGN KEY (document, file, revision) REFERENCES file,
  -- What counts as signed is a revision of the file, and nothing else is.
  CHECK ((status = 'verified') = (revision IS NOT NULL)),
  CHECK ((revision IS NULL) = (signed IS NOT NULL))
);
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
  ON preparation
  FOR EACH ROW EXECUTE FUNCTION refuse('a preparation only ends');
CREATE TRIGGER preparation_over BEFORE UPDATE ON preparation FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL)
  EXECUTE FUNCTION refuse('a preparation ends once');
CREATE TRIGGER preparation_kept BEFORE DELETE ON preparation
  FOR EACH ROW EXECUTE FUNCTION refuse('preparations are kept');
CREATE TRIGGER preparation_not_emptied BEFORE TRUNCATE ON preparation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('preparations are kept');
CREATE TRIGGER signature_unchanged BEFORE UPDATE OF
  id, document, position, file, signatory, place, status, algorithm, revocation, signed_at, claimed_at, timestamp,
  byte_range, digest, revision, cms, signed
  ON signature
  FOR EACH ROW EXECUTE FUNCTION refuse('a signature never changes');
CREATE FUNCTION refuse_before_purge() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN
    IF (SELECT purged_at FROM document WHERE id = NEW.document) IS NULL THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF;
    RETURN NEW;
  END $$;
CREATE TRIGGER signer_unchanged BEFORE UPDATE OF announced, signer ON signature
  FOR EACH ROW EXECUTE FUNCTION refuse_before_purge('a signer is forgotten only with a purge');
CREATE TRIGGER signature_kept BEFORE DELETE ON signature
  FOR EACH ROW EXECUTE FUNCTION refuse('signatures are kept');
CREATE TRIGGER signature_not_emptied BEFORE TRUNCATE ON signature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('signatures are kept');
`);
