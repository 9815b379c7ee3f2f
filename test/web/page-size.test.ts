import { expect, test } from 'vitest';
import { interfaceLanguages, Locales } from '../../src/compose/locales.ts';
import { factRowLimit, type VerificationAnswer } from '../../src/verification/answer.ts';
import { verificationPage } from '../../src/web/verification-page.ts';
import { newIssuer } from '../issuing/desk.ts';
import { catalogue, orderOf, unnumbered } from '../issuing/orders.ts';
import { ask } from '../support/ask.ts';
import { certificateForm, pathOf, registerForm } from './papers.ts';

/** A phone on a slow line: the whole answer, headers aside. */
const byteLimit = 30 * 1024;

const { desk } = await newIssuer('110');
const rows = 120;

test('a long register fills no page, and of its JSON a hundred rows; both tell how many there are', async () => {
  const producers = Array.from({ length: rows / 4 }, () => unnumbered(registerForm)['producers']).flat();
  const document = await desk.issued({ form: registerForm, language: 'ru', data: { producers } });
  const html = await (await ask(pathOf(document), { headers: { 'Accept-Language': 'ru' } })).text();
  expect(Buffer.byteLength(html)).toBeLessThan(byteLimit);
  expect(html.match(/… и ещё 110/g)).toHaveLength(3);
  const answer = await answerOf(document.verification.code);
  expect(answer.document?.facts).toHaveLength(3);
  for (const { count, values } of answer.document?.facts ?? []) {
    expect([count, values.kk.length, values.ru.length]).toEqual([rows, 100, 100]);
  }
});

test('the longest facts that a form takes leave the page below 30 kB', async () => {
  const locales = new Locales(catalogue.all());
  const certificate = await desk.issued(orderOf(certificateForm));
  const endUser = await desk.issued(orderOf('end-user-certificate'));
  for (const { verification } of [certificate, endUser]) {
    const answer = await answerOf(verification.code);
    for (const language of interfaceLanguages) {
      const { html } = verificationPage(withLongestFacts(answer), locales, language);
      expect(html).toContain('…');
      expect(Buffer.byteLength(html)).toBeLessThan(byteLimit);
    }
  }
});

function answerOf(code: string): Promise<VerificationAnswer> {
  return desk.json<VerificationAnswer>(desk.ask(`/v1/verifications/${code}`));
}

/** Words as long as schemas allow, tables of a thousand rows. */
function withLongestFacts(answer: VerificationAnswer): VerificationAnswer {
  if (answer.document === null) throw new Error('the answer has no document');
  const facts = answer.document.facts.map(({ values, ...fact }) => {
    const count = fact.path.startsWith('goods.') ? 1000 : 1;
    const filled = (text: string | undefined, letter: string) =>
      Array.from({ length: Math.min(count, factRowLimit) }, () =>
        /^[\d.]*$/u.test(text ?? '') ? (text ?? '') : letter.repeat(500),
      );
    const isOne = values.kk[0] === values.ru[0];
    return { ...fact, count, values: { kk: filled(values.kk[0], 'Ұ'), ru: filled(values.ru[0], isOne ? 'Ұ' : 'Щ') } };
  });
  return { ...answer, document: { ...answer.document, facts } };
}
