import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCode } from '../../src/trust/code/check.ts';
import { codeText, signCode } from '../../src/trust/code/code.ts';
import { KeyStore } from '../../src/trust/keys/key-store.ts';
import type { SigningKey } from '../../src/trust/keys/key.ts';
import { readPublishedKeys } from '../../src/trust/keys/published.ts';
import { facts } from './fixtures.ts';

let home: string;
let folder: string;
let today: Date;
let store: KeyStore;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'nysan-keys-'));
  folder = join(home, 'keys');
  today = new Date('2026-11-20T08:30:00.500Z');
  store = KeyStore.open(folder, () => today);
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const signedBy = (key: SigningKey, issueDay = '2026-11-20') =>
  codeText(signCode({ ...facts, keyId: key.kid, issueDay }, key));
const worth = (code: string) => {
  const checked = checkCode(code, readPublishedKeys(JSON.parse(JSON.stringify(store.publicKeys()))));
  expect(checkCode(code, store.verificationKeys())).toEqual(checked);
  return checked.state === 'forged' ? checked.reason : checked.state;
};
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
const pemOf = (type: 'ed25519' | 'x25519') =>
  (type === 'ed25519' ? generateKeyPairSync(type) : generateKeyPairSync('x25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
const reason = (text: string) => expect.objectContaining({ name: 'KeyError', reason: text }) as Error;

describe('the key of an issuer', () => {
  it('is made on first use and is the same from then on', () => {
    expect(store.list()).toEqual([]);
    const key = store.current('astana');
    expect(key).toMatchObject({ kid: 1, issuer: 'astana', firstDay: '2026-11-20' });
    expect(store.current('astana')).toBe(key);
    const again = KeyStore.open(folder, () => today).current('astana');
    expect(signedBy(again)).toBe(signedBy(key));
    expect(worth(signedBy(key))).toBe('genuine');
  });

  it('is its own', () => {
    expect([store.current('astana').kid, store.current('almaty').kid, store.current('astana').kid]).toEqual([1, 2, 1]);
    const checked = checkCode(signedBy(store.current('almaty')), store.verificationKeys());
    expect(checked).toMatchObject({ state: 'genuine', issuer: 'almaty' });
  });

  it('is published without its private part', () => {
    const record = store.rotate('astana');
    const published = {
      kid: 1,
      issuer: 'astana',
      alg: 'EdDSA',
      crv: 'Ed25519',
      x: record.publicKey,
      validFrom: '2026-11-20T08:30:00Z',
      validTo: null,
      compromisedFrom: null,
    };
    expect(store.publicKeys()).toEqual({ keys: [published] });
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).not.toContain('PRIVATE');
  });
});

describe('key files', () => {
  it('are for the owner only', () => {
    store.current('astana');
    expect(modeOf(folder)).toBe('700');
    for (const name of readdirSync(folder)) {
      if (name !== 'lock.sqlite') expect([name, modeOf(join(folder, name))]).toEqual([name, '600']);
    }
    expect(readdirSync(folder).toSorted()).toEqual(['1.key', 'keys.json', 'lock.sqlite']);
    expect(readFileSync(join(folder, '1.key'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it.each(['640', '604', '660', '601'])('are refused with mode %s', (mode) => {
    store.current('astana');
    chmodSync(join(folder, '1.key'), Number.parseInt(mode, 8));
    expect(() => KeyStore.open(folder).current('astana')).toThrow(reason('key-file-unsafe'));
    expect(() => KeyStore.open(folder).current('astana')).toThrow(`1.key has mode ${mode}: a private key needs 600`);
  });

  it('are refused when they hold another key, none, or are gone; rotation helps', () => {
    store.current('astana');
    const file = join(folder, '1.key');
    writeFileSync(file, pemOf('ed25519'));
    expect(() => KeyStore.open(folder).current('astana')).toThrow(reason('key-file-mismatch'));
    writeFileSync(file, 'no key');
    expect(() => KeyStore.open(folder).current('astana')).toThrow(reason('not-ed25519'));
    rmSync(file);
    expect(() => KeyStore.open(folder).current('astana')).toThrow(reason('key-file-missing'));
    store.rotate('astana');
    expect(KeyStore.open(folder).current('astana').kid).toBe(2);
  });

  it('without their list, or with a damaged one, stop everything', () => {
    store.current('astana');
    const file = join(folder, 'keys.json');
    const text = readFileSync(file, 'utf8');
    const damaged = [
      '',
      '{',
      '{}',
      text.replace('"kid": 1', '"kid": 0'),
      text.replace('"lastKid": 1', '"lastKid": 0'),
      text.replace('"publicKey": "', '"publicKey": "A'),
    ];
    for (const other of damaged) {
      writeFileSync(file, other);
      expect(() => KeyStore.open(folder).list()).toThrow(reason('list-damaged'));
      expect(() => store.rotate('astana')).toThrow(reason('list-damaged'));
      expect(readFileSync(file, 'utf8')).toBe(other);
    }
    rmSync(file);
    expect(() => KeyStore.open(folder)).toThrow(reason('list-missing'));
  });
});

describe('rotation', () => {
  it('brings a new key, and what the old one signed stays genuine', () => {
    const old = store.current('astana');
    const code = signedBy(old);
    today = new Date('2026-12-01T08:30:00Z');
    expect(store.rotate('astana')).toMatchObject({ kid: 2, validFrom: '2026-12-01T08:30:00Z', retiredAt: null });
    expect(store.current('astana').kid).toBe(2);
    expect(store.list()[0]).toMatchObject({ kid: 1, retiredAt: '2026-12-01T08:30:00Z' });
    expect(worth(code)).toBe('genuine');
    expect(worth(signedBy(old, '2026-12-01'))).toBe('genuine');
    expect(worth(signedBy(old, '2026-12-02'))).toBe('outside-key-validity');
    expect(worth(signedBy(store.current('astana'), '2026-12-01'))).toBe('genuine');
  });

  it('does not touch other issuers', () => {
    const other = store.current('almaty');
    store.rotate('astana');
    expect(store.current('almaty')).toBe(other);
  });

  it('never gives a kid again, not even after keys were deleted', () => {
    for (let times = 0; times < 3; times += 1) store.rotate('astana');
    const file = join(folder, 'keys.json');
    writeFileSync(file, JSON.stringify({ lastKid: 3, keys: [] }));
    for (const kid of [1, 2, 3]) rmSync(join(folder, `${kid}.key`));
    expect(store.rotate('astana').kid).toBe(4);
    // An older list came back from a backup: the file of key 4 tells that its number was given.
    writeFileSync(file, JSON.stringify({ lastKid: 3, keys: [] }));
    expect(store.rotate('astana').kid).toBe(5);
  });

  it('ends when all numbers are given', () => {
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ lastKid: 65_535, keys: [] }));
    expect(() => store.rotate('astana')).toThrow(reason('kids-used-up'));
  });

  it('by one process counts for another at once', () => {
    const other = KeyStore.open(folder, () => today);
    expect(other.current('astana').kid).toBe(1);
    store.rotate('astana');
    expect(other.current('astana').kid).toBe(2);
  });
});

describe('a retired key', () => {
  it('signs no more, and no new one comes by itself', () => {
    const code = signedBy(store.current('astana'));
    expect(store.retire(1).retiredAt).toBe('2026-11-20T08:30:00Z');
    expect(() => store.current('astana')).toThrow(reason('no-current-key'));
    expect(worth(code)).toBe('genuine');
    today = new Date('2026-11-21T08:30:00Z');
    expect(store.retire(1).retiredAt).toBe('2026-11-20T08:30:00Z');
    expect(() => store.retire(7)).toThrow(reason('kid-unknown'));
  });
});

describe('a compromised key', () => {
  it('makes codes of that day in Almaty and later forged, and earlier ones not', () => {
    const key = store.current('astana');
    today = new Date('2026-12-01T08:30:00Z');
    // 19:00 in UTC is the 25th in Almaty.
    const record = store.markCompromised(1, new Date('2026-11-24T19:00:00Z'));
    expect(record).toMatchObject({ compromisedFrom: '2026-11-24T19:00:00Z', retiredAt: '2026-12-01T08:30:00Z' });
    expect(worth(signedBy(key, '2026-11-24'))).toBe('genuine');
    expect(worth(signedBy(key, '2026-11-25'))).toBe('key-compromised');
    expect(worth(signedBy(key, '2026-12-05'))).toBe('key-compromised');
    expect(() => store.current('astana')).toThrow(reason('no-current-key'));
    store.markCompromised(1, new Date('2026-11-25T19:00:00Z'));
    expect(worth(signedBy(key, '2026-11-25'))).toBe('genuine');
  });
});

describe('a key from a file', () => {
  it('comes into use once, however often it is imported', () => {
    const pem = pemOf('ed25519');
    store.current('astana');
    expect(store.importKey('astana', pem).kid).toBe(2);
    expect(store.importKey('astana', pem).kid).toBe(2);
    expect(store.current('astana').kid).toBe(2);
    expect(readFileSync(join(folder, '2.key'), 'utf8')).toBe(pem);
    store.rotate('astana');
    expect(store.importKey('astana', pem).retiredAt).not.toBeNull();
    expect(store.current('astana').kid).toBe(3);
  });

  it('is refused when another issuer has it or it is no Ed25519 key', () => {
    const pem = pemOf('ed25519');
    store.importKey('astana', pem);
    expect(() => store.importKey('almaty', pem)).toThrow(reason('key-of-another-issuer'));
    for (const other of [pemOf('x25519'), 'no key', '']) {
      expect(() => store.importKey('almaty', other)).toThrow(reason('not-ed25519'));
    }
    expect(store.list()).toHaveLength(1);
  });
});
