import type { FormDefinition } from '../../forms/definition.ts';
import type { JsonObject } from '../../forms/json.ts';
import { formats } from '../../render/formats.ts';
import { batchPaths, batchSchemas } from './batches.ts';
import { healthPaths } from './health.ts';
import { issuedDocumentPaths } from './issued-documents.ts';
import { issuedSchemas } from './issued-schemas.ts';
import {
  fileContent,
  header,
  jsonOperation,
  operation,
  pathParameter,
  queryParameter,
  timingHeaders,
} from './operations.ts';
import { paperPaths, paperSchemas } from './paper.ts';
import { peoplePaths, peopleSchemas, securitySchemes } from './people.ts';
import { progressHeader, progressPaths } from './progress.ts';
import { savedDraftPaths, savedDraftSchemas } from './saved-drafts.ts';
import { answerSchemas, componentReference, componentSchemas } from './schemas.ts';
import { signaturePaths } from './signatures.ts';
import { signatureSchemas } from './signature-schemas.ts';
import { valuePaths, valueSchemas } from './values.ts';
import { verificationPaths } from './verifications.ts';
import { verificationSchemas } from './verification-schemas.ts';
import { sentMessages, webhookPaths, webhookSchemas } from './webhooks.ts';

/** The description of the HTTP doors (OpenAPI 3.1), built from the same schemas that check payloads. */
export function openApiDocument(forms: readonly FormDefinition[], publicUrl: string | null): JsonObject {
  const ids = forms.map((form) => form.id);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nysan',
      version: '1',
      description: 'Official documents of five Kazakh legal acts from validated JSON, in Kazakh and Russian.',
    },
    servers: [{ url: publicUrl ?? '/' }],
    security: [{ key: [] }, { session: [] }],
    paths: {
      '/v1/forms': { get: jsonOperation('listForms', 'The catalogue', 'FormList') },
      '/v1/forms/{form}': {
        parameters: [formParameter(ids)],
        get: jsonOperation('showForm', 'One form: act, appendix, edition, signatories, rules', 'FormSummary'),
      },
      '/v1/forms/{form}/schema': {
        parameters: [formParameter(ids)],
        get: operation('showSchema', 'Payload schema of a form', {
          '200': {
            description: 'JSON Schema 2020-12',
            content: { 'application/schema+json': { schema: { type: 'object' } } },
          },
        }),
      },
      '/v1/forms/{form}/example': {
        parameters: [formParameter(ids)],
        get: operation('showExample', 'A payload that a specialist would believe', {
          '200': { description: 'Payload', content: { 'application/json': { schema: { type: 'object' } } } },
        }),
      },
      '/v1/forms/{form}/blank': {
        parameters: [
          formParameter(ids),
          languageParameter,
          formatParameter,
          queryParameter('rows', 'Empty rows of its tables', { type: 'integer', minimum: 0, maximum: 500 }),
          queryParameter('fillable', 'PDF with form fields over the blanks', { type: 'boolean', default: false }),
          progressHeader,
        ],
        get: operation('showBlank', 'The empty statutory form', fileAnswers),
      },
      '/v1/lists': { get: jsonOperation('listCodeLists', 'Code lists that the acts set', 'CodeLists') },
      '/v1/lists/{list}': {
        parameters: [pathParameter('list', 'Id of the list', { type: 'string' })],
        get: jsonOperation('showCodeList', 'One code list with its words in both languages', 'CodeList'),
      },
      ...Object.fromEntries(forms.flatMap(formPaths)),
      ...progressPaths,
      ...paperPaths(forms),
      ...valuePaths(forms),
      ...savedDraftPaths,
      ...peoplePaths,
      ...issuedDocumentPaths(forms),
      ...batchPaths(forms),
      ...signaturePaths,
      ...verificationPaths,
      ...webhookPaths,
      ...healthPaths,
      '/metrics': {
        get: operation('metrics', 'Metrics in the text format of Prometheus', {
          '200': { description: 'Metrics', content: { 'text/plain': { schema: { type: 'string' } } } },
        }),
      },
    },
    webhooks: sentMessages,
    components: {
      securitySchemes,
      schemas: {
        ...answerSchemas,
        ...paperSchemas,
        ...valueSchemas,
        ...savedDraftSchemas,
        ...peopleSchemas,
        ...issuedSchemas,
        ...batchSchemas,
        ...signatureSchemas,
        ...verificationSchemas,
        ...webhookSchemas,
        ...componentSchemas(forms),
      },
    },
  };
}

function formPaths(form: FormDefinition): [string, JsonObject][] {
  const body: JsonObject = {
    required: true,
    content: {
      'application/json': { schema: componentReference(form.id), example: form.example },
      ...(form.about.rows === undefined
        ? {}
        : {
            'application/x-ndjson': {
              schema: { type: 'string', description: `A row of ${form.about.rows.field} a line` },
            },
          }),
    },
  };
  const incomplete = queryParameter('incomplete', 'What is there is checked, what is missing stays blank', {
    type: 'boolean',
    default: false,
  });
  const operationId = form.id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return [
    [
      `/v1/forms/${form.id}/validate`,
      {
        parameters: [languageParameter, incomplete],
        post: {
          ...jsonOperation(`${operationId}Validate`, `Check a payload: ${form.locales.ru.title}`, 'Validation'),
          requestBody: body,
        },
      },
    ],
    [
      `/v1/forms/${form.id}/render`,
      {
        parameters: [languageParameter, formatParameter, incomplete, progressHeader],
        post: {
          ...operation(`${operationId}Render`, `Render a draft: ${form.locales.ru.title}`, fileAnswers),
          requestBody: body,
        },
      },
    ],
  ];
}

const languageParameter = queryParameter('language', 'Languages in the order they are printed; else Accept-Language', {
  enum: ['kk', 'ru', 'kk,ru', 'ru,kk'],
});
const formatParameter = queryParameter('format', 'Format of the document; else Accept', { enum: formats });

const fileAnswers: JsonObject = {
  '200': {
    description: 'The document',
    headers: {
      'Nysan-Warnings': header('Percent-encoded JSON: what a draft may have and an issued document may not'),
      ...timingHeaders,
    },
    content: fileContent(formats),
  },
};

function formParameter(ids: readonly string[]): JsonObject {
  return pathParameter('form', 'Id of the form', { enum: ids });
}
