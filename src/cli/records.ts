import { type Configuration, readConfiguration } from '../config.ts';
import { keysFolder, operator } from '../issuing/office.ts';
import { BackupUnsupportedError, DocumentNotFoundError, StatusConflictError } from '../registry/errors.ts';
import type { Registry } from '../registry/registry.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { restore } from '../registry/sqlite/restore.ts';
import { parseCalendarDate } from '../forms/words/calendar.ts';
import { startOfAlmatyDay } from '../trust/almaty.ts';
import { instantText } from '../trust/instant.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/** Opens the registry of the data folder for one command. */
export async function withRegistry<Result>(
  work: (registry: Registry, configuration: Configuration) => Promise<Result>,
): Promise<Result> {
  const configuration = readConfiguration(process.env);
  const { dataFolder, databaseUrl, fileStore } = configuration;
  const registry = await openRegistry({ dataFolder, databaseUrl, fileStore });
  try {
    return await work(registry, configuration);
  } finally {
    await registry.close();
  }
}

/** Revokes a document. */
export function revoke(words: readonly string[]): Promise<number> {
  return changeDocument(words, async (registry, id, reason) => {
    const { issuer } = await known(registry, id);
    await registry.changeStatus({
      document: id,
      issuer,
      change: { kind: 'revoke' },
      reason,
      actor: operator,
      at: new Date(),
      idempotency: null,
      respond: () => ({ status: 200, body: null }),
    });
  });
}

/** Removes payload and files of a document, or of all whose term of keeping has ended; records and hashes stay. */
export async function purge(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    reason: { type: 'string' },
    'issued-before': { type: 'string' },
    form: { type: 'string' },
    issuer: { type: 'string' },
  });
  const { reason, form } = values;
  const before = values['issued-before'];
  if (reason === undefined || reason === '') throw new UsageError('--reason "…" is needed');
  if (before === undefined) {
    return changeDocument([...positionals, '--reason', reason], async (registry, id) => {
      await registry.purge(id, (await known(registry, id)).issuer, reason, operator);
    });
  }
  if (positionals.length > 0 || parseCalendarDate(before) === null)
    throw new UsageError('--issued-before takes a date');
  return withRegistry(async (registry, configuration) => {
    const issuer = values.issuer ?? configuration.issuer.id;
    const to = instantText(startOfAlmatyDay(before));
    let purged = 0;
    let after: string | null = null;
    do {
      const page = await registry.search({
        issuer,
        to,
        limit: 100,
        ...(form === undefined ? {} : { form }),
        ...(after === null ? {} : { after }),
      });
      for (const record of page.records.filter(({ purgedAt }) => purgedAt === null)) {
        await registry.purge(record.id, issuer, reason, operator);
        purged += 1;
      }
      after = page.next;
    } while (after !== null);
    process.stdout.write(`${JSON.stringify({ purged })}\n`);
    return 0;
  });
}

/** `audit verify`: is the trail whole. */
export async function audit(words: readonly string[]): Promise<number> {
  const { positionals } = readWords(words, {});
  if (onlyWord(positionals, 'verify') !== 'verify') throw new UsageError('nysan audit verify');
  return withRegistry(async (registry) => {
    const verdict = await registry.verifyAudit();
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return verdict.kind === 'intact' ? 0 : 1;
  });
}

/** Removes files that no record refers to; the service may run. */
export async function sweep(words: readonly string[]): Promise<number> {
  const { positionals } = readWords(words, {});
  if (positionals.length > 0) throw new UsageError('nysan sweep');
  await withRegistry((registry) => registry.sweep());
  return 0;
}

/** Writes a consistent copy of records, files and keys while the service runs. */
export async function backup(words: readonly string[]): Promise<number> {
  const { positionals } = readWords(words, {});
  const folder = onlyWord(positionals, 'FOLDER');
  return withRegistry(async (registry, configuration) => {
    try {
      process.stdout.write(`${JSON.stringify(await registry.backup(folder, keysFolder(configuration)))}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof BackupUnsupportedError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}

/** Brings a backup back as a new data folder. */
export async function restoreBackup(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, { into: { type: 'string' } });
  const folder = onlyWord(positionals, 'FOLDER');
  if (values.into === undefined) throw new UsageError('--into FOLDER names the new data folder');
  process.stdout.write(`${JSON.stringify(await restore(folder, values.into))}\n`);
  return 0;
}

async function changeDocument(
  words: readonly string[],
  change: (registry: Registry, id: string, reason: string) => Promise<void>,
): Promise<number> {
  const { values, positionals } = readWords(words, { reason: { type: 'string' } });
  const id = onlyWord(positionals, 'ID');
  const { reason } = values;
  if (reason === undefined || reason === '') throw new UsageError('--reason "…" is needed');
  return withRegistry(async (registry) => {
    try {
      await change(registry, id, reason);
      return 0;
    } catch (error) {
      if (!(error instanceof DocumentNotFoundError || error instanceof StatusConflictError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}

async function known(registry: Registry, id: string) {
  const record = await registry.byCode(id);
  if (record === null) throw new DocumentNotFoundError(id);
  return record;
}
