import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BackupDamagedError, ContentDamagedError, FolderTakenError } from '../../src/registry/errors.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { restore } from '../../src/registry/sqlite/restore.ts';
import { changeOf } from './changes.ts';
import { contentsOf, newRegistry, opened, temporaryFolder } from './folders.ts';
import { actor, begun, claim, issued, request, series } from './samples.ts';
import { announced, completionOf, keptOnly, prepared, signed } from './signature-samples.ts';

/** Everything that a registry says of its documents. */
async function everything(registry: Registry): Promise<unknown> {
  const { records } = await registry.search({ issuer: 'astana', limit: 10_000 });
  const documents = records.map(async (record) => ({
    record,
    payload: await registry.payload(record.id),
    trees: await registry.trees(record.id),
    file: await registry.file(record.id, 'ru.pdf'),
  }));
  return {
    documents: await Promise.all(documents),
    audit: await registry.audit(0, 10_000),
    keys: await registry.keys(),
  };
}

async function keysFolder(): Promise<string> {
  const folder = join(await temporaryFolder(), 'keys');
  await mkdir(folder);
  await writeFile(join(folder, 'keys.json'), '{"lastKid":1}');
  await writeFile(join(folder, '1.key'), 'private');
  return folder;
}

/** A backup of three documents, one revoked, one purged. */
async function backedUp(): Promise<{ readonly registry: Registry; readonly folder: string; readonly sha256: string }> {
  const { registry } = await newRegistry();
  const [one, two, three] = [await issued(registry), await issued(registry), await issued(registry)];
  await registry.changeStatus(changeOf(one, { kind: 'revoke' }));
  await registry.purge(two.id, two.issuer, 'term', actor);
  const folder = join(await temporaryFolder(), 'backup');
  expect(await registry.backup(folder, await keysFolder())).toEqual({ documents: 3, files: 2 });
  return { registry, folder, sha256: (await registry.files(three.id))[0]?.sha256 ?? '' };
}

test('a backup brings everything back', async () => {
  const { registry, folder } = await backedUp();
  const into = join(await temporaryFolder(), 'restored');
  const audit = await registry.verifyAudit();
  expect(audit.kind).toBe('intact');
  expect(await restore(folder, into)).toEqual({ documents: 3, files: 2, audit });
  expect((await readdir(into)).sort()).toEqual(['files', 'keys', 'registry.sqlite']);
  expect(await readFile(join(into, 'keys', '1.key'), 'utf8')).toBe('private');
  expect((await stat(join(into, 'keys', '1.key'))).mode & 0o777).toBe(0o600);
  const restored = await opened(into);
  expect(await everything(restored)).toEqual(await everything(registry));
  expect(await restored.verifyAudit()).toEqual(await registry.verifyAudit());
  expect((await issued(restored)).number).toBe(series.format(4));
});

test('a backup while documents are issued and purged is a whole one of some moment', async () => {
  const { registry } = await newRegistry();
  const issueAndPurge = async () => {
    const record = await issued(registry);
    await issued(registry);
    await registry.purge(record.id, record.issuer, 'term', actor);
  };
  await issueAndPurge();
  const over = new AbortController();
  const writing = (async () => {
    while (!over.signal.aborted) await issueAndPurge();
  })();
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  over.abort();
  await writing;
  const into = await temporaryFolder();
  await restore(folder, into);
  const restored = await opened(into);
  const { records } = await restored.search({ issuer: 'astana', limit: 10_000 });
  const still = await Promise.all(
    records.filter(({ purgedAt }) => purgedAt === null).map(({ id }) => restored.files(id)),
  );
  expect(await contentsOf(into)).toEqual(
    still
      .flat()
      .map(({ sha256 }) => sha256)
      .sort(),
  );
  expect(await restored.verifyAudit()).toMatchObject({ kind: 'intact' });
  const trail = await registry.audit(0, 10_000);
  const restoredTrail = await restored.audit(0, 10_000);
  expect(restoredTrail).toEqual(trail.slice(0, restoredTrail.length));
});

test('a document that is purged while its file waits to be copied is purged in the backup too', async () => {
  const { registry } = await newRegistry();
  const records = await Promise.all(Array.from({ length: 60 }, () => issued(registry)));
  const files = (await Promise.all(records.map(({ id }) => registry.files(id)))).flat();
  const last = files.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1)).at(-1);
  const folder = join(await temporaryFolder(), 'backup');
  const backup = registry.backup(folder, null);
  const isCopyingFiles = async () =>
    (await readdir(folder, { recursive: true })).some((name) => name.endsWith('/files'));
  while (!existsSync(folder) || !(await isCopyingFiles())) await setImmediate();
  const purged = await registry.purge(last?.document ?? '', 'astana', 'term', actor);
  expect(await backup).toEqual({ documents: 60, files: 59 });
  const into = await temporaryFolder();
  await restore(folder, into);
  expect(await (await opened(into)).byCode(purged.id)).toEqual(purged);
});

test('what was being made when the backup was taken is given back by the restored registry', async () => {
  const { registry } = await newRegistry();
  await issued(registry);
  await begun(registry, { idempotency: claim });
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  const into = await temporaryFolder();
  await restore(folder, into);
  const restored = await opened(into);
  expect((await begun(restored, { idempotency: claim })).number).toBe(series.format(2));
  expect(await registry.begin(request({ idempotency: claim }))).toEqual({ kind: 'inFlight' });
});

test('a trail that was broken before is restored as it is, and said to be', async () => {
  const { registry, dataFolder } = await newRegistry();
  await issued(registry);
  const database = new DatabaseSync(join(dataFolder, 'registry.sqlite'), { timeout: 5000 });
  database.exec('DROP TRIGGER audit_kept; DELETE FROM audit WHERE position = 2');
  database.close();
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  const report = await restore(folder, await temporaryFolder());
  expect(report).toEqual({ documents: 1, files: 1, audit: { kind: 'broken', position: 2 } });
});

test('a backup brings signatures back: those given, those only kept, and the one in progress', async () => {
  const { registry } = await newRegistry();
  const record = await issued(registry);
  const kept = await keptOnly(registry, record);
  const first = await signed(registry, record);
  const preparation = await prepared(registry, record, { place: 'member', baseRevision: 2 });
  const folder = join(await temporaryFolder(), 'backup');
  // Two revisions, two CMS, what the one that is only kept signs, and what is to be signed.
  expect(await registry.backup(folder, null)).toEqual({ documents: 1, files: 6 });
  const into = await temporaryFolder();
  await restore(folder, into);
  const restored = await opened(into);
  expect(await restored.signatures(record.id)).toEqual([kept, first]);
  for (const { id } of [kept, first]) {
    expect(await restored.signatureCms(id, record.id)).toEqual(await registry.signatureCms(id, record.id));
  }
  expect(await restored.file(record.id, 'ru.pdf')).toEqual(await registry.file(record.id, 'ru.pdf'));
  expect(await restored.preparation(preparation.id, record.id)).toMatchObject({ announced, endedAt: null });
  expect(await restored.preparedFile(preparation.id)).toEqual(await registry.preparedFile(preparation.id));
  expect(await contentsOf(into)).toHaveLength(6);
  expect(await restored.completeSignature(completionOf(record, preparation))).toMatchObject({ revision: 3 });
});

test.each(['its CMS', 'its revision'])('of a backup in which a signature lost %s nothing is restored', async (what) => {
  const { registry } = await newRegistry();
  const record = await issued(registry);
  const { cms } = await signed(registry, record);
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  const lost = what === 'its CMS' ? cms : ((await registry.files(record.id)).at(-1)?.sha256 ?? '');
  await rm(join(folder, 'files', lost.slice(0, 2), lost));
  await expect(restore(folder, await temporaryFolder())).rejects.toThrow(BackupDamagedError);
});

test('a backup is written to a new folder only', async () => {
  const { registry, folder } = await backedUp();
  const before = await readFile(join(folder, 'backup.json'), 'utf8');
  await expect(registry.backup(folder, null)).rejects.toThrow(FolderTakenError);
  expect(await readFile(join(folder, 'backup.json'), 'utf8')).toBe(before);
});

test('a backup of a damaged registry fails, and leaves nothing that looks like one', async () => {
  const { registry, dataFolder } = await newRegistry();
  const { id } = await issued(registry);
  const { sha256 = '' } = (await registry.files(id))[0] ?? {};
  await writeFile(join(dataFolder, 'files', sha256.slice(0, 2), sha256), 'forged');
  const folder = join(await temporaryFolder(), 'backup');
  await expect(registry.backup(folder, null)).rejects.toThrow(ContentDamagedError);
  expect(await readdir(folder)).toEqual([]);
});

test('a registry is restored into an empty folder only', async () => {
  const { folder } = await backedUp();
  const into = await temporaryFolder();
  await writeFile(join(into, 'registry.sqlite'), 'mine');
  await expect(restore(folder, into)).rejects.toThrow(FolderTakenError);
  expect(await readFile(join(into, 'registry.sqlite'), 'utf8')).toBe('mine');
});

test.each<[string, (folder: string, sha256: string) => string]>([
  ['a file', (folder, sha256) => join(folder, 'files', sha256.slice(0, 2), sha256)],
  ['the database', (folder) => join(folder, 'registry.sqlite')],
  ['a key', (folder) => join(folder, 'keys', '1.key')],
  ['the manifest', (folder) => join(folder, 'backup.json')],
])('of a backup in which %s was changed nothing is restored', async (_, place) => {
  const { folder, sha256 } = await backedUp();
  const file = place(folder, sha256);
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  await writeFile(file, bytes);
  const into = await temporaryFolder();
  await expect(restore(folder, into)).rejects.toThrow(BackupDamagedError);
  expect(await readdir(into)).toEqual([]);
});
