import type { KeyObject, X509Certificate } from 'node:crypto';

/**
 * The certificate of a key, then that of its issuer and so on as far as they are at hand. A root stays out: who relies
 * on it has it.
 */
export function certificatePath(
  certificates: readonly X509Certificate[],
  privateKey: KeyObject,
): readonly X509Certificate[] {
  const path: X509Certificate[] = [];
  let next = certificates.find((certificate) => certificate.checkPrivateKey(privateKey));
  while (next !== undefined) {
    path.push(next);
    const last = next;
    next = certificates.find(
      (certificate) =>
        last.checkIssued(certificate) && !certificate.checkIssued(certificate) && !path.includes(certificate),
    );
  }
  return path;
}
