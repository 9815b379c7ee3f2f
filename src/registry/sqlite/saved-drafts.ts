import { createHash } from 'node:crypto';
import type { Actor } from '../issuer.ts';
import {
  type DraftContent,
  draftLimit,
  type DraftOwner,
  type DraftSaved,
  type DraftSummary,
  type DraftToSave,
  type SavedDraft,
  type SeenVersion,
} from '../saved-drafts.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Row } from './row.ts';

const summaryColumns = 'id, form, title, language, digest, version, saved_at';
const place = 'issuer = :issuer AND owner = :actor AND id = :id';

/** Drafts, each for its owner alone. */
export class SavedDrafts {
  readonly #database: Database;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;

  constructor(database: Database, audit: AuditTrail, clock: Clock) {
    this.#database = database;
    this.#audit = audit;
    this.#clock = clock;
  }

  list({ issuer, actor }: DraftOwner): DraftSummary[] {
    return this.#database
      .all(
        `SELECT ${summaryColumns} FROM draft WHERE issuer = :issuer AND owner = :actor
         ORDER BY saved_at DESC, rowid DESC`,
        { issuer, actor },
      )
      .map(summaryOf);
  }

  find(id: string, { issuer, actor }: DraftOwner): SavedDraft | null {
    const row = this.#database.one(`SELECT * FROM draft WHERE ${place}`, { issuer, actor, id });
    return row === null ? null : draftOf(row);
  }

  save({ id, owner: { issuer, actor }, content, seen }: DraftToSave): DraftSaved {
    const digest = digestOf(content);
    return this.#database.transaction((): DraftSaved => {
      const kept = this.#summary(id, { issuer, actor });
      if (kept?.digest === digest) return { kind: 'saved', draft: kept, isNew: false };
      if (!isSeen(kept, seen)) return { kind: 'changed' };
      if (kept === null && this.#count({ issuer, actor }) >= draftLimit) return { kind: 'full' };
      const { form, title, language } = content;
      const version = (kept?.version ?? 0) + 1;
      const draft: DraftSummary = { id, form, title, language, digest, version, savedAt: this.#clock() };
      // A draft that is saved anew comes first among those of the same second.
      this.#database.run(
        `INSERT OR REPLACE INTO draft
           (issuer, owner, id, form, title, language, payload, unreadable, digest, version, saved_at)
         VALUES (:issuer, :actor, :id, :form, :title, :language, :payload, :unreadable, :digest, :version, :savedAt)`,
        {
          issuer,
          actor,
          ...draft,
          payload: JSON.stringify(content.payload),
          unreadable: JSON.stringify(content.unreadable),
        },
      );
      return { kind: 'saved', draft, isNew: kept === null };
    });
  }

  delete(id: string, { issuer, actor }: DraftOwner, seen: SeenVersion | null): 'deleted' | 'unknown' | 'changed' {
    return this.#database.transaction(() => {
      const kept = this.#summary(id, { issuer, actor });
      if (kept === null) return 'unknown';
      if (seen !== null && !isSeen(kept, seen)) return 'changed';
      this.#database.run(`DELETE FROM draft WHERE ${place}`, { issuer, actor, id });
      return 'deleted';
    });
  }

  purge(issuer: string, savedBefore: string, actor: Actor): number {
    const purged = this.#database.transaction(() => {
      const count = this.#database.run('DELETE FROM draft WHERE issuer = :issuer AND saved_at < :savedBefore', {
        issuer,
        savedBefore,
      });
      this.#audit.append({ actor, action: 'drafts-purged', issuer, subject: issuer, details: { savedBefore, count } });
      return count;
    });
    this.#database.emptyLog();
    return purged;
  }

  #summary(id: string, { issuer, actor }: DraftOwner): DraftSummary | null {
    const row = this.#database.one(`SELECT ${summaryColumns} FROM draft WHERE ${place}`, { issuer, actor, id });
    return row === null ? null : summaryOf(row);
  }

  #count({ issuer, actor }: DraftOwner): number {
    const row = this.#database.one('SELECT count(*) AS count FROM draft WHERE issuer = :issuer AND owner = :actor', {
      issuer,
      actor,
    });
    return row?.integer('count') ?? 0;
  }
}

function isSeen(kept: DraftSummary | null, seen: SeenVersion | null): boolean {
  return kept?.version === seen?.version && kept?.digest === seen?.digest;
}

function digestOf({ form, title, language, payload, unreadable }: DraftContent): string {
  return createHash('sha256')
    .update(JSON.stringify([form, title, language, payload, unreadable]))
    .digest('hex');
}

function summaryOf(row: Row): DraftSummary {
  return {
    id: row.text('id'),
    form: row.text('form'),
    title: row.text('title'),
    language: row.text('language'),
    digest: row.text('digest'),
    version: row.integer('version'),
    savedAt: row.text('saved_at'),
  };
}

function draftOf(row: Row): SavedDraft {
  const texts = Object.entries(row.object('unreadable')).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { ...summaryOf(row), payload: row.object('payload'), unreadable: Object.fromEntries(texts) };
}
