import { randomBytes } from 'node:crypto';
import type { DocumentRecord } from '../../src/registry/record.ts';
import type { Registry } from '../../src/registry/registry.ts';
import type {
  NewPreparation,
  Preparation,
  PrepareRequest,
  SignatureCompletion,
  SignatureFindings,
  SignatureRecord,
} from '../../src/registry/signatures.ts';
import { newDocumentId } from '../../src/trust/crockford.ts';
import { actor } from './samples.ts';

/** Whom nobody may find in the trail, nor anywhere after a purge. */
export const announced = {
  name: 'Әбішева Құралай',
  iin: '850615400125',
  bin: '180240012342',
  position: 'директор',
} as const;

export const verified: SignatureFindings = {
  status: 'verified',
  signer: {
    name: 'ӘБІШЕВА ҚҰРАЛАЙ ҒАЛЫМҚЫЗЫ',
    iin: announced.iin,
    bin: announced.bin,
    organisation: 'ТОО «Қазына»',
    certificate: {
      serial: '1001',
      issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ',
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2036-01-01T00:00:00Z',
      sha256: 'ab'.repeat(32),
    },
  },
  algorithm: 'RSA with SHA-256',
  revocation: 'good',
  claimedAt: '2026-11-20T08:40:00Z',
  timestamp: null,
};

export const unverified: SignatureFindings = {
  status: 'unverified',
  signer: null,
  algorithm: null,
  revocation: null,
  claimedAt: null,
  timestamp: null,
};

/** A request to prepare a signature of the first revision, open for a hundred years unless told. */
export function prepareRequest(record: DocumentRecord, changes: Partial<NewPreparation> = {}): PrepareRequest {
  const preparation: NewPreparation = {
    id: newDocumentId(),
    document: record.id,
    file: 'ru.pdf',
    baseRevision: 1,
    signatory: 'head',
    place: 'head',
    byteRange: [0, 100, 200, 50],
    digest: 'cd'.repeat(32),
    announced,
    preparedAt: '2026-11-20T08:30:00Z',
    expiresAt: '2126-11-20T08:30:00Z',
    ...changes,
  };
  return { preparation, issuer: record.issuer, prepared: randomBytes(500), actor, idempotency: null };
}

/** Opens a preparation that must open. */
export async function prepared(
  registry: Registry,
  record: DocumentRecord,
  changes: Partial<NewPreparation> = {},
): Promise<Preparation> {
  const outcome = await registry.prepareSignature(prepareRequest(record, changes));
  if (outcome.kind !== 'prepared') throw new Error(`the request is ${outcome.kind}`);
  return outcome.preparation;
}

export function completionOf(
  record: DocumentRecord,
  { id }: Preparation,
  changes: Partial<SignatureCompletion> = {},
): SignatureCompletion {
  return {
    preparation: id,
    document: record.id,
    issuer: record.issuer,
    findings: verified,
    cms: randomBytes(300),
    signedFile: randomBytes(600),
    actor,
    ...changes,
  };
}

/** Signs a document in both steps. */
export async function signed(
  registry: Registry,
  record: DocumentRecord,
  changes: Partial<NewPreparation> = {},
): Promise<SignatureRecord> {
  const preparation = await prepared(registry, record, changes);
  return registry.completeSignature(completionOf(record, preparation));
}

/** Keeps a signature that nobody could check. */
export async function keptOnly(registry: Registry, record: DocumentRecord): Promise<SignatureRecord> {
  const preparation = await prepared(registry, record);
  return registry.completeSignature(completionOf(record, preparation, { findings: unverified, signedFile: null }));
}
