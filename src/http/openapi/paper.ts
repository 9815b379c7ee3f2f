import type { FormDefinition } from '../../forms/definition.ts';
import type { JsonObject } from '../../forms/json.ts';
import { members } from './issued-schemas.ts';
import { fileContent, jsonOperation, operation, pathParameter, queryParameter, timingHeaders } from './operations.ts';
import { text } from './schemas.ts';

const anyObject: JsonObject = {
  required: true,
  content: {
    'application/json': { schema: { type: 'object', description: 'A payload, however unfinished or wrong' } },
  },
};

/** Doors of the paper while it is filled in. */
export function paperPaths(forms: readonly FormDefinition[]): JsonObject {
  const form = pathParameter('form', 'Id of the form', { enum: forms.map(({ id }) => id) });
  return {
    '/v1/forms/{form}/paper': {
      parameters: [
        form,
        queryParameter('language', 'Language of the paper; else Accept-Language', { enum: ['kk', 'ru'] }),
      ],
      post: {
        ...jsonOperation('composePaper', 'The paper to type into: the shape that a payload gives it', 'Paper'),
        description: 'No value of the payload is in the answer. Records are as many as the payload has, one at least.',
        requestBody: anyObject,
      },
    },
    '/v1/forms/{form}/preview': {
      parameters: [
        form,
        queryParameter('language', 'Languages in the order they are printed; else Accept-Language', {
          enum: ['kk', 'ru', 'kk,ru', 'ru,kk'],
        }),
      ],
      post: {
        ...operation('previewForm', 'The pages of an unfinished form', {
          '200': {
            description: 'What is there; values with errors are left blank',
            headers: timingHeaders,
            content: fileContent(['pdf']),
          },
        }),
        description: 'Rules across fields are not checked, and derived values win over typed ones.',
        requestBody: anyObject,
      },
    },
  };
}

const path: JsonObject = { ...text, description: 'Dotted path in the payload, with numbers of records' };

export const paperSchemas: Readonly<Record<string, JsonObject>> = {
  Paper: members({
    html: { ...text, description: 'Markup with an empty place for every field' },
    conditions: {
      type: 'array',
      description: 'What the paper owes to the data: when one no longer holds, it has to be composed again',
      items: {
        oneOf: [
          members({ kind: { const: 'filled' }, path, holds: { type: 'boolean' } }),
          members({ kind: { const: 'chosen' }, path, code: text, holds: { type: 'boolean' } }),
          members({ kind: { const: 'rows' }, path, count: { type: 'integer', minimum: 1 } }),
        ],
      },
    },
  }),
};
