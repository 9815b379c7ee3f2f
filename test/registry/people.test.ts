import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NewPerson } from '../../src/people/person.ts';
import {
  IssuerUnknownError,
  LoginTakenError,
  OpenidSubjectTakenError,
  PersonUnknownError,
} from '../../src/registry/errors.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { restore } from '../../src/registry/sqlite/restore.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry, opened, temporaryFolder } from './folders.ts';
import { storedIn, withRawDatabase } from './raw-database.ts';
import { actor, astana } from './samples.ts';

const aigul: NewPerson = {
  issuer: 'astana',
  login: 'Aigul.S',
  name: 'Айгүл Серікқызы',
  scopes: ['issue', 'render'],
  passwordHash: '$scrypt$ln=15,r=8,p=3$salt$key',
  openidSubject: 'sub-1',
};
const other: NewPerson = { ...aigul, login: 'bolat', name: 'Болат', passwordHash: null, openidSubject: null };

/** Opens a session that must be opened. */
async function tokenOf(registry: Registry, person: string): Promise<string> {
  const session = await registry.openSession(person);
  if (session === null) throw new Error('the person cannot sign in');
  return session.token;
}

async function actionsIn(registry: Registry): Promise<(string | undefined)[]> {
  return (await registry.audit(0, 1000)).map(({ event }) => /"action":"([^"]*)"/.exec(event)?.[1]);
}

onEveryEngine(() => {
  test('a person is found by login in any case, and by the subject of OpenID Connect', async () => {
    const { registry } = await newRegistry();
    expect(await registry.hasPeople()).toBe(false);
    const person = await registry.addPerson(aigul, actor);
    expect(person).toEqual({
      id: expect.stringMatching(/^person-[0-9a-z]{8}$/) as string,
      issuer: 'astana',
      login: 'aigul.s',
      name: 'Айгүл Серікқызы',
      scopes: ['issue', 'render'],
      openidSubject: 'sub-1',
      createdAt: expect.any(String) as string,
      disabledAt: null,
    });
    expect(await registry.hasPeople()).toBe(true);
    expect(await registry.personByLogin(' AIGUL.s ')).toEqual({ person, passwordHash: aigul.passwordHash });
    expect(await registry.personByOpenid('sub-1')).toEqual(person);
    expect(await registry.personByLogin('aigul')).toBeNull();
    expect(await registry.personByLogin('х'.repeat(100))).toBeNull();
    expect(await registry.personByOpenid('SUB-1')).toBeNull();
  });

  test('login and subject belong to one person of the installation, who belongs to one issuer', async () => {
    const { registry } = await newRegistry();
    await registry.addPerson(aigul, actor);
    const taken = { ...other, issuer: 'almaty', login: 'AIGUL.S' };
    await expect(registry.addPerson(taken, actor)).rejects.toThrow(LoginTakenError);
    await expect(registry.addPerson({ ...other, openidSubject: 'sub-1' }, actor)).rejects.toThrow(
      OpenidSubjectTakenError,
    );
    await expect(registry.addPerson({ ...other, issuer: 'nobody' }, actor)).rejects.toThrow(IssuerUnknownError);
    const second = await registry.addPerson({ ...other, issuer: 'almaty' }, actor);
    // Many may have no subject.
    await registry.addPerson({ ...other, login: 'dina' }, actor);
    expect((await registry.people()).map(({ login }) => login)).toEqual(['aigul.s', 'bolat', 'dina']);
    expect(await registry.people('almaty')).toEqual([second]);
  });

  test('there is one first person', async () => {
    const { registry } = await newRegistry();
    const both = await Promise.all([registry.addFirstPerson(aigul, actor), registry.addFirstPerson(other, actor)]);
    expect(both.map((one) => one?.login ?? null)).toEqual(['aigul.s', null]);
    expect(await registry.people()).toHaveLength(1);
  });

  test('a session is known by its token, of which only a hash is kept', async () => {
    const { registry, dataFolder } = await newRegistry();
    const person = await registry.addPerson(aigul, actor);
    const token = await tokenOf(registry, person.id);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await registry.session(token)).toMatchObject({ person, session: { person: person.id } });
    expect(await registry.session(token.replace(/.$/, token.endsWith('A') ? 'B' : 'A'))).toBeNull();
    expect(await registry.session('')).toBeNull();
    await registry.close();
    const bytes = await storedIn(dataFolder);
    for (const secret of [token, Buffer.from(token, 'base64url')]) expect(bytes.includes(secret)).toBe(false);
  });

  test('a session lasts twelve hours from its last use, and a week at most', async () => {
    const begin = Date.parse('2026-11-20T06:00:00Z');
    const hours = (count: number) => new Date(begin + count * 3_600_000);
    let now = hours(0);
    const registry = await opened(await temporaryFolder(), () => now);
    await registry.addIssuer(astana, actor);
    const { id } = await registry.addPerson(aigul, actor);
    const [used, unused] = [await tokenOf(registry, id), await tokenOf(registry, id)];
    for (let hour = 11; hour < 7 * 24; hour += 11) {
      now = hours(hour);
      expect(await registry.session(used), `hour ${hour}`).not.toBeNull();
      if (hour > 12) expect(await registry.session(unused), `hour ${hour}`).toBeNull();
    }
    now = hours(7 * 24);
    expect(await registry.session(used)).toBeNull();
    // Another session begins: those that are over are forgotten.
    await tokenOf(registry, id);
    now = hours(1);
    expect(await registry.session(used)).toBeNull();
  });

  test('a use is written only after some minutes', async () => {
    let now = new Date('2026-11-20T06:00:00Z');
    const registry = await opened(await temporaryFolder(), () => now);
    await registry.addIssuer(astana, actor);
    const token = await tokenOf(registry, (await registry.addPerson(aigul, actor)).id);
    const endAt = async (minutes: string) => {
      now = new Date(`2026-11-20T06:${minutes}Z`);
      return (await registry.session(token))?.session.expiresAt;
    };
    expect(await endAt('04:59')).toBe('2026-11-20T18:00:00Z');
    expect(await endAt('05:00')).toBe('2026-11-20T18:05:00Z');
    expect(await endAt('06:00')).toBe('2026-11-20T18:05:00Z');
  });

  test('who signs out, gets a new password or is disabled is signed in no more', async () => {
    const { registry } = await newRegistry();
    const { id } = await registry.addPerson(aigul, actor);
    const colleague = await tokenOf(registry, (await registry.addPerson(other, actor)).id);
    const [one, two] = [await tokenOf(registry, id), await tokenOf(registry, id)];
    expect([await registry.closeSession(one), await registry.closeSession(one)]).toEqual([true, false]);
    expect([await registry.session(one), await registry.session(two)]).toEqual([null, expect.anything()]);
    await registry.setPassword(id, '$scrypt$ln=15,r=8,p=3$other$key', actor);
    expect(await registry.session(two)).toBeNull();
    expect((await registry.personByLogin('aigul.s'))?.passwordHash).toContain('$other$');

    const three = await tokenOf(registry, id);
    expect([await registry.disablePerson(id, actor), await registry.disablePerson(id, actor)]).toEqual([true, false]);
    expect([await registry.session(three), await registry.openSession(id)]).toEqual([null, null]);
    expect([await registry.enablePerson(id, actor), await registry.enablePerson(id, actor)]).toEqual([true, false]);
    // The old session does not come back.
    expect(await registry.session(three)).toBeNull();
    expect(await registry.openSession(id)).not.toBeNull();
    expect(await registry.session(colleague)).not.toBeNull();
  });

  test('other scopes are those of an open session too', async () => {
    const { registry } = await newRegistry();
    const { id } = await registry.addPerson(aigul, actor);
    const token = await tokenOf(registry, id);
    await registry.changeScopes(id, ['admin'], actor);
    expect((await registry.session(token))?.person.scopes).toEqual(['admin']);
  });

  test('nobody is changed who is not there', async () => {
    const { registry } = await newRegistry();
    await expect(registry.setPassword('person-00000000', 'x', actor)).rejects.toThrow(PersonUnknownError);
    await expect(registry.changeScopes('person-00000000', [], actor)).rejects.toThrow(PersonUnknownError);
    await expect(registry.disablePerson('person-00000000', actor)).rejects.toThrow(PersonUnknownError);
    await expect(registry.enablePerson('person-00000000', actor)).rejects.toThrow(PersonUnknownError);
    expect(await registry.openSession('person-00000000')).toBeNull();
  });

  test('everything that happens to a person is in the trail: who did it by name, to whom by id, and no secret', async () => {
    const { registry } = await newRegistry();
    const { id } = await registry.addPerson(aigul, actor);
    const person = (await registry.personByLogin('aigul.s'))?.person ?? null;
    const before = await registry.openSession(id);
    await registry.closeSession(before?.token ?? '');
    const token = await tokenOf(registry, id);
    await registry.changeScopes(id, ['render'], actor);
    await registry.setPassword(id, '$scrypt$ln=15,r=8,p=3$other$key', actor);
    await registry.disablePerson(id, actor);
    await registry.enablePerson(id, actor);
    await registry.noteFailedSignIn({ person, issuer: 'almaty' });
    await registry.noteFailedSignIn({ person: null, issuer: 'almaty' });
    expect((await actionsIn(registry)).slice(2)).toEqual([
      'person-added',
      'session-opened',
      'session-closed',
      'session-opened',
      'person-scopes-changed',
      'person-password-set',
      'session-closed',
      'person-disabled',
      'person-enabled',
      'sign-in-failed',
      'sign-in-failed',
    ]);
    const events = (await registry.audit(2, 1000)).map(({ event }) => JSON.parse(event) as Record<string, unknown>);
    const herself = { id, name: 'Айгүл Серікқызы' };
    expect(events[1]).toMatchObject({ actor: herself, subject: id, details: { session: before?.session.id } });
    expect(events[2]).toMatchObject({ actor: herself, subject: id, details: { session: before?.session.id } });
    expect(events[4]).toMatchObject({ actor, subject: id, details: { scopes: ['render'] } });
    // Whoever typed the login has not proved to be her.
    expect(events[9]).toMatchObject({ actor: { id: 'nobody' }, issuer: 'astana', subject: id, details: {} });
    expect(events[10]).toMatchObject({ actor: { id: 'nobody' }, issuer: 'almaty', subject: 'unknown', details: {} });
    const text = JSON.stringify(events);
    for (const secret of ['aigul.s', 'sub-1', '$scrypt', token]) expect(text).not.toContain(secret);
    expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact' });
  });

  test('the database itself keeps people, and who they are', async () => {
    const { registry, dataFolder } = await newRegistry();
    await registry.addPerson(aigul, actor);
    for (const change of [
      'DELETE FROM person',
      `UPDATE person SET login = 'x'`,
      `UPDATE person SET issuer = 'almaty'`,
    ]) {
      const changing = withRawDatabase(dataFolder, (database) => database.script(change));
      await expect(changing, change).rejects.toThrow(/kept|never changes/);
    }
  });
});

test('people come back with a backup; who was signed in signs in again', async () => {
  const { registry } = await newRegistry();
  const person = await registry.addPerson(aigul, actor);
  const token = await tokenOf(registry, person.id);
  const folder = join(await temporaryFolder(), 'backup');
  await registry.backup(folder, null);
  const into = join(await temporaryFolder(), 'restored');
  await restore(folder, into);
  const restored = await opened(into);
  expect(await restored.personByLogin('aigul.s')).toEqual({ person, passwordHash: aigul.passwordHash });
  expect(await restored.session(token)).toBeNull();
  expect(await registry.session(token)).not.toBeNull();
});
