import { apiKeyDigest, apiKeyId, isApiKey, newApiKeySecret } from '../api-key.ts';
import { IssuerExistsError, IssuerUnknownError } from '../errors.ts';
import { isScope, type Actor, type ApiKey, type Issuer, type NewApiKey } from '../issuer.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Clock } from './clock.ts';
import type { Database, Statements } from '../database/database.ts';
import type { Row } from '../database/row.ts';

/** Issuers and their API keys. */
export class Organisations {
  readonly #database: Database;
  readonly #audit: AuditTrail;
  readonly #clock: Clock;

  constructor(database: Database, audit: AuditTrail, clock: Clock) {
    this.#database = database;
    this.#audit = audit;
    this.#clock = clock;
  }

  async issuers(): Promise<Issuer[]> {
    return (await this.#database.all('SELECT * FROM issuer ORDER BY id')).map(issuerOf);
  }

  async issuer(id: string, from: Statements = this.#database): Promise<Issuer | null> {
    const row = await from.one('SELECT * FROM issuer WHERE id = :id', { id });
    return row === null ? null : issuerOf(row);
  }

  addIssuer({ id, bin, code, name }: Issuer, actor: Actor): Promise<void> {
    return this.#database.transaction(async (transaction) => {
      if ((await this.issuer(id, transaction)) !== null) throw new IssuerExistsError(`there is an issuer ${id}`);
      await transaction.run(
        'INSERT INTO issuer (id, bin, code, name_kk, name_ru) VALUES (:id, :bin, :code, :kk, :ru)',
        { id, bin, code: code ?? null, kk: name.kk, ru: name.ru },
      );
      await this.#audit.append(transaction, {
        actor,
        action: 'issuer-added',
        issuer: id,
        subject: id,
        details: { bin },
      });
    });
  }

  async addKey(
    { issuer, name, scopes: granted }: NewApiKey,
    actor: Actor,
  ): Promise<{ readonly key: ApiKey; readonly secret: string }> {
    const { id, secret } = newApiKeySecret();
    const key: ApiKey = { id, issuer, name, scopes: granted, createdAt: this.#clock(), revokedAt: null };
    await this.#database.transaction(async (transaction) => {
      if ((await this.issuer(issuer, transaction)) === null) throw new IssuerUnknownError(`no issuer ${issuer}`);
      await transaction.run(
        `INSERT INTO api_key (id, issuer, name, scopes, digest, created_at)
         VALUES (:id, :issuer, :name, :scopes, :digest, :createdAt)`,
        { id, issuer, name, scopes: JSON.stringify(granted), digest: apiKeyDigest(secret), createdAt: key.createdAt },
      );
      const details = { scopes: [...granted] };
      await this.#audit.append(transaction, { actor, action: 'key-added', issuer, subject: id, details });
    });
    return { key, secret };
  }

  async findKey(secret: string): Promise<ApiKey | null> {
    const id = apiKeyId(secret);
    if (id === null) return null;
    const row = await this.#database.one('SELECT * FROM api_key WHERE id = :id AND revoked_at IS NULL', { id });
    return row !== null && isApiKey(secret, row.bytes('digest')) ? keyOf(row) : null;
  }

  async keys(issuer?: string): Promise<ApiKey[]> {
    const rows =
      issuer === undefined
        ? await this.#database.all('SELECT * FROM api_key ORDER BY created_at, id')
        : await this.#database.all('SELECT * FROM api_key WHERE issuer = :issuer ORDER BY created_at, id', { issuer });
    return rows.map(keyOf);
  }

  revokeKey(id: string, issuer: string, actor: Actor): Promise<boolean> {
    return this.#database.transaction(async (transaction) => {
      const changed = await transaction.run(
        'UPDATE api_key SET revoked_at = :at WHERE id = :id AND issuer = :issuer AND revoked_at IS NULL',
        { id, issuer, at: this.#clock() },
      );
      if (changed === 0) return false;
      await this.#audit.append(transaction, { actor, action: 'key-revoked', issuer, subject: id, details: {} });
      return true;
    });
  }
}

function issuerOf(row: Row): Issuer {
  const code = row.textOrNull('code');
  return {
    id: row.text('id'),
    bin: row.text('bin'),
    ...(code === null ? {} : { code }),
    name: { kk: row.text('name_kk'), ru: row.text('name_ru') },
  };
}

function keyOf(row: Row): ApiKey {
  return {
    id: row.text('id'),
    issuer: row.text('issuer'),
    name: row.text('name'),
    scopes: row.list('scopes', isScope),
    createdAt: row.text('created_at'),
    revokedAt: row.textOrNull('revoked_at'),
  };
}
