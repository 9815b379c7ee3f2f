import type { JsonObject } from '../../forms/json.ts';
import { revocationChecks, signatureStatuses } from '../../registry/signatures.ts';
import { requestSchemas } from '../request-bodies.ts';
import { documentId, instant, members, sha256, textOrNull } from './issued-schemas.ts';
import { componentReference, text, withoutIdentity } from './schemas.ts';

const place: JsonObject = { ...text, description: 'Name of the signature field: the signatory, or `signatory.2`, …' };
const hiddenIin: JsonObject = {
  type: ['string', 'null'],
  description: 'Its last four digits',
  pattern: '^\\*{8}\\d{4}$',
};
const instantOrNull: JsonObject = { ...instant, type: ['string', 'null'] };
const orNull = (schema: JsonObject): JsonObject => ({ anyOf: [schema, { type: 'null' }] });

/** Orders and answers about signatures. */
export const signatureSchemas: Readonly<Record<string, JsonObject>> = {
  SignatureOrder: withoutIdentity(requestSchemas.signature),
  Cms: withoutIdentity(requestSchemas.cms),
  SignatureToMake: members({
    id: documentId,
    signatory: text,
    place,
    file: { ...text, description: 'Name of the master file' },
    bytes: {
      type: 'string',
      contentEncoding: 'base64',
      description: 'What the CMS has to be of: all of the new revision but the place of the CMS',
    },
    sha256: { ...sha256, description: 'Of these bytes' },
    expiresAt: { ...instant, description: 'The CMS is taken before this instant' },
  }),
  Signature: members({
    id: documentId,
    status: { enum: signatureStatuses, description: 'Only `verified` counts as signed' },
    signatory: text,
    place,
    file: text,
    revision: { type: ['integer', 'null'], minimum: 2, description: 'The revision that carries it' },
    announced: {
      ...orNull(members({ name: text, iin: hiddenIin, bin: textOrNull, position: textOrNull })),
      description: 'As the caller announced the signer; null after a purge',
    },
    signer: {
      ...orNull(members({ name: text, iin: hiddenIin, bin: textOrNull, organisation: textOrNull })),
      description: 'As the certificate says; of an `unverified` signature nobody has proved it',
    },
    certificate: orNull(members({ serial: text, issuer: text, notBefore: text, notAfter: text, sha256 })),
    algorithm: textOrNull,
    revocation: {
      enum: [...revocationChecks, null],
      description: '`unchecked`: no current list of the authority was at hand',
    },
    signedAt: { ...instant, description: 'When the service took it' },
    claimedAt: { ...instantOrNull, description: 'What the signer’s program says' },
    timestamp: { ...instantOrNull, description: 'What a time stamping authority says' },
    sha256: { ...sha256, description: 'Of the bytes that were to be signed' },
    cms: { ...text, description: 'Address of the detached CMS' },
  }),
  Signatures: members({
    signatures: {
      type: 'array',
      description: 'In the order in which they were given',
      items: componentReference('Signature'),
    },
    places: {
      type: 'array',
      description: 'Of the master file; none after a purge',
      items: members({
        place,
        signatory: text,
        page: { type: 'integer', minimum: 1 },
        signed: { type: 'boolean' },
      }),
    },
    open: {
      ...orNull(members({ id: documentId, place, expiresAt: instant })),
      description: 'The signature in progress',
    },
  }),
};
