import { describe, expect, it } from 'vitest';
import { formats } from '../../src/render/formats.ts';
import { readHtml } from '../readers/html.ts';
import { lettersOf } from '../readers/media.ts';
import { firstDifference, letters, words } from '../readers/words.ts';
import { ask } from '../support/ask.ts';
import { referenceOf } from './reference.ts';
import { Renderings } from './renderings.ts';

const renderings = new Renderings(ask);
const forms = await renderings.forms();

describe.each(forms.filter(({ statutory }) => statutory))('the empty $id', ({ id: form, languages }) => {
  describe.each(languages)('in %s', (language) => {
    const blankPage = async () => readHtml(await renderings.file({ form, kind: 'blank', language, format: 'html' }));

    it.each(formats)('says the statutory text and nothing else as %s', async (format) => {
      const wanted = letters(referenceOf(form, language).printed);
      const file = await renderings.file({ form, kind: 'blank', language, format });
      const found = await lettersOf(format, file, { page: await blankPage(), wanted });
      expect(firstDifference(found, wanted)).toBeNull();
    });

    it('parts the words as the statutory text does', async () => {
      const wanted = words(referenceOf(form, language).printed).join(' ');
      expect(firstDifference(words((await blankPage()).text).join(' '), wanted)).toBeNull();
    });

    it('has a line to write on for every blank, and for nothing else', async () => {
      const wanted = withBlanks(referenceOf(form, language).ruled);
      expect(firstDifference(withBlanks((await blankPage()).text), wanted)).toBeNull();
    });
  });
});

/** Words with an underscore for every blank, however long it is and however it is parted from the words. */
function withBlanks(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[ _]*_[ _]*/gu, '_')
    .trim();
}
