/** Answers of the doors to issued documents; the contract has checked their shapes before they are read as these. */
export interface IssuedDocument {
  readonly id: string;
  readonly form: string;
  readonly issuer: string;
  readonly number: string;
  readonly state: string;
  readonly issuedAt: string;
  readonly languages: readonly string[];
  readonly masterLanguage: string;
  readonly validUntil: string | null;
  readonly verification: { readonly url: string; readonly code: string; readonly shortCode: string };
  readonly files: readonly { readonly name: string; readonly href: string; readonly sha256: string | null }[];
  readonly replacedBy: string | null;
  readonly warnings: readonly string[];
  readonly events: readonly StatusEvent[];
}

export interface StatusEvent {
  readonly kind: string;
  readonly by?: string;
  readonly validUntil?: string;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
}

export interface DocumentPage {
  readonly documents: readonly IssuedDocument[];
  readonly next: string | null;
}

export interface Verification {
  readonly state: string;
  readonly document: VerifiedDocument | null;
}

export interface VerifiedDocument {
  readonly issuer: { readonly bin: string };
  readonly number: string;
  readonly validUntil: string | null;
  readonly changedOn: string | null;
  readonly replacedBy: { readonly number: string; readonly url: string } | null;
  readonly facts: readonly {
    readonly path: string;
    readonly values: Readonly<Record<'kk' | 'ru', readonly string[]>>;
  }[];
}
