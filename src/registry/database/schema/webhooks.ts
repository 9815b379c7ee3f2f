import type { Dialect } from '../database.ts';
import { collated } from './collated.ts';

/**
 * Webhooks and their outbox. `secret` is null once the webhook is removed; `due_at`: when the next attempt may begin,
 * later than now while one is under way.
 */
function schema(strict: string): string {
  return `
CREATE TABLE webhook (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL REFERENCES issuer,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  secret TEXT,
  created_at TEXT NOT NULL,
  removed_at TEXT
)${strict};
CREATE INDEX webhook_by_issuer ON webhook (issuer) WHERE removed_at IS NULL;

CREATE TABLE webhook_delivery (
  id TEXT PRIMARY KEY,
  webhook TEXT NOT NULL REFERENCES webhook,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  attempted_at TEXT,
  outcome TEXT
)${strict};
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_by_time ON webhook_delivery (webhook, created_at);
`;
}

export const webhookSchema: Readonly<Record<Dialect, string>> = {
  sqlite: schema(' STRICT'),
  postgres: collated(schema('')),
};
