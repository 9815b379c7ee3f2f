import { describe, expect, it } from 'vitest';
import { codeText, signCode } from '../../src/trust/code/code.ts';
import { isLocalHost } from '../../src/trust/code/local-host.ts';
import { codeOfUrl, PublicUrlError, verificationUrl } from '../../src/trust/code/verification-url.ts';
import { facts, signingKeys } from './fixtures.ts';

const bytes = signCode(facts, signingKeys[3]);
const code = codeText(bytes);

describe('the address in the QR code', () => {
  it.each([
    ['https://nysan.example.kz', 'HTTPS://NYSAN.EXAMPLE.KZ'],
    ['https://nysan.example.kz/', 'HTTPS://NYSAN.EXAMPLE.KZ'],
    ['https://nysan.example.kz:443/', 'HTTPS://NYSAN.EXAMPLE.KZ'],
    ['https://nysan.example.kz:8443/docs//', 'HTTPS://NYSAN.EXAMPLE.KZ:8443/DOCS'],
    ['https://құжат.қаз', 'HTTPS://XN--80AL1B2ZUD.XN--80AO21A'],
    ['http://127.0.0.1:8080', 'HTTP://127.0.0.1:8080'],
    ['http://localhost:8080', 'HTTP://LOCALHOST:8080'],
    ['http://192.168.1.20', 'HTTP://192.168.1.20'],
    ['http://nysan', 'HTTP://NYSAN'],
  ])('%s becomes %s/V/…', (publicUrl, address) => {
    const url = verificationUrl(publicUrl, bytes);
    expect(url).toBe(`${address}/V/${code}`);
    expect(url).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    expect(codeOfUrl(url)).toBe(code);
  });

  it.each([
    'nysan.example.kz',
    '',
    'ftp://nysan.example.kz',
    'http://nysan.example.kz',
    'http://8.8.8.8',
    'https://user@nysan.example.kz',
    'https://user:secret@nysan.example.kz',
    'https://nysan.example.kz/?a=b',
    'https://nysan.example.kz/#a',
    'https://nysan.example.kz/my_path',
    'https://nysan.example.kz/~a',
    'https://[::1]:8080',
    'https://nysan_1.example.kz',
  ])('is not made of %j, and the error names the setting', (publicUrl) => {
    expect(() => verificationUrl(publicUrl, bytes)).toThrow(PublicUrlError);
    expect(() => verificationUrl(publicUrl, bytes)).toThrow(/^NYSAN_PUBLIC_URL /);
  });

  it('gives its code whatever the host and the case of letters', () => {
    expect(codeOfUrl(`https://elsewhere.example/v/${code.toLowerCase()}`)).toBe(code.toLowerCase());
    for (const text of [code, `/V/${code}A`, `/V/${code}\n`, `/V/${code}?a`, '']) expect(codeOfUrl(text)).toBeNull();
  });
});

describe('a local host', () => {
  it.each([
    'localhost',
    'a.localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.0.1',
    '[::1]',
    '0.0.0.0',
    'nysan',
    'nysan.local',
  ])('is %s', (host) => {
    expect(isLocalHost(host)).toBe(true);
  });

  it.each([
    'nysan.kz',
    '172.32.0.1',
    '8.8.8.8',
    'localhost.kz',
    '10.example.kz',
    '127.0.0.1.example.kz',
    '[2001:db8::1]',
  ])('is not %s', (host) => {
    expect(isLocalHost(host)).toBe(false);
  });
});
