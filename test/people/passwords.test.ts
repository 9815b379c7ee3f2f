import { expect, test } from 'vitest';
import { hashPassword, isPassword, passwordFault } from '../../src/people/password.ts';

const password = 'Жеті рет өлше, бір рет кес';

test('a password is known again by what is kept of it, and no other is', async () => {
  const hash = await hashPassword(password);
  expect(await isPassword(password, hash)).toBe(true);
  expect(await isPassword(`${password} `, hash)).toBe(false);
  expect(await isPassword('', hash)).toBe(false);
});

test('two people with one password are not seen to have it', async () => {
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toContain(password);
});

test('letters that another system composes otherwise are the same letters', async () => {
  const hash = await hashPassword('йод и ёлка 2026'.normalize('NFC'));
  expect(await isPassword('йод и ёлка 2026'.normalize('NFD'), hash)).toBe(true);
});

test('nobody has a password', async () => {
  expect(await isPassword(password, null)).toBe(false);
});

test('what is kept must be a hash', async () => {
  await expect(isPassword(password, 'plain text')).rejects.toThrow('cannot be read');
});

test.each([
  ['', 'short'],
  ['123456789', 'short'],
  ['            ', 'short'],
  // Nine characters, though more UTF-16 units.
  ['😀'.repeat(9), 'short'],
  ['1234567890', null],
  ['а'.repeat(200), null],
  ['а'.repeat(201), 'long'],
])('«%s» is %s', (text, fault) => {
  expect(passwordFault(text)).toBe(fault);
});
