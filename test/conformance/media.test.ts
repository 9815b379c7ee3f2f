import { describe, expect, it } from 'vitest';
import { readDocx } from '../readers/docx.ts';
import { readHtml } from '../readers/html.ts';
import { lettersOf } from '../readers/media.ts';
import { firstDifference, letters, words } from '../readers/words.ts';
import { ask } from '../support/ask.ts';
import { editionsOf, kinds, Renderings } from './renderings.ts';

const renderings = new Renderings(ask);
const forms = await renderings.forms();
const files = ['pdf', 'docx', 'xlsx'] as const;

describe.each(forms)('$id', (catalogued) => {
  const { id: form } = catalogued;
  describe.each(kinds)('%s', (kind) => {
    describe.each(editionsOf(catalogued))('in %s', (language) => {
      const page = async () => readHtml(await renderings.file({ form, kind, language, format: 'html' }));

      it.each(files)('says as %s what it says as HTML', async (format) => {
        const html = await page();
        const wanted = letters(html.text);
        const file = await renderings.file({ form, kind, language, format });
        expect(wanted).not.toBe('');
        expect(firstDifference(await lettersOf(format, file, { page: html, wanted }), wanted)).toBeNull();
      });

      it('parts the words as DOCX as it does as HTML', async () => {
        const docx = await readDocx(await renderings.file({ form, kind, language, format: 'docx' }));
        expect(firstDifference(words(docx.text).join(' '), words((await page()).text).join(' '))).toBeNull();
      });
    });
  });

  if (catalogued.languages.length > 1) {
    it('says in a bilingual edition what both languages say', async () => {
      const parts = await Promise.all(
        editionsOf(catalogued).map(async (language) =>
          letters(readHtml(await renderings.file({ form, kind: 'example', language, format: 'html' })).text),
        ),
      );
      const [kazakh = '', russian = '', both = ''] = parts;
      expect(firstDifference(both, kazakh + russian)).toBeNull();
    });
  }
});
