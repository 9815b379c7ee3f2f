import type { JsonObject } from '../../src/forms/json.ts';
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
