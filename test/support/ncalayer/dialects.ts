import { isJsonArray, isJsonObject, type JsonObject } from '../../../src/forms/json.ts';
import type { NcaLayerRequest } from './request.ts';

/** How a module is asked to sign, and how it answers. */
export interface Dialect {
  readonly module: string;
  readonly cancelled: JsonObject;
  readonly failed: JsonObject;
  /** @param cms base64 */
  readonly signed: (cms: string) => JsonObject;
  /** What is to be signed, base64. @throws Error when a page asks for anything else than a detached CMS of it */
  readonly dataIn: (request: NcaLayerRequest) => string;
}

const failure = 'The key is locked';

/** Module of 2022: members by name. */
export const currentDialect: Dialect = {
  module: 'kz.gov.pki.knca.basics',
  cancelled: { status: true, body: {} },
  failed: { status: false, code: 'SIGNING_FAILURE', message: failure },
  signed: (cms) => ({ status: true, body: { result: [pem(cms)] } }),
  dataIn({ method, args }) {
    const parameters = isJsonObject(args) ? args['signingParams'] : undefined;
    const isDetached =
      isJsonObject(parameters) &&
      parameters['decode'] === true &&
      parameters['encapsulate'] === false &&
      parameters['digested'] === false;
    if (method !== 'sign' || !isJsonObject(args) || args['format'] !== 'cms' || !isDetached) throw foreign(method);
    return textOf(args['data'], method);
  },
};

/** Module of the versions before: arguments by their order. */
export const olderDialect: Dialect = {
  module: 'kz.gov.pki.knca.commonUtils',
  cancelled: { code: '500', message: 'action.canceled' },
  failed: { code: '500', message: failure },
  signed: (cms) => ({ code: '200', responseObject: cms }),
  dataIn({ method, args }) {
    const [storage, keyType, data, attached] = isJsonArray(args) ? args : [];
    const isDetached = typeof storage === 'string' && keyType === 'SIGNATURE' && attached === false;
    if (method !== 'createCAdESFromBase64' || !isDetached) throw foreign(method);
    return textOf(data, method);
  },
};

function textOf(data: unknown, method: string): string {
  if (typeof data !== 'string') throw foreign(method);
  return data;
}

function foreign(method: string): Error {
  return new Error(`a page asks ${method} for something else than a detached CMS of base64`);
}

function pem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CMS-----', ...lines, '-----END CMS-----', ''].join('\n');
}
