import { almatyDay } from '../../trust/almaty.ts';
import { CursorError } from '../errors.ts';
import type { SearchPage, SearchQuery } from '../search.ts';
import type { DocumentState } from '../status.ts';
import type { Database, Values } from '../database/database.ts';
import type { Documents } from './documents.ts';
import { folded } from './record-rows.ts';

/** A condition of a search with the values it is bound to. */
interface Condition {
  readonly sql: string;
  readonly values: Values;
}

const inStates: Readonly<Record<DocumentState, string>> = {
  revoked: 'revoked_at IS NOT NULL',
  replaced: 'revoked_at IS NULL AND replaced_by IS NOT NULL',
  expired: 'revoked_at IS NULL AND replaced_by IS NULL AND valid_until < :day',
  valid: 'revoked_at IS NULL AND replaced_by IS NULL AND (valid_until IS NULL OR valid_until >= :day)',
};

/** A page of the documents that meet all conditions, the newest first. */
export async function searchDocuments(
  database: Database,
  documents: Documents,
  query: SearchQuery,
): Promise<SearchPage> {
  const conditions = conditionsOf(query);
  const rows = await database.all(
    `SELECT * FROM document WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
     ORDER BY issued_at DESC, id DESC LIMIT :rows`,
    Object.assign({ rows: query.limit + 1 }, ...conditions.map(({ values }) => values)) as Values,
  );
  const records = await documents.withEvents(rows.slice(0, query.limit));
  const last = records.at(-1);
  return { records, next: rows.length > query.limit && last !== undefined ? cursorOf(last.issuedAt, last.id) : null };
}

function conditionsOf({ issuer, number, holder, form, from, to, state, after }: SearchQuery): Condition[] {
  const conditions: Condition[] = [{ sql: 'issuer = :issuer', values: { issuer } }];
  const when = (sql: string, values: Values) => conditions.push({ sql, values });
  if (number !== undefined) when('number = :number', { number });
  if (form !== undefined) when('form = :form', { form });
  if (from !== undefined) when('issued_at >= :from', { from });
  if (to !== undefined) when('issued_at < :to', { to });
  if (holder !== undefined && /^\d{12}$/.test(holder)) when('holder_bin = :holder', { holder });
  else if (holder !== undefined) when(`holder_folded LIKE :holder ESCAPE '\\'`, { holder: partOf(folded(holder)) });
  if (state !== undefined) {
    const sql = inStates[state.is];
    when(sql, sql.includes(':day') ? { day: almatyDay(state.at) } : {});
  }
  if (after !== undefined) when('(issued_at, id) < (:issuedAt, :id)', readCursor(after));
  return conditions;
}

/** The pattern of a text with this part anywhere in it. */
function partOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

function cursorOf(issuedAt: string, id: string): string {
  return Buffer.from(`${issuedAt} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { issuedAt: string; id: string } {
  const [issuedAt, id, more] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (issuedAt === undefined || id === undefined || more !== undefined || cursorOf(issuedAt, id) !== cursor) {
    throw new CursorError('the cursor was not given out by a search');
  }
  return { issuedAt, id };
}
