import type { JsonObject } from '../../forms/json.ts';
import { jsonBody, jsonOperation, pathParameter, withoutKey } from './operations.ts';

/** Doors for anyone who holds a paper or a file; one address may knock only so often a minute. */
export const verificationPaths: JsonObject = {
  '/v1/verifications/{code}': {
    parameters: [pathParameter('code', 'What follows /V/ in the QR code, in any case of letters', { type: 'string' })],
    get: withoutKey(jsonOperation('verifyCode', 'What the code on a paper is worth', 'Verification')),
  },
  '/v1/verifications/lookup': {
    post: {
      ...withoutKey(
        jsonOperation('lookUp', 'What a paper is worth, by the number and short code in its foot', 'Verification'),
      ),
      requestBody: jsonBody('Lookup'),
    },
  },
  '/v1/verifications': {
    post: {
      ...withoutKey(jsonOperation('verifyFile', 'Whether a PDF, DOCX or XLSX is what was issued', 'FileCheck')),
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', contentEncoding: 'binary' } },
            },
          },
        },
      },
    },
  },
  '/.well-known/nysan-keys.json': {
    get: withoutKey(jsonOperation('publicKeys', 'Keys that codes and status lists are checked with', 'PublicKeys')),
  },
  '/v1/status-list': {
    get: withoutKey(
      jsonOperation('statusLists', 'What is no longer in force, signed, for checks without network', 'StatusLists'),
    ),
  },
};
