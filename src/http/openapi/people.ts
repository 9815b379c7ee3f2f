import type { JsonObject } from '../../forms/json.ts';
import { scopes } from '../../registry/issuer.ts';
import { sessionCookie } from '../sessions.ts';
import { forPeople, jsonOperation } from './operations.ts';
import { bilingual, text } from './schemas.ts';

/** How callers prove who they are: a key, or the session of a person who signed in at /sign-in. */
export const securitySchemes: JsonObject = {
  key: { type: 'http', scheme: 'bearer' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
    description: 'Set by /sign-in; changes are accepted from pages of the service only (Sec-Fetch-Site or Origin)',
  },
};

export const peoplePaths: JsonObject = {
  '/v1/session': { get: forPeople(jsonOperation('showSession', 'Who is signed in', 'Session')) },
};

export const peopleSchemas: Readonly<Record<string, JsonObject>> = {
  Session: {
    type: 'object',
    required: ['person', 'issuer', 'scopes'],
    additionalProperties: false,
    properties: {
      person: {
        type: 'object',
        required: ['id', 'name', 'login'],
        additionalProperties: false,
        properties: { id: text, name: text, login: text },
      },
      issuer: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: { id: text, name: bilingual },
      },
      scopes: { type: 'array', items: { enum: scopes } },
    },
  },
};
