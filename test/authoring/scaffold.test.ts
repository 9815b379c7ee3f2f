import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkForm } from '../../src/authoring/check.ts';
import { formIdPattern, scaffoldForm } from '../../src/authoring/scaffold.ts';
import { Composer } from '../../src/compose/composer.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { Validator } from '../../src/forms/validation.ts';
import { openApiDocument } from '../../src/http/openapi/document.ts';
import { documentPage } from '../../src/render/html/page.ts';
import { readHtml } from '../readers/html.ts';
import { newFormOnDisk, newId, type NewFormOnDisk } from './new-form.ts';

let form: NewFormOnDisk;

beforeEach(async () => {
  form = await newFormOnDisk();
});

afterEach(() => {
  form.remove();
});

test('a new form is five files, and nothing is wrong with them', () => {
  const files = ['schema', 'template', 'kk', 'ru', 'example'] as const;
  expect([...form.written].sort()).toEqual(files.map((file) => form.pathOf(file)).sort());
  expect(form.written.every((file) => existsSync(file))).toBe(true);
  expect(checkForm(newId, form.folders)).toEqual([]);
});

test('it is in the catalogue at once: checked, composed in both languages and described', () => {
  const catalogue = loadCatalogue(form.folders);
  const definition = catalogue.get(newId);
  expect(catalogue.all()).toEqual([definition]);
  expect(definition.about).toMatchObject({ act: 'op', appendix: '99', edition: '2026-01-31', numberField: 'number' });
  const validator = new Validator();
  const options = { languages: ['kk', 'ru'] as const, incomplete: false };
  const validation = validator.validate(definition, { number: '17/б', date: '2026-02-03' }, options);
  expect(validation.errors).toEqual([]);
  expect(validator.validate(definition, {}, options).errors.map(({ pointer }) => pointer)).toEqual([
    '/number',
    '/date',
  ]);
  const composer = new Composer(catalogue);
  for (const [language, title] of [
    ['kk', 'нысан атауы'],
    ['ru', 'название формы'],
  ] as const) {
    const { document } = composer.compose(definition, { languages: [language], payload: validation.payload });
    const { text } = readHtml(Buffer.from(documentPage(document, { fillable: false })));
    expect(text).toContain(title);
    expect(text).toContain('№ 17/б');
    expect(text).toMatch(/2026/);
  }
  expect(openApiDocument(catalogue.all(), null)['paths']).toHaveProperty([`/v1/forms/${newId}/render`]);
});

test('a form that is there is never written over', async () => {
  const before = form.written.map((file) => readFileSync(file, 'utf8'));
  const again = { id: newId, act: 'dom', appendix: '1', edition: '2026-02-28' };
  await expect(scaffoldForm(again, form.folders)).rejects.toThrow('exists');
  expect(form.written.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
});

test('an id is a slug: it becomes an address and a file name', () => {
  for (const good of ['act', 'inspection-act', 'form-2', 'a1-b2']) expect(good).toMatch(formIdPattern);
  for (const bad of ['', 'Act', 'act_1', '-act', 'act-', 'a--b', '1-act', '../act', 'акт', 'act.json', 'a b']) {
    expect(bad).not.toMatch(formIdPattern);
  }
});
