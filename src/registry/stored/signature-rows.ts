import { isJsonArray, isJsonObject, type Json } from '../../forms/json.ts';
import { DatabaseFormatError } from '../errors.ts';
import {
  revocationChecks,
  signatureStatuses,
  type AnnouncedSigner,
  type ByteRange,
  type Preparation,
  type SignatureFindings,
  type SignatureRecord,
  type SignatureStatus,
  type SignerFacts,
} from '../signatures.ts';
import type { Row } from '../database/row.ts';

export function preparationOf(row: Row): Preparation {
  return {
    id: row.text('id'),
    document: row.text('document'),
    file: row.text('file'),
    baseRevision: row.integer('base_revision'),
    signatory: row.text('signatory'),
    place: row.text('place'),
    byteRange: byteRangeOf(row),
    digest: row.text('digest'),
    announced: announcedOf(row),
    preparedAt: row.text('prepared_at'),
    expiresAt: row.text('expires_at'),
    endedAt: row.textOrNull('ended_at'),
  };
}

export function signatureOf(row: Row): SignatureRecord {
  const revocation = row.textOrNull('revocation');
  return {
    id: row.text('id'),
    document: row.text('document'),
    file: row.text('file'),
    signatory: row.text('signatory'),
    place: row.text('place'),
    status: row.word('status', isStatus),
    announced: announcedOf(row),
    signer: signerOf(row),
    algorithm: row.textOrNull('algorithm'),
    revocation: revocation === null ? null : row.word('revocation', isRevocationCheck),
    signedAt: row.text('signed_at'),
    claimedAt: row.textOrNull('claimed_at'),
    timestamp: row.textOrNull('timestamp'),
    byteRange: byteRangeOf(row),
    digest: row.text('digest'),
    revision: row.integerOrNull('revision'),
    cms: row.text('cms'),
  };
}

function announcedOf(row: Row): AnnouncedSigner | null {
  if (row.textOrNull('announced') === null) return null;
  const { name, iin, bin, position } = row.object('announced');
  return { name: text(name), iin: textOrNull(iin), bin: textOrNull(bin), position: textOrNull(position) };
}

function signerOf(row: Row): SignerFacts | null {
  if (row.textOrNull('signer') === null) return null;
  const { name, iin, bin, organisation, certificate } = row.object('signer');
  if (!isJsonObject(certificate)) return unexpected();
  return {
    name: text(name),
    iin: textOrNull(iin),
    bin: textOrNull(bin),
    organisation: textOrNull(organisation),
    certificate: {
      serial: text(certificate['serial']),
      issuer: text(certificate['issuer']),
      notBefore: text(certificate['notBefore']),
      notAfter: text(certificate['notAfter']),
      sha256: text(certificate['sha256']),
    },
  };
}

function byteRangeOf(row: Row): ByteRange {
  const value = row.json('byte_range');
  const [first, second, third, fourth, ...more] = isJsonArray(value)
    ? value.filter((item) => typeof item === 'number')
    : [];
  if (first === undefined || second === undefined || third === undefined || fourth === undefined || more.length > 0) {
    return unexpected();
  }
  return [first, second, third, fourth];
}

function isStatus(word: string): word is SignatureStatus {
  return signatureStatuses.some((status) => status === word);
}

function isRevocationCheck(word: string): word is NonNullable<SignatureFindings['revocation']> {
  return revocationChecks.some((check) => check === word);
}

function text(value: Json | undefined): string {
  return textOrNull(value) ?? unexpected();
}

function textOrNull(value: Json | undefined): string | null {
  return value === null || typeof value === 'string' ? value : unexpected();
}

function unexpected(): never {
  throw new DatabaseFormatError('a signature holds what is never written there');
}
