import { isJsonObject, type Json } from '../../../src/forms/json.ts';
import type { Identity } from '../certificates/certificate-authority.ts';
import { signCms } from '../certificates/sign-cms.ts';

/** What a page asks of NCALayer. */
export interface NcaLayerRequest {
  readonly module: string;
  readonly method: string;
  readonly args: Json;
}

/** @throws Error for what no page of ours should send */
export function requestIn(message: string): NcaLayerRequest {
  const asked: unknown = JSON.parse(message);
  const { module, method, args = null } = isJsonObject(asked) ? asked : {};
  if (typeof module !== 'string' || typeof method !== 'string') throw new Error(`NCALayer is asked ${message}`);
  return { module, method, args };
}

/** A detached CMS of what stands in base64, in base64 too. */
export function signedData(data: string, signer: Identity): string {
  return Buffer.from(signCms(Buffer.from(data, 'base64'), signer)).toString('base64');
}
