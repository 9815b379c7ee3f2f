import { createHash } from 'node:crypto';
import type { Catalogue } from '../forms/catalogue.ts';
import { isJsonArray } from '../forms/json.ts';
import { printedPayload } from '../issuing/content.ts';
import { embeddedRecord } from '../issuing/issued-files.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import { stateOf } from '../registry/status.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { readEmbedded } from '../seal/read-embedded.ts';
import type { RefusalReason } from '../seal/refusal.ts';
import { almatyDay } from '../trust/almaty.ts';
import { decodeBase32 } from '../trust/base32.ts';
import { checkCode } from '../trust/code/check.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import { readShortCode } from '../trust/crockford.ts';
import { fingerprint } from '../trust/fingerprint.ts';
import type { KeyStore } from '../trust/keys/key-store.ts';
import type { Locales } from '../compose/locales.ts';
import type { PublicFact, VerificationAnswer, VerificationState, VerifiedDocument } from './answer.ts';
import { differencesOf } from './differences.ts';
import type { FileCheck } from './file-check.ts';

export interface VerifierParts {
  readonly registry: Registry;
  readonly keys: KeyStore;
  readonly catalogue: Catalogue;
  readonly locales: Locales;
  readonly publicUrl: string;
  readonly now: () => Date;
}

/** Tells what a paper or a file is worth, to anyone who holds it. */
export class Verifier {
  readonly #parts: VerifierParts;

  constructor(parts: VerifierParts) {
    this.#parts = parts;
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

  /** Whether a file is what was issued, and where it differs; a refusal where the file tells nothing. */
  async file(bytes: Uint8Array): Promise<FileCheck | { readonly refused: RefusalReason }> {
    const { registry } = this.#parts;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const entry = await registry.fileOfContent(sha256);
    const record = entry === null ? null : await registry.byCode(entry.document);
    if (entry !== null && record !== null) {
      const answer = await this.#known(record);
      return { identical: true, revision: entry.name, ...answer, differences: [], differenceCount: 0 };
    }
    const read = await readEmbedded(bytes);
    return 'reason' in read ? { refused: read.reason } : this.#compare(read.record);
  }

  async #compare(found: EmbeddedRecord): Promise<FileCheck> {
    const other = { identical: false, revision: null } as const;
    const answer = await this.code(found.code);
    const record = answer.document === null ? null : await this.#parts.registry.byCode(found.documentId);
    if (record?.codeText !== found.code) {
      // The code is nobody's, or of another document than the file says: nothing of either is told.
      if (answer.state === 'unknown') return { ...other, ...answer, differences: [], differenceCount: 0 };
      const pointer = answer.document === null ? '/code' : '/documentId';
      const differences = [{ pointer, label: null }];
      return { ...other, ...this.#answer('forged', null), differences, differenceCount: 1 };
    }
    return { ...other, ...answer, ...(await this.#differences(record, found)) };
  }

  async #differences(record: DocumentRecord, found: EmbeddedRecord) {
    const issued = await this.#issuedRecord(record);
    if (issued !== null) return differencesOf(issued, found, this.#parts.catalogue.get(record.form));
    // After a purge the fingerprint alone remains: it tells whether anything differs, but not what.
    const same =
      Buffer.from(fingerprint(found)).toString('hex') === record.fingerprint && found.shortCode === record.shortCode;
    return same
      ? { differences: [], differenceCount: 0 }
      : { differences: [{ pointer: '', label: null }], differenceCount: 1 };
  }

  /** The record that the issued files carry; null after a purge. */
  async #issuedRecord(record: DocumentRecord): Promise<EmbeddedRecord | null> {
    const { registry } = this.#parts;
    const [payload, trees] = [await registry.payload(record.id), await registry.trees(record.id)];
    const issuer = await registry.issuer(record.issuer);
    if (payload === null || trees === null || issuer === null) return null;
    return embeddedRecord(record, printedPayload(payload, trees), issuer);
  }

  async #known(record: DocumentRecord): Promise<VerificationAnswer> {
    const { registry, catalogue, locales, publicUrl, now } = this.#parts;
    const issuer = await registry.issuer(record.issuer);
    const form = catalogue.get(record.form);
    const replacement = record.replacedBy === null ? null : await registry.byCode(record.replacedBy);
    const state = stateOf(record, now());
    const changedAt = state === 'revoked' ? record.revokedAt : state === 'replaced' ? record.replacedAt : null;
    const document: VerifiedDocument = {
      issuer: { bin: issuer?.bin ?? '', name: issuer?.name ?? { kk: '', ru: '' } },
      form: {
        id: form.id,
        title: { kk: form.locales.kk.title, ru: form.locales.ru.title },
        act: {
          kk: locales.say('kk', 'acts', `${form.about.act}.name`),
          ru: locales.say('ru', 'acts', `${form.about.act}.name`),
        },
      },
      reading: form.about.kind === 'certificate' ? 'in-force' : 'genuine',
      number: record.number,
      shortCode: record.shortCode,
      issuedOn: almatyDay(new Date(record.issuedAt)),
      validUntil: record.validUntil,
      presentBy: record.presentBy,
      languages: record.languages,
      signed: false,
      changedOn: changedAt === null ? null : almatyDay(new Date(changedAt)),
      replacedBy:
        replacement === null
          ? null
          : { number: replacement.number, url: verificationUrl(publicUrl, bytesOfCode(replacement)) },
      facts: factsOf(record),
    };
    return this.#answer(state, document);
  }

  #answer(state: VerificationState, document: VerifiedDocument | null): VerificationAnswer {
    return { state, checkedAt: this.#parts.now().toISOString(), document };
  }
}

/** The bytes of a code that the registry keeps; @throws Error when it keeps something else */
export function bytesOfCode(record: DocumentRecord): Uint8Array {
  const bytes = decodeBase32(record.codeText);
  if (bytes === null) throw new Error(`document ${record.id} has an unreadable code`);
  return bytes;
}

function factsOf(record: DocumentRecord): readonly PublicFact[] {
  const facts = record.publicFacts['facts'];
  // Written by the service itself at issue (src/issuing/public-facts.ts).
  return isJsonArray(facts) ? (facts as unknown as readonly PublicFact[]) : [];
}
