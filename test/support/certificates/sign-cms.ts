import { constants, createHash, sign } from 'node:crypto';
import { type Identity } from './certificate-authority.ts';
import { identifier, integer, integerOfHex, nothing, octets, sequence, setOf, tagged, time } from './der.ts';

type Digest = 'sha256' | 'sha384' | 'sha512';

export interface CmsOptions {
  /** The signing-time attribute; 20 November 2026 unless told, null leaves it out. */
  readonly signedAt?: Date | null;
  readonly digest?: Digest;
  /** RSASSA-PSS instead of PKCS #1 v1.5, for RSA keys. */
  readonly pss?: boolean;
  /** Without them the signature is over the content itself. */
  readonly signedAttributes?: boolean;
  /** Certificates in the file: the signer's own and those between it and the root unless told. */
  readonly certificates?: readonly Uint8Array[];
  /** Of the content: an object identifier, data unless told. */
  readonly contentType?: string;
  /** Carries the content inside. */
  readonly attached?: boolean;
  /** Others who sign the same content. */
  readonly others?: readonly Identity[];
  /** What the message-digest attribute is the digest of, when it is to lie. */
  readonly digestOf?: Uint8Array;
  /** Signed attributes besides content-type, message-digest and signing-time, in DER. */
  readonly attributes?: readonly Uint8Array[];
  /** Unsigned attributes in DER, made from the signature's bytes. */
  readonly unsigned?: (signature: Uint8Array) => readonly Uint8Array[];
}

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  rsa: '1.2.840.113549.1.1.1',
  pss: '1.2.840.113549.1.1.10',
  mgf1: '1.2.840.113549.1.1.8',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  gostDigest: '1.2.398.3.10.1.3.2',
  gostSignature: '1.2.398.3.10.1.1.2.3.1',
} as const;

const ecdsa = { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3', sha512: '1.2.840.10045.4.3.4' } as const;

const usualMoment = new Date('2026-11-20T06:00:00Z');

/** Signs as RFC 5652 says: a ContentInfo with SignedData in DER, detached and with signed attributes unless told. */
export function signCms(content: Uint8Array, signer: Identity, options: CmsOptions = {}): Uint8Array {
  const signers = [signer, ...(options.others ?? [])];
  const certificates = options.certificates ?? signers.flatMap((one) => [one.certificate, ...one.chain]);
  const contentType = options.contentType ?? oids.data;
  const signed = sequence(
    integer(contentType === oids.data ? 1 : 3),
    setOf(digestAlgorithm(signer, options)),
    sequence(identifier(contentType), ...(options.attached === true ? [tagged(0, octets(content))] : [])),
    ...(certificates.length === 0 ? [] : [tagged(0, ...certificates)]),
    setOf(...signers.map((one) => signerInfo(content, one, contentType, options))),
  );
  return sequence(identifier(oids.signedData), tagged(0, signed));
}

/** An Attribute with one value, in DER. */
export function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(identifier(oid), setOf(value));
}

/** The attribute by which a signer names the certificate (RFC 5035), as PAdES and time stamps want it. */
export function signingCertificate(certificate: Uint8Array): Uint8Array {
  const hash = octets(createHash('sha256').update(certificate).digest());
  return attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(hash))));
}

function signerInfo(content: Uint8Array, signer: Identity, contentType: string, options: CmsOptions): Uint8Array {
  const attributes = options.signedAttributes === false ? null : signedAttributes(content, contentType, options);
  const digest = options.digest ?? 'sha256';
  const signature = sign(digest, attributes ?? content, {
    key: signer.privateKey,
    ...(options.pss === true ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}),
  });
  const unsigned = options.unsigned?.(signature) ?? [];
  return sequence(
    integer(1),
    sequence(signer.issuer, integerOfHex(signer.serial)),
    digestAlgorithm(signer, options),
    ...(attributes === null ? [] : [withTag(0xa0, attributes)]),
    signatureAlgorithm(signer, digest, options.pss ?? false),
    octets(signature),
    ...(unsigned.length === 0 ? [] : [withTag(0xa1, setOf(...unsigned))]),
  );
}

/** As the SET OF that is signed; in the file its tag is another (RFC 5652 section 5.4). */
function signedAttributes(content: Uint8Array, contentType: string, options: CmsOptions): Uint8Array {
  const { digest = 'sha256', digestOf = content, signedAt = usualMoment, attributes = [] } = options;
  return setOf(
    attribute(oids.contentType, identifier(contentType)),
    attribute(oids.messageDigest, octets(createHash(digest).update(digestOf).digest())),
    ...(signedAt === null ? [] : [attribute(oids.signingTime, time(signedAt))]),
    ...attributes,
  );
}

function digestAlgorithm(signer: Identity, { digest = 'sha256' }: CmsOptions): Uint8Array {
  if (signer.key === 'gost') return sequence(identifier(oids.gostDigest), nothing());
  return sequence(identifier(oids[digest]), nothing());
}

function signatureAlgorithm(signer: Identity, digest: Digest, pss: boolean): Uint8Array {
  if (signer.key === 'gost') return sequence(identifier(oids.gostSignature), nothing());
  if (signer.key === 'ec') return sequence(identifier(ecdsa[digest]));
  if (!pss) return sequence(identifier(oids.rsa), nothing());
  const hash = sequence(identifier(oids[digest]), nothing());
  const parameters = [hash, sequence(identifier(oids.mgf1), hash), integer(32)];
  return sequence(identifier(oids.pss), sequence(...parameters.map((parameter, number) => tagged(number, parameter))));
}

function withTag(tag: number, set: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(set);
  changed[0] = tag;
  return changed;
}
