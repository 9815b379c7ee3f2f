import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { BackupUnsupportedError, DatabaseFormatError, RegistryUnavailableError } from '../../src/registry/errors.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { startPostgres } from '../support/postgres.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { breakingServer } from './breaking-server.ts';
import { changeOf } from './changes.ts';
import { newSchema } from './engines.ts';
import { contentsOf, temporaryFolder } from './folders.ts';
import { actor, almaty, astana, begun, claim, completion, issued, request, series } from './samples.ts';

/** A database of its own on the run's server, and the folder that its nodes share. */
async function shared(): Promise<{ readonly databaseUrl: string; readonly dataFolder: string }> {
  const dataFolder = await temporaryFolder();
  return { dataFolder, databaseUrl: await newSchema(await sharedPostgres(inject('postgresSocket')), dataFolder) };
}

async function node(options: Parameters<typeof openRegistry>[0]): Promise<Registry> {
  const registry = await openRegistry(options);
  onTestFinished(() => registry.close());
  return registry;
}

/** Two nodes with one database, and two issuers in it. */
async function twoNodes(): Promise<{ readonly one: Registry; readonly other: Registry; readonly dataFolder: string }> {
  const place = await shared();
  // At once: either finds an empty database, or the other at work on it.
  const [one, other] = await Promise.all([node(place), node(place)]);
  await one.addIssuer(astana, actor);
  await other.addIssuer(almaty, actor);
  return { one, other, dataFolder: place.dataFolder };
}

test('two nodes that issue at once count in one series, and keep one trail', async () => {
  const { one, other } = await twoNodes();
  const records = await Promise.all(Array.from({ length: 40 }, (_, at) => issued(at % 2 === 0 ? one : other)));
  expect(records.map(({ number }) => number).sort()).toEqual(records.map((_, at) => series.format(at + 1)));
  expect(await other.verifyAudit()).toMatchObject({ kind: 'intact', length: 42 });
});

test('an Idempotency-Key that comes to two nodes at once is claimed once', async () => {
  const { one, other } = await twoNodes();
  const outcomes = await Promise.all(
    [one, other, one, other].map((each) => each.begin(request({ idempotency: claim }))),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['fresh', 'inFlight', 'inFlight', 'inFlight']);
  expect((await begun(other)).number).toBe(series.format(2));
});

test('a status change that comes to two nodes at once is done once, and both give its answer', async () => {
  const { one, other } = await twoNodes();
  const change = { ...changeOf(await issued(one), { kind: 'revoke' }), idempotency: claim };
  const outcomes = await Promise.all([one, other, one].map((each) => each.changeStatus(change)));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'replay', 'replay']);
  expect(outcomes.map((outcome) => ('response' in outcome ? outcome.response : null))).toEqual(
    Array(3).fill({ status: 200, body: null }),
  );
});

test('of documents that replace each other at once one does, and no node waits for ever', async () => {
  const { one, other } = await twoNodes();
  const [first, second] = [await issued(one), await issued(other)];
  const outcomes = await Promise.allSettled([
    one.changeStatus(changeOf(first, { kind: 'replace', by: second.id })),
    other.changeStatus(changeOf(second, { kind: 'replace', by: first.id })),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what one node changes the other sees at once: documents, people and their sessions', async () => {
  const { one, other } = await twoNodes();
  const record = await issued(one);
  await one.changeStatus(changeOf(record, { kind: 'revoke' }));
  expect((await other.byCode(record.id))?.revokedAt).not.toBeNull();
  expect((await other.file(record.id, 'ru.pdf'))?.entry).toEqual((await one.files(record.id))[0]);
  const person = await one.addPerson(
    { issuer: 'astana', login: 'aigul', name: 'Айгүл', scopes: ['issue'], passwordHash: null, openidSubject: null },
    actor,
  );
  const session = await one.openSession(person.id);
  expect((await other.session(session?.token ?? ''))?.person).toEqual(person);
  await other.disablePerson(person.id, actor);
  expect(await one.session(session?.token ?? '')).toBeNull();
});

test('the first person is one, also where two nodes are asked for them', async () => {
  const { one, other } = await twoNodes();
  const added = await Promise.all(
    [one, other].map((each, at) =>
      each.addFirstPerson(
        { issuer: 'astana', login: `a${at}b`, name: 'x', scopes: [], passwordHash: null, openidSubject: null },
        actor,
      ),
    ),
  );
  expect(added.filter((person) => person !== null)).toHaveLength(1);
});

test('what a node held that was killed is given to others when its lease has run out', async () => {
  const place = await shared();
  const registry = await node(place);
  await registry.addIssuer(astana, actor);
  const lease = '3';
  const words = [place.dataFolder, 'after-begin', '0', place.databaseUrl, lease];
  const child = fork(projectPath('test', 'registry', 'child.ts'), words);
  await once(child, 'exit');
  const kind = async () => (await registry.begin(request({ idempotency: claim }))).kind;
  expect(await kind()).toBe('inFlight');
  await expect.poll(kind, { timeout: 10_000, interval: 100 }).toBe('fresh');
  expect((await begun(registry)).number).toBe(series.format(2));
});

test('a node that lives keeps what it holds, for longer than a lease', async () => {
  const place = await shared();
  const patient = await node({ ...place, leaseSeconds: 1 });
  await patient.addIssuer(astana, actor);
  const reservation = await begun(patient);
  const database = new Client(place.databaseUrl);
  await database.connect();
  onTestFinished(() => database.end());
  const renewed = async () => {
    const lease = 'SELECT count(*)::int AS count FROM node WHERE expires_at > $1';
    const { rows } = await database.query<{ count: number }>(lease, [end]);
    return rows[0]?.count;
  };
  const { rows } = await database.query<{ expires_at: Date }>('SELECT expires_at FROM node');
  const end = rows[0]?.expires_at;
  await expect.poll(renewed, { timeout: 10_000 }).toBe(1);
  const other = await node(place);
  expect((await begun(other)).number).toBe(series.format(2));
  expect((await patient.complete(reservation, completion())).number).toBe(series.format(1));
});

test('while the database is away callers are told so; nothing acknowledged is lost, and no number', async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const dataFolder = await temporaryFolder();
  const registry = await node({ databaseUrl: server.url, dataFolder });
  await registry.addIssuer(astana, actor);
  const record = await issued(registry);
  const [held, released] = [await begun(registry), await begun(registry)];
  await server.kill();
  await expect(registry.byCode(record.id)).rejects.toThrow(RegistryUnavailableError);
  await expect(registry.begin(request())).rejects.toThrow(RegistryUnavailableError);
  await expect(registry.complete(held, completion())).rejects.toThrow(RegistryUnavailableError);
  await expect(registry.release(released)).rejects.toThrow(RegistryUnavailableError);
  await expect(openRegistry({ databaseUrl: server.url, dataFolder })).rejects.toThrow(RegistryUnavailableError);
  await server.start();
  expect(await registry.byCode(record.id)).toEqual(record);
  expect((await registry.complete(held, completion())).number).toBe(series.format(2));
  expect((await issued(registry)).number).toBe(series.format(3));
  expect(await registry.verifyAudit()).toMatchObject({ kind: 'intact', length: 4 });
  // What was written for a record that was refused goes when a node starts alone.
  await registry.close();
  await node({ databaseUrl: server.url, dataFolder });
  expect(await contentsOf(dataFolder)).toHaveLength(3);
});

test('a number whose reservation was made and never answered is given out all the same, and its key is free', async () => {
  const { databaseUrl, dataFolder } = await shared();
  const { url, breakAtCommit } = await breakingServer(databaseUrl);
  const registry = await node({ databaseUrl: url, dataFolder });
  await registry.addIssuer(astana, actor);
  breakAtCommit();
  await expect(registry.begin(request({ idempotency: claim }))).rejects.toThrow(RegistryUnavailableError);
  expect((await begun(registry, { idempotency: claim })).number).toBe(series.format(1));
});

test('a database of a later version is left alone', async () => {
  const place = await shared();
  await (await node(place)).close();
  const database = new Client(place.databaseUrl);
  await database.connect();
  await database.query('INSERT INTO schema_version (version) VALUES (1000)');
  await database.end();
  await expect(openRegistry(place)).rejects.toThrow(DatabaseFormatError);
});

test('a backup is left to the tools of the database', async () => {
  const registry = await node(await shared());
  await expect(registry.backup(await temporaryFolder(), null)).rejects.toThrow(BackupUnsupportedError);
});

test('a registry that was closed leaves no trace of its node', async () => {
  const place = await shared();
  await (await node(place)).close();
  const database = new Client(place.databaseUrl);
  await database.connect();
  expect((await database.query('SELECT id FROM node')).rows).toEqual([]);
  await database.end();
});
