import { describe, expect, test } from 'vitest';
import { checkDigit, formatNames, payloadFormats } from './formats.ts';

function accepts(format: string, text: string): boolean {
  const check = payloadFormats[format];
  if (check === undefined) throw new Error(`no format ${format}`);
  return check(text);
}

describe('the check digit of a BIN or IIN', () => {
  test.each([
    // 2·1 + 6·2 + 0 + 1·4 + 4·5 + 1·11 = 49 = 4·11 + 5
    ['26014000001', 5],
    // 2 + 12 + 4 + 20 + 6·10 = 98 = 8·11 + 10; second row: 2·3 + 6·4 + 1·6 + 4·7 + 6·1 = 70 = 6·11 + 4
    ['26014000060', 4],
    // 9·1 + 1·4 + 1·5 + 5·6 + 3·7 + 1·11 = 80 = 7·11 + 3
    ['90011530001', 3],
    // 9 + 4 + 5 + 30 + 21 + 4·10 = 109 = 9·11 + 10; second row: 9·3 + 1·6 + 1·7 + 5·8 + 3·9 + 4·1 = 111 = 10·11 + 1
    ['90011530040', 1],
  ])('of %s is %s', (digits, digit) => {
    expect(checkDigit(digits)).toBe(digit);
  });

  test('does not exist where both rows of weights leave 10', () => {
    // 98 + 3·11 = 131 = 11·11 + 10; second row: 70 + 3·2 = 76 = 6·11 + 10
    expect(checkDigit('26014000063')).toBeNull();
    for (let digit = 0; digit <= 9; digit += 1) expect(accepts('bin', `26014000063${String(digit)}`)).toBe(false);
  });

  test.each(['', '2601400000', '260140000015', '2601400000a', ' 6014000001'])(
    'needs eleven digits, not «%s»',
    (text) => {
      expect(checkDigit(text)).toBeNull();
    },
  );

  test('is the only one that a number may end in', () => {
    const accepted = Array.from({ length: 10 }, (_, digit) => `26014000060${String(digit)}`).filter((number) =>
      accepts('bin', number),
    );
    expect(accepted).toEqual(['260140000604']);
  });
});

const valid: Record<string, readonly string[]> = {
  bin: [
    '260140000015',
    '260140000604',
    // Non-resident: 2 + 12 + 4 + 5·5 = 43 leaves 10; second row 6 + 24 + 6 + 35 = 71 leaves 5.
    '260150000005',
    // Joint business: 2 + 12 + 4 + 6·5 = 48 leaves 4.
    '260160000004',
    // Numbers that organisations have published.
    '940140000385',
    '971240001315',
    '941240000193',
    '020240000555',
  ],
  iin: [
    '900115300013',
    '900115300401',
    // Leap day of 2000: 2·4 + 2·5 + 9·6 + 5·7 + 1·11 = 118 leaves 8.
    '000229500018',
    // The same day without a century: 8 + 10 + 54 = 72 leaves 6.
    '000229000006',
  ],
  'bin-or-iin': ['260140000015', '900115300013'],
  'iban-kz': [
    // The example of the IBAN registry.
    'KZ86125KZT5004100100',
    'KZ60999KZT0000000001',
    'KZ456010000000000001',
    'KZ97999KZT0000000014',
    'KZ98999KZT0000000093',
    'KZ02999KZT0000000075',
  ],
  bik: ['ABCDKZKX', 'A1B2KZ2A'],
  kbe: ['11', '17', '19', '29'],
  tnved: ['7308905900', '0101210000'],
  kpved: ['25.11', '25.11.23', '25.11.23.500'],
  oked: ['25110', '01111'],
  kato: ['711210000', '100000000'],
  money: ['0', '0.05', '2000001', '2000001.5', '2000001.05', '999999999999999.99'],
  percent: ['0', '100', '53.3', '12.345678'],
  decimal: ['0', '0.000001', '12.50', '999999999999999.999999'],
  phone: ['555555', '+7 701 555 55 55', '8 (7172) 55-55-55', '8 (7172) 55-55-55, +7 (701) 555-55-55'],
  date: ['2026-11-20', '2024-02-29', '1999-12-31'],
  email: ['info@example.kz', 'a.b+c_d@sub.example.org', 'info@қазақ.қаз'],
  website: [
    'example.kz',
    'www.example.gov.kz',
    'https://example.kz',
    'HTTP://example.kz/kk/forms?x=1#top',
    'example.kz:8443/a',
    'қазақ.қаз',
  ],
};

const invalid: Record<string, readonly string[]> = {
  bin: [
    '',
    '26014000001',
    '2601400000150',
    '260140000016',
    // Month 13 with its right check digit: 2·1 + 6·2 + 1·3 + 3·4 + 4·5 = 49 leaves 5.
    '261340000005',
    // Month 00: 2 + 12 + 20 = 34 leaves 1.
    '260040000001',
    // Kind 7: 2 + 12 + 4 + 35 = 53 leaves 9.
    '260170000009',
    '900115300013',
    '26014000001a',
    ' 260140000015',
    '260140000015\n',
    '２60140000015',
  ],
  iin: [
    '',
    '900115300014',
    '90011530001',
    // No leap day in 1900: 8 + 10 + 54 + 21 = 93 leaves 5.
    '000229300005',
    // Month 13: 9 + 1·3 + 3·4 + 1·5 + 5·6 + 3·7 = 80 leaves 3.
    '901315300003',
    // Century 7: 9 + 4 + 5 + 30 + 49 = 97 leaves 9.
    '900115700009',
    '260140000015',
  ],
  'bin-or-iin': ['', '260140000016', '900115300014', '000000000000'],
  'iban-kz': [
    '',
    'KZ87125KZT5004100100',
    'KZ86125KZT5004101000',
    'KZ86 125K ZT50 0410 0100',
    'kz86125kzt5004100100',
    'KZ86125KZT500410010',
    'KZ86A25KZT5004100100',
    'DE89370400440532013000',
    // 97, 98 and 02 are written so; their equals modulo 97 are not check digits.
    'KZ00999KZT0000000014',
    'KZ01999KZT0000000093',
    'KZ99999KZT0000000075',
  ],
  bik: ['', 'ABCDKZK', 'ABCDKZKXX', 'ABCDRUKX', 'abcdkzkx', 'KZABCDKX'],
  kbe: ['', '1', '10', '31', '07', '171'],
  tnved: ['', '730890590', '73089059000', '7308 90 590 0', '730890590a'],
  kpved: ['', '25', '25.1', '25.11.2', '25.11.23.50', '25.11.23.5000', '251123500', '25.11.', '25,11'],
  oked: ['', '2511', '251100', '25.11'],
  kato: ['', '71121000', '7112100000', '71121000x'],
  money: ['', '-1', '01', '1.', '.5', '1.005', '1,05', '1 000', '1e3', '1000000000000000'],
  percent: ['100.01', '-1', '1e1', '', '50 %'],
  decimal: ['', '-1', '01', '1.', '.5', '1.0000001', '1,5', '1e3', '1000000000000000', 'NaN'],
  phone: [
    '',
    '55555',
    '5-5-5-5-5',
    '+77015555555 доб. 1',
    '701+5555555',
    '555555,',
    ',555555',
    '5'.repeat(61),
    '(    )',
  ],
  date: ['', '2026-02-29', '2026-02-30', '2026-13-01', '2026-04-31', '2026-1-5', '20.11.2026', '2026-11-20T00:00:00Z'],
  email: [
    '',
    'example.kz',
    '@example.kz',
    'info@',
    'info@localhost',
    'a@b@example.kz',
    '.a@example.kz',
    'a..b@example.kz',
    'a b@example.kz',
    'a@example..kz',
    'a@-example.kz',
    'a@127.0.0.1',
    `${'a'.repeat(65)}@example.kz`,
    `a@${'b'.repeat(64)}.kz`,
  ],
  website: [
    '',
    'localhost',
    'example kz',
    'https://example.kz/a b',
    'ftp://example.kz',
    'javascript:alert(1)',
    'https://user:secret@example.kz',
    'https:///example.kz',
    '//example.kz',
    '127.0.0.1',
    'http://[::1]/',
    'example.kz/"onload=',
    'example.kz\n',
  ],
};

test('every format has its valid and invalid texts here', () => {
  expect(formatNames).toEqual(Object.keys(payloadFormats));
  expect([...formatNames].sort()).toEqual(Object.keys(valid).sort());
  expect([...formatNames].sort()).toEqual(Object.keys(invalid).sort());
});

describe.each(Object.entries(valid))('%s', (format, texts) => {
  test.each(texts)('accepts «%s»', (text) => {
    expect(accepts(format, text)).toBe(true);
  });
});

describe.each(Object.entries(invalid))('%s', (format, texts) => {
  test.each(texts)('refuses «%s»', (text) => {
    expect(accepts(format, text)).toBe(false);
  });
});

test('the account numbers above agree with a division made digit by digit', () => {
  const remainder = (iban: string): number =>
    Array.from(iban.slice(4) + iban.slice(0, 4)).reduce((rest, character) => {
      const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 'A'.charCodeAt(0) + 10;
      return (rest * (value < 10 ? 10 : 100) + value) % 97;
    }, 0);
  expect((valid['iban-kz'] ?? []).map(remainder)).toEqual((valid['iban-kz'] ?? []).map(() => 1));
});
