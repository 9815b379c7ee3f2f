import type { JsonObject } from '../../forms/json.ts';
import { cmsType } from '../cms-body.ts';
import { documentParameter, fileHeaders, idempotencyKey } from './issued-documents.ts';
import { documentId } from './issued-schemas.ts';
import { header, jsonBody, jsonContent, jsonOperation, operation, pathParameter } from './operations.ts';
import { componentReference } from './schemas.ts';

const signatureParameter = pathParameter('signature', 'Id of a signature, as its preparation gave it', documentId);

const cms: JsonObject = { schema: { type: 'string', contentEncoding: 'binary' } };

/** Doors to the electronic signatures of issued documents. */
export const signaturePaths: JsonObject = {
  '/v1/documents/{id}/signatures': {
    parameters: [documentParameter],
    get: jsonOperation('listSignatures', 'Who signed a document, and where it may still be signed', 'Signatures'),
    post: {
      ...operation('prepareSignature', 'Begin a signature: the bytes to sign; needs the scope sign', {
        '201': {
          description: 'These bytes wait for their CMS for 15 minutes',
          headers: { Location: header('Where the CMS goes') },
          content: jsonContent('SignatureToMake'),
        },
      }),
      description:
        'Prepares a revision of the master file at the next free place of the signatory. Of one file only one ' +
        'signature is in progress: another one is refused with 409 and Retry-After.',
      parameters: [idempotencyKey],
      requestBody: jsonBody('SignatureOrder'),
    },
  },
  '/v1/documents/{id}/signatures/{signature}': {
    parameters: [documentParameter, signatureParameter],
    put: {
      ...jsonOperation('completeSignature', 'Hand in the detached CMS; needs the scope sign', 'Signature'),
      description:
        'Checked are the signed bytes, the chain to the trusted authorities, usage, term and revocation of the ' +
        'certificate, and that its IIN and BIN are the announced ones. A refused one leaves the signature in progress. ' +
        'A GOST signature that nobody can check is kept as `unverified`: it makes no revision, and its place stays ' +
        'free. The same CMS once more gets the same answer.',
      requestBody: {
        required: true,
        content: { [cmsType]: cms, 'application/json': { schema: componentReference('Cms') } },
      },
    },
    delete: operation('returnSignature', 'Give up a signature in progress; needs the scope sign', {
      '204': { description: 'Others may sign' },
    }),
  },
  '/v1/documents/{id}/signatures/{signature}.cms': {
    parameters: [documentParameter, signatureParameter],
    get: operation('showSignature', 'The detached CMS of a signature', {
      '200': { description: 'DER, as it was handed in', headers: fileHeaders, content: { [cmsType]: cms } },
      '304': { description: 'The bytes are those of If-None-Match', headers: fileHeaders },
    }),
  },
};
