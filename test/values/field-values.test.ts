import { describe, expect, it } from 'vitest';
import { valuesOf } from './paper.ts';

describe('what was filled in', () => {
  it('is read by the type of its field', () => {
    const { payload, unread, ignored } = valuesOf('production-analysis-contract', {
      number: ' 09/26 ',
      'cost.amount': '2 000 001,05 (два миллиона один) тенге 05 тиын',
      'cost.prepayment': '1 000 000 ₸',
    });
    expect(payload).toEqual({ number: '09/26', cost: { amount: '2000001.05', prepayment: '1000000' } });
    expect({ unread, ignored }).toEqual({ unread: [], ignored: 0 });
  });

  it.each([
    ['20', 'ноября', '2026'],
    ['«20»', 'НОЯБРЬ', '2026'],
    ['20', '11', '2026'],
    ['20', 'қараша', '2026'],
    ['20', 'қарашадағы', '2026'],
  ])('is a date in parts: %s %s %s', (day, month, year) => {
    const { payload } = valuesOf('production-analysis-contract', {
      'date.day': day,
      'date.month': month,
      'date.year': year,
    });
    expect(payload).toEqual({ date: '2026-11-20' });
  });

  it('is a year whose century is printed', () => {
    const date = { 'date.day': '3', 'date.month': 'мая', 'date.year2': '26' };
    expect(valuesOf('expert-conclusion', date).payload).toEqual({ date: '2026-05-03' });
  });

  it('is told where it is no value of its field, at its place in the payload', () => {
    const { payload, unread } = valuesOf('promotion-operator-report', {
      'rows.1.reimbursement': 'сколько дадут',
      'rows.3.reimbursement': '150,5',
      'rows.7.paid': '  ',
    });
    expect(payload).toEqual({ rows: [{}, { reimbursement: '150.5' }] });
    expect(unread).toEqual([{ path: 'rows.0.reimbursement', text: 'сколько дадут' }]);
  });

  it('is told where a date lacks a part or the calendar the day', () => {
    const parts = (day: string, month: string) => ({ 'date.day': day, 'date.month': month, 'date.year': '2026' });
    for (const [day, month] of [
      ['', 'мая'],
      ['31', 'июня'],
      ['31', 'м'],
      ['3', 'ма'],
    ] as const) {
      const { payload, unread } = valuesOf('production-analysis-contract', parts(day, month));
      expect(payload).toEqual({});
      expect(unread).toEqual([{ path: 'date', text: `${day} ${month} 2026`.trim() }]);
    }
  });

  it('is a list of the boxes that are ticked, in the order of the form', () => {
    const { payload } = valuesOf('promotion-reimbursement-application', {
      'costTypes.rail_transport': true,
      'costTypes.certification_renewal': true,
      'costTypes.certification_registration': false,
    });
    expect(payload).toEqual({ costTypes: ['certification.renewal', 'rail.transport'] });
  });

  it('is told where two boxes of a choice are ticked, in the words of the form', () => {
    const form = 'productivity-reimbursement-application';
    expect(valuesOf(form, { 'measure.process': true, 'measure.digital': false }).payload).toEqual({
      measure: 'process',
    });
    const { payload, unread } = valuesOf(form, { 'measure.process': true, 'measure.digital': true });
    expect(payload).toEqual({});
    expect(unread).toEqual([{ path: 'measure', text: expect.stringMatching(/^[А-я ].*; .*$/) as string }]);
  });

  it('has words for the language of the paper, or for both on a paper in both', () => {
    const words = { 'applicant.name': 'ТОО «Ертіс»' };
    expect(valuesOf('end-user-refusal', words, ['kk']).payload).toEqual({ applicant: { name: { kk: 'ТОО «Ертіс»' } } });
    expect(valuesOf('end-user-refusal', words, ['kk', 'ru']).payload).toEqual({ applicant: { name: 'ТОО «Ертіс»' } });
  });

  it('is a choice by its code or by its words in either language', () => {
    const measure = (text: string) => valuesOf('productivity-reimbursement-application', { measure: text }, ['kk']);
    expect(measure('process').payload).toEqual({ measure: 'process' });
    expect(measure('чего-нибудь').unread).toEqual([{ path: 'measure', text: 'чего-нибудь' }]);
  });

  it('is no where a box that must be answered stays empty beside answers', () => {
    const answers = { 'checks.administrative.address.conforms': false };
    expect(valuesOf('expert-conclusion', answers).payload).toEqual({});
    const others = { ...answers, 'checks.administrative.address.justification': 'Адрес другой' };
    expect(valuesOf('expert-conclusion', others).payload).toEqual({
      checks: { administrative: { address: { justification: { ru: 'Адрес другой' }, conforms: false } } },
    });
    const ticked = { 'checks.administrative.address.conforms': true };
    expect(valuesOf('expert-conclusion', ticked).payload).toEqual({
      checks: { administrative: { address: { conforms: true } } },
    });
  });

  it.each([
    '__proto__.polluted',
    'constructor.prototype.polluted',
    'rows.__proto__',
    'rows.0.__proto__.polluted',
    'rows.0.toString',
    'rows.-1.paid',
    'rows.1e3.paid',
    'rows.0',
    'rows',
    'rows.0.paid.day',
    'operator.name.kk',
    '',
    '.',
    'rows..paid',
    'rows.999999999.paid',
  ])('is counted where the form has no field %s', (name) => {
    expect(valuesOf('promotion-operator-report', { [name]: '1', operator: true })).toEqual({
      payload: {},
      unread: [],
      ignored: 2,
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
