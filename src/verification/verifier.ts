import type { Locales } from '../compose/locales.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import { stateOf } from '../registry/status.ts';
import type { RefusalReason } from '../seal/refusal.ts';
import type { TrustAnchors } from '../signature/cms/trust-anchors.ts';
import { checkCode } from '../trust/code/check.ts';
import { readShortCode } from '../trust/crockford.ts';
import type { KeyStore } from '../trust/keys/key-store.ts';
import type { VerificationAnswer, VerificationState, VerifiedDocument } from './answer.ts';
import type { FileCheck } from './file-check.ts';
import { FileChecker } from './file-checker.ts';
import { FileSignatures } from './file-signatures.ts';
import { verifiedDocument } from './verified-document.ts';

export interface VerifierParts {
  readonly registry: Registry;
  readonly keys: KeyStore;
  readonly catalogue: Catalogue;
  readonly locales: Locales;
  readonly publicUrl: string;
  /** Whom signatures within files are checked against; without them only recorded ones can be told to hold. */
  readonly anchors?: TrustAnchors | null;
  readonly now: () => Date;
}

/** Tells what a paper or a file is worth, to anyone who holds it. */
export class Verifier {
  readonly #parts: VerifierParts;
  readonly #files: FileChecker;

  constructor(parts: VerifierParts) {
    this.#parts = parts;
    this.#files = new FileChecker({
      ...parts,
      signatures: new FileSignatures(parts.anchors ?? null, parts.now),
      answerOfCode: (code) => this.code(code),
      answerOf: (record) => this.#known(record),
    });
  }

  /** The worth of a code in any case of letters; every text has an answer. */
  async code(text: string): Promise<VerificationAnswer> {
    const checked = checkCode(text, this.#parts.keys.verificationKeys());
    if (checked.state === 'forged') return this.#answer('forged', null);
    const record = await this.#parts.registry.byCode(checked.facts.documentId);
    if (record === null) return this.#answer('unknown', null);
    // A sound signature over other facts than those recorded was made by whoever has the key, not by the service.
    if (record.codeText !== text.toUpperCase()) return this.#answer('forged', null);
    return this.#known(record);
  }

  /** The worth of a paper by the number and short code at the foot of its pages, typed with or without «№». */
  async lookup(number: string, shortCode: string): Promise<VerificationAnswer> {
    const code = readShortCode(shortCode);
    const typed = number.normalize('NFC').trim();
    const bare = typed.replace(/^№/u, '').trim();
    for (const spelling of code === null ? [] : new Set([typed, bare, bare.toUpperCase()])) {
      const record = await this.#parts.registry.byNumberAndShortCode(spelling, code ?? '');
      if (record !== null) return this.#known(record);
    }
    return this.#answer('unknown', null);
  }

  /** Whether a file is what was issued, where it differs, and which signatures in it hold; a refusal where it tells nothing. */
  file(bytes: Uint8Array): Promise<FileCheck | { readonly refused: RefusalReason }> {
    return this.#files.check(bytes);
  }

  async #known(record: DocumentRecord): Promise<VerificationAnswer> {
    const state = stateOf(record, this.#parts.now());
    return this.#answer(state, await verifiedDocument(record, state, this.#parts));
  }

  #answer(state: VerificationState, document: VerifiedDocument | null): VerificationAnswer {
    return { state, checkedAt: this.#parts.now().toISOString(), document };
  }
}
