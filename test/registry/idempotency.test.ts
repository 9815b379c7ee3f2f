import { expect, test } from 'vitest';
import type { StatusChangeRequest } from '../../src/registry/registry.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry } from './folders.ts';
import { actor, begun, claim, completion, issued, request, series } from './samples.ts';

onEveryEngine(() => {
  test('a retry gets the answer of the first request, and no second document is made', async () => {
    const { registry } = await newRegistry();
    const response = { status: 201, body: { id: 'x', number: '1' } };
    await issued(registry, { request: { idempotency: claim }, completion: { response } });
    expect(await registry.begin(request({ idempotency: claim }))).toEqual({ kind: 'replay', response });
    expect((await begun(registry)).number).toBe(series.format(2));
  });

  test('a retry while the first request is being done is told so', async () => {
    const { registry } = await newRegistry();
    await begun(registry, { idempotency: claim });
    expect(await registry.begin(request({ idempotency: claim }))).toEqual({ kind: 'inFlight' });
  });

  test('the same key with another body is a conflict, before and after the answer', async () => {
    const { registry } = await newRegistry();
    const other = request({ idempotency: { ...claim, fingerprint: 'bb' } });
    const reservation = await begun(registry, { idempotency: claim });
    expect(await registry.begin(other)).toEqual({ kind: 'conflict' });
    await registry.complete(reservation, completion());
    expect(await registry.begin(other)).toEqual({ kind: 'conflict' });
  });

  test('a failed request gives its key back, with the same number', async () => {
    const { registry } = await newRegistry();
    const reservation = await begun(registry, { idempotency: claim });
    await registry.release(reservation);
    const other = await begun(registry, { idempotency: { ...claim, fingerprint: 'bb' } });
    expect(other.number).toBe(reservation.number);
  });

  test('a request refused for its number keeps no key', async () => {
    const { registry } = await newRegistry();
    await issued(registry, { request: { number: { given: '1' } } });
    await expect(begun(registry, { number: { given: '1' }, idempotency: claim })).rejects.toThrow('taken');
    expect((await begun(registry, { number: { given: '2' }, idempotency: claim })).number).toBe('2');
  });

  test('keys of other API keys and routes are other keys', async () => {
    const { registry } = await newRegistry();
    await begun(registry, { idempotency: claim });
    await begun(registry, { idempotency: { ...claim, apiKey: 'k2' } });
    await begun(registry, { idempotency: { ...claim, route: 'POST /v1/bundles' } });
    expect((await begun(registry)).number).toBe(series.format(4));
  });

  test('a status change is done once for a key, and a refused one keeps none', async () => {
    const { registry } = await newRegistry();
    const { id, issuer } = await issued(registry);
    const revoke: StatusChangeRequest = {
      document: id,
      issuer,
      change: { kind: 'revoke' },
      reason: 'par. 95',
      actor,
      at: new Date('2026-12-01T00:00:00Z'),
      idempotency: claim,
      respond: (record) => ({ status: 200, body: { revokedAt: record.revokedAt } }),
    };
    const response = { status: 200, body: { revokedAt: '2026-12-01T00:00:00Z' } };
    await expect(registry.changeStatus({ ...revoke, change: { kind: 'reinstate' } })).rejects.toThrow('notRevoked');
    expect(await registry.changeStatus(revoke)).toMatchObject({ kind: 'changed', response });
    expect(await registry.changeStatus(revoke)).toEqual({ kind: 'replay', response });
    const other = { ...revoke, idempotency: { ...claim, fingerprint: 'bb' } };
    expect(await registry.changeStatus(other)).toEqual({ kind: 'conflict' });
    expect((await registry.byCode(id))?.events).toHaveLength(1);
  });
});
