import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import { loadTrustAnchors } from '../../../src/signature/cms/trust-anchors.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { people, testCertificates } from '../../support/certificates/test-certificates.ts';
import { content, now, outcomeOf, testChecker } from './parts.ts';

const certificates = testCertificates();

describe('a detached signature is accepted', () => {
  it.each([
    ['RSA', signCms(content, certificates.person), 'RSA SHA-256'],
    ['RSA with SHA-512', signCms(content, certificates.person, { digest: 'sha512' }), 'RSA SHA-512'],
    ['RSASSA-PSS', signCms(content, certificates.person, { pss: true }), 'RSASSA-PSS SHA-256'],
    ['ECDSA', signCms(content, certificates.personEc), 'ECDSA SHA-256'],
    ['ECDSA with SHA-384', signCms(content, certificates.personEc, { digest: 'sha384' }), 'ECDSA SHA-384'],
    ['RSA without attributes', signCms(content, certificates.person, { signedAttributes: false }), 'RSA SHA-256'],
    ['ECDSA without attributes', signCms(content, certificates.headEc, { signedAttributes: false }), 'ECDSA SHA-256'],
    ['with zeros after it', Buffer.concat([signCms(content, certificates.person), Buffer.alloc(9000)]), 'RSA SHA-256'],
  ])('%s', async (_kind, cms, algorithm) => {
    expect(outcomeOf(await (await testChecker()).check({ cms, content }))).toBe(`verified ${algorithm}`);
  });

  // Made by `openssl cms -sign` with keys that were thrown away.
  it.each([
    ['rsa', 'RSA SHA-256'],
    ['ec', 'ECDSA SHA-384'],
    ['pss', 'RSASSA-PSS SHA-256'],
    ['cades', 'RSA SHA-256'],
    ['no-attributes', 'RSA SHA-256'],
  ])('made by OpenSSL: %s', async (name, algorithm) => {
    const folder = join(import.meta.dirname, 'made-by-openssl');
    const anchors = await loadTrustAnchors(join(folder, 'root.pem'));
    const checker = new CmsChecker({ anchors, now: () => new Date('2026-12-01T00:00:00Z') });
    const cms = readFileSync(join(folder, `${name}.cms`));
    expect(outcomeOf(await checker.check({ cms, content }))).toBe(`verified ${algorithm}`);
    expect(outcomeOf(await checker.check({ cms, content: content.subarray(1) }))).toMatch(
      /content-differs|signature-wrong/,
    );
  });
});

describe('the verdict says who signed', () => {
  it('a person', async () => {
    const verdict = await (await testChecker()).check({ cms: signCms(content, certificates.person), content });
    expect(verdict).toEqual({
      kind: 'verified',
      signer: {
        name: people.person.name,
        iin: people.person.iin,
        bin: null,
        organisation: null,
        certificate: {
          serial: '1001',
          issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (СЫНАҚ)',
          notBefore: '2026-01-01T00:00:00.000Z',
          notAfter: '2036-01-01T00:00:00.000Z',
          sha256: createHash('sha256').update(certificates.person.certificate).digest('hex'),
        },
      },
      algorithm: 'RSA SHA-256',
      signedAt: now.toISOString(),
      timestamp: null,
      revocation: 'unchecked',
    });
  });

  it.each([
    ['the head of an organisation', certificates.head, people.head],
    ['another signatory of it', certificates.signatory, people.signatory],
    ['its seal', certificates.organisationEc, { ...people.seal, iin: null }],
  ])('%s', async (_who, identity, { name, iin, bin, organisation }) => {
    const verdict = await (await testChecker()).check({ cms: signCms(content, identity), content });
    expect(verdict).toMatchObject({ kind: 'verified', signer: { name, iin, bin, organisation } });
  });

  it('no time when the signer says none', async () => {
    const cms = signCms(content, certificates.person, { signedAt: null });
    expect(await (await testChecker()).check({ cms, content })).toMatchObject({ kind: 'verified', signedAt: null });
  });
});
