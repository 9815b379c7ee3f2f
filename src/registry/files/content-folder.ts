import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentDamagedError } from '../errors.ts';

/** SHA-256, hexadecimal: the name of a content. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The folder a content lies in, named for the first byte of its hash: `<folder>/<aa>`. */
export function shelfPath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2));
}

/** Where a content lies: `<folder>/<aa>/<sha256>`. */
export function contentPath(folder: string, sha256: string): string {
  return join(shelfPath(folder, sha256), sha256);
}

/**
 * The content of this hash.
 *
 * @throws ContentDamagedError when it is missing or is another
 */
export async function readContent(folder: string, sha256: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(contentPath(folder, sha256));
  } catch (cause) {
    throw new ContentDamagedError(sha256, { cause });
  }
  if (contentHash(bytes) !== sha256) throw new ContentDamagedError(sha256);
  return bytes;
}
