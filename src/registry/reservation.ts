import type { Language, OfficialDocument } from '../compose/document.ts';
import type { Json, JsonObject } from '../forms/json.ts';
import type { Actor } from './issuer.ts';
import type { NewDocument } from './record.ts';

/** A series of numbers. The caller's rules give its structure; the registry counts. */
export interface NumberSeries {
  /** Names the series within its issuer: form, chamber and year, or whatever the act counts by. */
  readonly key: string;
  readonly first: number;
  /** The last numeral there is; after it the series is full. */
  readonly last: number;
  /** The printed number of a numeral. */
  readonly format: (numeral: number) => string;
}

/** An Idempotency-Key: the same API key, route and key with the same body get the same answer. */
export interface IdempotencyClaim {
  readonly apiKey: string;
  readonly route: string;
  readonly key: string;
  /** Hash of the RFC 8785 form of the body. */
  readonly fingerprint: string;
}

/** The answer kept for a retry. */
export interface StoredResponse {
  readonly status: number;
  readonly body: Json;
}

export interface IssueRequest {
  readonly issuer: string;
  readonly form: string;
  /** The caller's number, unique within issuer and form, or the next of a series. */
  readonly number: { readonly given: string } | { readonly series: NumberSeries };
  readonly idempotency: IdempotencyClaim | null;
}

/** A number held for a document that is being made. */
export interface Reservation {
  readonly id: string;
  readonly issuer: string;
  readonly form: string;
  readonly number: string;
}

/** Why a claimed request is not to be done again. */
export type NotFresh =
  /** It was done: this was the answer. */
  | { readonly kind: 'replay'; readonly response: StoredResponse }
  /** The key was used with another body. */
  | { readonly kind: 'conflict' }
  /** The first request with this key is still being done. */
  | { readonly kind: 'inFlight' };

export type BeginOutcome = { readonly kind: 'fresh'; readonly reservation: Reservation } | NotFresh;

/** What an issued document was made of; gone after a purge. */
export interface Payload {
  readonly data: JsonObject;
  readonly derived: JsonObject;
}

/** The composed trees by language: one for every part of a bundle, one alone otherwise. */
export type Trees = Readonly<Partial<Record<Language, readonly OfficialDocument[]>>>;

/** A file under its name (`ru.pdf`). */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything that becomes durable together when a document is issued. */
export interface Completion {
  readonly document: NewDocument;
  readonly payload: Payload;
  readonly trees: Trees;
  /** First revisions. */
  readonly files: readonly NamedBytes[];
  readonly actor: Actor;
  /** Kept for retries when the request came with an Idempotency-Key; null keeps nothing. */
  readonly response: StoredResponse | null;
  /** The document of the same issuer that this one takes the place of, from the same moment. */
  readonly replaces: { readonly document: string; readonly reason: string } | null;
}
