import { operator } from '../issuing/office.ts';
import { hashPassword } from '../people/password.ts';
import { type Person, readLogin, readPersonName } from '../people/person.ts';
import { IssuerUnknownError, LoginTakenError, OpenidSubjectTakenError } from '../registry/errors.ts';
import type { Registry } from '../registry/registry.ts';
import { readNewPassword } from './password-input.ts';
import { withRegistry } from './records.ts';
import { readScopes } from './scopes.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

const options = {
  issuer: { type: 'string' },
  login: { type: 'string' },
  name: { type: 'string' },
  scope: { type: 'string' },
  openid: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
} as const;

type Words = ReturnType<typeof readWords<typeof options>>;

const actions: Readonly<Record<string, (words: Words) => Promise<number>>> = {
  add: addUser,
  list: listUsers,
  password: setPassword,
  scopes: changeScopes,
  disable: (words) => changed(words, (registry, { id }) => registry.disablePerson(id, operator)),
  enable: (words) => changed(words, (registry, { id }) => registry.enablePerson(id, operator)),
};

/** People who sign in: `add`, `list`, `password LOGIN`, `scopes LOGIN`, `disable LOGIN`, `enable LOGIN`. */
export function users(words: readonly string[]): Promise<number> {
  const [action = '', ...rest] = words;
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (act === undefined) throw new UsageError('nysan user add | list | password | scopes | disable | enable');
  return act(readWords(rest, options));
}

/** Who signs in elsewhere needs no password. */
async function addUser({ values, positionals }: Words): Promise<number> {
  const login = readLogin(values.login ?? '');
  const name = readPersonName(values.name ?? '');
  const openidSubject = values.openid ?? null;
  if (positionals.length > 0) throw new UsageError('nysan user add --login LOGIN --name NAME --scope …');
  if (login === null) throw new UsageError('--login takes 3 to 60 letters, digits and . _ - @');
  if (name === null) throw new UsageError('--name takes 1 to 100 characters');
  if (openidSubject === '') throw new UsageError('--openid takes the subject that the provider has for the person');
  const scopes = readScopes(values.scope);
  const fromInput = values['password-stdin'];
  const password = openidSubject === null || fromInput ? await readNewPassword({ fromInput }) : null;
  const passwordHash = password === null ? null : await hashPassword(password);
  return withRegistry(async (registry, configuration) => {
    const issuer = values.issuer ?? configuration.issuer.id;
    try {
      show(await registry.addPerson({ issuer, login, name, scopes, passwordHash, openidSubject }, operator));
      return 0;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}

function listUsers({ values, positionals }: Words): Promise<number> {
  if (positionals.length > 0) throw new UsageError('nysan user list [--issuer ID]');
  return withRegistry(async (registry) => {
    show(await registry.people(values.issuer));
    return 0;
  });
}

async function setPassword(words: Words): Promise<number> {
  const login = loginIn(words);
  const hash = await hashPassword(await readNewPassword({ fromInput: words.values['password-stdin'] }));
  return withPerson(login, async (registry, { id }) => {
    await registry.setPassword(id, hash, operator);
    return true;
  });
}

function changeScopes(words: Words): Promise<number> {
  const scopes = readScopes(words.values.scope);
  return changed(words, async (registry, { id }) => {
    await registry.changeScopes(id, scopes, operator);
    return true;
  });
}

function changed(words: Words, change: (registry: Registry, person: Person) => Promise<boolean>): Promise<number> {
  return withPerson(loginIn(words), change);
}

/** Exit code 1 when nobody has the login, or when there was nothing to change. */
function withPerson(login: string, change: (registry: Registry, person: Person) => Promise<boolean>): Promise<number> {
  return withRegistry(async (registry) => {
    const known = await registry.personByLogin(login);
    if (known === null) {
      process.stderr.write(`nobody has the login ${login}\n`);
      return 1;
    }
    return (await change(registry, known.person)) ? 0 : 1;
  });
}

function loginIn({ positionals }: Words): string {
  return onlyWord(positionals, 'LOGIN');
}

function isRefusal(error: unknown): error is Error {
  return (
    error instanceof IssuerUnknownError || error instanceof LoginTakenError || error instanceof OpenidSubjectTakenError
  );
}

function show(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
