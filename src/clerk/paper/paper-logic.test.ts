import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../forms/catalogue.ts';
import { toggled } from './boxes.ts';
import { dayAfterKey, weeksOf } from './calendar-days.ts';
import { optionsFor } from './choice-options.ts';
import { firstDifference } from './difference.ts';
import { PaperFields } from './paper-fields.ts';

const catalogue = loadCatalogue();

function fieldOf(form: string, path: string, language: 'kk' | 'ru' = 'ru') {
  const fields = new PaperFields(catalogue.get(form), language);
  const field = fields.fieldAt(path);
  if (field === undefined) throw new Error(`${form} has no ${path}`);
  return { fields, field };
}

describe('the calendar', () => {
  test('begins its weeks with Monday and keeps six of them', () => {
    const weeks = weeksOf('2026-02-15');
    expect([weeks.length, weeks[0]?.[0], weeks[0]?.[6], weeks[5]?.[6]]).toEqual([
      6,
      '2026-01-26',
      '2026-02-01',
      '2026-03-08',
    ]);
  });

  test.each([
    ['ArrowLeft', false, '2026-02-28'],
    ['ArrowDown', false, '2026-03-08'],
    ['Home', false, '2026-02-23'],
    ['End', false, '2026-03-01'],
    ['PageUp', false, '2026-02-01'],
    ['PageDown', true, '2027-03-01'],
    ['Enter', false, undefined],
  ])('%s (shift: %s) leads from Sunday, 1 March 2026 to %s', (key, shiftKey, day) => {
    expect(dayAfterKey('2026-03-01', { key, shiftKey })).toBe(day);
  });

  test('takes the last day of a month that is shorter', () => {
    expect(dayAfterKey('2026-01-31', { key: 'PageDown', shiftKey: false })).toBe('2026-02-28');
  });
});

describe('boxes', () => {
  test('a choice is changed by another box and taken back by its own', () => {
    const { field } = fieldOf('productivity-reimbursement-application', 'measure');
    expect([toggled(field, 'digital', 'process'), toggled(field, 'digital', 'digital')]).toEqual([
      'digital',
      undefined,
    ]);
  });

  test('several are kept in the order of the form', () => {
    const { field } = fieldOf('promotion-reimbursement-application', 'costTypes');
    const one = toggled(field, 'rail.transport', undefined);
    const two = toggled(field, 'certification.renewal', one);
    expect(two).toEqual(['certification.renewal', 'rail.transport']);
    expect(toggled(field, 'certification.renewal', ['certification.renewal'])).toBeUndefined();
  });
});

describe('the search for a choice', () => {
  const path = 'industry.regions';

  test.each([
    ['Russian letters for Kazakh ones', 'кызылор', ['kyzylorda']],
    ['words of the other language', 'Қызылорда', ['kyzylorda']],
    ['the code', 'kyzyl', ['kyzylorda']],
  ])('goes by %s', (_how, query, codes) => {
    const { fields, field } = fieldOf('expert-list-application', path);
    expect(optionsFor(fields, field, path, {}, query).map(({ value }) => value)).toEqual(codes);
  });

  test('tells which documents are none for this application', () => {
    const { fields, field } = fieldOf('productivity-reimbursement-application', 'attachments.document');
    const payload = { measure: 'process', costType: 'technologicalEquipment', date: '2026-05-20', attachments: [{}] };
    const options = optionsFor(fields, field, 'attachments.0.document', payload, '');
    const applying = options.filter(({ applies }) => applies);
    expect(applying.length).toBeGreaterThan(0);
    expect(applying.length).toBeLessThan(options.length);
    const elsewhere = optionsFor(fields, field, 'attachments.0.document', {}, '');
    expect(elsewhere.every(({ applies }) => applies)).toBe(true);
  });

  test('shows the codes that the act gives, not those that only payloads have', () => {
    const { fields, field } = fieldOf('registry-inclusion-application', 'regionalChamber.code');
    expect(optionsFor(fields, field, 'regionalChamber.code', {}, '')[0]?.code).toBe('101');
    const regions = fieldOf('expert-list-application', path);
    expect(optionsFor(regions.fields, regions.field, path, {}, '')[0]?.code).toBe('');
  });
});

test('a value of a wrong kind is shown as it was given', () => {
  const { fields, field } = fieldOf('industrial-certificate', 'date');
  const fill = { getAttribute: () => null, hasAttribute: () => false } as unknown as HTMLElement;
  expect(fields.printed(field, fill, '2026-13-41')).toBe('2026-13-41');
  expect(fields.printed(field, fill, '2026-03-05')).toBe('«05» марта 2026 года');
});

describe('what was taken back', () => {
  test.each([
    [{ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }, 'b.c'],
    [{ rows: [{ a: 1 }] }, { rows: [{ a: 1 }, { a: 2 }] }, 'rows.1.a'],
    [{}, { name: { kk: 'x' } }, 'name.kk'],
    [{ a: [1] }, { a: [1] }, undefined],
  ])('%j and %j differ at %s', (one, other, path) => {
    expect(firstDifference(one, other)).toBe(path);
  });
});
