import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readEmbedded } from '../../../src/seal/read-embedded.ts';
import { signaturePlaces } from '../../../src/signature/pdf/signature-places.ts';
import type { IssuedDocument } from '../../issuing/answers.ts';
import { newIssuer } from '../../issuing/desk.ts';
import { catalogue, orderOf, unnumbered } from '../../issuing/orders.ts';

const { desk } = await newIssuer('110');

async function placesOf(pdf: Uint8Array): Promise<string[]> {
  return (await signaturePlaces(pdf)).map(({ name }) => name);
}

test('every PDF of an issued document has the places of its signatories, once', async () => {
  const { id } = await desk.issued(orderOf('inspection-act', { language: 'kk,ru' }));
  const names = ['commission', 'commission.2', 'commission.3', 'domesticProducer'];
  for (const name of ['kk-ru.pdf', 'kk.pdf', 'ru.pdf']) {
    const file = await desk.file(id, name);
    expect(await placesOf(file)).toEqual(names);
    expect(await readEmbedded(file)).toMatchObject({ kind: 'pdf', record: { documentId: id } });
  }
});

test('the parts of a bundle are signed each by its signatories', async () => {
  const forms = ['promotion-reimbursement-application', 'end-user-refusal', 'counter-obligations-consent'];
  const parts = forms.map((form, index) => ({
    form,
    data: index === 0 ? unnumbered(form) : catalogue.get(form).example,
  }));
  const { id } = await desk.json<IssuedDocument>(desk.send('/v1/bundles', { language: 'ru', parts }), 201);
  expect(await placesOf(await desk.file(id, 'ru.pdf'))).toEqual(['applicant', 'authorisedSignatory', 'applicant.2']);
  const files = unzipSync(await desk.file(id, 'ru.zip'));
  expect(await Promise.all(Object.values(files).map(placesOf))).toEqual([
    ['applicant'],
    ['authorisedSignatory'],
    ['applicant'],
  ]);
});

test('a draft cannot be signed', async () => {
  const { example } = catalogue.get('inspection-act');
  const answer = await desk.send('/v1/forms/inspection-act/render?language=ru&format=pdf', example);
  expect(answer.status).toBe(200);
  expect(await placesOf(new Uint8Array(await answer.arrayBuffer()))).toEqual([]);
});
