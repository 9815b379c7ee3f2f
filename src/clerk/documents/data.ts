import type { DocumentState } from '../../registry/status.ts';
import type { InBoth } from '../../issuing/document-forms.ts';

/** What the service writes into the pages of issued documents, under the id `documents-data`. */
export type DocumentsData = SearchData | RecordData;

export interface SearchData {
  readonly kind: 'search';
  /** Forms that documents are issued of, in the order of the catalogue. */
  readonly forms: readonly { readonly id: string; readonly title: InBoth }[];
}

export interface RecordData {
  readonly kind: 'record';
  readonly document: IssuedDocument;
  readonly title: InBoth;
  readonly holder: Holder;
  /** Who issued it; null where the trail does not tell. */
  readonly issuedBy: string | null;
  /** The verification code as a picture (data URL). */
  readonly code: string;
  /** The forms that it was made of: several in a bundle. */
  readonly forms: readonly { readonly id: string; readonly title: InBoth }[];
  readonly replacedBy: { readonly id: string; readonly number: string } | null;
  readonly files: readonly KeptFile[];
  readonly places: readonly SigningPlace[];
  readonly signatures: readonly GivenSignature[];
}

/** The record as GET /v1/documents/{id} answers it, as far as the pages read it. */
export interface IssuedDocument {
  readonly id: string;
  readonly form: string;
  readonly number: string;
  readonly state: DocumentState;
  readonly issuedAt: string;
  readonly languages: readonly ('kk' | 'ru')[];
  readonly validUntil: string | null;
  readonly presentBy: string | null;
  readonly verification: { readonly url: string; readonly shortCode: string };
  readonly files: readonly { readonly name: string; readonly href: string }[];
  readonly replacedBy: string | null;
  readonly purgedAt: string | null;
  readonly warnings: readonly string[];
  readonly events: readonly StatusChanged[];
}

export interface StatusChanged {
  readonly kind: 'revoke' | 'reinstate' | 'replace' | 'extend';
  readonly validUntil?: string;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
}

/** A document as POST /v1/documents/search answers it. */
export interface FoundDocument extends IssuedDocument {
  readonly holder: Holder;
}

export interface Holder {
  readonly name: string | null;
  readonly bin: string | null;
}

/** A revision that is kept; the last one of a file comes last. */
export interface KeptFile {
  readonly name: string;
  readonly revision: number;
  /** In bytes. */
  readonly size: number;
  readonly createdAt: string;
}

export interface SigningPlace {
  readonly name: string;
  readonly role: InBoth;
  readonly signed: boolean;
}

export interface GivenSignature {
  readonly place: string;
  /** Null when it was forgotten. */
  readonly name: string | null;
  readonly organisation: string | null;
  readonly signedAt: string;
  /** Whether it counts. */
  readonly verified: boolean;
}
