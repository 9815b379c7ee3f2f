import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Request } from 'express';
import { readJson } from '../forms/catalogue.ts';
import { payloadFormats } from '../forms/formats.ts';
import type { JsonObject } from '../forms/json.ts';
import { payloadError } from '../forms/payload-check.ts';
import { refuseErrors } from '../drafts/drafts.ts';
import { Problem } from '../problem.ts';
import { projectPath } from '../project.ts';
import type { DocumentState } from '../registry/status.ts';
import type { WebhookEvent } from '../registry/webhooks.ts';
import { bodyTypeOf, jsonType, readBody } from './body.ts';

/** Bodies of requests other than payloads; their schemas are in schemas/requests/. */
export interface RequestBodies {
  readonly issue: {
    readonly form: string;
    readonly language: string;
    readonly data: JsonObject;
    readonly number?: string;
    readonly format?: 'pdf' | 'docx' | 'xlsx';
  };
  readonly bundle: {
    readonly language: string;
    readonly parts: readonly { readonly form: string; readonly data: JsonObject }[];
    readonly number?: string;
    readonly format?: 'pdf' | 'docx' | 'xlsx' | 'zip';
  };
  readonly revocation: { readonly reason: string };
  readonly extension: { readonly reason: string; readonly validUntil: string };
  readonly replacement: { readonly reason: string; readonly by: string };
  readonly signature: {
    readonly signatory: string;
    readonly name: string;
    readonly iin?: string;
    readonly bin?: string;
    readonly position?: string;
  };
  readonly cms: { readonly cms: string };
  readonly webhook: { readonly url: string; readonly events: readonly WebhookEvent[] };
  readonly search: {
    readonly number?: string;
    readonly holder?: string;
    readonly form?: string;
    readonly from?: string;
    readonly to?: string;
    readonly state?: DocumentState;
    readonly after?: string;
    readonly limit?: number;
  };
  readonly lookup: { readonly number: string; readonly shortCode: string };
  readonly draft: {
    readonly form: string;
    readonly title: string;
    readonly language: string;
    readonly payload: JsonObject;
    readonly unreadable?: Readonly<Record<string, string>>;
  };
}

export type RequestName = keyof RequestBodies;
export const requestNames = [
  'issue',
  'bundle',
  'revocation',
  'extension',
  'replacement',
  'signature',
  'cms',
  'search',
  'lookup',
  'draft',
  'webhook',
] as const;

const ajv = new Ajv2020({ allErrors: true, strict: true, formats: payloadFormats });

export const requestSchemas: Readonly<Record<RequestName, JsonObject>> = {
  issue: schemaOf('issue'),
  bundle: schemaOf('bundle'),
  revocation: schemaOf('revocation'),
  extension: schemaOf('extension'),
  replacement: schemaOf('replacement'),
  signature: schemaOf('signature'),
  cms: schemaOf('cms'),
  search: schemaOf('search'),
  lookup: schemaOf('lookup'),
  draft: schemaOf('draft'),
  webhook: schemaOf('webhook'),
};

const checks: { readonly [Name in RequestName]: ValidateFunction<RequestBodies[Name]> } = {
  bundle: ajv.compile<RequestBodies['bundle']>(requestSchemas.bundle),
  issue: ajv.compile<RequestBodies['issue']>(requestSchemas.issue),
  revocation: ajv.compile<RequestBodies['revocation']>(requestSchemas.revocation),
  extension: ajv.compile<RequestBodies['extension']>(requestSchemas.extension),
  replacement: ajv.compile<RequestBodies['replacement']>(requestSchemas.replacement),
  signature: ajv.compile<RequestBodies['signature']>(requestSchemas.signature),
  cms: ajv.compile<RequestBodies['cms']>(requestSchemas.cms),
  search: ajv.compile<RequestBodies['search']>(requestSchemas.search),
  lookup: ajv.compile<RequestBodies['lookup']>(requestSchemas.lookup),
  draft: ajv.compile<RequestBodies['draft']>(requestSchemas.draft),
  webhook: ajv.compile<RequestBodies['webhook']>(requestSchemas.webhook),
};

/**
 * Reads the JSON body of a request, checked.
 * @param limit in bytes; that of the largest order to issue a form unless told
 * @throws Problem `media-type-unsupported`, `payload-invalid` and those of readBody
 */
export async function readRequest<Name extends RequestName>(
  request: Request,
  name: Name,
  limit?: number,
): Promise<{ readonly value: RequestBodies[Name]; readonly raw: JsonObject }> {
  if (bodyTypeOf(request) !== jsonType) {
    throw new Problem('media-type-unsupported', { params: { accepted: jsonType } });
  }
  const raw = await readBody(request, limit);
  const check: ValidateFunction<RequestBodies[Name]> = checks[name];
  const value: unknown = raw;
  if (!check(value)) {
    refuseErrors((check.errors ?? []).map(payloadError));
    throw new Problem('payload-invalid', { params: { count: 1 } });
  }
  return { value, raw };
}

function schemaOf(name: RequestName): JsonObject {
  return readJson(projectPath('schemas', 'requests', `${name}.json`));
}
