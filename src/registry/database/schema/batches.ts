import type { Dialect } from '../database.ts';
import { collated } from './collated.ts';

/**
 * Batches and their rows. `owner`: the process that receives or does the rows; `data` is null once the row is done; `content`: SHA-256 of a rendered file, hexadecimal.
 */
function schema(strict: string): string {
  return `
CREATE TABLE batch (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  form TEXT NOT NULL,
  action TEXT NOT NULL,
  languages TEXT NOT NULL,
  format TEXT NOT NULL,
  dry_run INTEGER NOT NULL,
  state TEXT NOT NULL,
  owner TEXT NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  running_since TEXT,
  finished_before INTEGER NOT NULL
)${strict};
CREATE INDEX batch_by_time ON batch (issuer, actor, created_at);
CREATE INDEX batch_under_way ON batch (owner) WHERE finished_at IS NULL;

CREATE TABLE batch_item (
  batch TEXT NOT NULL REFERENCES batch,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  number TEXT,
  data TEXT,
  document TEXT,
  content TEXT,
  failure TEXT,
  PRIMARY KEY (batch, position)
)${strict};
CREATE INDEX batch_item_waiting ON batch_item (batch, position) WHERE state = 'waiting';
CREATE INDEX batch_item_failed ON batch_item (batch, position) WHERE state = 'failed';
CREATE INDEX batch_item_by_content ON batch_item (content) WHERE content IS NOT NULL;

DROP VIEW kept_content;
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
    WHERE document.purged_at IS NULL AND signature.signed IS NOT NULL
  UNION ALL
  SELECT content, NULL FROM batch_item WHERE content IS NOT NULL;
`;
}

export const batchSchema: Readonly<Record<Dialect, string>> = {
  sqlite: schema(' STRICT'),
  postgres: collated(schema('')),
};
