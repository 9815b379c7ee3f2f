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
import type { Database, Statements } from '../database/database.ts';
import type { Row } from '../database/row.ts';

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

  async list({ issuer, actor }: DraftOwner): Promise<DraftSummary[]> {
    const rows = await this.#database.all(
      `SELECT ${summaryColumns} FROM draft WHERE issuer = :issuer AND owner = :actor
       ORDER BY saved_at DESC, rowid DESC`,
      { issuer, actor },
    );
    return rows.map(summaryOf);
  }

  async find(id: string, { issuer, actor }: DraftOwner): Promise<SavedDraft | null> {
    const row = await this.#database.one(`SELECT * FROM draft WHERE ${place}`, { issuer, actor, id });
    return row === null ? null : draftOf(row);
  }

  save({ id, owner: { issuer, actor }, content, seen }: DraftToSave): Promise<DraftSaved> {
    const digest = digestOf(content);
    return this.#database.transaction(async (transaction): Promise<DraftSaved> => {
      await transaction.alone(turnOf({ issuer, actor }));
      const kept = await this.#summary(id, { issuer, actor }, transaction);
      if (kept?.digest === digest) return { kind: 'saved', draft: kept, isNew: false };
      if (!isSeen(kept, seen)) return { kind: 'changed' };
      if (kept === null && (await this.#count({ issuer, actor }, transaction)) >= draftLimit) return { kind: 'full' };
      const { form, title, language } = content;
      const version = (kept?.version ?? 0) + 1;
      const draft: DraftSummary = { id, form, title, language, digest, version, savedAt: this.#clock() };
      // A draft that is saved anew comes first among those of the same second.
      await transaction.run(`DELETE FROM draft WHERE ${place}`, { issuer, actor, id });
      await transaction.run(
        `INSERT INTO draft
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

  delete(
    id: string,
    { issuer, actor }: DraftOwner,
    seen: SeenVersion | null,
  ): Promise<'deleted' | 'unknown' | 'changed'> {
    return this.#database.transaction(async (transaction) => {
      await transaction.alone(turnOf({ issuer, actor }));
      const kept = await this.#summary(id, { issuer, actor }, transaction);
      if (kept === null) return 'unknown';
      if (seen !== null && !isSeen(kept, seen)) return 'changed';
      await transaction.run(`DELETE FROM draft WHERE ${place}`, { issuer, actor, id });
      return 'deleted';
    });
  }

  async purge(issuer: string, savedBefore: string, actor: Actor): Promise<number> {
    const purged = await this.#database.transaction(async (transaction) => {
      const count = await transaction.run('DELETE FROM draft WHERE issuer = :issuer AND saved_at < :savedBefore', {
        issuer,
        savedBefore,
      });
      const details = { savedBefore, count };
      await this.#audit.append(transaction, { actor, action: 'drafts-purged', issuer, subject: issuer, details });
      return count;
    });
    await this.#database.forgetDeleted();
    return purged;
  }

  async #summary(id: string, { issuer, actor }: DraftOwner, from: Statements): Promise<DraftSummary | null> {
    const row = await from.one(`SELECT ${summaryColumns} FROM draft WHERE ${place}`, { issuer, actor, id });
    return row === null ? null : summaryOf(row);
  }

  async #count({ issuer, actor }: DraftOwner, from: Statements): Promise<number> {
    const row = await from.one('SELECT count(*) AS count FROM draft WHERE issuer = :issuer AND owner = :actor', {
      issuer,
      actor,
    });
    return row?.integer('count') ?? 0;
  }
}

/** One owner saves one draft after another. */
function turnOf({ issuer, actor }: DraftOwner): string {
  return `drafts ${JSON.stringify([issuer, actor])}`;
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
