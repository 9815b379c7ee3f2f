import { type Certificate, keyUsage } from './certificate.ts';

/**
 * Purposes that allow to sign documents: e-mail protection, which the National Certification Authority gives to signing
 * keys, its own (1.2.398.3.3.4.1: person, organisation, head, authorised signatory), document signing (RFC 9336,
 * Microsoft, Adobe) and any purpose.
 */
const signingPurposes: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
  '2.5.29.37.0',
]);
const authorityArc = '1.2.398.3.3.4.1.';
const timeStampingPurpose = '1.3.6.1.5.5.7.3.8';

/**
 * Whether the key may sign documents. The authority's keys for logging in have the same purposes but key encipherment
 * in place of non-repudiation.
 */
export function maySignDocuments({ use }: Certificate): boolean {
  if (use.isAuthority) return false;
  if (use.keyUsage !== null && (use.keyUsage & keyUsage.nonRepudiation) === 0) return false;
  return (
    use.purposes === null ||
    use.purposes.some((purpose) => signingPurposes.has(purpose) || purpose.startsWith(authorityArc))
  );
}

/** RFC 3161 section 2.3: for time stamps and nothing else. */
export function mayStampTime({ use }: Certificate): boolean {
  return use.purposes?.length === 1 && use.purposes[0] === timeStampingPurpose;
}
