import { expect, test } from 'vitest';
import { DocumentNotFoundError } from '../../src/registry/errors.ts';
import type { DocumentRecord, StatusChange } from '../../src/registry/record.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { stateOf } from '../../src/registry/status.ts';
import { changeOf, changedAt } from './changes.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry } from './folders.ts';
import { actor, begun, completion, issued, newDocument } from './samples.ts';

const revoke: StatusChange = { kind: 'revoke' };
const reinstate: StatusChange = { kind: 'reinstate' };
const extend: StatusChange = { kind: 'extend', validUntil: '2032-11-20' };

async function changed(registry: Registry, record: DocumentRecord, change: StatusChange): Promise<DocumentRecord> {
  const outcome = await registry.changeStatus(changeOf(record, change));
  if (outcome.kind !== 'changed') throw new Error(`the change is ${outcome.kind}`);
  return outcome.record;
}

onEveryEngine(() => {
  test('a document is revoked and reinstated, and what took place stays', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const revoked = await changed(registry, record, revoke);
    expect(stateOf(revoked, changedAt)).toBe('revoked');
    expect(revoked.revokedAt).toBe('2026-12-01T05:00:00Z');
    const reinstated = await changed(registry, record, reinstate);
    expect(stateOf(reinstated, changedAt)).toBe('valid');
    const how = { reason: 'решение от 1 декабря', actor, at: '2026-12-01T05:00:00Z' };
    expect(reinstated.events).toEqual([
      { change: revoke, ...how },
      { change: reinstate, ...how },
    ]);
    expect(await registry.byCode(record.id)).toEqual(reinstated);
  });

  test('an expired document is extended and valid again', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const at = new Date('2030-01-01T00:00:00Z');
    expect(stateOf(record, at)).toBe('expired');
    const extended = await changed(registry, record, extend);
    expect(extended.validUntil).toBe('2032-11-20');
    expect(stateOf(extended, at)).toBe('valid');
  });

  test('a document is replaced by the one issued in its place, from the same moment', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const successor = await issued(registry, {
      completion: { replaces: { document: record.id, reason: 'par. 57' } },
    });
    const replaced = await registry.byCode(record.id);
    expect(replaced).toMatchObject({ replacedBy: successor.id, replacedAt: successor.issuedAt });
    expect(replaced?.events).toMatchObject([{ change: { kind: 'replace', by: successor.id }, reason: 'par. 57' }]);
  });

  test('a document in place of one that cannot be replaced is not issued at all', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    await changed(registry, record, revoke);
    const reservation = await begun(registry);
    const whole = completion({ replaces: { document: record.id, reason: 'par. 57' } });
    await expect(registry.complete(reservation, whole)).rejects.toThrow('revoked');
    expect(await registry.byCode(whole.document.id)).toBeNull();
    await registry.release(reservation);
    expect((await issued(registry)).number).toBe(reservation.number);
  });

  test.each<[string, readonly StatusChange[], StatusChange, string]>([
    ['revoked twice', [revoke], revoke, 'revoked'],
    ['reinstated when it was not revoked', [], reinstate, 'notRevoked'],
    ['reinstated twice', [revoke, reinstate], reinstate, 'notRevoked'],
    ['extended when it is revoked', [revoke], extend, 'revoked'],
    ['extended to the same day', [], { kind: 'extend', validUntil: '2029-11-20' }, 'notLater'],
    ['extended backwards', [extend], { kind: 'extend', validUntil: '2030-01-01' }, 'notLater'],
  ])('a document is not %s', async (_, before, change, conflict) => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    for (const earlier of before) await changed(registry, record, earlier);
    const was = await registry.byCode(record.id);
    await expect(changed(registry, record, change)).rejects.toMatchObject({ name: 'StatusConflictError', conflict });
    expect(await registry.byCode(record.id)).toEqual(was);
  });

  test('a document without a term is not extended', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry, { completion: { document: newDocument({ validUntil: null }) } });
    await expect(changed(registry, record, extend)).rejects.toMatchObject({ conflict: 'withoutTerm' });
  });

  test('a term ends with a day of the calendar', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    await expect(changed(registry, record, { kind: 'extend', validUntil: '2030-02-30' })).rejects.toThrow(
      /CHECK|out of range/,
    );
    expect(await registry.byCode(record.id)).toEqual(record);
  });

  test('a replaced document is not replaced again or extended, but can be revoked', async () => {
    const { registry } = await newRegistry();
    const [record, one, two] = [await issued(registry), await issued(registry), await issued(registry)];
    await changed(registry, record, { kind: 'replace', by: one.id });
    const again = changed(registry, record, { kind: 'replace', by: two.id });
    await expect(again).rejects.toMatchObject({ conflict: 'replaced' });
    await expect(changed(registry, record, extend)).rejects.toMatchObject({ conflict: 'replaced' });
    const revoked = await changed(registry, record, revoke);
    expect(stateOf(revoked, changedAt)).toBe('revoked');
    expect(stateOf(await changed(registry, record, reinstate), changedAt)).toBe('replaced');
  });

  test('only another document of the same issuer that stands takes the place of one', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const elsewhere = await issued(registry, { request: { issuer: 'almaty' } });
    const revoked = await issued(registry);
    await changed(registry, revoked, revoke);
    for (const by of [record.id, elsewhere.id, '0123456789abcdef']) {
      await expect(changed(registry, record, { kind: 'replace', by })).rejects.toThrow(DocumentNotFoundError);
    }
    const voided = changed(registry, record, { kind: 'replace', by: revoked.id });
    await expect(voided).rejects.toMatchObject({ conflict: 'replacementVoid' });
  });

  test('an issuer changes nothing of another', async () => {
    const { registry } = await newRegistry();
    const record = await issued(registry);
    const foreign = changed(registry, { ...record, issuer: 'almaty' }, revoke);
    await expect(foreign).rejects.toThrow(DocumentNotFoundError);
    expect(await registry.byCode(record.id)).toEqual(record);
  });

  test('the status list names the documents of the issuer that are not in force, and since when', async () => {
    const { registry } = await newRegistry();
    const [revoked, replaced, reinstated, good] = await Promise.all(Array.from({ length: 4 }, () => issued(registry)));
    const foreign = await issued(registry, { request: { issuer: 'almaty' } });
    if (!revoked || !replaced || !reinstated || !good) throw new Error('four documents were issued');
    const expired = await issued(registry, { completion: { document: newDocument({ validUntil: '2026-11-30' }) } });
    await changed(registry, replaced, { kind: 'replace', by: good.id });
    for (const record of [revoked, reinstated, foreign]) await changed(registry, record, revoke);
    await changed(registry, reinstated, reinstate);
    const list = await registry.statusList('astana', changedAt);
    expect(list.toSorted((one, other) => one.state.localeCompare(other.state))).toEqual([
      { documentId: expired.id, state: 'expired', at: '2026-11-30T19:00:00Z' },
      { documentId: replaced.id, state: 'replaced', at: '2026-12-01T05:00:00Z' },
      { documentId: revoked.id, state: 'revoked', at: '2026-12-01T05:00:00Z' },
    ]);
  });
});
