/**
 * The single table of everything that can be refused: code, HTTP status. The sentence for the client is in
 * locales/<language>/problems.json under `title.<code>` and `detail.<code>`; a test keeps table and sentences equal.
 */
export const problemStatus = {
  'form-unknown': 404,
  'route-unknown': 404,
  'method-not-allowed': 405,
  'body-not-json': 400,
  'body-not-object': 400,
  'body-key-forbidden': 400,
  'body-too-deep': 400,
  'body-too-large': 413,
  'body-too-many-values': 413,
  'body-encoding-unsupported': 415,
  'rows-not-ndjson': 400,
  'rows-not-accepted': 415,
  'media-type-unsupported': 415,
  'url-malformed': 400,
  'query-invalid': 400,
  'query-repeated': 400,
  'not-acceptable': 406,
  'payload-invalid': 422,
  'rows-too-many': 422,
  'language-unavailable': 406,
  'form-not-issued': 422,
  'list-unknown': 404,
  'key-missing': 401,
  'key-unknown': 401,
  'session-missing': 401,
  'scope-missing': 403,
  'cross-site': 403,
  'request-aborted': 400,
  'request-malformed': 400,
  'headers-too-large': 431,
  'idempotency-conflict': 422,
  'idempotency-in-flight': 409,
  'idempotency-key-invalid': 400,
  'progress-id-invalid': 400,
  'progress-unknown': 404,
  'number-needed': 422,
  'number-taken': 409,
  'series-full': 409,
  'document-unknown': 404,
  'file-unknown': 404,
  'document-purged': 410,
  'status-conflict': 409,
  'file-unreadable': 422,
  'file-encrypted': 422,
  'file-without-form': 422,
  'file-of-other-form': 422,
  'upload-invalid': 400,
  'too-many-requests': 429,
  'record-too-large': 422,
  'draft-unknown': 404,
  'draft-changed': 412,
  'draft-version-missing': 428,
  'drafts-full': 409,
  'batch-unknown': 404,
  'batch-empty': 422,
  'batch-over': 409,
  'batch-under-way': 409,
  'sheet-unreadable': 422,
  'sheet-columns': 422,
  'sheet-rows': 422,
  'webhook-unknown': 404,
  'webhook-address-refused': 422,
  'webhooks-full': 409,
  'webhooks-not-configured': 503,
  'openid-expired': 400,
  'openid-declined': 403,
  'openid-person-unknown': 403,
  'openid-refused': 502,
  'openid-unavailable': 503,
  'signatory-unknown': 422,
  'place-signed': 409,
  'signing-order': 409,
  'signature-in-progress': 409,
  'signature-stale': 409,
  'signature-unknown': 404,
  'signature-refused': 422,
  'signing-not-configured': 503,
  'gost-verifier-unreachable': 503,
  'queue-full': 503,
  'registry-unavailable': 503,
  'shutting-down': 503,
  'timestamp-unavailable': 503,
  'seal-expired': 503,
  'render-timeout': 504,
  'internal-error': 500,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** One thing wrong with a payload. */
export interface PayloadError {
  /** JSON pointer (RFC 6901) to the value, or to where the missing value belongs. */
  readonly pointer: string;
  readonly code: string;
  /** Values for the sentence of `code`; never personal data. */
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * A refusal that a client can read: `code` chooses status and sentence, `params` fill the sentence, `cause` is for the
 * log only.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly errors: readonly PayloadError[];

  constructor(
    code: ProblemCode,
    details: {
      params?: Readonly<Record<string, string | number>>;
      errors?: readonly PayloadError[];
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: details.cause });
    this.code = code;
    this.params = details.params ?? {};
    this.errors = details.errors ?? [];
  }

  get status(): number {
    return problemStatus[this.code];
  }
}
