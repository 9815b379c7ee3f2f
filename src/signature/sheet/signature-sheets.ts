import type { Language } from '../../compose/document.ts';
import type { Locales } from '../../compose/locales.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import type { Issuer } from '../../registry/issuer.ts';
import type { DocumentRecord } from '../../registry/record.ts';
import type { Registry } from '../../registry/registry.ts';
import type { SignatureRecord } from '../../registry/signatures.ts';
import { type DocumentState, stateOf } from '../../registry/status.ts';
import type { Renderers } from '../../render/renderers.ts';
import { almatyDay } from '../../trust/almaty.ts';
import { verificationUrl } from '../../trust/code/verification-url.ts';
import { bytesOfCode } from '../../verification/code-bytes.ts';
import { legalForce } from './legal-force.ts';
import { sheetDocument } from './sheet-document.ts';

export interface SignatureSheetParts {
  readonly registry: Registry;
  readonly catalogue: Catalogue;
  readonly locales: Locales;
  readonly renderers: Renderers;
  /** Where printed codes lead to. */
  readonly publicUrl: string;
  /** Whether what the law says of the legal force is printed. */
  readonly printsLegalForce: boolean;
  readonly now: () => Date;
}

/** Sheets that tell who signed a document: printed anew each time, kept nowhere, no part of the document. */
export class SignatureSheets {
  readonly #parts: SignatureSheetParts;

  constructor(parts: SignatureSheetParts) {
    this.#parts = parts;
  }

  /**
   * The sheet of a document as PDF; null before anybody has signed, and after a purge. Rejects with the errors of the
   * browser pool.
   */
  async make(
    record: DocumentRecord,
    issuer: Issuer,
    language: Language,
    stopwatch = new Stopwatch(),
  ): Promise<Uint8Array | null> {
    const { registry, catalogue, locales, renderers, publicUrl, now } = this.#parts;
    const signatures = await registry.signatures(record.id);
    if (signatures.length === 0 || record.purgedAt !== null) return null;
    const madeAt = now();
    const state = stateOf(record, madeAt);
    const source = {
      record,
      state,
      form: catalogue.get(record.form),
      issuer,
      signatures,
      files: await registry.files(record.id),
      madeAt,
      legalForce: this.#legalForce(record, state, signatures, language),
    };
    const sheet = stopwatch.measure('compose', () => sheetDocument(source, language, locales));
    return renderers.render(sheet, 'pdf', {
      createdAt: madeAt,
      stopwatch,
      fillable: false,
      verification: {
        url: verificationUrl(publicUrl, bytesOfCode(record)),
        number: record.number,
        shortCode: record.shortCode,
      },
    });
  }

  /** Of a document that is electronically signed and was not withdrawn, in the words of its day of issue. */
  #legalForce(
    record: DocumentRecord,
    state: DocumentState,
    signatures: readonly SignatureRecord[],
    language: Language,
  ): string | null {
    const isSigned = signatures.some(({ status }) => status === 'verified');
    const isWithdrawn = state === 'revoked' || state === 'replaced';
    if (!this.#parts.printsLegalForce || !isSigned || isWithdrawn) return null;
    return legalForce(almatyDay(new Date(record.issuedAt)))?.[language] ?? null;
  }
}
