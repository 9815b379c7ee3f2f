import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkForm } from '../../src/authoring/check.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/forms/json.ts';
import { newFormOnDisk, newId, type NewFormOnDisk } from './new-form.ts';

let form: NewFormOnDisk;

beforeEach(async () => {
  form = await newFormOnDisk();
});

afterEach(() => {
  form.remove();
});

function findings(): string[] {
  return checkForm(newId, form.folders);
}

function objectAt(content: JsonObject, key: string): JsonObject {
  const value = content[key];
  if (!isJsonObject(value)) throw new Error(`${key} is no object`);
  return value;
}

/** Puts members into an object inside a file. */
function add(file: 'schema' | 'kk' | 'ru', key: string, members: JsonObject): void {
  form.change(file, (content) => ({ ...content, [key]: { ...objectAt(content, key), ...members } }));
}

/** Takes a member out of an object inside a file. */
function take(file: 'schema' | 'kk' | 'ru', key: string, member: string): void {
  form.change(file, (content) => ({
    ...content,
    [key]: Object.fromEntries(Object.entries(objectAt(content, key)).filter(([name]) => name !== member)),
  }));
}

test('a field without a label', () => {
  take('ru', 'fields', 'date');
  expect(findings()).toContain('locale ru lacks the label of date');
});

test('a label without a field', () => {
  add('kk', 'fields', { 'applicant.name': 'Өтініш беруші' });
  expect(findings()).toEqual(['locale kk labels applicant.name, which the schema does not have']);
});

test('a choice without words', () => {
  add('schema', 'properties', { state: { type: 'string', enum: ['open', 'closed'] } });
  for (const language of ['kk', 'ru'] as const) add(language, 'fields', { state: 'күйі' });
  add('kk', 'choices', { state: { open: 'ашық', closed: 'жабық' } });
  add('ru', 'choices', { state: { open: 'открыто' } });
  expect(findings()).toEqual(['locale ru lacks the words of state = closed']);
});

test('a signatory without a role', () => {
  add('schema', 'x-nysan', { signatories: [{ id: 'head', seal: 'required' }] });
  add('kk', 'signatories', { head: 'басшы' });
  expect(findings()).toEqual(['locale ru lacks the role of signatory head']);
});

test('a sentence that the template does not use', () => {
  for (const language of ['kk', 'ru'] as const) add(language, 'text', { closing: 'соңы' });
  expect(findings()).toEqual(['the template does not use text closing']);
});

test('a sentence in one language only', () => {
  form.changeTemplate((source) => `${source}<p>{{t "closing"}}</p>\n`);
  add('kk', 'text', { closing: 'соңы' });
  const [first, ...others] = findings();
  expect(first).toBe('text closing is missing in ru');
  expect(others.join()).toContain('closing');
});

test('a sentence that is in no locale', () => {
  form.changeTemplate((source) => `${source}<p>{{t "closing"}}</p>\n`);
  expect(findings().join()).toContain('closing');
});

const wrongPaths: readonly [string, JsonObject, string][] = [
  ['public fact', { publicFacts: ['number', 'holder.name'] }, 'holder.name'],
  ['number', { numberField: 'serial' }, 'serial'],
  ['list of rows', { rows: { field: 'rows', limit: 10, pageLimit: 10 } }, 'rows'],
  ['rule', { rules: [{ id: 'inOrder', kind: 'order', earlier: 'start', later: 'date', paragraph: '1' }] }, 'start'],
  [
    'condition of a rule',
    {
      rules: [
        { id: 'needed', kind: 'requiredWhen', field: 'date', when: { field: 'kind', in: ['a'] }, paragraph: '1' },
      ],
    },
    'kind',
  ],
  ['source of a sum', { derived: [{ kind: 'sum', field: 'total', of: 'costs[].amount' }] }, 'costs[].amount'],
  ['start of a term', { derived: [{ kind: 'addMonths', field: 'until', to: 'issued', months: 6 }] }, 'issued'],
];

test.each(wrongPaths)('a wrong path: %s', (_, about, path) => {
  add('schema', 'x-nysan', about);
  expect(findings()).toContain(`x-nysan names ${path}, which the schema does not have`);
});

test.each([
  ['an element that is not in the vocabulary', '<marquee>а</marquee>', 'marquee'],
  ['an attribute that is not in the vocabulary', '<p onclick="x">а</p>', 'onclick'],
  ['a link', '<a href="http://x.example">а</a>', 'a'],
  ['a script', '<script>alert(1)</script>', 'script'],
  ['a helper that does not exist', '<p>{{shout "number"}}</p>', 'shout'],
  ['a tag that is not closed', '{{#if number}}<p>а</p>', 'if'],
])('a template with %s', (_, line, named) => {
  form.changeTemplate((source) => `${source}${line}\n`);
  const found = findings();
  expect(found.length).toBeGreaterThan(0);
  expect(found.join()).toContain(named);
});

test('a fill-in that the schema does not have', () => {
  for (const language of ['kk', 'ru'] as const) add(language, 'text', { date: '{{field "signed"}}' });
  expect(findings().join()).toContain('signed');
});

test('a field that is printed in one language only', () => {
  add('ru', 'text', { date: 'без даты' });
  expect(findings()).toEqual(['date is printed in kk and not in ru']);
});

const examples: readonly [string, Record<string, Json>, string][] = [
  ['lacks a value', { number: '1' }, 'the example is wrong at /date: required'],
  ['has a wrong value', { number: '1', date: '31.01.2026' }, 'the example is wrong at /date: format-date'],
  ['has a value too many', { number: '1', date: '2026-01-31', x: 1 }, 'the example is wrong at /x: unknown-property'],
];

test.each(examples)('an example that %s', (_, example, finding) => {
  form.change('example', () => example);
  expect(findings()).toEqual([finding]);
});

test('an example that speaks one language', () => {
  add('schema', 'properties', { name: { $ref: 'common/text.schema.json#/$defs/name' } });
  for (const language of ['kk', 'ru'] as const) add(language, 'fields', { name: 'атауы' });
  form.change('example', (example) => ({ ...example, name: { kk: 'Атау' } }));
  expect(findings()).toContain('the example draws a warning at /name: language-missing');
});

test('a file that is missing or broken is named', () => {
  writeFileSync(form.pathOf('kk'), '{"title": ');
  expect(findings()).toEqual([`${form.pathOf('kk')} cannot be read as JSON`]);
  rmSync(form.pathOf('schema'));
  expect(findings()).toEqual([`${form.pathOf('schema')} cannot be read as JSON`]);
});

test.each([
  [
    'a reference that leads nowhere',
    'properties',
    { number: { $ref: 'common/identity.schema.json#/$defs/nothing' } },
    'leads nowhere',
  ],
  ['an unknown kind of document', 'x-nysan', { kind: 'poem' }, '/kind must be equal'],
  ['an unknown act', 'x-nysan', { act: 'xx' }, '/act must be equal'],
  ['an unknown member of x-nysan', 'x-nysan', { colour: 'red' }, 'must NOT have additional properties'],
  [
    'a rule without a paragraph',
    'x-nysan',
    { rules: [{ id: 'a', kind: 'exactlyOne', fields: ['number', 'date'] }] },
    'paragraph',
  ],
  ['a keyword that JSON Schema does not know', 'properties', { number: { type: 'string', maxLenght: 5 } }, 'maxLenght'],
])('a schema with %s', (_, key, members, named) => {
  add('schema', key, members);
  const found = findings();
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(named);
});
