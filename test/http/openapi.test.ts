import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/forms/json.ts';
import { askByContract, contractOfService } from '../support/contract.ts';
import { exampleOf, formIds, objectOf } from './payloads.ts';

const contract = await contractOfService();
const { document } = contract;
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const ids = await formIds();

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly about: JsonObject;
}

const operations = Object.entries(contract.node(['paths']) ?? {}).flatMap(([path, item]): Operation[] =>
  isJsonObject(item)
    ? Object.entries(item).flatMap(([method, about]) =>
        methods.includes(method) && isJsonObject(about) ? [{ path, method, item, about }] : [],
      )
    : [],
);

function objects(value: Json | undefined): JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

/** Every object anywhere in a value, the value itself included. */
function everyObject(value: Json): JsonObject[] {
  if (isJsonArray(value)) return value.flatMap(everyObject);
  return isJsonObject(value) ? [value, ...Object.values(value).flatMap(everyObject)] : [];
}

test('it is OpenAPI 3.1 with what the specification demands of every part', () => {
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1\.\d+$/) as string,
    info: { title: expect.any(String) as string, version: expect.any(String) as string },
  });
  const known = [
    'openapi',
    'info',
    'jsonSchemaDialect',
    'servers',
    'paths',
    'webhooks',
    'components',
    'security',
    'tags',
  ];
  expect(known).toEqual(expect.arrayContaining(Object.keys(document)));
  for (const { path, method, item, about } of operations) {
    const here = `${method} ${path}`;
    expect(path.startsWith('/'), here).toBe(true);
    const parameters = [...objects(item['parameters']), ...objects(about['parameters'])];
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(
      parameters.filter((one) => one['in'] === 'path').map((one) => one['name']),
      here,
    ).toEqual(inPath);
    for (const parameter of parameters) {
      expect(isJsonObject(parameter['schema']), here).toBe(true);
      if (parameter['in'] === 'path') expect(parameter['required'], here).toBe(true);
    }
    const responses = isJsonObject(about['responses']) ? about['responses'] : {};
    expect(Object.keys(responses).length, here).toBeGreaterThan(0);
    for (const [status, response] of Object.entries(responses)) {
      expect(status, here).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
      expect(response, here).toHaveProperty('description');
    }
  }
});

test('operations have names of their own', () => {
  const names = operations.map(({ about }) => about['operationId']);
  expect(new Set(names).size).toBe(names.length);
  expect(names.every((name) => typeof name === 'string' && /^[a-z][A-Za-z0-9]*$/.test(name))).toBe(true);
});

test('every reference leads somewhere, and every component is used', () => {
  const references = everyObject(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  const components = Object.keys(contract.node(['components', 'schemas']) ?? {});
  expect(new Set(references)).toEqual(new Set(components.map((name) => `#/components/schemas/${name}`)));
  expect(components.every((name) => /^[A-Za-z0-9._-]+$/.test(name))).toBe(true);
});

test('every schema compiles strictly', () => {
  for (const name of Object.keys(contract.node(['components', 'schemas']) ?? {})) {
    expect(contract.validator(['components', 'schemas', name]), name).toBeTypeOf('function');
  }
});

test.each(ids)('%s: the payload is described by the schema that checks it, with an example that fits', async (id) => {
  for (const door of ['validate', 'render']) {
    const place = ['paths', `/v1/forms/${id}/${door}`, 'post', 'requestBody', 'content', 'application/json'];
    expect(contract.node(place)?.['example']).toEqual(await exampleOf(id));
    const check = contract.validator([...place, 'schema']);
    expect(check(contract.node(place)?.['example']) ? [] : check.errors).toEqual([]);
    expect(check({ unheardOf: 1 })).toBe(false);
  }
});

test('only registers and what feeds them take rows, and batches of any form', async () => {
  const takesRows = operations.filter(
    ({ path, about }) => path !== '/v1/batches' && everyObject(about).some((one) => 'application/x-ndjson' in one),
  );
  expect(takesRows.length).toBeGreaterThan(0);
  const registers = new Set(['register', 'list', 'statement']);
  for (const { path } of takesRows) {
    const { kind, rows } = await objectOf(await askByContract(path.replace(/\/\w+$/, '')));
    expect(registers, path).toContain(kind);
    expect(rows, path).not.toBeNull();
  }
});

test('a key or a session is demanded of everything but health and what verifiers ask', () => {
  expect(document['security']).toEqual([{ key: [] }, { session: [] }]);
  const open = operations.filter(({ about }) => isJsonArray(about['security']) && about['security'].length === 0);
  expect(open.map(({ path }) => path).sort()).toEqual([
    '/.well-known/nysan-keys.json',
    '/health/live',
    '/health/ready',
    '/v1/status-list',
    '/v1/verifications',
    '/v1/verifications/lookup',
    '/v1/verifications/{code}',
  ]);
});
