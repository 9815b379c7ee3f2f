import { expect, test } from 'vitest';
import { interfaceLanguages, Locales } from '../../../src/compose/locales.ts';
import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import type { DocumentSignature, VerificationAnswer, VerifiedDocument } from '../../../src/verification/answer.ts';
import { verificationPage } from '../../../src/web/verification-page.ts';

/** A phone on a slow line. */
const byteLimit = 30 * 1024;
const locales = new Locales(loadCatalogue().all());
const long = (letter: string) => letter.repeat(500);

const signature: DocumentSignature = {
  role: { kk: 'Сарапшылар комиссиясының мүшесі', ru: 'Член экспертной комиссии' },
  status: 'verified',
  signer: { name: long('Ұ'), iin: '********0452', bin: '180240012342', organisation: long('Щ') },
  position: long('Ж'),
  file: 'ru.pdf',
  revision: 2,
  signedAt: '2026-11-20T06:00:00Z',
  timestamp: null,
  algorithm: 'RSA SHA-256',
  revocation: 'unchecked',
};

const document: VerifiedDocument = {
  issuer: { bin: '040940000000', name: { kk: 'Палата', ru: 'Палата' } },
  form: { id: 'f', title: { kk: 'Хаттама', ru: 'Протокол' }, act: { kk: 'Қағидалар', ru: 'Правила' } },
  reading: 'genuine',
  number: '1',
  shortCode: 'K7QX4-9M2TD',
  issuedOn: '2026-11-20',
  validUntil: null,
  presentBy: null,
  languages: ['ru'],
  signed: true,
  signatures: Array.from({ length: 60 }, () => signature),
  changedOn: null,
  replacedBy: null,
  facts: [],
};

test.each(interfaceLanguages)('sixty signers fill no page in %s: the first ones, and how many more', (language) => {
  const answer: VerificationAnswer = { state: 'valid', checkedAt: '2026-11-20T06:00:00Z', document };
  const { html } = verificationPage(answer, locales, language);
  expect(Buffer.byteLength(html)).toBeLessThan(byteLimit);
  expect(html.match(/\*{8}0452/g)).toHaveLength(10);
  expect(html).toContain('… и ещё 50');
});
