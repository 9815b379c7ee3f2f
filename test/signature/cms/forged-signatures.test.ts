import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { element, identifier, nothing, octets, sequence } from '../../support/certificates/der.ts';
import { attribute, signCms, signingCertificate } from '../../support/certificates/sign-cms.ts';
import { testCertificates } from '../../support/certificates/test-certificates.ts';
import { content, outcomeOf, testChecker } from './parts.ts';

const certificates = testCertificates();
const { person, personEc, head, intermediate } = certificates;
const other = Buffer.from('Басқа мазмұн\n');

async function outcome(cms: Uint8Array, signed: Uint8Array = content): Promise<string> {
  return outcomeOf(await (await testChecker()).check({ cms, content: signed }));
}

describe('a signature is refused', () => {
  it('of other content', async () => {
    expect(await outcome(signCms(other, person))).toBe('refused: content-differs');
    expect(await outcome(signCms(other, person, { signedAttributes: false }))).toBe('refused: signature-wrong');
  });

  it('whose digest attribute is of other content', async () => {
    expect(await outcome(signCms(content, person, { digestOf: other }))).toBe('refused: content-differs');
  });

  it('whose digest attribute was changed to suit other content', async () => {
    const cms = Buffer.from(signCms(other, person));
    const place = cms.indexOf(createHash('sha256').update(other).digest());
    createHash('sha256').update(content).digest().copy(cms, place);
    expect(await outcome(cms)).toBe('refused: signature-wrong');
  });

  it('whose signed attributes were removed', async () => {
    const whole = signCms(content, person);
    const attributes = partAt(whole, attributesPath);
    expect(await outcome(without(whole, attributesPath))).toBe('refused: signature-wrong');
    // The signature is then one of the attributes, which nobody may pass off as a document.
    const asSet = Buffer.from(attributes);
    asSet[0] = 0x31;
    expect(await outcome(whole, asSet)).toBe('refused: content-differs');
  });

  it('whose signing time was changed', async () => {
    const cms = Buffer.from(signCms(content, person));
    cms.write('261121', cms.indexOf('261120'), 'latin1');
    expect(await outcome(cms)).toBe('refused: signature-wrong');
  });

  it('beside the certificate of somebody else', async () => {
    const certificatesOfOther = [head.certificate, ...head.chain];
    expect(await outcome(signCms(content, person, { certificates: certificatesOfOther }))).toBe(
      'refused: certificate-missing',
    );
    expect(await outcome(signCms(content, person, { certificates: [] }))).toBe('refused: certificate-missing');
  });

  it('that names another certificate of the authority as its own', async () => {
    expect(await outcome(signCms(content, { ...person, serial: head.serial, certificate: head.certificate }))).toBe(
      'refused: signature-wrong',
    );
  });

  it('that states another signing certificate (RFC 5035)', async () => {
    const stating = (certificate: Uint8Array): Uint8Array =>
      signCms(content, person, { attributes: [signingCertificate(certificate)] });
    expect(await outcome(stating(person.certificate))).toBe('verified RSA SHA-256');
    expect(await outcome(stating(personEc.certificate))).toBe('refused: signature-wrong');
  });

  it('of two signers, even when both signed', async () => {
    expect(await outcome(signCms(content, person, { others: [head] }))).toBe('refused: several-signers');
  });

  it('that has the content inside', async () => {
    expect(await outcome(signCms(content, person, { attached: true }))).toBe('refused: attached-content');
  });

  it('without any signer', async () => {
    const signedData = sequence(
      element(0x02, Buffer.from([1])),
      element(0x31),
      sequence(identifier('1.2.840.113549.1.7.1')),
      element(0x31),
    );
    expect(await outcome(sequence(identifier('1.2.840.113549.1.7.2'), element(0xa0, signedData)))).toBe(
      'refused: malformed',
    );
  });

  it('with an attribute twice', async () => {
    const digest = attribute('1.2.840.113549.1.9.4', octets(createHash('sha256').update(content).digest()));
    expect(await outcome(signCms(content, person, { digestOf: other, attributes: [digest] }))).toBe(
      'refused: malformed',
    );
  });

  it('of a type of content other than data', async () => {
    const cms = Buffer.from(signCms(content, person));
    const data = Buffer.from(identifier('1.2.840.113549.1.7.1'));
    cms[cms.indexOf(data) + data.length - 1] = 5;
    expect(await outcome(cms)).toBe('refused: malformed');
  });

  it('by SHA-1', async () => {
    const cms = Buffer.from(signCms(content, person));
    const sha256 = Buffer.from(sequence(identifier('2.16.840.1.101.3.4.2.1'), nothing()));
    const sha1 = Buffer.from(sequence(identifier('1.3.14.3.2.26'), element(0x05, Buffer.alloc(4))));
    expect(sha1).toHaveLength(sha256.length);
    for (let place = cms.indexOf(sha256); place >= 0; place = cms.indexOf(sha256, place)) sha1.copy(cms, place);
    expect(await outcome(cms)).toBe('refused: malformed');
  });

  it('for a login certificate', async () => {
    expect(await outcome(signCms(content, certificates.authentication))).toBe('refused: usage');
    expect(await outcome(signCms(content, certificates.timeStamping))).toBe('refused: usage');
    expect(await outcome(signCms(content, { ...intermediate.identity, chain: [] }))).toBe('refused: usage');
  });
});

/** Members on the way from a signature to its signer's attributes. */
const attributesPath = [1, 0, -1, 0, 3];

function partAt(whole: Uint8Array, path: readonly number[]): Uint8Array {
  const [place, ...rest] = path;
  if (place === undefined) return whole;
  const part = membersOf(whole).at(place);
  if (part === undefined) throw new RangeError('the signature has no such part');
  return partAt(part, rest);
}

function without(whole: Uint8Array, path: readonly number[]): Uint8Array {
  const [place = 0, ...rest] = path;
  const members = membersOf(whole);
  const part = members.at(place) ?? Buffer.alloc(0);
  members.splice(place, 1, ...(rest.length === 0 ? [] : [without(part, rest)]));
  return element(whole[0] ?? 0, ...members);
}

/** Of an element in DER. */
function membersOf(whole: Uint8Array): Uint8Array[] {
  const members: Uint8Array[] = [];
  for (let rest = contentOf(whole); rest.length > 0;) {
    const length = rest.length - afterElement(rest).length;
    members.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return members;
}

function contentOf(der: Uint8Array): Uint8Array {
  const { start, length } = lengthOf(der);
  return der.subarray(start, start + length);
}

function afterElement(der: Uint8Array): Uint8Array {
  const { start, length } = lengthOf(der);
  return der.subarray(start + length);
}

function lengthOf(der: Uint8Array): { readonly start: number; readonly length: number } {
  const first = der[1] ?? 0;
  if (first < 0x80) return { start: 2, length: first };
  const bytes = first & 0x7f;
  return { start: 2 + bytes, length: Buffer.from(der).readUIntBE(2, bytes) };
}
