import { describe, expect, test } from 'vitest';
import { countsOf, fieldAround, findingItems } from '../../src/clerk/findings/finding-items.ts';
import { partAt, partsOf } from '../../src/clerk/fields/form-parts.ts';
import { unprinted } from '../../src/clerk/fields/unprinted.ts';
import { FormStore } from '../../src/clerk/state/form-store.ts';
import { withRequiredGroups } from '../../src/clerk/state/required-groups.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { withValueAt, isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { leafFields } from '../../src/forms/schema-fields.ts';
import { payloadAjv } from '../../src/forms/validation.ts';
import type { FormPart } from '../../src/clerk/fields/form-parts.ts';

const catalogue = loadCatalogue();

function storeOf(id: string, payload: JsonObject): FormStore {
  const form = catalogue.get(id);
  const { 'x-nysan': _about, ...schema } = form.schema.bundled;
  return new FormStore(form, payloadAjv().compile(schema), { payload, language: 'ru' });
}

function found(store: FormStore): string[] {
  return findingItems(store).map(({ kind, field }) => `${kind} ${field}`);
}

describe('findings', () => {
  test('of an empty form are its fields, not the groups around them', () => {
    expect(found(storeOf('end-user-refusal', {}))).toEqual([
      'missing date',
      'missing refusalGrounds',
      'missing applicant.name',
      'missing applicant.legalAddress',
      'missing applicant.bin',
      'missing application.date',
      'missing application.number',
      'missing signatory.position',
      'missing signatory.fullName',
    ]);
  });

  test('of every example are none', () => {
    for (const form of catalogue.all()) expect([form.id, found(storeOf(form.id, form.example))]).toEqual([form.id, []]);
  });

  test('tell a text that one language lacks, whatever the language of the paper is', () => {
    const form = catalogue.get('end-user-refusal');
    for (const words of [{ kk: 'Алатау' }, { ru: 'Алатау' }]) {
      const payload = withValueAt(form.example, 'applicant.name', words);
      if (!isJsonObject(payload)) throw new Error('the example is no object');
      expect(found(storeOf(form.id, payload))).toEqual(['translation applicant.name']);
    }
  });

  test('lead to the text or list that they are inside of', () => {
    const applications = catalogue.get('registry-inclusion-application');
    expect(fieldAround(applications, 'applicant.name.kk')).toBe('applicant.name');
    expect(fieldAround(applications, 'goods.2.name.ru')).toBe('goods.2.name');
    expect(fieldAround(applications, 'attachments.corporateTaxReturns.years.1')).toBe(
      'attachments.corporateTaxReturns.years',
    );
    expect(fieldAround(applications, 'goods.2')).toBe('goods.2');
    expect(fieldAround(catalogue.get('site-visit-act'), 'attachments.1.kk')).toBe('attachments');
  });

  test('are counted by their kind', () => {
    const form = catalogue.get('end-user-refusal');
    const payload = { ...form.example, date: '2026-02-30', applicant: {} };
    expect(countsOf(findingItems(storeOf(form.id, payload)))).toEqual({
      error: 1,
      missing: 3,
      translation: 0,
      warning: 0,
    });
  });
});

describe('groups that the form demands', () => {
  test('are put in place only where something in them is demanded', () => {
    for (const form of catalogue.all()) {
      expect(withRequiredGroups(form, form.example)).toBe(form.example);
    }
    const filled = withRequiredGroups(catalogue.get('end-user-refusal'), {});
    expect(filled).toEqual({ applicant: {}, application: {}, signatory: {} });
  });
});

describe('parts of a form', () => {
  test('hold every field once, in the order of the schema', () => {
    for (const form of catalogue.all()) {
      const fields = (parts: readonly FormPart[]): string[] =>
        parts.flatMap((part) => (part.kind === 'field' ? [part.pattern] : fields(part.parts)));
      expect(fields(partsOf(form))).toEqual(leafFields(form.schema));
    }
  });

  test('are found by their path', () => {
    const form = catalogue.get('registry-inclusion-application');
    expect(partAt(form, 'goods')?.kind).toBe('table');
    expect(partAt(form, 'goods.name')?.kind).toBe('field');
    expect(partAt(form, 'goods.nothing')).toBeUndefined();
  });

  test('that the paper lacks are told apart from rows that it prints in part', () => {
    const form = catalogue.get('registry-inclusion-application');
    const printed = new Set(
      leafFields(form.schema).filter((path) => !['applicant.kinds', 'goods.kind'].includes(path)),
    );
    const { plain, tables } = unprinted(form, printed);
    expect(plain.map(({ pattern, parts }) => [pattern, parts.map((part) => part.pattern)])).toEqual([
      ['applicant', ['applicant.kinds']],
    ]);
    expect(tables.map(({ pattern, parts }) => [pattern, parts.map((part) => part.pattern)])).toEqual([
      ['goods', ['goods.kind']],
    ]);
    const withoutTable = new Set([...printed].filter((path) => !path.startsWith('goods.')));
    expect(unprinted(form, withoutTable).plain.map(({ pattern }) => pattern)).toEqual(['applicant', 'goods']);
  });
});
