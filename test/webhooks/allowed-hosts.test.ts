import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/webhooks/addresses.ts';
import { AllowedHosts } from '../../src/webhooks/allowed-hosts.ts';

function hosts(list: string): AllowedHosts {
  const read = AllowedHosts.read(list);
  if (read === null) throw new Error(`${list} lists nothing`);
  return read;
}

describe('hosts that messages may go to', () => {
  test('are none unless the operator lists some', () => {
    expect(AllowedHosts.read(undefined)).toBeNull();
    expect(AllowedHosts.read(' , ')).toBeNull();
  });

  test.each([
    ['hooks.example.kz', 'https://hooks.example.kz/told', null],
    ['hooks.example.kz', 'https://HOOKS.example.kz:443/', null],
    ['hooks.example.kz', 'https://hooks.example.kz:8443/', 'host-not-allowed'],
    ['hooks.example.kz:8443', 'https://hooks.example.kz:8443/', null],
    ['hooks.example.kz', 'https://other.example.kz/', 'host-not-allowed'],
    ['hooks.example.kz', 'https://evil-hooks.example.kz/', 'host-not-allowed'],
    ['hooks.example.kz', 'https://hooks.example.kz.evil.com/', 'host-not-allowed'],
    ['hooks.example.kz', 'https://hooks.example.kz@evil.com/', 'with-password'],
    ['*.example.kz', 'https://a.example.kz/', null],
    ['*.example.kz', 'https://example.kz/', 'host-not-allowed'],
    ['*.example.kz', 'https://badexample.kz/', 'host-not-allowed'],
    ['hooks.example.kz', 'http://hooks.example.kz/', 'not-https'],
    ['10.1.2.3', 'https://10.1.2.3/', null],
    ['10.1.2.3', 'http://10.1.2.3/', 'not-https'],
    ['10.1.0.0/16', 'https://10.1.2.3/', 'host-not-allowed'],
    ['127.0.0.1:9000', 'http://127.0.0.1:9000/', null],
    ['127.0.0.1:9000', 'http://localhost:9000/', 'host-not-allowed'],
    ['localhost:9000', 'http://localhost:9000/', null],
    ['[::1]:9000', 'http://[::1]:9000/', null],
    ['жоқ.kz', 'https://жоқ.kz/', null],
  ])('%s: %s → %s', (list, url, refusal) => {
    expect(hosts(list).refusalOf(new URL(url))).toBe(refusal);
  });

  test.each(['https://hooks.example.kz', 'a/b', 'hooks.example.kz/path', '10.0.0.0/99', '*', 'a b', 'user@host'])(
    '%s is told to the operator at start',
    (entry) => {
      expect(() => AllowedHosts.read(`ok.example.kz,${entry}`)).toThrow('NYSAN_WEBHOOK_HOSTS');
    },
  );

  test('a listed name leads to the internet, and into a private network only where that is listed too', () => {
    expect(hosts('hooks.example.kz').mayReach('hooks.example.kz', '195.12.114.1')).toBe(true);
    expect(hosts('hooks.example.kz').mayReach('hooks.example.kz', '10.1.2.3')).toBe(false);
    expect(hosts('hooks.example.kz').mayReach('hooks.example.kz', '127.0.0.1')).toBe(false);
    expect(hosts('hooks.example.kz,10.1.0.0/16').mayReach('hooks.example.kz', '10.1.2.3')).toBe(true);
    expect(hosts('hooks.example.kz,10.1.0.0/16').mayReach('hooks.example.kz', '10.2.2.3')).toBe(false);
    expect(hosts('localhost:9000').mayReach('localhost', '127.0.0.1')).toBe(true);
    expect(hosts('localhost:9000').mayReach('localhost', '10.1.2.3')).toBe(false);
  });
});

test.each([
  ['8.8.8.8', true],
  ['195.12.114.1', true],
  ['2a00:1450:4001::1', true],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['2002:a00:1::', false],
  ['2001:db8::1', false],
])('%s is an address of the internet: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
