import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { askByContract, sendByContract } from '../support/contract.ts';
import { changed, exampleOf, objectOf, problemOf } from './payloads.ts';

async function itemsOf(list: string): Promise<JsonObject[]> {
  const { items } = await objectOf(await askByContract(`/v1/lists/${list}`));
  return isJsonArray(items) ? items.filter(isJsonObject) : [];
}

test('every list is told with its act, its paragraph and words in both languages', async () => {
  const { lists } = await objectOf(await askByContract('/v1/lists'));
  const ids = (isJsonArray(lists) ? lists.filter(isJsonObject) : []).map(({ id }) =>
    typeof id === 'string' ? id : '',
  );
  expect(ids).toEqual([
    'productivity-documents',
    'productivity-refusal-grounds',
    'promotion-documents',
    'promotion-refusal-grounds',
    'regional-chambers',
    'regions',
  ]);
  for (const id of ids) {
    const list = await objectOf(await askByContract(`/v1/lists/${id}`));
    expect(list).toMatchObject({ id, act: expect.stringMatching(/^(op|dom|prod)$/) as string });
    for (const { words } of await itemsOf(id)) {
      expect(words).toEqual({
        kk: expect.stringMatching(/[а-яәғқңөұүһі]/i) as string,
        ru: expect.stringMatching(/[а-я]/i) as string,
      });
    }
  }
});

test('the chambers have the codes 101 to 117 of appendix 9', async () => {
  const chambers = await itemsOf('regional-chambers');
  expect(chambers.map(({ code }) => code)).toEqual(Array.from({ length: 17 }, (_, index) => String(101 + index)));
  expect(chambers[9]).toMatchObject({ words: { ru: 'Палата предпринимателей Карагандинской области' } });
});

test('a paper that is demanded from a day on says so', async () => {
  const papers = await itemsOf('productivity-documents');
  expect(papers).toContainEqual(expect.objectContaining({ code: 'producerRegisterExtract', from: '2026-01-01' }));
  expect(papers).toContainEqual(expect.objectContaining({ code: 'priorityGoodsProof', until: '2025-12-31' }));
});

test('an unknown list is not found', async () => {
  for (const id of ['no-such-list', '__proto__', '..%2fx-nysan']) {
    const answer = await askByContract(`/v1/lists/${id}`);
    expect(answer.status).toBe(404);
    expect((await problemOf(answer)).code).toBe('list-unknown');
  }
});

test('a form takes the code and prints the words of the list, in both languages', async () => {
  const refusal = await exampleOf('promotion-reimbursement-refusal');
  const [first] = await itemsOf('promotion-refusal-grounds');
  const code = first?.['code'] ?? '';
  const words = first?.['words'];
  for (const language of ['kk', 'ru']) {
    const text = isJsonObject(words) && typeof words[language] === 'string' ? words[language] : '';
    const answer = await sendByContract(
      `/v1/forms/promotion-reimbursement-refusal/render?format=html&language=${language}`,
      changed(refusal, { 'refusal.grounds': [code] }),
    );
    expect(answer.status).toBe(200);
    const page = (await answer.text()).replaceAll(/<[^>]*>/g, '');
    // The list begins small, a sentence does not.
    expect(page).toContain(text.slice(1, 40));
  }
  const wrong = await sendByContract(
    '/v1/forms/promotion-reimbursement-refusal/validate',
    changed(refusal, { 'refusal.grounds': ['noSuchGround'] }),
  );
  expect((await problemOf(wrong)).errors?.map((error) => error.code)).toEqual(['choice']);
});
