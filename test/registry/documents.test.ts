import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContentDamagedError, DocumentNotFoundError } from '../../src/registry/errors.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry, opened } from './folders.ts';
import { actor, begun, completion, issued, newDocument, tree } from './samples.ts';

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

onEveryEngine(() => {
  test('a document is found as it was issued, also after a restart', async () => {
    const { registry, dataFolder } = await newRegistry();
    const document = newDocument({ presentBy: '2027-05-20', warnings: ['translation'], bundle: 'b1' });
    const whole = completion({ document });
    const reservation = await begun(registry);
    const record = await registry.complete(reservation, whole);
    const { issuer, form, number } = reservation;
    const state = { revokedAt: null, replacedAt: null, replacedBy: null, purgedAt: null, events: [] };
    expect(record).toEqual({ ...document, issuer, form, number, ...state });
    await registry.close();
    const again = await opened(dataFolder);
    expect(await again.byCode(document.id)).toEqual(record);
    expect(await again.payload(document.id)).toEqual(whole.payload);
    expect(await again.trees(document.id)).toEqual(whole.trees);
  });

  test('a document of one issuer is not there for another', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    expect(await registry.document(record.id, 'astana')).toEqual(record);
    expect(await registry.document(record.id, 'almaty')).toBeNull();
  });

  test('the public lookup needs the number and its own short code', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const other = await issued(registry);
    expect(await registry.byNumberAndShortCode(record.number, record.shortCode)).toEqual(record);
    expect(await registry.byNumberAndShortCode(record.number, other.shortCode)).toBeNull();
    expect(await registry.byNumberAndShortCode(other.number, record.shortCode)).toBeNull();
  });

  test('nothing is known of a document that was not issued', async () => {
    const { registry } = await newRegistry();
    await begun(registry);
    expect(await registry.byCode('0123456789abcdef')).toBeNull();
    expect(await registry.payload('0123456789abcdef')).toBeNull();
    expect(await registry.trees('0123456789abcdef')).toBeNull();
    expect(await registry.file('0123456789abcdef', 'ru.pdf')).toBeNull();
  });

  test('trees of a bundle keep their parts in order', async () => {
    const { registry } = await newRegistry();
    const trees = { ru: [tree('Заявление'), tree('Приложение 1'), tree('Приложение 2')] };
    const { id } = await issued(registry, { completion: { trees } });
    expect(await registry.trees(id)).toEqual(trees);
  });

  test('a file made later never changes: the first one kept stays', async () => {
    const { registry } = await newRegistry();
    const { id } = await issued(registry);
    const first = await registry.addFile(id, { name: 'kk.docx', bytes: Buffer.from('first') }, 1, actor);
    expect(first.added).toBe(true);
    const second = await registry.addFile(id, { name: 'kk.docx', bytes: Buffer.from('second') }, 1, actor);
    expect(second).toEqual({ entry: first.entry, added: false });
    expect((await registry.file(id, 'kk.docx'))?.bytes).toEqual(Buffer.from('first'));
    expect(await registry.fileOfContent(hash(Buffer.from('second')))).toBeNull();
  });

  test('of two files made at once one stays, and both callers are told which', async () => {
    const { registry } = await newRegistry();
    const { id } = await issued(registry);
    const added = await Promise.all(
      ['one', 'two', 'one'].map((text) => registry.addFile(id, { name: 'kk.pdf', bytes: Buffer.from(text) }, 1, actor)),
    );
    expect(added.filter((outcome) => outcome.added)).toHaveLength(1);
    const kept = await registry.file(id, 'kk.pdf');
    expect(added.map(({ entry }) => entry)).toEqual([kept?.entry, kept?.entry, kept?.entry]);
  });

  test('a revision is added beside the ones before, and content names its revision', async () => {
    const { registry } = await newRegistry();
    const bytes = Buffer.from('as issued');
    const { id } = await issued(registry, { completion: { files: [{ name: 'ru.pdf', bytes }] } });
    const signed = Buffer.from('as issued, signed');
    await registry.addFile(id, { name: 'ru.pdf', bytes: signed }, 2, actor);
    expect((await registry.file(id, 'ru.pdf'))?.bytes).toEqual(signed);
    expect((await registry.file(id, 'ru.pdf', 1))?.bytes).toEqual(bytes);
    expect(await registry.file(id, 'ru.pdf', 3)).toBeNull();
    expect((await registry.files(id)).map(({ name, revision }) => [name, revision])).toEqual([
      ['ru.pdf', 1],
      ['ru.pdf', 2],
    ]);
    const sha256 = hash(signed);
    expect(await registry.fileOfContent(sha256)).toMatchObject({ document: id, revision: 2, sha256, size: 17 });
  });

  test('a file of a document that is not there is refused', async () => {
    const { registry } = await newRegistry();
    const file = { name: 'ru.pdf', bytes: Buffer.from('x') };
    await expect(registry.addFile('0123456789abcdef', file, 1, actor)).rejects.toThrow(DocumentNotFoundError);
  });

  test('a file that was changed on the disk is never given out', async () => {
    const { registry, dataFolder } = await newRegistry();
    const { id } = await issued(registry);
    const { sha256 = '' } = (await registry.files(id))[0] ?? {};
    await writeFile(join(dataFolder, 'files', sha256.slice(0, 2), sha256), 'forged');
    await expect(registry.file(id, 'ru.pdf')).rejects.toThrow(ContentDamagedError);
  });
});
