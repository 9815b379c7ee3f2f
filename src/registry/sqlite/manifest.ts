import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isJsonObject, type Json } from '../../forms/json.ts';
import { BackupDamagedError } from '../errors.ts';
import { writeSynced } from '../files/durable.ts';
import { manifestName } from './places.ts';

/** What a backup holds beside the contents, whose names are their hashes. Hashes are SHA-256, hexadecimal. */
export interface Manifest {
  readonly createdAt: string;
  readonly database: string;
  /** Files of the folder of keys by name. */
  readonly keys: Readonly<Record<string, string>>;
}

const format = 'nysan-backup-1';

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify({ format, ...manifest }, null, 2)}\n`;
  await writeSynced(join(folder, manifestName), Buffer.from(text));
}

/** @throws BackupDamagedError */
export async function readManifest(folder: string): Promise<Manifest> {
  let json: Json;
  try {
    json = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Json;
  } catch (cause) {
    throw new BackupDamagedError(`${folder} holds no whole backup`, { cause });
  }
  const manifest = manifestOf(json);
  if (manifest === null) throw new BackupDamagedError(`${join(folder, manifestName)} is damaged`);
  return manifest;
}

/** SHA-256 of a file of any size, hexadecimal. */
export async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function manifestOf(json: Json): Manifest | null {
  if (!isJsonObject(json) || json['format'] !== format) return null;
  const { createdAt, database, keys } = json;
  if (typeof createdAt !== 'string' || typeof database !== 'string' || !isJsonObject(keys)) return null;
  // A name with a path in it would be written outside the folder.
  const entries = Object.entries(keys).filter(([name]) => /^\w[\w.-]*$/.test(name));
  const hashes = entries.flatMap(([name, hash]) => (typeof hash === 'string' ? [[name, hash] as const] : []));
  const whole = hashes.length === Object.keys(keys).length;
  return whole ? { createdAt, database, keys: Object.fromEntries(hashes) } : null;
}
