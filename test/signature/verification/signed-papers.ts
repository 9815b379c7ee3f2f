import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import type { VerificationAnswer } from '../../../src/verification/answer.ts';
import type { FileCheck } from '../../../src/verification/file-check.ts';
import type { IssuedDocument } from '../../issuing/answers.ts';
import { orderOf } from '../../issuing/orders.ts';
import { announcing, certificates, type SigningService } from '../http/signing-service.ts';

export const contract = 'production-analysis-contract';

/** The parties of the contract in the order in which they sign in these suites. */
export const parties = [
  ['applicant', 'head', certificates.head],
  ['association', 'signatory', certificates.signatory],
  ['expert', 'person', certificates.personEc],
] as const;

export function issuedContract(service: SigningService): Promise<IssuedDocument> {
  return service.desk.issued(orderOf(contract));
}

/** A contract with the first so many signatures of its parties. */
export async function signedContract(service: SigningService, count: number = parties.length): Promise<IssuedDocument> {
  const document = await issuedContract(service);
  for (const [signatory, person, identity] of parties.slice(0, count)) {
    await service.signed(document.id, announcing(signatory, person, 'Бас директор'), identity);
  }
  return document;
}

/** A GOST signature that this service cannot check. */
export function signWithGost(service: SigningService, id: string) {
  return service.signed(id, announcing('applicant', 'head'), certificates.headGost);
}

export function answerOf(service: SigningService, { verification }: IssuedDocument): Promise<VerificationAnswer> {
  return service.desk.json<VerificationAnswer>(service.desk.ask(`/v1/verifications/${verification.code}`));
}

/** The page behind the QR code, in the reader's language. */
export async function pageOf(
  service: SigningService,
  { verification }: IssuedDocument,
  language = 'ru',
): Promise<string> {
  const answer = await fetch(`${service.desk.url}/V/${verification.code}`, {
    headers: { 'Accept-Language': language },
  });
  return answer.text();
}

function formOf(bytes: Uint8Array): FormData {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(bytes)]), 'Құжат.pdf');
  return form;
}

export function upload(service: SigningService, bytes: Uint8Array): Promise<Response> {
  return service.desk.ask('/v1/verifications', { method: 'POST', body: formOf(bytes) });
}

export function check(service: SigningService, bytes: Uint8Array): Promise<FileCheck> {
  return service.desk.json<FileCheck>(upload(service, bytes));
}

/** What a person sees who uploads a file. */
export async function checkPage(service: SigningService, bytes: Uint8Array): Promise<string> {
  const answer = await fetch(`${service.desk.url}/verify/file?language=ru`, { method: 'POST', body: formOf(bytes) });
  return answer.text();
}

/** Places and states of the signatures within a file. */
export function statesOf({ signatures }: FileCheck): Readonly<Record<string, string>> {
  return Object.fromEntries(signatures.map(({ place, state }) => [place, state]));
}

/** A file with another byte at an offset, its length the same. */
export function withOtherByte(bytes: Uint8Array, at: number): Buffer {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

/** Where the CMS of a place begins, in hexadecimal digits behind their bracket. */
export async function cmsOffset(file: Uint8Array, place: string): Promise<number> {
  const found = (await readSignatures(file)).find((signature) => signature.place === place);
  if (found === undefined) throw new Error(`nobody signed at ${place}`);
  return found.byteRange[1] + 1;
}
