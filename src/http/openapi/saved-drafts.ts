import type { JsonObject } from '../../forms/json.ts';
import { requestSchemas } from '../request-bodies.ts';
import { instant, members } from './issued-schemas.ts';
import { header, jsonBody, jsonContent, jsonOperation, operation, pathParameter } from './operations.ts';
import { text, withoutIdentity } from './schemas.ts';

const tag: JsonObject = { ETag: header('Version of the draft') };
const seen: JsonObject = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'ETag of the version that the caller has seen; another one is refused with 412',
  schema: text,
};

/** Doors to the drafts that a person or an API key keeps for itself. */
export const savedDraftPaths: JsonObject = {
  '/v1/drafts': {
    get: jsonOperation('listDrafts', 'Own drafts, the last saved first', 'DraftList'),
  },
  '/v1/drafts/{id}': {
    parameters: [
      pathParameter('id', 'Random, chosen by the caller for a new draft', {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]{16,64}$',
      }),
    ],
    get: operation('showDraft', 'An own draft with what was filled in', {
      '200': { description: 'OK', headers: tag, content: jsonContent('SavedDraft') },
      '304': { description: 'The version is that of If-None-Match', headers: tag },
    }),
    put: {
      ...operation('saveDraft', 'Save a form as far as it is filled in, for oneself', {
        '200': { description: 'Saved', headers: tag, content: jsonContent('DraftSummary') },
        '201': { description: 'Saved for the first time', headers: tag, content: jsonContent('DraftSummary') },
      }),
      description:
        'Nothing is checked: a draft may be unfinished and wrong. At most 2 MB, and 500 drafts a person or key. What is ' +
        'there already, sent once more, is no conflict. Drafts stay until they are deleted.',
      parameters: [
        seen,
        {
          name: 'If-None-Match',
          in: 'header',
          required: false,
          description: '`*` for a new draft; one of the two headers is needed',
          schema: text,
        },
      ],
      requestBody: jsonBody('Draft'),
    },
    delete: {
      ...operation('deleteDraft', 'Delete an own draft', { '204': { description: 'Deleted' } }),
      parameters: [seen],
    },
  },
};

const summary = {
  id: text,
  form: text,
  title: { ...text, description: 'Empty where the draft has no name' },
  language: { enum: ['kk', 'ru', 'kk,ru', 'ru,kk'] },
  savedAt: instant,
  version: { type: 'integer', minimum: 1 },
} as const satisfies Readonly<Record<string, JsonObject>>;

export const savedDraftSchemas: Readonly<Record<string, JsonObject>> = {
  Draft: withoutIdentity(requestSchemas.draft),
  DraftSummary: members(summary),
  DraftList: members({ drafts: { type: 'array', items: members(summary) } }),
  SavedDraft: members({
    ...summary,
    payload: { type: 'object' },
    unreadable: {
      type: 'object',
      description: 'Texts that were typed and are no value of their field, by dotted path',
      additionalProperties: text,
    },
  }),
};
