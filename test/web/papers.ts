import { join } from 'node:path';
import { inject } from 'vitest';
import type { JsonObject } from '../../src/forms/json.ts';
import type { Issuer } from '../../src/registry/issuer.ts';
import { codeText, signCode } from '../../src/trust/code/code.ts';
import { newDocumentId } from '../../src/trust/crockford.ts';
import { fingerprintHeadLength } from '../../src/trust/fingerprint.ts';
import { KeyStore } from '../../src/trust/keys/key-store.ts';
import type { IssuedDocument } from '../issuing/answers.ts';
import { newIssuer, type TestIssuer } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';

/** Issued documents in the states that need no clock, one issuer's. */
export interface Papers {
  readonly issuer: TestIssuer;
  readonly certificate: IssuedDocument;
  readonly application: IssuedDocument;
  readonly revoked: IssuedDocument;
  readonly replaced: IssuedDocument;
}

export const certificateForm = 'industrial-certificate';
export const applicationForm = 'promotion-reimbursement-application';
export const registerForm = 'domestic-producers-registry';

export async function issuePapers(): Promise<Papers> {
  const issuer = await newIssuer('110');
  const issue = (form: string, changes: JsonObject = {}) => issuer.desk.issued(orderOf(form, changes));
  const certificate = await issue(certificateForm);
  const application = await issue(applicationForm);
  const revoked = await issue(certificateForm);
  const replaced = await issue(certificateForm);
  const change = (document: IssuedDocument, path: string, body: JsonObject) =>
    issuer.desk.json(issuer.desk.send(`/v1/documents/${document.id}/${path}`, body));
  await change(revoked, 'revocation', { reason: 'Решение комиссии' });
  await change(replaced, 'replacement', { reason: 'Опечатка', by: certificate.id });
  return { issuer, certificate, application, revoked, replaced };
}

/** The address behind a document's QR code, at the service that is asked. */
export function pathOf({ verification }: IssuedDocument): string {
  return `/V/${verification.code}`;
}

/** A code of the same shape whose signature is not right. */
export function forgedCode({ verification: { code } }: IssuedDocument): string {
  const at = 150;
  return `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;
}

/** A code that the issuer's key signed, for a document that is in no registry. */
export function unrecordedCode(issuer: Issuer): string {
  const key = KeyStore.open(join(inject('dataFolder'), 'keys')).current(issuer.id);
  const facts = {
    keyId: key.kid,
    documentId: newDocumentId(),
    formNumber: 1,
    issueDay: key.firstDay,
    holderBin: null,
    fingerprintHead: new Uint8Array(fingerprintHeadLength),
  };
  return codeText(signCode(facts, key));
}
