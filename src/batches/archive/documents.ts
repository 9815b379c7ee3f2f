import type { IssuedFiles } from '../../issuing/issued-files.ts';
import type { Batch, BatchItem } from '../../registry/batches.ts';
import { ContentDamagedError } from '../../registry/errors.ts';
import type { Actor, Issuer } from '../../registry/issuer.ts';
import type { Registry } from '../../registry/registry.ts';
import type { ZipFile } from './zip.ts';

/** Rows looked up at a time. */
const pageLength = 200;

export interface ArchiveSource {
  readonly registry: Registry;
  readonly files: IssuedFiles;
  readonly issuer: Issuer;
  /** Who asks: a file of an issued document may be made only now. */
  readonly actor: Actor;
}

/**
 * The documents of a batch in the order of its rows. Their names begin with the position of the row, so that programs
 * show them in that order too; what was purged since is left out.
 */
export async function* documentsOf(batch: Batch, source: ArchiveSource): AsyncGenerator<ZipFile> {
  const digits = String(batch.total).length;
  let after = 0;
  for (;;) {
    const items = await source.registry.batches.items(batch.id, { state: 'done', after, limit: pageLength });
    for (const item of items) {
      const found = await documentOf(batch, item, source);
      if (found === null) continue;
      const position = String(item.position).padStart(digits, '0');
      yield { name: `${position}-${found.name}-${batch.languages.join('-')}.${batch.format}`, bytes: found.bytes };
    }
    const last = items.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}

async function documentOf(
  { form, issuer: owner, languages, format }: Batch,
  { document, content, number }: BatchItem,
  { registry, files, issuer, actor }: ArchiveSource,
): Promise<ZipFile | null> {
  if (content !== null) {
    return { name: number === null ? form : safeName(number), bytes: await registry.batches.content(content) };
  }
  const record = document === null ? null : await registry.document(document, owner);
  if (record === null) return null;
  try {
    const file = await files.file(record, issuer, `${languages.join('-')}.${format}`, actor);
    return file === null ? null : { name: safeName(record.number), bytes: file.bytes };
  } catch (cause) {
    // Purged while the archive was written.
    const isPurged = (await registry.document(record.id, owner))?.purgedAt !== null;
    if (cause instanceof ContentDamagedError && isPurged) return null;
    throw cause;
  }
}

/** Letters, figures and hyphens: numbers contain slashes, and whatever else their issuer writes. */
function safeName(number: string): string {
  return number.replace(/[^\p{Letter}\p{Number}]+/gu, '-').replace(/^-+|-+$/g, '');
}
