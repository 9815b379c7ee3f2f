import { readFile } from 'node:fs/promises';
import { signerOf } from '../cms/signer.ts';
import type { Signer } from '../cms/verdict.ts';
import { certificatePath } from './certificate-path.ts';
import { DetachedSignature, type SigningIdentity } from './detached-signature.ts';
import { openKeyContainer } from './key-container.ts';
import { requireValidity, sealCertificate } from './seal-certificate.ts';
import { SealError } from './seal-error.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** The seal of an organisation: signs what it issues. */
export interface OrganisationSeal {
  readonly subject: Signer;
  /**
   * A detached CMS in DER over content, as PAdES wants it: baseline B-B, or B-T where a time stamping authority is set.
   *
   * @throws SealError when the certificate is not valid at that time; TimestampError
   */
  seal(content: Uint8Array, signedAt: Date): Promise<Uint8Array>;
}

export interface SealSource {
  /** PKCS#12 with one RSA key and its certificates. */
  readonly file: string;
  readonly passphrase: string;
  /** Gives B-T; without one signatures are B-B. */
  readonly timestamps?: TimestampAuthority | null;
  readonly now: Date;
}

/**
 * Opens a seal that can be used now.
 *
 * @throws SealError with a sentence for the operator
 */
export async function loadSeal({ file, passphrase, timestamps = null, now }: SealSource): Promise<OrganisationSeal> {
  const { privateKey, certificates } = openKeyContainer(await bytesOf(file), passphrase, file);
  const [own, ...above] = certificatePath(certificates, privateKey);
  if (own === undefined) throw new SealError('no-certificate', `${file} holds no certificate of its key.`);
  const identity: SigningIdentity = { privateKey, path: [own, ...above] };
  const certificate = sealCertificate(own, file);
  requireValidity(certificate, now, file);
  return {
    subject: signerOf(certificate),
    async seal(content, signedAt) {
      requireValidity(certificate, signedAt, file);
      const signature = await DetachedSignature.of(content, identity);
      if (timestamps !== null) signature.addTimestamp(await timestamps.timestamp(signature.value));
      return signature.bytes();
    },
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new SealError('file-unreadable', `The seal ${file} cannot be read.`, cause);
  }
}
