import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import type { OfficialDocument } from '../../compose/document.ts';
import { ContentDamagedError } from '../errors.ts';
import { contentHash } from '../files/content-folder.ts';
import type { Trees } from '../reservation.ts';
import type { Database, Transaction } from '../database/database.ts';
import { isLanguage } from './record-rows.ts';

/** Composed trees of one language as they are kept. */
export interface PackedTree {
  readonly language: string;
  /** SHA-256 of the JSON, hexadecimal. */
  readonly sha256: string;
  readonly body: Uint8Array;
}

/** Trees hold the same words again and again: more effort makes them hardly smaller. */
const effort = { level: 3 };

/** Packs trees before the transaction that keeps them. */
export function packTrees(trees: Trees): readonly PackedTree[] {
  return Object.entries(trees).map(([language, parts]) => {
    const json = Buffer.from(JSON.stringify(parts));
    return { language, sha256: contentHash(json), body: gzipSync(json, effort) };
  });
}

/** Keeps trees, within the transaction that issues their document. */
export async function addTrees(transaction: Transaction, id: string, trees: readonly PackedTree[]): Promise<void> {
  const add = 'INSERT INTO tree (document, language, sha256, body) VALUES (:id, :language, :sha256, :body)';
  await Promise.all(trees.map(({ language, sha256, body }) => transaction.run(add, { id, language, sha256, body })));
}

/**
 * The trees as they were composed; null when there are none or they were purged.
 *
 * @throws ContentDamagedError
 */
export async function readTrees(database: Database, id: string): Promise<Trees | null> {
  const rows = await database.all('SELECT * FROM tree WHERE document = :id AND body IS NOT NULL', { id });
  if (rows.length === 0) return null;
  const trees = await Promise.all(
    rows.map(async (row) => {
      const json = await promisify(gunzip)(row.bytes('body'));
      const sha256 = row.text('sha256');
      if (contentHash(json) !== sha256) throw new ContentDamagedError(sha256);
      // By its hash it is the text that was made of these trees at issue.
      return [row.word('language', isLanguage), JSON.parse(json.toString('utf8')) as readonly OfficialDocument[]];
    }),
  );
  return Object.fromEntries(trees) as Trees;
}
