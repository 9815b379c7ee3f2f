/** An organisation that issues documents. */
export interface Issuer {
  /** Slug that keys, series and documents refer to; never changes. */
  readonly id: string;
  readonly bin: string;
  /** What numbers of its series begin with, as the code of a regional chamber (op, appendix 9). */
  readonly code?: string;
  readonly name: { readonly kk: string; readonly ru: string };
}

export const scopes = ['render', 'issue', 'revoke', 'sign', 'admin'] as const;
/** What the bearer of an API key, or a person, may do for their issuer. */
export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}

/** An API key as it is kept: its secret is not. */
export interface ApiKey {
  /** The eight characters after `nysan_`; names the key in logs and in the audit trail. */
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export interface NewApiKey {
  readonly issuer: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/**
 * Who did something: the key that asked, the person who was signed in, or the operator at the command line. A person
 * acts for an issuer and is named: in the audit trail and in the events of a record, which only its issuer sees, and
 * nowhere else.
 */
export interface Actor {
  /** Id of the API key or of the person, or `operator`. */
  readonly id: string;
  readonly name: string;
}
