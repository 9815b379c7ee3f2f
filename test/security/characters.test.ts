import { expect, test } from 'vitest';
import { ask, send } from '../support/ask.ts';
import { askByContract, sendByContract } from '../support/contract.ts';
import { changed, exampleOf, problemOf } from '../http/payloads.ts';

const refusal = await exampleOf('end-user-refusal');
const door = '/v1/forms/end-user-refusal';

const refused: Readonly<Record<string, string>> = {
  'U+0000': 'NUL',
  'U+0007': 'a control character',
  'U+000B': 'a vertical tab, which XML forbids',
  'U+001B': 'escape',
  'U+007F': 'delete',
  'U+0085': 'a control of the second row',
  'U+200B': 'a space without width',
  'U+200F': 'a mark of direction',
  'U+202E': 'an override of direction',
  'U+2028': 'a line separator',
  'U+2066': 'an isolate of direction',
  'U+FEFF': 'a byte order mark inside a text',
  'U+FFFE': 'a noncharacter',
  'U+FFFF': 'a noncharacter',
  'U+D800': 'half of a pair',
  'U+DFFF': 'the other half',
  'U+E000': 'a character of private use',
  'U+E0041': 'a tag',
  'U+4E2D': 'a letter that no face of ours has',
  'U+10FFFF': 'the last noncharacter',
};

test.each(Object.entries(refused))('%s is refused by its name: %s', async (name) => {
  const character = String.fromCodePoint(Number.parseInt(name.slice(2), 16));
  const payload = changed(refusal, { 'refusalGrounds.ru': `Отказ${character}ано`, 'signatory.fullName.kk': character });
  for (const path of ['validate', 'render?format=docx', 'render?format=pdf&incomplete=true']) {
    const answer = await sendByContract(`${door}/${path}`, payload, { 'Accept-Language': 'en' });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).errors).toEqual([
      {
        pointer: '/refusalGrounds/ru',
        code: 'character-unprintable',
        detail: `The character ${name} cannot be printed.`,
      },
      {
        pointer: '/signatory/fullName/kk',
        code: 'character-unprintable',
        detail: `The character ${name} cannot be printed.`,
      },
    ]);
  }
});

test('a half of a pair may also come as an escape of JSON', async () => {
  const body = JSON.stringify(refusal).replace('Ермеков Даурен', '\\ud83d Даурен');
  const answer = await ask(`${door}/validate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  expect(await problemOf(answer)).toMatchObject({
    status: 422,
    errors: [{ pointer: '/signatory/fullName/ru', code: 'character-unprintable' }],
  });
});

test('a name of a field is quoted in the answer, and that is all', async () => {
  const names = [
    '<script>alert(1)</script>',
    '{{constructor}}',
    '$t(title)',
    '../../etc/passwd',
    'x'.repeat(5000),
    '\u202e',
  ];
  const payload = { ...refusal, ...Object.fromEntries(names.map((name) => [name, 1])) };
  const answer = await send(`${door}/validate`, payload);
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  const { errors = [] } = await problemOf(answer);
  expect(errors.map(({ code }) => code)).toEqual(names.map(() => 'unknown-property'));
  expect(errors[0]?.detail).toContain('<script>alert(1)</script>');
  expect(errors[1]?.detail).toContain('{{constructor}}');
  expect(errors[2]?.detail).toContain('$t(title)');
  expect(errors[4]?.detail.length).toBeLessThan(200);
});

test('hostile words in an address or a header are answered as any other', async () => {
  for (const word of ['<script>', '..%2f..%2fetc%2fpasswd', '%00', 'a%0d%0aSet-Cookie:x=1', '{{constructor}}']) {
    const answer = await askByContract(`/v1/forms/${word}/schema`, {
      headers: { 'Accept-Language': '{{constructor}}, <b>;q=x', 'X-Request-Id': '${jndi:ldap://x}' },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    expect(JSON.stringify(await problemOf(answer))).not.toMatch(/script|passwd|jndi|constructor/);
  }
});
