import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTrustAnchors, TrustAnchorError } from '../../../src/signature/cms/trust-anchors.ts';
import { pemOf } from '../../support/certificates/certificate-authority.ts';
import { testCertificates } from '../../support/certificates/test-certificates.ts';
import { testFolder } from './parts.ts';

const { root, foreignRoot, person, intermediate, revocationList } = testCertificates();

describe('trust anchors', () => {
  it('come from a file of several in PEM', async () => {
    const file = join(testFolder(), 'all.pem');
    const list = pemOf('X509 CRL', revocationList);
    writeFileSync(file, `# root\n${root.identity.certificatePem}\n${foreignRoot.identity.certificatePem}${list}`);
    const anchors = await loadTrustAnchors(file);
    expect(anchors.certificates.map(({ bytes }) => Buffer.from(bytes))).toEqual([
      root.identity.certificate,
      foreignRoot.identity.certificate,
    ]);
    expect(anchors.revocationLists).toHaveLength(1);
  });

  it('come from a folder, in PEM and DER', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'root.cer'), root.identity.certificate);
    writeFileSync(join(folder, 'intermediate.pem'), intermediate.identity.certificatePem);
    writeFileSync(join(folder, 'list.crl'), revocationList);
    writeFileSync(join(folder, '.keep'), '');
    mkdirSync(join(folder, 'older'));
    const anchors = await loadTrustAnchors(folder);
    expect(anchors.certificates).toHaveLength(2);
    expect(anchors.revocationLists).toHaveLength(1);
  });

  it.each([
    ['neither PEM nor DER', Buffer.from('hello'), /neither PEM nor DER/],
    ['a private key', Buffer.from(person.privateKeyPem), /«PRIVATE KEY»/],
    ['a certificate of no authority', Buffer.from(person.certificatePem), /not of an authority/],
    ['a certificate that is cut off', root.identity.certificate.subarray(0, 200), /neither a certificate nor/],
    ['a list alone', revocationList, /no certificate to trust/],
  ])('name the file that is %s', async (_kind, bytes, message) => {
    const file = join(testFolder(), 'anchors.pem');
    writeFileSync(file, bytes);
    const loading = loadTrustAnchors(file);
    await expect(loading).rejects.toThrow(TrustAnchorError);
    await expect(loading).rejects.toThrow(file);
    await expect(loading).rejects.toThrow(message);
  });

  it('have to be there', async () => {
    const folder = testFolder();
    await expect(loadTrustAnchors(join(folder, 'missing'))).rejects.toThrow(/no such file or folder/);
    await expect(loadTrustAnchors(folder)).rejects.toThrow(/no certificate to trust/);
  });
});
