import { describe, expect, test } from 'vitest';
import { loadCatalogue } from './catalogue.ts';
import { enteredText, readEntered } from './entered.ts';
import type { Json } from './json.ts';
import type { SchemaNode, ValueType } from './schema.ts';

/** A field of a type, as a schema has it. */
function nodeOf(valueType: ValueType, schema: SchemaNode['schema'] = {}, items?: SchemaNode['items']): SchemaNode {
  return { schema, items, valueType, required: false, choices: [], list: undefined, maxLength: undefined };
}

const words = { type: ['string', 'object'] };

function read(node: SchemaNode, text: string, previous?: Json, language: 'kk' | 'ru' = 'ru') {
  return readEntered(node, text, { language, previous });
}

describe('a date', () => {
  const date = nodeOf('date');

  test.each([
    ['20.11.2026', '2026-11-20'],
    ['1.2.26', '2026-02-01'],
    ['2026-11-20', '2026-11-20'],
    ['20/11/2026 г.', '2026-11-20'],
    ['«20» ноября 2026 года', '2026-11-20'],
    ['2026 жылғы 20 қараша', '2026-11-20'],
  ])('typed as %s is %s', (text, iso) => {
    expect(read(date, text)).toEqual({ kind: 'value', value: iso });
  });

  test.each(['31.02.2026', 'завтра', '20.13.2026'])('%s is none', (text) => {
    expect(read(date, text)).toEqual({ kind: 'unreadable' });
  });

  test('is gone on typing in figures', () => {
    expect(enteredText(date, '2026-11-20', 'kk')).toBe('20.11.2026');
  });
});

describe('figures', () => {
  test.each([
    ['money', '2 000 001,05 ₸', '2000001.05'],
    ['money', '1500 тенге', '1500'],
    ['decimal', '0042,50', '42.50'],
    ['percent', '12,5 %', '12.5'],
  ] as const)('%s typed as «%s» is %s', (type, text, value) => {
    expect(read(nodeOf(type), text)).toEqual({ kind: 'value', value });
  });

  test('money in tiyn is gone on typing in tenge', () => {
    expect(enteredText(nodeOf('money'), 200000105, 'ru')).toBe('2000001,05');
  });

  test('letters are no number', () => {
    expect(read(nodeOf('integer'), '4О')).toEqual({ kind: 'unreadable' });
  });

  test('codes lose the spaces people put in', () => {
    expect(read(nodeOf('code', { format: 'tnved' }), '7308 90 590 0')).toEqual({ kind: 'value', value: '7308905900' });
    expect(read(nodeOf('code', { format: 'iban-kz' }), 'kz86 125k zt50 0410 0100')).toEqual({
      kind: 'value',
      value: 'KZ86125KZT5004100100',
    });
  });
});

describe('words for both languages', () => {
  const name = nodeOf('localized');

  test('are kept for the language they are typed in', () => {
    expect(read(name, 'Завод')).toEqual({ kind: 'value', value: { ru: 'Завод' } });
    expect(read(name, 'Зауыт', { ru: 'Завод' }, 'kk')).toEqual({ kind: 'value', value: { kk: 'Зауыт', ru: 'Завод' } });
  });

  test('one text for both stays one', () => {
    expect(read(name, 'QazIndustry', 'Qaz')).toEqual({ kind: 'value', value: 'QazIndustry' });
  });

  test('taken away in one language stay in the other', () => {
    expect(read(name, '', { kk: 'Зауыт', ru: 'Завод' })).toEqual({ kind: 'value', value: { kk: 'Зауыт' } });
    expect(read(name, '', { ru: 'Завод' })).toEqual({ kind: 'nothing' });
  });

  test('of a list stay in the other language when a line is taken away', () => {
    const list = nodeOf('list', {}, words);
    const before = [
      { kk: 'бір', ru: 'один' },
      { kk: 'екі', ru: 'два' },
    ];
    expect(read(list, 'один', before)).toEqual({ kind: 'value', value: [{ kk: 'бір', ru: 'один' }, { kk: 'екі' }] });
    expect(read(list, '', [{ ru: 'один' }])).toEqual({ kind: 'nothing' });
  });
});

test('every value of every example is read back from the text a person goes on typing in', () => {
  for (const form of loadCatalogue().all()) {
    for (const [path, value] of leavesOf(form.example)) {
      const node = form.schema.nodeAt(path.replaceAll(/\.\d+(?=\.|$)/g, ''));
      if (node === undefined || node.valueType === 'group' || node.valueType === 'choices') continue;
      const options = [...node.choices, 'true', 'false'].map((code) => ({ value: code, text: code }));
      const text = enteredText(node, value, 'ru');
      const entered = readEntered(node, text, { language: 'ru', previous: value, options });
      expect([form.id, path, entered]).toEqual([form.id, path, { kind: 'value', value: expected(node, value) }]);
    }
  }
});

/** Money and decimals are texts once they are typed. */
function expected({ valueType, schema }: SchemaNode, value: Json): Json {
  if (schema['type'] === 'integer') return value;
  if (valueType === 'money' && typeof value === 'number') return String(value / 100);
  return (valueType === 'decimal' || valueType === 'percent') && typeof value === 'number' ? String(value) : value;
}

function leavesOf(value: Json, path = ''): [string, Json][] {
  if (Array.isArray(value)) {
    const rows = value as readonly Json[];
    return rows.every((row) => typeof row === 'object' && !isWords(row))
      ? rows.flatMap((row, index) => leavesOf(row, `${path}.${index}`))
      : [[path, value]];
  }
  if (typeof value !== 'object' || value === null || isWords(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, path === '' ? key : `${path}.${key}`));
}

function isWords(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).every((key) => key === 'kk' || key === 'ru');
}
