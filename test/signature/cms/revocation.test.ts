import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import { loadTrustAnchors } from '../../../src/signature/cms/trust-anchors.ts';
import { CertificateAuthority } from '../../support/certificates/certificate-authority.ts';
import { authorityName } from '../../support/certificates/distinguished-name.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { testCertificates, writeTrustAnchors } from '../../support/certificates/test-certificates.ts';
import { content, now, outcomeOf, testChecker, testFolder } from './parts.ts';

const certificates = testCertificates();
const { intermediate, root, personEc, revoked } = certificates;
const byPerson = signCms(content, personEc);
const byRevoked = signCms(content, revoked);

async function checkerWith(list: Uint8Array): Promise<CmsChecker> {
  const folder = testFolder();
  writeTrustAnchors(folder);
  writeFileSync(join(folder, 'list.crl'), list);
  return new CmsChecker({ anchors: await loadTrustAnchors(folder), now: () => now });
}

describe('revocation', () => {
  it('is unchecked without a list', async () => {
    const checker = await testChecker();
    expect(await checker.check({ cms: byPerson, content })).toMatchObject({ revocation: 'unchecked' });
    expect(await checker.check({ cms: byRevoked, content })).toMatchObject({ revocation: 'unchecked' });
  });

  it('is what the list says', async () => {
    const checker = await testChecker({ withRevocationList: true });
    expect(await checker.check({ cms: byPerson, content })).toMatchObject({ kind: 'verified', revocation: 'good' });
    expect(outcomeOf(await checker.check({ cms: byRevoked, content }))).toBe('refused: revoked');
  });

  it('does not reach back before its day', async () => {
    const checker = await testChecker({ withRevocationList: true });
    const before = { cms: byRevoked, content, at: new Date('2026-05-31T23:59:59Z') };
    expect(await checker.check(before)).toMatchObject({ kind: 'verified', revocation: 'good' });
    const at = new Date('2026-06-01T00:00:00Z');
    expect(outcomeOf(await checker.check({ ...before, at }))).toBe('refused: revoked');
  });

  it('is unchecked when the list is past its time, but what it revoked stays revoked', async () => {
    const list = intermediate.revocationList([revoked.serial], { nextUpdate: new Date('2026-11-19T00:00:00Z') });
    const checker = await checkerWith(list);
    expect(await checker.check({ cms: byPerson, content })).toMatchObject({ revocation: 'unchecked' });
    expect(outcomeOf(await checker.check({ cms: byRevoked, content }))).toBe('refused: revoked');
  });

  it('is not for others to say', async () => {
    const impostor = CertificateAuthority.root(authorityName('ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (СЫНАҚ)'), 'ec');
    const checker = await checkerWith(impostor.revocationList([personEc.serial]));
    expect(await checker.check({ cms: byPerson, content })).toMatchObject({ revocation: 'unchecked' });
  });

  it('of an authority takes along all whom it certified', async () => {
    const checker = await checkerWith(root.revocationList([intermediate.identity.serial]));
    expect(outcomeOf(await checker.check({ cms: byPerson, content }))).toBe('refused: revoked');
  });
});
