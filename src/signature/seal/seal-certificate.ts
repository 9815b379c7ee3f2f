import type { X509Certificate } from 'node:crypto';
import { Certificate } from '../cms/certificate.ts';
import { maySignDocuments } from '../cms/usage.ts';
import { SealError } from './seal-error.ts';

/** @throws SealError `certificate-usage` when nobody would accept what it signs */
export function sealCertificate({ raw }: X509Certificate, file: string): Certificate {
  const certificate = new Certificate(raw);
  if (maySignDocuments(certificate)) return certificate;
  throw new SealError('certificate-usage', `The certificate in ${file} is not one for signing documents.`);
}

/** @throws SealError `certificate-expired`, `certificate-not-yet-valid` */
export function requireValidity({ notBefore, notAfter }: Certificate, at: Date, file: string): void {
  if (at > notAfter) {
    throw new SealError('certificate-expired', `The certificate in ${file} expired at ${notAfter.toISOString()}.`);
  }
  if (at < notBefore) {
    throw new SealError(
      'certificate-not-yet-valid',
      `The certificate in ${file} begins at ${notBefore.toISOString()}.`,
    );
  }
}
