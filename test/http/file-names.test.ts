import { expect, test } from 'vitest';
import { isJsonArray } from '../../src/forms/json.ts';
import { formats } from '../../src/render/formats.ts';
import { askByContract, sendByContract } from '../support/contract.ts';
import { exampleOf, formIds, objectOf } from './payloads.ts';

/** RFC 5987 section 3.2.1: `filename*=UTF-8''` and percent-encoded attr-chars. */
const header =
  /^(attachment|inline); filename="([A-Za-z0-9-]+\.(?:pdf|docx|xlsx|html))"; filename\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+)$/;

const ids = await formIds();

test.each(ids)(
  '%s: the file has a name in the language of the document, and a plain one for old programs',
  async (id) => {
    const { languages } = await objectOf(await askByContract(`/v1/forms/${id}`));
    for (const language of isJsonArray(languages) && languages.length > 1 ? ['kk', 'ru', 'kk,ru'] : ['ru']) {
      const answer = await askByContract(`/v1/forms/${id}/blank?format=html&language=${language}`);
      const [, , plain, encoded = ''] = header.exec(answer.headers.get('Content-Disposition') ?? '') ?? [];
      expect(plain).toBe(`${id}-${language.replace(',', '-')}.html`);
      const name = decodeURIComponent(encoded);
      expect(name).toMatch(/^[\p{L}\p{N} ,()№-]+\.html$/u);
      expect(name).toMatch(/[а-яё]/iu);
      expect(name.length).toBeLessThanOrEqual(90);
    }
  },
);

test('a document is a file to keep, HTML a page to look at', async () => {
  const example = await exampleOf('end-user-refusal');
  for (const format of formats) {
    const answer = await sendByContract(`/v1/forms/end-user-refusal/render?language=ru&format=${format}`, example);
    const disposition = answer.headers.get('Content-Disposition') ?? '';
    expect(disposition.startsWith(format === 'html' ? 'inline;' : 'attachment;')).toBe(true);
    expect(disposition).toMatch(header);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  }
});
