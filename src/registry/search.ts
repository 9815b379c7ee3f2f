import type { DocumentRecord } from './record.ts';
import type { DocumentState } from './status.ts';

/** All conditions given must hold; the newest documents come first. */
export interface SearchQuery {
  readonly issuer: string;
  readonly number?: string;
  /** A BIN (12 digits), else a part of the holder's name in any case of letters. */
  readonly holder?: string;
  readonly form?: string;
  /** Issued at this instant or later (ISO 8601, UTC). */
  readonly from?: string;
  /** Issued before this instant (ISO 8601, UTC). */
  readonly to?: string;
  /** The state at an instant: terms end with a day of Almaty. */
  readonly state?: { readonly is: DocumentState; readonly at: Date };
  /** `next` of the page before. */
  readonly after?: string;
  /** Documents of a page, at least 1. */
  readonly limit: number;
}

export interface SearchPage {
  readonly records: readonly DocumentRecord[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}
