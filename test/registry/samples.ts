import { createHash, randomBytes } from 'node:crypto';
import type { OfficialDocument } from '../../src/compose/document.ts';
import type { Actor, Issuer } from '../../src/registry/issuer.ts';
import type { DocumentRecord, NewDocument } from '../../src/registry/record.ts';
import type { Registry } from '../../src/registry/registry.ts';
import type {
  Completion,
  IdempotencyClaim,
  IssueRequest,
  NumberSeries,
  Reservation,
} from '../../src/registry/reservation.ts';
import { newDocumentId, newShortCode } from '../../src/trust/crockford.ts';

export const actor: Actor = { id: 'operator', name: 'tests' };

export const astana: Issuer = {
  id: 'astana',
  bin: '040940001235',
  name: { kk: 'Астана палатасы', ru: 'Палата Астаны' },
};
export const almaty: Issuer = {
  id: 'almaty',
  bin: '050940001230',
  name: { kk: 'Алматы палатасы', ru: 'Палата Алматы' },
};

/** The series of a chamber in a year, small enough to be filled. */
export const series: NumberSeries = {
  key: 'industrial-certificate 2026',
  first: 1,
  last: 99_999,
  format: (numeral) => `123 6 ${String(numeral).padStart(5, '0')}`,
};

export const claim: IdempotencyClaim = { apiKey: 'k1', route: 'POST /v1/documents', key: 'order-7', fingerprint: 'aa' };

export function request(changes: Partial<IssueRequest> = {}): IssueRequest {
  return { issuer: astana.id, form: 'industrial-certificate', number: { series }, idempotency: null, ...changes };
}

export function newDocument(changes: Partial<NewDocument> = {}): NewDocument {
  const codeText = randomBytes(102).toString('hex').toUpperCase();
  return {
    id: newDocumentId(),
    formNumber: 16,
    edition: '2023-06-02',
    issuedAt: '2026-11-20T08:30:00Z',
    languages: ['kk', 'ru'],
    masterLanguage: 'ru',
    validUntil: '2029-11-20',
    presentBy: null,
    holderBin: '060140001239',
    holderName: 'ТОО «Құбыр»',
    codeText,
    codeHash: createHash('sha256').update(codeText).digest('hex'),
    shortCode: newShortCode(),
    keyId: 3,
    fingerprint: randomBytes(32).toString('hex'),
    publicFacts: { applicant: { name: 'ТОО «Құбыр»' } },
    bundle: null,
    warnings: [],
    ...changes,
  };
}

/** A composed tree that can be told from others by its title. */
export function tree(title: string): OfficialDocument {
  return {
    form: 'industrial-certificate',
    edition: '2023-06-02',
    mode: 'print',
    watermark: null,
    versions: [{ language: 'ru', orientation: 'portrait', title, subject: '', author: '', blocks: [] }],
  };
}

export function completion(changes: Partial<Completion> = {}): Completion {
  return {
    document: newDocument(),
    payload: {
      data: { applicant: { name: 'ТОО «Құбыр»' }, phone: '+7 701 000 00 00' },
      derived: { validUntil: '2029-11-20' },
    },
    trees: { kk: [tree('Сертификат (kk)')], ru: [tree('Сертификат (ru)')] },
    files: [{ name: 'ru.pdf', bytes: randomBytes(2000) }],
    actor,
    response: { status: 201, body: { state: 'valid' } },
    replaces: null,
    ...changes,
  };
}

/** Holds a number; fails when the request is not a fresh one. */
export async function begun(registry: Registry, changes: Partial<IssueRequest> = {}): Promise<Reservation> {
  const outcome = await registry.begin(request(changes));
  if (outcome.kind !== 'fresh') throw new Error(`the request is ${outcome.kind}`);
  return outcome.reservation;
}

/** Issues a document in both steps. */
export async function issued(
  registry: Registry,
  how: { readonly request?: Partial<IssueRequest>; readonly completion?: Partial<Completion> } = {},
): Promise<DocumentRecord> {
  return registry.complete(await begun(registry, how.request), completion(how.completion));
}
