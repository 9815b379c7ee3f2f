import { describe, expect, it } from 'vitest';
import { checkCode } from '../../src/trust/code/check.ts';
import { codeText, signCode } from '../../src/trust/code/code.ts';
import { PublishedKeysError, readPublishedKeys } from '../../src/trust/keys/published.ts';
import { facts, keys, publishedKeys, signingKeys } from './fixtures.ts';
import { OfflineCheck } from './second-implementation.ts';

const second = new OfflineCheck(publishedKeys);

function codeOf(keyId: 1 | 2 | 3, issueDay: string): string {
  return codeText(signCode({ ...facts, keyId, issueDay }, { ...signingKeys[keyId], firstDay: '2020-01-01' }));
}

describe('a code', () => {
  it('is genuine with its facts and the issuer whose key signed it', async () => {
    const text = codeOf(3, '2026-11-20');
    const genuine = { state: 'genuine', facts, issuer: 'astana-chamber' };
    expect(checkCode(text, keys)).toEqual(genuine);
    expect(await second.code(text)).toEqual(genuine);
  });

  it.each<[1 | 2 | 3, string, string]>([
    [1, '2026-01-04', 'outside-key-validity'],
    [1, '2026-01-05', 'genuine'],
    [1, '2026-03-31', 'genuine'],
    [1, '2026-04-01', 'outside-key-validity'],
    [2, '2026-03-30', 'outside-key-validity'],
    [2, '2026-03-31', 'genuine'],
    [2, '2026-06-20', 'genuine'],
    [2, '2026-06-21', 'key-compromised'],
    [2, '2026-07-02', 'key-compromised'],
    [3, '2026-06-30', 'outside-key-validity'],
    [3, '2199-06-06', 'genuine'],
  ])('of key %i dated %s is %s', async (keyId, day, expected) => {
    const text = codeOf(keyId, day);
    const first = checkCode(text, keys);
    expect(first.state === 'forged' ? first.reason : first.state).toBe(expected);
    expect(await second.code(text)).toEqual(first);
  });

  it('is forged when it is unreadable, its key is unknown or its signature is that of another key', async () => {
    const text = codeOf(3, '2026-11-20');
    const others = readPublishedKeys({ keys: publishedKeys.keys.filter((key) => key.kid !== 3) });
    const swapped = {
      keys: publishedKeys.keys.map((key, at) => ({ ...key, x: publishedKeys.keys[at - 1]?.x ?? key.x })),
    };
    expect(checkCode('V', keys)).toEqual({ state: 'forged', reason: 'unreadable' });
    expect(checkCode(text, others)).toEqual({ state: 'forged', reason: 'unknown-key' });
    expect(checkCode(text, readPublishedKeys(swapped))).toEqual({ state: 'forged', reason: 'bad-signature' });
    expect(await new OfflineCheck(swapped).code(text)).toEqual({ state: 'forged', reason: 'bad-signature' });
  });
});

describe('published keys', () => {
  const key = publishedKeys.keys[0];

  it('may carry members that are not known yet', () => {
    expect(readPublishedKeys({ keys: [{ ...key, use: 'sig' }], version: 2 }).get(1)?.firstDay).toBe('2026-01-05');
  });

  it.each([
    null,
    [],
    {},
    { keys: {} },
    { keys: [null] },
    { keys: [key, key] },
    { keys: [{ ...key, kid: 0 }] },
    { keys: [{ ...key, kid: 65_536 }] },
    { keys: [{ ...key, kid: '1' }] },
    { keys: [{ ...key, issuer: '' }] },
    { keys: [{ ...key, alg: 'ES256' }] },
    { keys: [{ ...key, crv: 'X25519' }] },
    { keys: [{ ...key, x: `${key?.x ?? ''}=` }] },
    { keys: [{ ...key, x: 'AAAA' }] },
    { keys: [{ ...key, validFrom: '2026-01-05' }] },
    { keys: [{ ...key, validTo: undefined }] },
    { keys: [{ ...key, compromisedFrom: undefined }] },
    { keys: [{ ...key, compromisedFrom: 'yes' }] },
  ])('are refused when malformed: %j', (json) => {
    expect(() => readPublishedKeys(json)).toThrow(PublishedKeysError);
  });
});
