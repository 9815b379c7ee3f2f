import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CmsChecker } from '../../../src/signature/cms/cms-checker.ts';
import { loadTrustAnchors } from '../../../src/signature/cms/trust-anchors.ts';
import { CertificateAuthority, type Identity } from '../../support/certificates/certificate-authority.ts';
import { extension } from '../../support/certificates/certificate-extensions.ts';
import { nothing } from '../../support/certificates/der.ts';
import { authorityName, personName } from '../../support/certificates/distinguished-name.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { people, testCertificates } from '../../support/certificates/test-certificates.ts';
import { timestampAttribute } from '../../support/certificates/time-stamp.ts';
import { content, now, outcomeOf, testChecker, testFolder } from './parts.ts';

const certificates = testCertificates();
const { root, intermediate, foreignRoot, personEc } = certificates;
const person = { subject: personName(people.person), key: 'ec', serial: '2001' } as const;

async function outcome(identity: Identity, at?: Date): Promise<string> {
  return outcomeOf(await (await testChecker()).check({ cms: signCms(content, identity), content, at }));
}

describe('the chain', () => {
  it('has to lead to a trust anchor', async () => {
    expect(await outcome(certificates.foreign)).toBe('refused: chain-unknown');
    expect(await outcome({ ...personEc, chain: [] })).toBe('refused: chain-unknown');
    expect(await outcome({ ...personEc, chain: [foreignRoot.identity.certificate] })).toBe('refused: chain-unknown');
  });

  it('may be of ECDSA certificates', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'foreign.der'), foreignRoot.identity.certificate);
    const checker = new CmsChecker({ anchors: await loadTrustAnchors(folder), now: () => now });
    const cms = signCms(content, certificates.foreign);
    expect(outcomeOf(await checker.check({ cms, content }))).toBe('verified ECDSA SHA-256');
  });

  it('may end at an intermediate authority', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'intermediate.pem'), intermediate.identity.certificatePem);
    const checker = new CmsChecker({ anchors: await loadTrustAnchors(folder), now: () => now });
    const cms = signCms(content, personEc, { certificates: [personEc.certificate] });
    expect(outcomeOf(await checker.check({ cms, content }))).toBe('verified ECDSA SHA-256');
  });

  it('has no authority that is none', async () => {
    const pretended = CertificateAuthority.pretended(person.subject, personEc);
    expect(await outcome(pretended.identify(person))).toBe('refused: chain-unknown');
  });

  it('has no more authorities than the one above allows', async () => {
    const below = intermediate.authority({ subject: authorityName('BELOW'), serial: '2002', key: 'ec' });
    expect(await outcome(below.identify(person))).toBe('refused: chain-unknown');
    const beside = root.authority({ subject: authorityName('BESIDE'), serial: '2003', key: 'ec' }, 1);
    const belowBeside = beside.authority({ subject: authorityName('BELOW BESIDE'), serial: '2004', key: 'ec' });
    expect(await outcome(belowBeside.identify(person))).toBe('verified ECDSA SHA-256');
  });

  it('has no authority of the same name with another key', async () => {
    const impostor = foreignRoot.authority({
      subject: authorityName('ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (СЫНАҚ)'),
      serial: '02',
      key: 'ec',
    });
    const signer = impostor.identify(person);
    expect(await outcome(signer)).toBe('refused: chain-unknown');
    expect(await outcome({ ...signer, chain: [intermediate.identity.certificate] })).toBe('refused: chain-unknown');
    // Beside the true one it does no harm.
    expect(await outcome({ ...personEc, chain: [impostor.identity.certificate, ...personEc.chain] })).toBe(
      'verified ECDSA SHA-256',
    );
  });

  it('has no critical extension that is not understood', async () => {
    const issue = { ...person, extensions: [extension('1.2.3.4', nothing(), true)] };
    expect(await outcome(intermediate.identify(issue))).toBe('refused: chain-unknown');
    expect(await outcome(intermediate.identify({ ...issue, extensions: [extension('1.2.3.4', nothing())] }))).toBe(
      'verified ECDSA SHA-256',
    );
  });

  it('is found or not among many authorities of one name in little time', async () => {
    const names = Array.from({ length: 30 }, (_, place) => place);
    const subject = authorityName('MANY');
    const first = CertificateAuthority.root(subject, 'ec');
    const many = names.map((place) => first.authority({ subject, serial: `30${String(10 + place)}`, key: 'ec' }, 9));
    const signer = first.identify(person);
    const chain = many.map(({ identity }) => identity.certificate);
    const start = performance.now();
    expect(await outcome({ ...signer, chain })).toBe('refused: chain-unknown');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the time', () => {
  it('is that of the check unless another is given', async () => {
    expect(await outcome(certificates.expired)).toBe('refused: certificate-expired');
    expect(await outcome(certificates.expired, new Date('2025-06-01T00:00:00Z'))).toBe(
      'refused: certificate-not-yet-valid',
    );
    expect(await outcome(certificates.notYetValid)).toBe('refused: certificate-not-yet-valid');
    expect(await outcome(personEc, new Date('2036-01-01T00:00:01Z'))).toBe('refused: certificate-expired');
    expect(await outcome(personEc, new Date('2036-01-01T00:00:00Z'))).toBe('verified ECDSA SHA-256');
  });
});

describe('a time stamp', () => {
  const moment = new Date('2026-02-03T04:05:06Z');
  const short = intermediate.identify({ ...person, serial: '2005', notAfter: new Date('2026-03-01T00:00:00Z') });
  const stampedBy = (authority: Identity, at = moment): Uint8Array =>
    signCms(content, short, { unsigned: timestampAttribute(at, authority) });

  it('of a trusted authority proves that a certificate was valid when it signed', async () => {
    const verdict = await (await testChecker()).check({ cms: stampedBy(certificates.timeStamping), content });
    expect(verdict).toMatchObject({ kind: 'verified', timestamp: '2026-02-03T04:05:06.000Z' });
    expect(await outcome(short)).toBe('refused: certificate-expired');
  });

  it.each([
    ['by somebody who stamps no time', stampedBy(personEc)],
    ['by an authority that is not trusted', stampedBy(certificates.foreign)],
    ['from the future', stampedBy(certificates.timeStamping, new Date('2027-01-01T00:00:00Z'))],
    [
      'of another signature',
      signCms(content, short, {
        unsigned: () => timestampAttribute(moment, certificates.timeStamping)(Buffer.from('another')),
      }),
    ],
  ])('proves nothing %s', async (_kind, cms) => {
    const checker = await testChecker();
    expect(outcomeOf(await checker.check({ cms, content }))).toBe('refused: certificate-expired');
    const verdict = await checker.check({ cms, content, at: moment });
    expect(verdict).toMatchObject({ kind: 'verified', timestamp: null });
  });
});
