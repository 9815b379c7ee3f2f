import { rowLimit } from '../../batches/limits.ts';
import { interfaceLanguages } from '../../compose/locales.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import type { JsonObject } from '../../forms/json.ts';
import { batchActions, batchStates, itemStates } from '../../registry/batches.ts';
import { formats, mediaTypes } from '../../render/formats.ts';
import { idempotencyKey } from './issued-documents.ts';
import { documentId, instant, languagesOfIssue, members } from './issued-schemas.ts';
import { header, jsonContent, jsonOperation, operation, pathParameter, queryParameter } from './operations.ts';
import { componentReference, text } from './schemas.ts';

const binary: JsonObject = { schema: { type: 'string', contentEncoding: 'binary' } };
const count: JsonObject = { type: 'integer', minimum: 0 };
const download: JsonObject = { 'Content-Disposition': header('File name in Cyrillic (RFC 5987), with one in ASCII') };
const batchParameter = pathParameter('id', 'Id of an own batch', documentId);

const rows: JsonObject = {
  required: true,
  content: {
    'application/json': {
      schema: {
        type: 'array',
        maxItems: rowLimit,
        items: { type: 'object', description: 'A payload of the form, or {data, number}' },
      },
    },
    'application/x-ndjson': {
      schema: { type: 'string', description: 'A payload of the form, or {data, number}, a line' },
    },
    [mediaTypes.xlsx]: binary,
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', contentEncoding: 'binary' } },
      },
    },
  },
};

/** Doors to batches: many documents of one form at once. */
export function batchPaths(forms: readonly FormDefinition[]): JsonObject {
  const ids = forms.map(({ id }) => id);
  return {
    '/v1/batches': {
      get: jsonOperation('listBatches', 'Own batches, the newest first', 'BatchList'),
      post: {
        ...operation('startBatch', 'Make documents of many rows; needs the scope of the action', {
          '202': {
            description: 'All rows are durable, and are being done',
            headers: { Location: header('Address of the batch') },
            content: jsonContent('Batch'),
          },
        }),
        description:
          `At most ${rowLimit} rows, as a JSON array, as NDJSON or as a workbook (see batch-template.xlsx). Each row has ` +
          'a result of its own: one that is wrong does not stop the others. A row is issued once, whatever happens to ' +
          'the service meanwhile. Whoever waits for a single document comes first.',
        parameters: [
          { ...queryParameter('form', 'Id of the form of all rows', { enum: ids }), required: true },
          queryParameter('action', 'What is made of each row', { enum: batchActions, default: 'render' }),
          queryParameter('language', 'Languages of every document in their order; else that of the act', {
            enum: ['kk', 'ru', 'kk,ru', 'ru,kk'],
          }),
          queryParameter('format', 'Format of the documents; issued ones are no HTML', {
            enum: formats,
            default: 'pdf',
          }),
          queryParameter('dryRun', 'The rows are only checked', { type: 'boolean', default: false }),
          idempotencyKey,
        ],
        requestBody: rows,
      },
    },
    '/v1/batches/{id}': {
      parameters: [batchParameter],
      get: jsonOperation('showBatch', 'How far a batch is', 'Batch'),
      delete: {
        ...operation('deleteBatch', 'Forget a batch that is over, with its rows and rendered files', {
          '204': { description: 'Forgotten; issued documents stay' },
        }),
      },
    },
    '/v1/batches/{id}/events': {
      parameters: [batchParameter],
      get: {
        ...operation('watchBatch', 'Server-sent events until the batch is over', {
          '200': {
            description: 'Events `progress`, each with the batch as its data; the id is its version',
            content: { 'text/event-stream': { schema: text } },
          },
          '204': { description: 'The batch is over, and the last event was seen' },
        }),
        parameters: [
          {
            name: 'Last-Event-ID',
            in: 'header',
            required: false,
            description: 'The last event that was seen: it is not sent again',
            schema: text,
          },
        ],
      },
    },
    '/v1/batches/{id}/items': {
      parameters: [batchParameter],
      get: {
        ...jsonOperation('listBatchItems', 'What became of the rows, in their order', 'BatchItems'),
        parameters: [
          queryParameter('state', 'Only rows of this state', { enum: itemStates }),
          queryParameter('after', 'Position of the last row that was seen', { ...count, maximum: 999_999 }),
          queryParameter('limit', 'Rows of a page', { ...count, maximum: 200, default: 200 }),
        ],
      },
    },
    '/v1/batches/{id}/archive': {
      parameters: [batchParameter],
      get: operation('downloadBatch', 'The documents of a batch that is over, in the order of the rows', {
        '200': { description: 'ZIP, written as it is read', headers: download, content: { 'application/zip': binary } },
      }),
    },
    '/v1/batches/{id}/errors.xlsx': {
      parameters: [batchParameter],
      get: {
        ...operation('downloadBatchErrors', 'The rows that failed with their errors, to be corrected and sent again', {
          '200': {
            description: 'A workbook with the columns of the template',
            headers: download,
            content: { [mediaTypes.xlsx]: binary },
          },
        }),
        parameters: [
          queryParameter('language', 'Language of the errors; else Accept-Language', { enum: interfaceLanguages }),
        ],
      },
    },
    '/v1/batches/{id}/pause': change('pauseBatch', 'Do no more rows until it is resumed'),
    '/v1/batches/{id}/resume': change('resumeBatch', 'Go on with a batch that was paused'),
    '/v1/batches/{id}/cancel': change('cancelBatch', 'End a batch; what is done stays'),
    '/v1/forms/{form}/batch-template.xlsx': {
      parameters: [pathParameter('form', 'Id of the form', { enum: ids })],
      get: {
        ...operation('showBatchTemplate', 'A workbook to fill in for a batch: a document a row', {
          '200': {
            description: 'Columns named by the labels of the form, with the values that they take',
            headers: download,
            content: { [mediaTypes.xlsx]: binary },
          },
        }),
        parameters: [
          queryParameter('language', 'Language of the labels; else Accept-Language', { enum: ['kk', 'ru'] }),
          queryParameter('example', 'With a row that is filled in', { type: 'boolean', default: false }),
          queryParameter('records', 'Tables as so many groups of columns; else as sheets of their own', {
            ...count,
            maximum: 20,
            default: 0,
          }),
        ],
      },
    },
  };
}

function change(operationId: string, summary: string): JsonObject {
  return { parameters: [batchParameter], post: jsonOperation(operationId, summary, 'Batch') };
}

const batch = members({
  id: documentId,
  form: text,
  action: { enum: batchActions },
  languages: languagesOfIssue,
  format: { enum: formats },
  dryRun: { type: 'boolean' },
  state: { enum: batchStates.filter((state) => state !== 'receiving') },
  total: count,
  done: count,
  failed: count,
  ratePerSecond: { type: ['number', 'null'], description: 'Rows a second since it last began to run' },
  remainingSeconds: { type: ['integer', 'null'], description: 'Until it is finished, at that pace' },
  createdAt: instant,
  finishedAt: { ...instant, type: ['string', 'null'] },
});

export const batchSchemas: Readonly<Record<string, JsonObject>> = {
  Batch: batch,
  BatchList: members({ batches: { type: 'array', items: componentReference('Batch') } }),
  BatchItem: members({
    position: { type: 'integer', minimum: 1 },
    state: { enum: itemStates },
    number: { type: ['string', 'null'], description: 'The number that its document has, or is to have' },
    document: { ...documentId, type: ['string', 'null'], description: 'Id of the issued document' },
    problem: {
      description: 'Why it failed, as a request of its own would be told; pointers lead into the row',
      anyOf: [componentReference('Problem'), { type: 'null' }],
    },
  }),
  BatchItems: members({
    items: { type: 'array', items: componentReference('BatchItem') },
    next: { type: ['integer', 'null'], description: 'For `after` of the next page; null on the last one' },
  }),
};
