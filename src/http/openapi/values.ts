import type { FormDefinition } from '../../forms/definition.ts';
import type { JsonObject } from '../../forms/json.ts';
import { mediaTypes } from '../../render/formats.ts';
import { languagesOfIssue, members } from './issued-schemas.ts';
import { jsonOperation, pathParameter } from './operations.ts';
import { text } from './schemas.ts';

const binary: JsonObject = { type: 'string', contentEncoding: 'binary' };
const body: JsonObject = {
  required: true,
  content: {
    'multipart/form-data': { schema: { type: 'object', required: ['file'], properties: { file: binary } } },
    ...Object.fromEntries(
      [mediaTypes.pdf, mediaTypes.docx, mediaTypes.xlsx, 'application/octet-stream'].map((type) => [
        type,
        { schema: binary },
      ]),
    ),
  },
};

/** Doors that take values over from files. */
export function valuePaths(forms: readonly FormDefinition[]): JsonObject {
  return {
    '/v1/values': {
      post: {
        ...jsonOperation(
          'readValues',
          'Values of a file: a filled-in fillable PDF, or an issued document',
          'FileValues',
        ),
        description:
          'The file tells its form. What nobody should type is left out of the payload: it follows from the rest. Of an ' +
          'issued document its number is left out too.',
        requestBody: body,
      },
    },
    '/v1/forms/{form}/values': {
      parameters: [pathParameter('form', 'Id of the form', { enum: forms.map(({ id }) => id) })],
      post: {
        ...jsonOperation('readFormValues', 'Values of a file that must be of this form', 'FileValues'),
        description: 'Also for a fillable PDF that a program has written anew without the name of its form.',
        requestBody: body,
      },
    },
  };
}

export const valueSchemas: Readonly<Record<string, JsonObject>> = {
  FileValues: members({
    form: text,
    languages: languagesOfIssue,
    payload: { type: 'object', description: 'For validate, render and issue; it may be unfinished' },
    source: { enum: ['fields', 'issued'] },
    unread: {
      type: 'array',
      description: 'What was filled in and is no value of its field, or contradicts a computed one',
      items: members({ path: { ...text, description: 'Dotted path in the payload' }, text }),
    },
    ignored: { type: 'integer', minimum: 0, description: 'Filled-in fields that the form does not have' },
  }),
};
