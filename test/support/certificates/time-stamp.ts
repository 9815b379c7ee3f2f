import { createHash } from 'node:crypto';
import type { Identity } from './certificate-authority.ts';
import { element, identifier, integer, nothing, octets, sequence } from './der.ts';
import { attribute, signCms, signingCertificate } from './sign-cms.ts';

const timestampInfo = '1.2.840.113549.1.9.16.1.4';
const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';
const sha256 = '2.16.840.1.101.3.4.2.1';

/** A time stamp token of RFC 3161 about these bytes. */
export function stampTime(stamped: Uint8Array, moment: Date, authority: Identity): Uint8Array {
  const info = sequence(
    integer(1),
    identifier('1.2.3.4.1'),
    sequence(sequence(identifier(sha256), nothing()), octets(createHash('sha256').update(stamped).digest())),
    integer(7),
    element(0x18, Buffer.from(`${moment.toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`)),
  );
  return signCms(info, authority, {
    contentType: timestampInfo,
    attached: true,
    signedAt: moment,
    attributes: [signingCertificate(authority.certificate)],
  });
}

/** For `unsigned` of a signature: its time stamp, by the authority, for that moment. */
export function timestampAttribute(
  moment: Date,
  authority: Identity,
): (signature: Uint8Array) => readonly Uint8Array[] {
  return (signature) => [attribute(signatureTimestamp, stampTime(signature, moment, authority))];
}
