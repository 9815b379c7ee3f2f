import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DocumentNotFoundError, DocumentPurgedError } from '../../src/registry/errors.ts';
import { onEveryEngine } from './engines.ts';
import { contentsOf, newRegistry } from './folders.ts';
import { actor, completion, issued, newDocument, tree } from './samples.ts';
import { announced, completionOf, keptOnly, prepared, signed, verified } from './signature-samples.ts';

onEveryEngine(() => {
  test('a purge removes payload, trees and files; record, hashes and trail stay', async () => {
    const { registry, dataFolder } = await newRegistry();
    const record = await issued(registry);
    const other = await issued(registry);
    const files = await registry.files(record.id);
    const purged = await registry.purge(record.id, record.issuer, 'срок хранения', actor);
    expect({ ...purged, purgedAt: null }).toEqual(record);
    expect(await registry.byCode(record.id)).toEqual(purged);
    expect(await registry.payload(record.id)).toBeNull();
    expect(await registry.trees(record.id)).toBeNull();
    expect(await registry.file(record.id, 'ru.pdf')).toBeNull();
    expect(await registry.files(record.id)).toEqual(files);
    expect(await registry.fileOfContent(files[0]?.sha256 ?? '')).toEqual(files[0]);
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
    expect(await contentsOf(dataFolder)).toEqual((await registry.files(other.id)).map(({ sha256 }) => sha256));
    expect(await registry.payload(other.id)).not.toBeNull();
  });

  test('a purge ends the name and the facts of a holder who may be an individual', async () => {
    const { registry } = await newRegistry();
    const individual = await issued(registry, {
      completion: {
        document: { ...newDocument(), holderBin: null, holderName: 'Ахметов Ерлан', publicFacts: { facts: [1] } },
      },
    });
    await registry.purge(individual.id, individual.issuer, 'срок хранения', actor);
    expect(await registry.byCode(individual.id)).toMatchObject({ holderName: null, publicFacts: { facts: [] } });
    const page = await registry.search({ issuer: individual.issuer, holder: 'Ахметов', limit: 1 });
    expect(page.records).toEqual([]);
  });

  test('a purge forgets who signed, and removes every file of a signature', async () => {
    const { registry, dataFolder } = await newRegistry();
    const record = await issued(registry);
    const kept = await keptOnly(registry, record);
    const first = await signed(registry, record);
    const preparation = await prepared(registry, record, { place: 'member', baseRevision: 2 });
    expect(await contentsOf(dataFolder)).toHaveLength(6);
    await registry.purge(record.id, record.issuer, 'term', actor);
    expect(await contentsOf(dataFolder)).toEqual([]);
    expect(await registry.signatures(record.id)).toEqual(
      [kept, first].map((signature) => ({ ...signature, announced: null, signer: null })),
    );
    for (const { id } of [kept, first]) expect(await registry.signatureCms(id, record.id)).toBeNull();
    expect(await registry.preparation(preparation.id, record.id)).toMatchObject({ announced: null });
    expect(await registry.openPreparation(record.id, 'ru.pdf')).toBeNull();
    const files = await readdir(dataFolder, { recursive: true, withFileTypes: true });
    for (const entry of files.filter((one) => one.isFile())) {
      const bytes = await readFile(join(entry.parentPath, entry.name));
      for (const secret of [announced.name, announced.iin, announced.position, verified.signer?.name ?? '']) {
        expect(bytes.includes(secret), `${entry.name} ${secret}`).toBe(false);
      }
    }
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
  });

  test('a signature that is completed while its document is purged leaves nothing', async () => {
    const { registry, dataFolder } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    const completing = Promise.allSettled([registry.completeSignature(completionOf(record, preparation))]);
    await registry.purge(record.id, record.issuer, 'term', actor);
    const [outcome] = await completing;
    // Whichever of the two came first.
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DocumentPurgedError);
    for (const { signer } of await registry.signatures(record.id)) expect(signer).toBeNull();
    expect(await contentsOf(dataFolder)).toEqual([]);
  });

  test('a content that another document has too stays for that one', async () => {
    const { registry } = await newRegistry();
    const { files } = completion();
    const [one, other] = [
      await issued(registry, { completion: { files } }),
      await issued(registry, { completion: { files } }),
    ];
    await registry.purge(one.id, one.issuer, 'term', actor);
    expect(await registry.file(one.id, 'ru.pdf')).toBeNull();
    expect((await registry.file(other.id, 'ru.pdf'))?.bytes).toEqual(files[0]?.bytes);
  });

  test('a purged document takes no files, and a second purge changes nothing', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const purged = await registry.purge(record.id, record.issuer, 'term', actor);
    const file = { name: 'kk.pdf', bytes: Buffer.from('x') };
    await expect(registry.addFile(record.id, file, 1, actor)).rejects.toThrow(DocumentPurgedError);
    const trail = await registry.audit(0, 100);
    expect(await registry.purge(record.id, record.issuer, 'again', actor)).toEqual(purged);
    expect(await registry.audit(0, 100)).toEqual(trail);
  });

  test('an issuer purges nothing of another', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    await expect(registry.purge(record.id, 'almaty', 'term', actor)).rejects.toThrow(DocumentNotFoundError);
    expect(await registry.payload(record.id)).not.toBeNull();
  });
});

test('what was purged is in no file of the data folder any more', async () => {
  const { registry, dataFolder } = await newRegistry();
  const secret = 'номер паспорта N01234567';
  const record = await issued(registry, {
    completion: {
      payload: { data: { passport: secret.repeat(500) }, derived: {} },
      trees: { ru: [tree(secret)] },
      files: [{ name: 'ru.pdf', bytes: Buffer.from(secret) }],
    },
  });
  const holding = async () => {
    const names = await readdir(dataFolder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const held = await Promise.all(files.map(async (file) => (await readFile(file)).includes(secret)));
    return files.filter((_, at) => held[at]);
  };
  expect(await holding()).toHaveLength(2);
  await registry.purge(record.id, record.issuer, 'term', actor);
  expect(await holding()).toEqual([]);
});
