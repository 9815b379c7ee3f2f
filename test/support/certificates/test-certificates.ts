import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority, keyUsage } from './certificate-authority.ts';
import { authorityName, organisationName, personName } from './distinguished-name.ts';

/** Key purposes that the National Certification Authority gives to signing certificates. */
export const purposes = {
  emailProtection: '1.3.6.1.5.5.7.3.4',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  person: '1.2.398.3.3.4.1.1',
  organisation: '1.2.398.3.3.4.1.2',
  head: '1.2.398.3.3.4.1.2.1',
  authorisedSignatory: '1.2.398.3.3.4.1.2.2',
} as const;

const organisation = 'ЖАУАПКЕРШІЛІГІ ШЕКТЕУЛІ СЕРІКТЕСТІК "ҚАЗЫНА"';
const bin = '180240012342';

/** Those to whom the test certificates belong; invented. */
export const people = {
  person: { name: 'ӘБІШЕВА ҚҰРАЛАЙ ҒАЛЫМҚЫЗЫ', iin: '850615400125' },
  head: { name: 'СЕРІКОВ НҰРЛАН ӨМІРБЕКҰЛЫ', iin: '790203300452', bin, organisation },
  /** Signs for the same organisation. */
  signatory: { name: 'ИВАНОВА АННА ПЕТРОВНА', iin: '910722400983', bin, organisation },
  /** Its seal. */
  seal: { name: 'АҚПАРАТТЫҚ ЖҮЙЕ «НЫСАН»', bin, organisation },
} as const;

/** Test authorities and those whom they certified; valid from 2026 to 2035 unless told otherwise. */
export type TestCertificates = Readonly<ReturnType<typeof makeCertificates>>;

let made: TestCertificates | undefined;

/** Made once in each process, with new keys: takes about a second. */
export function testCertificates(): TestCertificates {
  made ??= makeCertificates();
  return made;
}

/** Puts the root's certificate, and the revocation list if wanted, into a folder of trust anchors. */
export function writeTrustAnchors(folder: string, { withRevocationList = false } = {}): void {
  const { root, revocationList } = testCertificates();
  writeFileSync(join(folder, 'root.pem'), root.identity.certificatePem);
  if (withRevocationList) writeFileSync(join(folder, 'intermediate.crl'), revocationList);
}

function makeCertificates() {
  const root = CertificateAuthority.root(authorityName('НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (СЫНАҚ)'));
  const foreignRoot = CertificateAuthority.root(authorityName('FOREIGN ROOT (TEST)'), 'ec');
  const intermediate = root.authority({
    subject: authorityName('ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (СЫНАҚ)'),
    serial: '02',
  });
  const person = {
    subject: personName(people.person),
    key: 'ec',
    purposes: [purposes.emailProtection, purposes.person],
  } as const;
  const head = {
    subject: personName(people.head),
    purposes: [purposes.emailProtection, purposes.organisation, purposes.head],
  };
  const signatory = {
    subject: personName(people.signatory),
    purposes: [purposes.emailProtection, purposes.organisation, purposes.authorisedSignatory],
  };
  const seal = {
    subject: organisationName(people.seal),
    purposes: [purposes.emailProtection, purposes.organisation],
  };
  const revokedSerial = '100b';
  return {
    root,
    intermediate,
    foreignRoot,
    person: intermediate.identify({ ...person, key: 'rsa', serial: '1001' }),
    personEc: intermediate.identify({ ...person, serial: '1002' }),
    head: intermediate.identify({ ...head, serial: '1003' }),
    headEc: intermediate.identify({ ...head, key: 'ec', serial: '1004' }),
    signatory: intermediate.identify({ ...signatory, serial: '1005' }),
    /** The head's GOST key: nothing here can make or check its signatures. */
    headGost: intermediate.identify({ ...head, key: 'gost', serial: '100e' }),
    /** Organisation seals: certificates without a person. */
    organisation: intermediate.identify({ ...seal, serial: '1006' }),
    organisationEc: intermediate.identify({ ...seal, key: 'ec', serial: '1007' }),
    organisationExpired: intermediate.identify({
      ...seal,
      serial: '100d',
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date('2025-12-31T23:59:59Z'),
    }),
    /** Answers time stamp requests. */
    timeStamping: intermediate.identify({
      subject: authorityName('TIME STAMPING AUTHORITY (TEST)'),
      serial: '1008',
      purposes: [purposes.timeStamping],
      criticalPurposes: true,
    }),
    /** Ended with 2025. */
    expired: intermediate.identify({
      ...person,
      serial: '1009',
      notBefore: new Date('2025-01-01T00:00:00Z'),
      notAfter: new Date('2025-12-31T23:59:59Z'),
    }),
    /** Begins with 2035. */
    notYetValid: intermediate.identify({ ...person, serial: '100a', notBefore: new Date('2035-01-01T00:00:00Z') }),
    /** In `revocationList` since 1 June 2026. */
    revoked: intermediate.identify({ ...person, serial: revokedSerial }),
    /** Only for logging in, not for signing. */
    authentication: intermediate.identify({
      ...person,
      serial: '100c',
      keyUsage: keyUsage.authentication,
      purposes: [purposes.clientAuthentication, purposes.person],
    }),
    /** Says that it is the person's, but its root is not trusted. */
    foreign: foreignRoot.identify({ ...person, serial: '1001' }),
    /** Of the intermediate authority, in DER. */
    revocationList: intermediate.revocationList([revokedSerial], {
      thisUpdate: new Date('2026-11-01T00:00:00Z'),
      revokedAt: new Date('2026-06-01T00:00:00Z'),
    }),
  };
}
