import { rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isPassword } from '../../src/people/password.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { nysanHere } from './nysan.ts';

const dataFolder = newDataFolder();
const password = 'семь раз отмерь';

beforeAll(async () => {
  vi.stubEnv('NYSAN_DATA_DIR', dataFolder);
  await atRegistry((registry) =>
    registry.addIssuer(
      { id: 'main', bin: '081140004568', name: { kk: 'Палата', ru: 'Палата' } },
      {
        id: 'operator',
        name: 'operator',
      },
    ),
  );
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dataFolder, { recursive: true });
});

async function atRegistry<Result>(use: (registry: Registry) => Promise<Result>): Promise<Result> {
  const registry = await openRegistry({ dataFolder });
  try {
    return await use(registry);
  } finally {
    await registry.close();
  }
}

/** Runs a command with something on standard input: a file, or a person at a terminal. */
async function nysanWith(input: string, words: readonly string[], { isTTY }: { readonly isTTY: boolean }) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.end(input);
  const spy = vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
  try {
    return await nysanHere(words);
  } finally {
    spy.mockRestore();
  }
}

/** Runs a command that takes a password from its input. */
function withPassword(input: string, ...words: readonly string[]) {
  return nysanWith(input, ['user', ...words, '--password-stdin'], { isTTY: false });
}

test('a user is added with a password from standard input, listed, and changed', async () => {
  const words = ['--login', 'Serik.B', '--name', 'Серік Болатұлы', '--scope', 'render,issue'];
  const added = await withPassword(`${password}\n`, 'add', ...words);
  expect([added.code, added.errors]).toEqual([0, '']);
  const listed = await nysanHere(['user', 'list']);
  expect(JSON.parse(listed.output)).toEqual([JSON.parse(added.output)]);
  expect(JSON.parse(listed.output)).toMatchObject([
    { login: 'serik.b', name: 'Серік Болатұлы', issuer: 'main', scopes: ['render', 'issue'], disabledAt: null },
  ]);
  expect(listed.output).not.toContain('scrypt');
  const known = await atRegistry((registry) => registry.personByLogin('serik.b'));
  expect(await isPassword(password, known?.passwordHash ?? null)).toBe(true);

  const opened = await atRegistry((registry) => registry.openSession(known?.person.id ?? ''));
  const session = () => atRegistry((registry) => registry.session(opened?.token ?? ''));
  expect((await nysanHere(['user', 'scopes', 'SERIK.B', '--scope', 'render,sign'])).code).toBe(0);
  expect((await session())?.person.scopes).toEqual(['render', 'sign']);
  expect((await withPassword('другой пароль', 'password', 'serik.b')).code).toBe(0);
  expect(await session()).toBeNull();
  const changed = await atRegistry((registry) => registry.personByLogin('serik.b'));
  expect(await isPassword('другой пароль', changed?.passwordHash ?? null)).toBe(true);
  expect((await nysanHere(['user', 'disable', 'serik.b'])).code).toBe(0);
  expect((await nysanHere(['user', 'disable', 'serik.b'])).code).toBe(1);
  expect((await nysanHere(['user', 'enable', 'serik.b'])).code).toBe(0);
});

test('who signs in elsewhere needs no password', async () => {
  const words = ['user', 'add', '--login', 'dina', '--name', 'Дина', '--scope', 'sign', '--openid', 'subject-7'];
  expect((await nysanHere(words)).code).toBe(0);
  const dina = await atRegistry((registry) => registry.personByOpenid('subject-7'));
  expect(dina?.login).toBe('dina');
  const again = await nysanHere(words.map((word) => (word === 'dina' ? 'dina2' : word)));
  expect([again.code, again.errors]).toEqual([1, expect.stringContaining('another person has the subject')]);
  const taken = await nysanHere(words.map((word) => (word === 'subject-7' ? 'subject-8' : word)));
  expect([taken.code, taken.errors]).toEqual([1, 'another person has the login\n']);
  const nowhere = await nysanHere([...words.map((word) => word.replace(/^dina$/, 'dana')), '--issuer', 'nobody']);
  expect([nowhere.code, nowhere.errors]).toEqual([1, 'no issuer nobody\n']);
});

test('nobody has an unknown login', async () => {
  for (const words of [
    ['scopes', 'nobody', '--scope', 'sign'],
    ['disable', 'nobody'],
    ['enable', 'nobody'],
  ]) {
    const { code, errors } = await nysanHere(['user', ...words]);
    expect([code, errors]).toEqual([1, 'nobody has the login nobody\n']);
  }
});

const named = ['--login', 'new.user', '--name', 'Новый', '--scope', 'render'] as const;

test.each([
  ['no action', [], 'nysan user add | list'],
  ['an unknown action', ['remove', 'serik.b'], 'nysan user add | list'],
  ['a name that every object has', ['constructor'], 'nysan user add | list'],
  ['no login', ['add', '--name', 'Новый', '--scope', 'render'], '--login takes'],
  ['a login with letters of another alphabet', ['add', ...named, '--login', 'серік'], '--login takes'],
  ['a login that is too short', ['add', ...named, '--login', 'ab'], '--login takes'],
  ['no name', ['add', '--login', 'new.user', '--scope', 'render'], '--name takes'],
  ['an unknown scope', ['add', ...named, '--scope', 'all'], '--scope takes render, issue'],
  ['no scope', ['scopes', 'serik.b'], '--scope takes render, issue'],
  ['an empty subject', ['add', ...named, '--openid', ''], '--openid takes'],
  ['two logins', ['disable', 'one', 'two'], 'expected one LOGIN'],
])('%s is told: exit code 2', async (_, words, message) => {
  const { code, errors } = await nysanHere(['user', ...words]);
  expect(code).toBe(2);
  expect(errors).toContain(message);
});

test('a password is typed twice at the terminal, which does not show it', async () => {
  const words = ['user', 'password', 'serik.b'];
  const typed = await nysanWith('третий пароль\rтретий пароль\r', words, { isTTY: true });
  expect(typed).toEqual({ code: 0, output: '', errors: 'Password: \nPassword again: \n' });
  const known = await atRegistry((registry) => registry.personByLogin('serik.b'));
  expect(await isPassword('третий пароль', known?.passwordHash ?? null)).toBe(true);
  for (const input of ['третий пароль\rиной пароль!\r', 'третий пароль\r', '']) {
    const differing = await nysanWith(input, words, { isTTY: true });
    expect([differing.code, differing.errors]).toEqual([2, expect.stringContaining('the passwords differ')]);
    expect(differing.errors + differing.output).not.toContain('пароль');
  }
});

test('a password that is too short or too long is told, and so is that there is no terminal to type it at', async () => {
  const short = await withPassword('short\n', 'add', ...named);
  expect([short.code, short.errors]).toEqual([2, expect.stringContaining('at least 10 characters')]);
  const long = await withPassword('x'.repeat(201), 'add', ...named);
  expect([long.code, long.errors]).toEqual([2, expect.stringContaining('at most 200 characters')]);
  const blind = await nysanWith('', ['user', 'add', ...named], { isTTY: false });
  expect([blind.code, blind.errors]).toEqual([2, expect.stringContaining('--password-stdin')]);
  expect(await atRegistry((registry) => registry.personByLogin('new.user'))).toBeNull();
});
