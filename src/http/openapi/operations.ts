import type { JsonObject } from '../../forms/json.ts';
import { type Format, mediaTypes } from '../../render/formats.ts';
import { componentReference } from './schemas.ts';

/** Every refusal there is: problem+json. */
const problemAnswer: JsonObject = {
  description: 'Refused: the code tells why, the detail tells it in kk, ru or en',
  content: { 'application/problem+json': { schema: componentReference('Problem') } },
};

/** An operation that needs a key, or a session. */
export function operation(operationId: string, summary: string, answers: JsonObject): JsonObject {
  return { operationId, summary, responses: { ...answers, '4XX': problemAnswer, '5XX': problemAnswer } };
}

/** An operation that answers 200 with JSON of a component. */
export function jsonOperation(operationId: string, summary: string, schema: string): JsonObject {
  return operation(operationId, summary, { '200': { description: 'OK', content: jsonContent(schema) } });
}

/** The same operation, for anyone: it needs no key. */
export function withoutKey(described: JsonObject): JsonObject {
  return { ...described, security: [] };
}

/** The same operation, for people who are signed in: a key does not do. */
export function forPeople(described: JsonObject): JsonObject {
  return { ...described, security: [{ session: [] }] };
}

export function jsonContent(schema: string): JsonObject {
  return { 'application/json': { schema: componentReference(schema) } };
}

/** A JSON body of a component's shape. */
export function jsonBody(schema: string): JsonObject {
  return { required: true, content: jsonContent(schema) };
}

/** The bytes of a document in any of the formats. */
export function fileContent(formats: readonly Format[]): JsonObject {
  return Object.fromEntries(
    formats.map((format) => [
      mediaTypes[format],
      { schema: format === 'html' ? { type: 'string' } : { type: 'string', contentEncoding: 'binary' } },
    ]),
  );
}

export function pathParameter(name: string, description: string, schema: JsonObject): JsonObject {
  return { name, in: 'path', required: true, description, schema };
}

export function queryParameter(name: string, description: string, schema: JsonObject): JsonObject {
  return { name, in: 'query', required: false, description, schema };
}

/** A header of an answer. */
export function header(description: string): JsonObject {
  return { description, schema: { type: 'string' } };
}

/** Steps that took no time are left out; steps of several files are summed. */
export const timingHeaders: JsonObject = {
  'Server-Timing': header(
    'Milliseconds of the steps that made the document, for all its files: validate, compose, swap, print, transfer ' +
      '(the browser), postprocess, seal, store; render for formats other than PDF',
  ),
};
