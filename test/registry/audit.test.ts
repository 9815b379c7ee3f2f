import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Registry } from '../../src/registry/registry.ts';
import { changeOf } from './changes.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry } from './folders.ts';
import { withRawDatabase } from './raw-database.ts';
import { actor, issued } from './samples.ts';
import { signed } from './signature-samples.ts';

/** A registry with a trail of 8 events. */
async function filled(): Promise<{ readonly registry: Registry; readonly dataFolder: string }> {
  const { registry, dataFolder } = await newRegistry();
  for (let at = 0; at < 5; at += 1) await issued(registry);
  const { records } = await registry.search({ issuer: 'astana', limit: 1 });
  for (const record of records) await registry.changeStatus(changeOf(record, { kind: 'revoke' }));
  return { registry, dataFolder };
}

onEveryEngine(() => {
  test('every change leaves an event', async () => {
    const { registry } = await newRegistry();
    const { key } = await registry.addKey({ issuer: 'astana', name: 'ERP', scopes: ['issue'] }, actor);
    await registry.revokeKey(key.id, 'astana', actor);
    const record = await issued(registry);
    const successor = await issued(registry);
    await registry.addFile(record.id, { name: 'kk.docx', bytes: Buffer.from('x') }, 1, actor);
    for (const kind of ['revoke', 'reinstate'] as const) await registry.changeStatus(changeOf(record, { kind }));
    await registry.changeStatus(changeOf(record, { kind: 'extend', validUntil: '2032-11-20' }));
    await registry.changeStatus(changeOf(record, { kind: 'replace', by: successor.id }));
    await registry.purge(record.id, 'astana', 'term', actor);
    const entries = await registry.audit(0, 100);
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, at) => at + 1));
    expect(entries.map(({ event }) => /"action":"([^"]*)"/.exec(event)?.[1])).toEqual([
      'issuer-added',
      'issuer-added',
      'key-added',
      'key-revoked',
      'document-issued',
      'document-issued',
      'file-added',
      'document-revoked',
      'document-reinstated',
      'document-extended',
      'document-replaced',
      'document-purged',
    ]);
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact', length: 12, hash: entries.at(-1)?.hash });
  });

  test('what was refused leaves no event', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    await expect(registry.changeStatus(changeOf(record, { kind: 'reinstate' }))).rejects.toThrow('notRevoked');
    await registry.addFile(record.id, { name: 'ru.pdf', bytes: Buffer.from('x') }, 1, actor);
    expect(await registry.audit(0, 100)).toHaveLength(3);
  });

  test('events hold no personal data: neither payload, nor holder, nor reasons', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    await registry.changeStatus(changeOf(record, { kind: 'revoke' }));
    const text = (await registry.audit(0, 100)).map(({ event }) => event).join('\n');
    expect(text).toContain(record.id);
    for (const secret of ['Құбыр', '+7 701', 'решение', '060140001239']) expect(text).not.toContain(secret);
  });

  test('the database itself refuses to change or delete events, records, revisions and signatures', async () => {
    const { registry, dataFolder } = await filled();
    await signed(registry, await issued(registry));
    for (const change of [
      `UPDATE audit SET event = '{}' WHERE position = 3`,
      'DELETE FROM audit WHERE position = 3',
      'DELETE FROM document',
      `UPDATE document SET number = 'x'`,
      `UPDATE status_event SET reason = 'x'`,
      'DELETE FROM status_event',
      `UPDATE file SET sha256 = 'x'`,
      'DELETE FROM file',
      `UPDATE signature SET status = 'unverified'`,
      `UPDATE signature SET cms = 'x'`,
      'UPDATE signature SET signer = NULL',
      'DELETE FROM signature',
      'UPDATE preparation SET ended_at = NULL',
      `UPDATE preparation SET place = 'x'`,
      'DELETE FROM preparation',
    ]) {
      const changing = withRawDatabase(dataFolder, (database) => database.script(change));
      await expect(changing, change).rejects.toThrow(/never changes|kept|ends|forgotten/);
    }
  });

  test.each([
    ['an event was changed', `UPDATE audit SET event = replace(event, 'issued', 'Issued') WHERE position = 4`, 4],
    ['a hash was changed', `UPDATE audit SET hash = '${'00'.repeat(32)}' WHERE position = 8`, 8],
    ['an event was taken out', 'DELETE FROM audit WHERE position = 5', 5],
    ['the first was taken out', 'DELETE FROM audit WHERE position = 1', 1],
    ['the end was cut off', 'DELETE FROM audit WHERE position >= 7', 7],
    ['all was taken out', 'DELETE FROM audit', 1],
    [
      'two events changed places',
      'UPDATE audit SET position = -3 WHERE position = 3; UPDATE audit SET position = 3 WHERE position = 4; ' +
        'UPDATE audit SET position = 4 WHERE position = -3',
      3,
    ],
  ])('the chain tells that %s', async (_, change, position) => {
    const { registry, dataFolder } = await filled();
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact', length: 8 });
    await withRawDatabase(dataFolder, (database) => database.unguarded(change));
    expect(await registry.verifyAudit()).toEqual({ kind: 'broken', position });
  });

  test('a chain of more events than are read at once is followed to its end', async () => {
    const { registry, dataFolder } = await filled();
    let hash = (await registry.audit(7, 1))[0]?.hash ?? '';
    const added = Array.from({ length: 2100 }, () => {
      hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update('{}').digest('hex');
      return `('{}', '${hash}')`;
    });
    await withRawDatabase(dataFolder, (database) =>
      database.script(`INSERT INTO audit (event, hash) VALUES ${added.join(', ')}`),
    );
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact', length: 2108 });
    await withRawDatabase(dataFolder, (database) =>
      database.unguarded(`UPDATE audit SET event = event || ' ' WHERE position = 2107`),
    );
    expect(await registry.verifyAudit()).toEqual({ kind: 'broken', position: 2107 });
  });
});
