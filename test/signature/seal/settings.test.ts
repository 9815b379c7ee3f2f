import { expect, test } from 'vitest';
import { readConfiguration } from '../../../src/config.ts';
import { openSeals } from '../../../src/signature/seal/seals.ts';

test('without settings there are no seals', () => {
  expect(readConfiguration({})).toMatchObject({ seals: [], timestampUrl: null });
});

test('the first issuer has the seal without a name, others by their ids', () => {
  const { seals, timestampUrl } = readConfiguration({
    NYSAN_ISSUER_ID: 'chamber-1',
    NYSAN_SEAL_FILE: 'first.p12',
    NYSAN_SEAL_PASSPHRASE: 'one',
    NYSAN_SEAL_FILE_CHAMBER_2: 'second.p12',
    NYSAN_SEAL_PASSPHRASE_CHAMBER_2: 'two',
    NYSAN_TSA_URL: 'http://tsa.example.kz:8080/tsa',
  });
  expect(seals).toEqual([
    { issuer: 'chamber-1', file: 'first.p12', passphrase: 'one' },
    { issuer: 'chamber-2', file: 'second.p12', passphrase: 'two' },
  ]);
  expect(timestampUrl).toBe('http://tsa.example.kz:8080/tsa');
});

test.each<[string, NodeJS.ProcessEnv]>([
  ['NYSAN_SEAL_PASSPHRASE', { NYSAN_SEAL_FILE: 'seal.p12' }],
  ['NYSAN_SEAL_FILE', { NYSAN_SEAL_PASSPHRASE: 'one' }],
  ['NYSAN_SEAL_PASSPHRASE_CHAMBER', { NYSAN_SEAL_FILE_CHAMBER: 'seal.p12' }],
  ['NYSAN_SEAL_FILE_chamber', { NYSAN_SEAL_FILE_chamber: 'seal.p12', NYSAN_SEAL_PASSPHRASE_chamber: 'one' }],
  [
    'NYSAN_SEAL_FILE',
    {
      NYSAN_SEAL_FILE: 'seal.p12',
      NYSAN_SEAL_PASSPHRASE: 'one',
      NYSAN_SEAL_FILE_MAIN: 'seal.p12',
      NYSAN_SEAL_PASSPHRASE_MAIN: 'one',
    },
  ],
  ['NYSAN_TSA_URL', { NYSAN_TSA_URL: 'tsa.example.kz' }],
  ['NYSAN_TSA_URL', { NYSAN_TSA_URL: 'ftp://tsa.example.kz' }],
  ['NYSAN_TSA_URL', { NYSAN_TSA_URL: 'https://name:word@tsa.example.kz' }],
])('settings that make no sense are named: %s %o', (name, environment) => {
  expect(() => readConfiguration(environment)).toThrow(name);
});

test('a seal for an issuer that does not exist is an error, not a document without a seal', async () => {
  const settings = [{ issuer: 'chamber-3', file: 'seal.p12', passphrase: 'one' }];
  const opened = openSeals({ settings, timestampUrl: null, isIssuer: () => Promise.resolve(false), now: new Date() });
  await expect(opened).rejects.toMatchObject({
    reason: 'issuer-unknown',
    message: expect.stringContaining('chamber-3') as string,
  });
});
