import { describe, expect, it } from 'vitest';
import { Composer } from '../../src/compose/composer.ts';
import { conditionStands } from '../../src/compose/conditions.ts';
import { documentFields } from '../../src/compose/fields.ts';
import { paperToFill } from '../../src/drafts/paper.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { type FormDefinition, languagesOf } from '../../src/forms/definition.ts';
import { derive } from '../../src/forms/derivation/derive.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, withoutIndexes } from '../../src/forms/json.ts';
import { documentPage } from '../../src/render/html/page.ts';
import { readHtml } from '../readers/html.ts';
import { words } from '../readers/words.ts';
import { readPaper } from './paper-text.ts';
import { wordsMissing } from './words-missing.ts';

const catalogue = loadCatalogue();
const composer = new Composer(catalogue);

/** Places that the act itself counts are as many on the paper as there are records; their numbers and captions too. */
const wordsOfFixedPlaces: Readonly<Record<string, RegExp>> = {
  'inspection-act': /^(?:2\)|;)$/,
  'production-assessment-act': /^\((?:қолы|Т\.А\.Ә\.|подпись|Ф\.И\.О\.)\)$/,
  'promotion-reimbursement-application': /^(?:[2-5]\)|;)$/,
  'productivity-reimbursement-application': /^(?:[2-5]\)|;)$/,
};

describe.each(catalogue.all().map((form) => ({ id: form.id, form })))('the paper of $id', ({ form }) => {
  const example = derive(form, form.example).payload;

  describe.each(languagesOf(form))('in %s', (language) => {
    const read = (payload: JsonObject) => readPaper(paperToFill(composer, form, language, payload).html);

    it('has a place for everything that the example prints', () => {
      const { document } = composer.compose(form, { languages: [language], payload: example });
      const printed = documentFields(document).filter((one) =>
        one.kind === 'check' ? one.checked : one.text !== '' && !one.derived,
      );
      const places = new Set(read(example).places.map(({ path }) => path));
      expect(printed.map(({ path }) => fieldPath(form, path)).filter((path) => !places.has(path))).toEqual([]);
    });

    it('says what the empty form says', () => {
      const blank = documentPage(composer.compose(form, { languages: [language], blankRows: 1 }).document, {
        fillable: false,
      });
      const missing = wordsMissing(words(readHtml(Buffer.from(blank)).text), read({}).words);
      expect(missing.filter((word) => !wordsOfFixedPlaces[form.id]?.test(word))).toEqual([]);
    });

    it.each([
      ['empty', {}],
      ['the example', example],
    ])('names fields of the schema only, when it is %s', (_, payload) => {
      const unknown = read(payload)
        .places.filter(({ classes, path }) => !(classes.includes('derived') && path.endsWith('rowNumber')))
        .filter(({ path }) => form.schema.nodeAt(withoutIndexes(path)) === undefined);
      expect(unknown).toEqual([]);
    });

    it('has no value of the payload in it', () => {
      const marked = withTexts(example, 'ҚұпияСөз<b>"&');
      const { html, conditions } = paperToFill(composer, form, language, marked);
      expect(html + JSON.stringify(conditions)).not.toMatch(/ҚұпияСөз/u);
    });

    it('needs no styles in the markup', () => {
      expect(paperToFill(composer, form, language, example).html).not.toMatch(/ style=|<style/);
    });

    it('tells every decision that the data have taken', () => {
      const paper = paperToFill(composer, form, language, example);
      expect(paper.conditions.filter((condition) => !conditionStands(condition, example))).toEqual([]);
      for (const payload of [{}, ...variations(example)]) {
        if (!paper.conditions.every((condition) => conditionStands(condition, payload))) continue;
        expect(paperToFill(composer, form, language, payload)).toEqual(paper);
      }
    });
  });

  it('has the same places in both languages', () => {
    const [first = [], ...others] = languagesOf(form).map((language) => {
      const places = readPaper(paperToFill(composer, form, language, example).html).places.map(({ path }) => path);
      return [...new Set(places)].sort();
    });
    for (const other of others) expect(other).toEqual(first);
  });
});

it('counts as missing what is not said in order', () => {
  expect(wordsMissing(['а', 'б', 'в', 'г'], ['а', 'в', 'д', 'г', 'б'])).toEqual(['б']);
  expect(wordsMissing(['а', 'б'], ['б', 'а'])).toHaveLength(1);
});

/** The path in the payload: a part of a date stands for its date. */
function fieldPath(form: FormDefinition, path: string): string {
  const isPart = form.schema.nodeAt(withoutIndexes(path)) === undefined;
  return isPart ? path.slice(0, path.lastIndexOf('.')) : path;
}

/** The payload with every text replaced. */
function withTexts(value: JsonObject, text: string): JsonObject {
  const replaced = (item: Json): Json => {
    if (typeof item === 'string') return text;
    if (isJsonArray(item)) return item.map(replaced);
    return isJsonObject(item) ? withTexts(item, text) : item;
  };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item)]));
}

/** The payload with one member left out, or another text in its place, however deep the member is. */
function variations(value: JsonObject): JsonObject[] {
  return Object.entries(value).flatMap(([key, item]): JsonObject[] => {
    const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    const [first, ...records] = isJsonArray(item) ? item : [];
    const inner = isJsonObject(item)
      ? variations(item)
      : isJsonObject(first)
        ? variations(first).map((record) => [record, ...records])
        : [];
    return [rest, { ...value, [key]: 'басқа' }, ...inner.map((changed) => ({ ...value, [key]: changed }))];
  });
}
