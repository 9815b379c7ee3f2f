import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../src/forms/json.ts';
import { projectPath } from '../../src/project.ts';
import { canonicalBytes } from '../../src/trust/canonical.ts';
import { checkCode } from '../../src/trust/code/check.ts';
import { codeText, signCode } from '../../src/trust/code/code.ts';
import { codeOfUrl, verificationUrl } from '../../src/trust/code/verification-url.ts';
import { fingerprint, fingerprintHead, type IssuedContent } from '../../src/trust/fingerprint.ts';
import { readPublishedKeys } from '../../src/trust/keys/published.ts';
import { checkStatusList } from '../../src/trust/status-list.ts';
import { facts, publishedKeys, signingKeys } from './fixtures.ts';

const page = readFileSync(projectPath('src', 'trust', 'FORMAT.md'), 'utf8');

/** The block of the page that is marked with this name. */
function block(name: string): string {
  const found = new RegExp(`^\`\`\`\\w+ ${name}\\n(.*?)\\n\`\`\`$`, 'ms').exec(page)?.[1];
  if (found === undefined) throw new Error(`FORMAT.md has no block ${name}`);
  return found;
}

const content: IssuedContent = {
  form: 'industrial-certificate',
  edition: '2023-06-02',
  issuer: '040940001235',
  number: '123 6 00001',
  issuedAt: '2026-11-20T08:30:00Z',
  languages: ['kk', 'ru'],
  data: { goods: [{ name: { kk: 'Құбыр', ru: 'Труба' }, percent: 51.5 }] },
  derived: {},
};

describe('the examples of FORMAT.md', () => {
  const head = fingerprintHead(fingerprint(content));
  const bytes = signCode({ ...facts, fingerprintHead: head }, signingKeys[3]);

  it('hold for the content and its fingerprint', () => {
    expect(block('content')).toBe(new TextDecoder().decode(canonicalBytes(content)));
    expect(block('fingerprint')).toBe(Buffer.from(fingerprint(content)).toString('hex'));
  });

  it('hold for the bytes and the address', () => {
    expect(block('bytes').replaceAll(/\s/g, '')).toBe(Buffer.from(bytes).toString('hex'));
    expect(block('url')).toBe(verificationUrl('https://nysan.example.kz', bytes));
    expect(codeOfUrl(block('url'))).toBe(codeText(bytes));
  });

  it('hold for the keys and the status list', () => {
    const keys: unknown = JSON.parse(block('keys'));
    const list: unknown = JSON.parse(block('status-list'));
    if (!isJsonObject(list)) throw new Error('the status list is no object');
    const body = Object.fromEntries(Object.entries(list).filter(([name]) => name !== 'signature'));
    expect(keys).toEqual(publishedKeys);
    expect(checkCode(codeText(bytes), readPublishedKeys(keys)).state).toBe('genuine');
    expect(checkStatusList(list, readPublishedKeys(keys)).state).toBe('genuine');
    expect(block('status-body')).toBe(new TextDecoder().decode(canonicalBytes(body)));
  });
});
