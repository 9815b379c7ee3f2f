import type { JsonObject } from '../../forms/json.ts';
import { listedStates } from '../../trust/status-list-body.ts';
import { revocationChecks, signatureStatuses } from '../../registry/signatures.ts';
import { verificationStates } from '../../verification/answer.ts';
import { fileSignatureStates } from '../../verification/file-check.ts';
import { requestSchemas } from '../request-bodies.ts';
import { day, dayOrNull, instant, languagesOfIssue, members, shortCode, textOrNull } from './issued-schemas.ts';
import { bilingual, componentReference, text, withoutIdentity } from './schemas.ts';

const documentId: JsonObject = { type: 'string', pattern: '^[0-9a-hjkmnp-tv-z]{16}$' };
const base64url: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9_-]+$' };
const texts: JsonObject = { type: 'array', items: text };
const role: JsonObject = {
  description: 'As what the form lets the signer sign; null where it has no name for it',
  anyOf: [{ type: 'null' }, bilingual],
};
const signer: JsonObject = {
  description: 'Null where it is not known, and after a purge',
  anyOf: [
    { type: 'null' },
    members({
      name: text,
      iin: { ...textOrNull, description: 'Its last four digits only' },
      bin: textOrNull,
      organisation: textOrNull,
    }),
  ],
};
const revision: JsonObject = { type: ['integer', 'null'], minimum: 1 };
const verifiedDocument: JsonObject = {
  description: 'Null where nothing that was issued here is meant',
  anyOf: [{ type: 'null' }, componentReference('VerifiedDocument')],
};

/** Answers to those who check documents. */
export const verificationSchemas: Readonly<Record<string, JsonObject>> = {
  Lookup: withoutIdentity(requestSchemas.lookup),
  Verification: members({
    state: { enum: verificationStates },
    checkedAt: { ...text, description: 'ISO 8601, UTC' },
    document: verifiedDocument,
  }),
  VerifiedDocument: members({
    issuer: members({ bin: text, name: bilingual }),
    form: members({ id: text, title: bilingual, act: bilingual }),
    reading: { enum: ['in-force', 'genuine'], description: 'A certificate is in force, any other paper genuine' },
    number: text,
    shortCode,
    issuedOn: { ...day, description: 'Day in Almaty' },
    validUntil: dayOrNull,
    presentBy: dayOrNull,
    languages: languagesOfIssue,
    signed: { type: 'boolean', description: 'Whether it bears an electronic signature that was verified' },
    signatures: { type: 'array', items: componentReference('DocumentSignature') },
    changedOn: { ...dayOrNull, description: 'Day of its revocation or replacement' },
    replacedBy: { anyOf: [{ type: 'null' }, members({ number: text, url: text })] },
    facts: { type: 'array', description: 'Public facts of the form only', items: componentReference('PublicFact') },
  }),
  DocumentSignature: members({
    role,
    status: { enum: signatureStatuses, description: 'What is unverified is kept, but does not count as signed' },
    signer,
    position: { ...textOrNull, description: 'As the issuer says: no certificate proves it' },
    file: { ...text, description: 'The file that was signed' },
    revision: { type: ['integer', 'null'], description: 'Of that file, which carries it; null where it is only kept' },
    signedAt: { ...text, description: 'When the service took it, ISO 8601, UTC' },
    timestamp: { ...textOrNull, description: 'What a time stamping authority says, ISO 8601, UTC' },
    algorithm: textOrNull,
    revocation: {
      enum: [...revocationChecks, null],
      description: 'Whether the certificate was known not to be revoked',
    },
  }),
  FileSignature: members({
    place: { ...text, description: 'Name of the signature field' },
    role,
    isSeal: { type: 'boolean', description: 'The seal of an organisation' },
    state: {
      enum: fileSignatureStates,
      description:
        'intact: what was signed is unchanged and who signed is known; changed: it was altered since; unchecked: ' +
        'nobody here can check it; untrusted: the certificate is not accepted. Only an intact one counts',
    },
    recorded: { type: 'boolean', description: 'Whether this service took or made it' },
    signer,
    signedAt: { ...textOrNull, description: 'ISO 8601, UTC' },
    algorithm: textOrNull,
  }),
  PublicFact: members({
    path: text,
    label: bilingual,
    values: { ...members({ kk: texts, ru: texts }), description: 'The first ones of a long table' },
    count: { type: 'integer', minimum: 1, description: 'How many values the document has' },
  }),
  FileCheck: members({
    identical: { type: 'boolean', description: 'Byte for byte a file that was issued' },
    appended: {
      type: 'boolean',
      description: 'It begins with such a file, byte for byte, and something was appended that was not issued',
    },
    revision: { ...textOrNull, description: 'Name of the file that it is, or begins with' },
    revisionNumber: { ...revision, description: 'Which revision of that file: 1 as issued, one more with a signature' },
    revisionCount: { ...revision, description: 'How many revisions that file has by now' },
    state: { enum: verificationStates },
    checkedAt: { ...text, description: 'ISO 8601, UTC' },
    document: verifiedDocument,
    signatures: {
      type: 'array',
      description: 'The signatures within the file',
      items: componentReference('FileSignature'),
    },
    differences: {
      type: 'array',
      description: 'The first differences from what was issued',
      items: {
        ...members({ pointer: text, label: { anyOf: [{ type: 'null' }, bilingual] }, issued: text, found: text }, [
          'issued',
          'found',
        ]),
        description: 'Values are shown of public facts only',
      },
    },
    differenceCount: { type: 'integer', minimum: 0 },
  }),
  PublicKeys: members({
    keys: {
      type: 'array',
      items: members({
        kid: { type: 'integer', minimum: 1, maximum: 65_535 },
        issuer: text,
        alg: { const: 'EdDSA' },
        crv: { const: 'Ed25519' },
        x: { ...base64url, description: 'The 32 bytes of the public key in base64url' },
        validFrom: instant,
        validTo: textOrNull,
        compromisedFrom: textOrNull,
      }),
    },
  }),
  StatusLists: members({ lists: { type: 'array', items: componentReference('StatusList') } }),
  StatusList: members({
    issuer: text,
    issuedAt: instant,
    nextUpdate: { ...instant, description: 'After it the list is outdated' },
    entries: {
      type: 'array',
      items: members({ documentId, state: { enum: listedStates }, at: instant }),
    },
    kid: { type: 'integer' },
    signature: { ...base64url, description: 'Ed25519 over the RFC 8785 form of the other members' },
  }),
};
