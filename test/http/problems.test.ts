import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { interfaceLanguages, Locales } from '../../src/compose/locales.ts';
import { loadCatalogue, readJson } from '../../src/forms/catalogue.ts';
import { formatNames } from '../../src/forms/formats.ts';
import { isJsonArray, isJsonObject, valueAt, type Json } from '../../src/forms/json.ts';
import { type PayloadError, Problem, type ProblemCode, problemStatus } from '../../src/problem.ts';
import { describeError, describeProblem } from '../../src/problem-text.ts';
import { projectPath } from '../../src/project.ts';

const catalogue = loadCatalogue();
const locales = new Locales(catalogue.all());
const codes = Object.keys(problemStatus) as ProblemCode[];

/** Kinds of rules that a form may declare. */
const ruleKinds = [
  ...JSON.stringify(valueAt(readJson(projectPath('schemas', 'x-nysan.json')), '$defs.rule')).matchAll(
    /"kind":\{"const":"(\w+)"\}/g,
  ),
].map(([, kind = '']) => kind);

/** Sentences of a language by their keys: `title.form-unknown`. */
function sentences(language: string, part: string): Record<string, string> {
  const found = readJson(projectPath('locales', language, 'problems.json'))[part];
  return isJsonObject(found) ? (found as Record<string, string>) : {};
}

function placeholders(sentence = ''): string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();
}

/** Error codes as the modules that check payloads write them, and one for every kind of rule that can be declared. */
function codesOfValidation(): string[] {
  const folder = projectPath('src', 'forms');
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
  const written = [...source.matchAll(/(?:(?:code|warning): |here\()'([a-z-]+)'/g)].map(([, code = '']) => code);
  const formats = formatNames.map((name) => `format-${name}`);
  // A term is told from its side.
  const rules = ruleKinds.flatMap((kind) =>
    kind === 'within' ? ['rule-within-before', 'rule-within-after'] : [`rule-${kind}`],
  );
  // An order to issue names a number of its own (src/issuing).
  return [...new Set([...written, ...formats, ...rules, 'contradicts-number'])].sort();
}

test('every problem has a title and a detail in every language, and there are no others', () => {
  for (const language of interfaceLanguages) {
    for (const part of ['title', 'detail']) {
      expect(Object.keys(sentences(language, part)).sort(), `${language} ${part}`).toEqual([...codes].sort());
    }
  }
});

test('every error of a payload has a sentence in every language, and there are no others', () => {
  const expected = codesOfValidation();
  expect(expected.length).toBeGreaterThan(30);
  for (const language of interfaceLanguages) {
    expect(Object.keys(sentences(language, 'error')).sort(), language).toEqual(expected);
  }
});

test('the languages say the same: their sentences have the same places to fill', () => {
  for (const part of ['title', 'detail', 'error', 'type', 'words', 'citation']) {
    const [first = {}, ...others] = interfaceLanguages.map((language) => sentences(language, part));
    for (const other of others) {
      expect(Object.keys(other).sort()).toEqual(Object.keys(first).sort());
      for (const [key, sentence] of Object.entries(first)) {
        expect(placeholders(other[key]), `${part}.${key}`).toEqual(placeholders(sentence));
      }
    }
  }
});

test('Kazakh and Russian sentences are written in their own letters', () => {
  const foreign = /\b(?:the|form|value|body|rows?|must|not|invalid)\b/i;
  for (const language of ['kk', 'ru']) {
    for (const part of ['title', 'detail', 'error', 'type', 'words', 'citation']) {
      for (const [key, sentence] of Object.entries(sentences(language, part))) {
        const own = sentence.replaceAll(/\{\{\w+\}\}|application\/json|multipart\/form-data|«file»|true|false/g, '');
        expect(own, `${language} ${part}.${key}`).not.toMatch(foreign);
      }
    }
  }
});

test('every type that a schema can demand has a name', () => {
  const types = new Set<string>();
  const collect = (value: Json): void => {
    if (isJsonArray(value)) value.forEach(collect);
    if (!isJsonObject(value)) return;
    const { type } = value;
    for (const name of isJsonArray(type) ? type : [type]) if (typeof name === 'string') types.add(name);
    Object.values(value).forEach(collect);
  };
  for (const form of catalogue.all()) collect(form.schema.bundled['properties'] ?? null);
  for (const language of interfaceLanguages) {
    expect(Object.keys(sentences(language, 'type'))).toEqual(expect.arrayContaining([...types]));
  }
});

test('every rule of every form is told with its paragraph, in words of the language', () => {
  for (const form of catalogue.all()) {
    for (const rule of form.about.rules) {
      const error: PayloadError = {
        pointer: '/x',
        code: rule.kind === 'within' ? `rule-within-${rule.side}` : `rule-${rule.kind}`,
        params: { paragraph: rule.paragraph, limit: '1', other: 'x' },
      };
      for (const language of ['kk', 'ru'] as const) {
        const { detail } = describeError(error, locales, language);
        const cited = /\((.*)\)\.$/.exec(detail)?.[1] ?? '';
        expect(cited, `${form.id} ${rule.id}: ${rule.paragraph}`).toMatch(/\d|жол|строка/);
        expect(cited, `${form.id} ${rule.id}: ${rule.paragraph}`).not.toMatch(/[A-Za-z]/);
      }
    }
  }
});

test('a value in a sentence is printed as it is, never looked up', () => {
  const strange = '{{limit}} $t(title.form-unknown) <b>';
  const problem = new Problem('body-key-forbidden', { params: { key: strange, limit: 5 } });
  expect(describeProblem(problem, locales, 'en').detail).toBe(`The name “${strange}” cannot be used.`);
});
