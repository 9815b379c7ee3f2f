import type { FormDefinition } from '../../forms/definition.ts';
import type { JsonObject } from '../../forms/json.ts';
import {
  fileContent,
  header,
  jsonBody,
  jsonContent,
  jsonOperation,
  operation,
  pathParameter,
  queryParameter,
  timingHeaders,
} from './operations.ts';
import { componentReference } from './schemas.ts';

/** An issued document is no HTML: it has a place on paper. */
const issuedFormats = ['pdf', 'docx', 'xlsx'] as const;

const archive: JsonObject = { schema: { type: 'string', contentEncoding: 'binary' } };

export const fileHeaders: JsonObject = {
  ETag: header('Strong: the SHA-256 of the bytes'),
  'Content-Disposition': header('File name in Cyrillic (RFC 5987), with a fallback in ASCII'),
};

export const idempotencyKey: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key, route and body get the first answer again: retry without fear. Only successes are kept. ' +
    'Another body with the same key is refused with 422, a request that is still being done with 409.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
};

export const documentParameter = pathParameter('id', 'Id of an issued document of your issuer', {
  type: 'string',
  pattern: '^[0-9a-hjkmnp-tv-z]{16}$',
});

const fileParameter = pathParameter(
  'name',
  'Language and format: kk.pdf, ru.docx, kk-ru.xlsx; ru.zip of a bundle; ru.signatures.pdf tells who signed',
  {
    type: 'string',
    pattern: '^((kk|ru|kk-ru|ru-kk)\\.(pdf|docx|xlsx|zip)|(kk|ru)\\.signatures\\.pdf)$',
  },
);

/** Doors to issued documents; a key opens those of its issuer only. */
export function issuedDocumentPaths(forms: readonly FormDefinition[]): JsonObject {
  return {
    '/v1/documents': {
      post: {
        ...operation('issueDocument', 'Issue a document; needs the scope issue', {
          '201': {
            description: 'Issued: record and master file are durable',
            headers: { Location: header('Address of the record'), ...fileHeaders, ...timingHeaders },
            content: { ...jsonContent('Document'), ...fileContent(issuedFormats) },
          },
        }),
        description:
          'Checks the data in both languages, numbers it unless it brings a number, signs its code and keeps it. ' +
          'With `format` the answer is the file of the languages of issue instead of the record.',
        parameters: [idempotencyKey],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: componentReference('IssueOrder'),
              examples: Object.fromEntries(forms.map(exampleOrder)),
            },
          },
        },
      },
    },
    '/v1/bundles': {
      post: {
        ...operation('issueBundle', 'Issue forms that belong together, as one record; needs the scope issue', {
          '201': {
            description: 'Issued: one record, one code over all parts, one file or an archive',
            headers: { Location: header('Address of the record'), ...fileHeaders, ...timingHeaders },
            content: { ...jsonContent('Document'), ...fileContent(issuedFormats), 'application/zip': archive },
          },
        }),
        parameters: [idempotencyKey],
        requestBody: jsonBody('BundleOrder'),
      },
    },
    '/v1/documents/search': {
      post: {
        ...jsonOperation('searchDocuments', 'Find documents of your issuer, the newest first', 'DocumentPage'),
        requestBody: jsonBody('Search'),
      },
    },
    '/v1/documents/{id}': {
      parameters: [documentParameter],
      get: jsonOperation('showDocument', 'The record of a document', 'Document'),
    },
    '/v1/documents/{id}/payload': {
      parameters: [documentParameter],
      get: {
        ...jsonOperation('showPayload', 'What a document was made of; needs the scope issue', 'DocumentPayload'),
        description: 'To make the next one of it. Refused with 410 when the document was purged.',
      },
    },
    '/v1/documents/{id}/files/{name}': {
      parameters: [documentParameter, fileParameter],
      get: {
        ...operation('showFile', 'A file of a document, in either language and any format', {
          '200': {
            description: 'The last revision, or the one asked for, whose bytes never change',
            headers: { ...fileHeaders, ...timingHeaders },
            content: { ...fileContent(issuedFormats), 'application/zip': archive },
          },
          '304': { description: 'The bytes are those of If-None-Match', headers: fileHeaders },
        }),
        description:
          'The PDF in the languages of issue is the master: every signature adds a revision to it, and leaves the ' +
          'earlier ones as they were. Every other file has one revision. The sheet that tells who signed ' +
          '(kk.signatures.pdf) is made anew each time and is no file of the document: it has no ETag.',
        parameters: [
          queryParameter('revision', '1 is the file as issued; else the last one', {
            type: 'integer',
            minimum: 1,
            maximum: 9999,
          }),
        ],
      },
    },
    '/v1/documents/{id}/revocation': change('revokeDocument', 'Revoke a document', 'Reason'),
    '/v1/documents/{id}/reinstatement': change(
      'reinstateDocument',
      'Put a revoked document back in force, as after an appeal',
      'Reason',
    ),
    '/v1/documents/{id}/extension': change(
      'extendDocument',
      'Give a document with a term a later last day',
      'Extension',
    ),
    '/v1/documents/{id}/replacement': change(
      'replaceDocument',
      'Say which document took the place of this one',
      'Replacement',
    ),
  };
}

/** A change of status: the record stays, with reason, actor and time of the change. */
function change(operationId: string, summary: string, body: string): JsonObject {
  return {
    parameters: [documentParameter],
    post: {
      ...jsonOperation(operationId, `${summary}; needs the scope revoke`, 'Document'),
      parameters: [idempotencyKey],
      requestBody: jsonBody(body),
    },
  };
}

function exampleOrder(form: FormDefinition): [string, JsonObject] {
  return [form.id, { summary: form.locales.ru.title, value: { form: form.id, language: 'kk,ru', data: form.example } }];
}
