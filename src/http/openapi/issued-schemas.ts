import type { JsonObject } from '../../forms/json.ts';
import { documentStates } from '../../registry/status.ts';
import { requestSchemas } from '../request-bodies.ts';
import { componentReference, text, withoutIdentity } from './schemas.ts';

export const textOrNull: JsonObject = { type: ['string', 'null'] };
export const day: JsonObject = { type: 'string', format: 'date' };
export const dayOrNull: JsonObject = { type: ['string', 'null'], format: 'date' };
export const instant: JsonObject = {
  type: 'string',
  description: 'ISO 8601, UTC, whole seconds',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
};
export const shortCode: JsonObject = {
  type: 'string',
  description: 'Ten characters to be typed by those without a camera',
  pattern: '^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$',
};
export const languagesOfIssue: JsonObject = { type: 'array', minItems: 1, items: { enum: ['kk', 'ru'] } };

export const documentId: JsonObject = { type: 'string', pattern: '^[0-9a-hjkmnp-tv-z]{16}$' };
export const sha256: JsonObject = { type: 'string', pattern: '^[0-9a-f]{64}$' };

/** An object with these members and no others, all required unless named as optional. */
export function members(
  properties: Readonly<Record<string, JsonObject>>,
  optional: readonly string[] = [],
): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties };
}

/** A record as its issuer sees it. */
const record: Readonly<Record<string, JsonObject>> = {
  id: documentId,
  form: text,
  edition: { ...day, description: 'Date of the wording of the act' },
  issuer: { ...text, description: 'Id of the issuer' },
  number: text,
  state: { enum: documentStates },
  issuedAt: instant,
  languages: languagesOfIssue,
  masterLanguage: { enum: ['kk', 'ru'] },
  validUntil: { ...dayOrNull, description: 'Last day of the term in Almaty; it counts to 24:00' },
  presentBy: { ...dayOrNull, description: 'Last day to present it' },
  fingerprint: { ...sha256, description: 'SHA-256 over the RFC 8785 form of what was issued' },
  verification: members({
    url: { ...text, description: 'What the QR code says' },
    code: { type: 'string', pattern: '^[A-Z2-7]{164}$' },
    shortCode,
  }),
  files: { type: 'array', items: componentReference('DocumentFile') },
  replacedBy: { ...textOrNull, description: 'Id of the document that took its place' },
  purgedAt: { ...textOrNull, description: 'When its files were removed; the record stays' },
  warnings: {
    type: 'array',
    description: 'What was issued all the same',
    items: { enum: ['language-not-official', 'address-local'] },
  },
  events: { type: 'array', items: componentReference('StatusEvent') },
};

/** Orders and answers about issued documents. */
export const issuedSchemas: Readonly<Record<string, JsonObject>> = {
  IssueOrder: withDataDescribed(withoutIdentity(requestSchemas.issue)),
  BundleOrder: withoutIdentity(requestSchemas.bundle),
  Search: withoutIdentity(requestSchemas.search),
  Reason: withoutIdentity(requestSchemas.revocation),
  Extension: withoutIdentity(requestSchemas.extension),
  Replacement: withoutIdentity(requestSchemas.replacement),
  Document: members(record),
  FoundDocument: members({
    ...record,
    holder: { ...members({ name: textOrNull, bin: textOrNull }), description: 'Whom it is about, as the search knows' },
  }),
  DocumentPayload: members({
    number: text,
    languages: languagesOfIssue,
    parts: {
      type: 'array',
      description: 'The forms with their data: those of a bundle, else one alone',
      minItems: 1,
      items: members({ form: text, data: { type: 'object', description: 'As checked at issue, its number included' } }),
    },
  }),
  DocumentFile: members({
    name: text,
    href: text,
    sha256: { ...sha256, type: ['string', 'null'], description: 'Null until the file is asked for' },
  }),
  StatusEvent: members(
    {
      kind: { enum: ['revoke', 'reinstate', 'replace', 'extend'] },
      by: documentId,
      validUntil: day,
      reason: text,
      actor: { ...text, description: 'Name of the API key or of the person' },
      at: instant,
    },
    ['by', 'validUntil'],
  ),
  DocumentPage: members({
    documents: { type: 'array', maxItems: 100, items: componentReference('FoundDocument') },
    next: { ...textOrNull, description: 'To be sent as `after` for the next page; null on the last' },
  }),
};

/**
 * The data of an order is the payload of its form, but for the number that the service may give: no schema of the
 * catalogue says just that, so the description says it in words.
 */
function withDataDescribed(order: JsonObject): JsonObject {
  const properties = order['properties'] as JsonObject;
  return {
    ...order,
    properties: {
      ...properties,
      data: {
        type: 'object',
        description:
          'The payload of the form: the component of the same name, and GET /v1/forms/{form}/schema. The number of ' +
          'the document may be left out of it. What is read must be there in Kazakh and in Russian.',
      },
    },
  };
}
