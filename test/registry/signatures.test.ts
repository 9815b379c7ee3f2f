import { expect, test } from 'vitest';
import {
  DocumentNotFoundError,
  DocumentPurgedError,
  PreparationOverError,
  RevisionSupersededError,
  SigningInProgressError,
} from '../../src/registry/errors.ts';
import { contentHash } from '../../src/registry/files/content-folder.ts';
import type { DocumentRecord } from '../../src/registry/record.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { changeOf } from './changes.ts';
import { onEveryEngine } from './engines.ts';
import { contentsOf, newRegistry, opened, temporaryFolder } from './folders.ts';
import { actor, astana, claim, issued } from './samples.ts';
import {
  announced,
  completionOf,
  keptOnly,
  prepared,
  prepareRequest,
  signed,
  unverified,
  verified,
} from './signature-samples.ts';

/** A registry whose clock the test moves. */
async function withClock() {
  let now = new Date('2026-11-20T08:30:00Z');
  const dataFolder = await temporaryFolder();
  const registry = await opened(dataFolder, () => now);
  await registry.addIssuer(astana, actor);
  const record = await issued(registry);
  const setClock = (text: string) => {
    now = new Date(text);
  };
  return { registry, dataFolder, record, setClock };
}

function returning({ id, issuer }: DocumentRecord, preparation: string) {
  return { preparation, document: id, issuer, actor };
}

async function revisionsOf(registry: Registry, { id }: DocumentRecord): Promise<number[]> {
  return (await registry.files(id)).map(({ revision }) => revision);
}

onEveryEngine(() => {
  test('a signature adds its revision, its CMS and its record, and earlier revisions stay', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const first = await registry.file(record.id, 'ru.pdf');
    const preparation = await prepared(registry, record);
    expect(await registry.openPreparation(record.id, 'ru.pdf')).toEqual(preparation);
    const completion = completionOf(record, preparation);
    const signature = await registry.completeSignature(completion);
    expect(signature).toMatchObject({ ...verified, id: preparation.id, place: 'head', announced, revision: 2 });
    expect(await registry.signatures(record.id)).toEqual([signature]);
    expect((await registry.file(record.id, 'ru.pdf'))?.bytes).toEqual(completion.signedFile);
    expect(await registry.file(record.id, 'ru.pdf', 1)).toEqual(first);
    expect(await registry.signatureCms(signature.id, record.id)).toEqual(completion.cms);
    expect(signature.cms).toBe(contentHash(completion.cms));
    expect(await registry.openPreparation(record.id, 'ru.pdf')).toBeNull();
    expect(await registry.preparation(preparation.id, record.id)).toMatchObject({ announced: null });
  });

  test('signers follow each other, each on the revision of the one before', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    await signed(registry, record, { place: 'head' });
    await signed(registry, record, { place: 'member', baseRevision: 2 });
    await signed(registry, record, { place: 'member.2', baseRevision: 3 });
    expect(await revisionsOf(registry, record)).toEqual([1, 2, 3, 4]);
    const signatures = await registry.signatures(record.id);
    expect(signatures.map(({ place, revision }) => [place, revision])).toEqual([
      ['head', 2],
      ['member', 3],
      ['member.2', 4],
    ]);
  });

  test('what is only kept makes no revision, and its place may be signed after', async () => {
    const { registry, dataFolder } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    const prepareBytes = await registry.preparedFile(preparation.id);
    const completion = completionOf(record, preparation, { findings: unverified, signedFile: null });
    const kept = await registry.completeSignature(completion);
    expect(kept).toMatchObject({ status: 'unverified', revision: null });
    expect(await revisionsOf(registry, record)).toEqual([1]);
    // Without what it signs, a signature is no evidence.
    expect(await contentsOf(dataFolder)).toContain(contentHash(prepareBytes ?? new Uint8Array()));
    expect(await registry.signatureCms(kept.id, record.id)).toEqual(completion.cms);
    expect(await signed(registry, record)).toMatchObject({ status: 'verified', revision: 2 });
  });

  test('a file has one open preparation at a time; files of other documents are free', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    await expect(prepared(registry, record, { place: 'member' })).rejects.toMatchObject({
      name: SigningInProgressError.name,
      until: preparation.expiresAt,
    });
    await prepared(registry, await issued(registry));
    await registry.returnPreparation(returning(record, preparation.id));
    await prepared(registry, record, { place: 'member' });
  });

  test('of many who prepare at once one does', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => prepared(registry, record)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('of many who complete at once one does', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => registry.completeSignature(completionOf(record, preparation))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await revisionsOf(registry, record)).toEqual([1, 2]);
    expect(await registry.signatures(record.id)).toHaveLength(1);
  });

  test('a preparation that was given back takes nothing, and leaves nothing', async () => {
    const { registry, dataFolder } = await newRegistry();
    const record = await issued(registry);
    const before = await contentsOf(dataFolder);
    const preparation = await prepared(registry, record);
    expect(await contentsOf(dataFolder)).toHaveLength(before.length + 1);
    expect(await registry.returnPreparation(returning(record, preparation.id))).toBe(true);
    expect(await registry.returnPreparation(returning(record, preparation.id))).toBe(false);
    expect(await registry.preparedFile(preparation.id)).toBeNull();
    await expect(registry.completeSignature(completionOf(record, preparation))).rejects.toThrow(PreparationOverError);
    expect(await contentsOf(dataFolder)).toEqual(before);
  });

  test('a preparation that expired takes nothing, and makes room for the next', async () => {
    const { registry, dataFolder, record, setClock } = await withClock();
    const preparation = await prepared(registry, record, { expiresAt: '2026-11-20T08:45:00Z' });
    setClock('2026-11-20T08:44:59Z');
    await expect(prepared(registry, record)).rejects.toThrow(SigningInProgressError);
    setClock('2026-11-20T08:45:00Z');
    expect(await registry.openPreparation(record.id, 'ru.pdf')).toBeNull();
    await expect(registry.completeSignature(completionOf(record, preparation))).rejects.toThrow(PreparationOverError);
    const next = await prepared(registry, record, { expiresAt: '2026-11-20T09:00:00Z' });
    expect(await registry.preparation(preparation.id, record.id)).toMatchObject({ announced: null });
    expect(await registry.preparedFile(preparation.id)).toBeNull();
    expect(await contentsOf(dataFolder)).toHaveLength(2);
    expect((await registry.completeSignature(completionOf(record, next))).signedAt).toBe('2026-11-20T08:45:00Z');
  });

  test('what expired while the service was down is cleared when it opens', async () => {
    const { registry, dataFolder, record } = await withClock();
    const preparation = await prepared(registry, record, { expiresAt: '2026-11-20T08:45:00Z' });
    await registry.close();
    const later = await opened(dataFolder, () => new Date('2026-11-21T08:00:00Z'));
    expect(await later.preparation(preparation.id, record.id)).toMatchObject({ announced: null });
    expect(await contentsOf(dataFolder)).toHaveLength(1);
  });

  test('a preparation of an earlier revision is refused, and so is its completion', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    await registry.addFile(record.id, { name: 'ru.pdf', bytes: Buffer.from('other') }, 2, actor);
    await expect(registry.completeSignature(completionOf(record, preparation))).rejects.toThrow(PreparationOverError);
    await registry.returnPreparation(returning(record, preparation.id));
    await expect(prepared(registry, record)).rejects.toThrow(RevisionSupersededError);
    expect(await registry.signatures(record.id)).toEqual([]);
  });

  test.each(['revoked', 'replaced'] as const)('nobody signs a document that was %s', async (conflict) => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    const { id: by } = await issued(registry);
    await registry.changeStatus(
      changeOf(record, conflict === 'revoked' ? { kind: 'revoke' } : { kind: 'replace', by }),
    );
    const completing = registry.completeSignature(completionOf(record, preparation));
    await expect(completing).rejects.toMatchObject({ conflict });
    await registry.returnPreparation(returning(record, preparation.id));
    await expect(prepared(registry, record)).rejects.toMatchObject({ conflict });
    expect(await revisionsOf(registry, record)).toEqual([1]);
  });

  test('nobody signs a purged document, or one of another issuer', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const preparation = await prepared(registry, record);
    const foreign = { ...record, issuer: 'almaty' };
    await expect(prepared(registry, foreign)).rejects.toThrow(DocumentNotFoundError);
    await expect(registry.completeSignature(completionOf(foreign, preparation))).rejects.toThrow(DocumentNotFoundError);
    await registry.purge(record.id, record.issuer, 'term', actor);
    await expect(prepared(registry, record)).rejects.toThrow(DocumentPurgedError);
    await expect(registry.completeSignature(completionOf(record, preparation))).rejects.toThrow(DocumentPurgedError);
  });

  test('a retry with the same key gets the same preparation', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    expect(await registry.claimedPreparation(claim)).toBeNull();
    const request = { ...prepareRequest(record), idempotency: claim };
    expect(await registry.prepareSignature(request)).toMatchObject({ kind: 'prepared' });
    const answer = { kind: 'replay', response: { status: 201, body: { id: request.preparation.id } } };
    expect(await registry.claimedPreparation(claim)).toEqual(answer);
    expect(await registry.prepareSignature({ ...prepareRequest(record), idempotency: claim })).toEqual(answer);
    expect(await registry.claimedPreparation({ ...claim, fingerprint: 'bb' })).toEqual({ kind: 'conflict' });
  });

  test('every step leaves an event, and none of them tells who signed', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const { id } = await prepared(registry, record);
    await registry.returnPreparation(returning(record, id));
    const signature = await signed(registry, record);
    const other = await keptOnly(registry, await issued(registry));
    const entries = await registry.audit(3, 100);
    expect(entries.map(({ event }) => /"action":"([^"]*)"/.exec(event)?.[1])).toEqual([
      'signature-prepared',
      'signature-returned',
      'signature-prepared',
      'document-signed',
      'document-issued',
      'signature-prepared',
      'signature-kept',
    ]);
    const text = entries.map(({ event }) => event).join('\n');
    for (const told of [signature.id, signature.cms, other.cms]) expect(text).toContain(told);
    for (const secret of [announced.name, announced.iin, announced.bin, announced.position, 'ӘБІШЕВА', 'Қазына']) {
      expect(text).not.toContain(secret);
    }
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
  });
});
