import { type Certificate, keyUsage } from './certificate.ts';
import type { TrustAnchors } from './trust-anchors.ts';

/** Between a signer and a trust anchor there are one or two authorities. */
const longest = 6;
/** A hostile file may hold many authorities of one name, each of which may have issued each. */
const mostTries = 64;

/**
 * The certificates from the signer's to a trust anchor, both included, or null when there are none.
 *
 * @param others certificates that came with the signature and are not trusted by themselves
 */
export function chainOf(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: TrustAnchors,
): readonly Certificate[] | null {
  let tries = 0;
  const extend = (chain: readonly Certificate[], last: Certificate): readonly Certificate[] | null => {
    if (chain.length > longest) return null;
    for (const anchor of anchors.certificates) {
      if (mayCertify(anchor, chain.length - 1) && last.isIssuedBy(anchor)) return [...chain, anchor];
    }
    for (const other of others) {
      if (!mayCertify(other, chain.length - 1) || chain.some((member) => member.equals(other))) continue;
      if (Buffer.compare(last.issuer, other.subject) !== 0) continue;
      tries += 1;
      if (tries > mostTries) return null;
      const found = last.isIssuedBy(other) ? extend([...chain, other], other) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return leaf.use.hasUnknownCritical ? null : extend([leaf], leaf);
}

/** RFC 5280 section 6.1.4. */
function mayCertify({ use }: Certificate, authoritiesBelow: number): boolean {
  return (
    use.isAuthority &&
    !use.hasUnknownCritical &&
    (use.keyUsage === null || (use.keyUsage & keyUsage.keyCertSign) !== 0) &&
    (use.pathLength === null || authoritiesBelow <= use.pathLength)
  );
}

export type ValidityProblem = 'certificate-expired' | 'certificate-not-yet-valid';

/** Null when every certificate is within its time. */
export function validityProblem(chain: readonly Certificate[], moment: Date): ValidityProblem | null {
  if (chain.some(({ notAfter }) => moment > notAfter)) return 'certificate-expired';
  return chain.some(({ notBefore }) => moment < notBefore) ? 'certificate-not-yet-valid' : null;
}

/**
 * `revoked` when any certificate of the chain was revoked by the moment; `good` when a list that covers the moment
 * says that the signer's was not.
 */
export function revocationOf(
  chain: readonly Certificate[],
  anchors: TrustAnchors,
  moment: Date,
  now: Date,
): 'good' | 'unchecked' | 'revoked' {
  let state: 'good' | 'unchecked' = 'unchecked';
  for (const [depth, certificate] of chain.entries()) {
    const issuer = chain[depth + 1];
    if (issuer === undefined) continue;
    for (const list of anchors.revocationLists) {
      if (list.thisUpdate > now || !list.isSignedBy(issuer)) continue;
      const revokedAt = list.revokedAt(certificate.serial);
      if (revokedAt !== null && revokedAt <= moment) return 'revoked';
      if (depth === 0 && list.covers(moment)) state = 'good';
    }
  }
  return state;
}
