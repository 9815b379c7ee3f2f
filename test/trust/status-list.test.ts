import { describe, expect, it } from 'vitest';
import { checkStatusList, signStatusList, StatusListError } from '../../src/trust/status-list.ts';
import { entryOf, isOutdated, type StatusList } from '../../src/trust/status-list-body.ts';
import { keys, publishedKeys, signingKeys } from './fixtures.ts';
import { OfflineCheck } from './second-implementation.ts';

const second = new OfflineCheck(publishedKeys);
const list: StatusList = {
  issuer: 'astana-chamber',
  issuedAt: '2026-11-21T00:00:00Z',
  nextUpdate: '2026-11-22T00:00:00Z',
  entries: [
    { documentId: '0123456789abcdef', state: 'revoked', at: '2026-11-20T12:00:00Z' },
    { documentId: '0000000000000001', state: 'expired', at: '2026-11-19T19:00:00Z' },
    { documentId: 'zzzzzzzzzzzzzzzz', state: 'replaced', at: '2026-11-20T13:00:00Z' },
  ],
};
const signed = signStatusList(list, signingKeys[3]);

describe('a status list', () => {
  it('is genuine for both implementations, also after a trip through JSON in another order', async () => {
    const travelled: unknown = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(signed).reverse())));
    expect(checkStatusList(travelled, keys)).toEqual({
      state: 'genuine',
      list: { ...list, entries: [list.entries[1], list.entries[0], list.entries[2]] },
    });
    expect(await second.statusList(signed)).toBe('genuine');
  });

  it('has the same bytes however its entries came', () => {
    const other = { ...list, entries: list.entries.toReversed() };
    expect(signStatusList(other, signingKeys[3])).toEqual(signed);
  });

  it('tells the state of a document and when it is outdated', () => {
    expect(entryOf(list, '0123456789abcdef')?.state).toBe('revoked');
    expect(entryOf(list, '0123456789abcdeg')).toBeUndefined();
    expect(isOutdated(list, new Date('2026-11-22T00:00:00Z'))).toBe(false);
    expect(isOutdated(list, new Date('2026-11-22T00:00:01Z'))).toBe(true);
  });

  it.each<[string, object]>([
    ['another issue', { issuedAt: '2026-11-21T00:00:01Z' }],
    ['another next update', { nextUpdate: '2036-11-22T00:00:00Z' }],
    ['no entries', { entries: [] }],
    ['one entry less', { entries: signed.entries.slice(1) }],
    ['entries in another order', { entries: signed.entries.toReversed() }],
    ['a member more', { note: 'all is well' }],
    ['another signature', { signature: `A${signed.signature.slice(1)}` }],
  ])('is forged with %s', async (_, change) => {
    const changed = { ...signed, ...change };
    expect(checkStatusList(changed, keys)).toEqual({ state: 'forged', reason: 'bad-signature' });
    expect(await second.statusList(changed)).toBe('bad-signature');
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', [signed]],
    ['no signature', { ...signed, signature: undefined }],
    ['padded signature', { ...signed, signature: `${signed.signature}==` }],
    ['short signature', { ...signed, signature: signed.signature.slice(0, 80) }],
    ['kid as text', { ...signed, kid: '3' }],
    ['no issuer', { ...signed, issuer: '' }],
    ['day for an instant', { ...signed, issuedAt: '2026-11-21' }],
    ['next update before the issue', { ...signed, nextUpdate: '2026-11-20T00:00:00Z' }],
    ['unknown state', { ...signed, entries: [{ ...signed.entries[0], state: 'lost' }] }],
    ['bad document id', { ...signed, entries: [{ ...signed.entries[0], documentId: '0123456789ABCDEF' }] }],
    ['a document twice', { ...signed, entries: [signed.entries[0], signed.entries[0]] }],
    ['text that is not Unicode', { ...signed, note: '\ud800' }],
  ])('is unreadable: %s', (_, json) => {
    expect(checkStatusList(json, keys)).toEqual({ state: 'forged', reason: 'unreadable' });
  });

  it('is judged by the key of its issuer and the days of that key', async () => {
    const other = { ...signed, issuer: 'almaty-chamber' };
    expect(checkStatusList(other, keys)).toEqual({ state: 'forged', reason: 'unknown-key' });
    expect(await second.statusList(other)).toBe('unknown-key');
    const late = signStatusList(list, signingKeys[1]);
    expect(checkStatusList(late, keys)).toEqual({ state: 'forged', reason: 'outside-key-validity' });
    const stolen = signStatusList(list, signingKeys[2]);
    expect(checkStatusList(stolen, keys)).toEqual({ state: 'forged', reason: 'key-compromised' });
    expect(await second.statusList(stolen)).toBe('key-compromised');
  });

  it('is not signed for another issuer, before the key, or malformed', () => {
    const refused: StatusList[] = [
      { ...list, issuer: 'almaty-chamber' },
      { ...list, issuedAt: '2026-06-30T18:59:59Z' },
      { ...list, nextUpdate: '2026-11-20T00:00:00Z' },
      { ...list, entries: [...list.entries, ...list.entries] },
    ];
    for (const wrong of refused) expect(() => signStatusList(wrong, signingKeys[3])).toThrow(StatusListError);
  });
});
