import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { payloadFormats } from '../../src/forms/formats.ts';
import { isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { ask } from './ask.ts';

/** Sends a request to the shared service and holds the answer against /openapi.json before giving it back. */
export async function askByContract(path: string, request: RequestInit = {}): Promise<Response> {
  const answer = await ask(path, request);
  await expectContract(request.method ?? 'GET', path, answer.clone());
  return answer;
}

/** Sends a JSON body; the answer is held against /openapi.json. */
export function sendByContract(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return askByContract(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The answer is one that the operation declares: status, content type and, of JSON, the body. */
export async function expectContract(method: string, path: string, answer: Response): Promise<void> {
  const contract = await contractOfService();
  const type = (answer.headers.get('Content-Type') ?? '').split(';')[0] ?? '';
  expect(answer.headers.get('X-Request-Id'), 'every answer has a number').toMatch(/^[A-Za-z0-9-]{8,64}$/);
  const place = contract.answerPlace(method, path, answer.status);
  const content = place === null ? null : contract.node([...place, 'content', type]);
  expect(content, `${method} ${path}: ${answer.status} with ${type}`).not.toBeNull();
  if (!type.endsWith('json') || place === null || method === 'HEAD') return;
  const body: unknown = await answer.json();
  const check = contract.validator([...place, 'content', type, 'schema']);
  expect(check(body) ? [] : check.errors, `${method} ${path}: ${answer.status}`).toEqual([]);
  if (type === 'application/problem+json') expectWholeSentences(body, answer.status);
}

/** A problem says its own status, and no placeholder of a sentence was left open. */
function expectWholeSentences(body: unknown, status: number): void {
  expect(body).toMatchObject({ status });
  expect(JSON.stringify(body), 'placeholders are filled').not.toMatch(/\{\{|\}\}|undefined|\[object/);
}

/** The description of the doors that a service gives, with the means to look things up in it. */
export class Contract {
  readonly document: JsonObject;
  readonly #ajv: Ajv2020;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: JsonObject) {
    this.document = document;
    this.#ajv = contractAjv(Object.keys(document));
    this.#ajv.addSchema(document, 'openapi');
  }

  /** The object at a place of the description; null where there is none. */
  node(place: readonly string[]): JsonObject | null {
    let node: unknown = this.document;
    for (const key of place) node = isJsonObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
    return isJsonObject(node) ? node : null;
  }

  /** Where the answer of a request is described; an address or method that is not described may only be refused. */
  answerPlace(method: string, path: string, status: number): readonly string[] | null {
    const operation = this.#operationPlace(method === 'HEAD' ? 'get' : method.toLowerCase(), path);
    const declared = [String(status), `${String(status).charAt(0)}XX`].map((code) => [...operation, 'responses', code]);
    return declared.find((place) => this.node(place) !== null) ?? null;
  }

  validator(place: readonly string[]): ValidateFunction {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const known = this.#validators.get(pointer);
    if (known !== undefined) return known;
    const compiled = this.#ajv.compile({ $ref: `openapi#/${pointer}` });
    this.#validators.set(pointer, compiled);
    return compiled;
  }

  #operationPlace(method: string, path: string): readonly string[] {
    const asked = (path.split('?')[0] ?? '').split('/');
    const paths = Object.keys(this.node(['paths']) ?? {});
    const fits = (template: string) => {
      const parts = template.split('/');
      return parts.length === asked.length && parts.every((part, at) => part.startsWith('{') || part === asked[at]);
    };
    const found = paths
      .filter(fits)
      .sort((one, other) => one.split('{').length - other.split('{').length)
      .map((template) => ['paths', template, method])
      .find((place) => this.node(place) !== null);
    // What is refused before any operation is known is refused as everywhere.
    return found ?? ['paths', '/v1/forms', 'get'];
  }
}

/** As strict as the service's own validator; members of the description itself are no part of a schema. */
function contractAjv(keywords: readonly string[]): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
  for (const [name, check] of Object.entries(payloadFormats)) ajv.addFormat(name, check);
  for (const keyword of ['x-nysan', 'x-nysan-type', 'x-nysan-list', ...keywords]) ajv.addKeyword(keyword);
  return ajv;
}

let described: Promise<Contract> | undefined;

/** The description that the shared service gives, read once for a suite. */
export function contractOfService(): Promise<Contract> {
  described ??= ask('/openapi.json').then(async (answer) => {
    const document: unknown = await answer.json();
    if (!isJsonObject(document)) throw new Error('/openapi.json is no object');
    return new Contract(document);
  });
  return described;
}
