import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { readEmbedded } from '../../src/seal/read-embedded.ts';
import { send } from '../support/ask.ts';
import { codesIn } from './codes.ts';
import { catalogue } from './orders.ts';

/** A certificate of an authority, which is a draft until it is issued, and an application that prints clean. */
const forms = ['industrial-certificate', 'promotion-reimbursement-application'];
const wishes = ['', '&issued=true', '&verification=true&number=110600417&shortCode=K7QX4-9M2TD', '&mode=issued'];

describe.each(forms)('a draft of %s bears no code', (form) => {
  const render = (query: string) =>
    send(`/v1/forms/${form}/render?language=kk,ru&${query}`, catalogue.get(form).example, {
      'Idempotency-Key': 'draft-1',
    });

  test.each(wishes)('whatever is asked: %s', async (wish) => {
    for (const format of ['pdf', 'docx', 'xlsx']) {
      const answer = await render(`format=${format}${wish}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('ETag')).toBeNull();
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(await codesIn(`draft.${format}`, bytes), format).toEqual([]);
      expect(await readEmbedded(bytes), format).toEqual({ reason: 'no-record' });
      if (format !== 'pdf') expect((await JSZip.loadAsync(bytes)).file(/customXml|nysan/iu), format).toEqual([]);
    }
    const html = await (await render(`format=html${wish}`)).text();
    expect(html).not.toMatch(/\/V\/|<img/u);
  });

  test('and is not told of by a payload that claims one', async () => {
    const claim = { verification: { url: 'HTTPS://NYSAN.EXAMPLE.KZ/V/AAAA', shortCode: 'K7QX4-9M2TD' } };
    const answer = await send(`/v1/forms/${form}/render?format=pdf`, { ...catalogue.get(form).example, ...claim });
    expect(answer.status).toBe(422);
  });
});
