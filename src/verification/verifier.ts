import { createHash } from 'node:crypto';
import type { Catalogue } from '../forms/catalogue.ts';
import { isJsonArray, valueAt, type Json } from '../forms/json.ts';
import { printedData } from '../issuing/printed-data.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import { stateOf } from '../registry/status.ts';
import { compareRecords } from '../seal/compare-records.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { readEmbedded } from '../seal/read-embedded.ts';
import type { RefusalReason } from '../seal/refusal.ts';
import { almatyDay } from '../trust/almaty.ts';
import { decodeBase32 } from '../trust/base32.ts';
import { checkCode } from '../trust/code/check.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import { readShortCode } from '../trust/crockford.ts';
import type { KeyStore } from '../trust/keys/key-store.ts';
import type { Locales } from '../compose/locales.ts';
import type { PublicFact, VerificationAnswer, VerificationState, VerifiedDocument } from './answer.ts';
import type { Difference, FileCheck } from './file-check.ts';

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

  /** The worth of a paper by the number and short code at the foot of its pages. */
  async lookup(number: string, shortCode: string): Promise<VerificationAnswer> {
    const read = readShortCode(shortCode);
    const record = read === null ? null : await this.#parts.registry.byNumberAndShortCode(number.trim(), read);
    return record === null ? this.#answer('unknown', null) : this.#known(record);
  }

  /** Whether a file is what was issued, and where it differs; a refusal where the file tells nothing. */
  async file(bytes: Uint8Array): Promise<FileCheck | { readonly refused: RefusalReason }> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const entry = await this.#parts.registry.fileOfContent(sha256);
    if (entry !== null) {
      const record = await this.#parts.registry.byCode(entry.document);
      const state = record === null ? 'unknown' : stateOf(record, this.#parts.now());
      return { identical: true, revision: entry.name, state, differences: [] };
    }
    const read = await readEmbedded(bytes);
    if ('reason' in read) return { refused: read.reason };
    return this.#compare(read.record);
  }

  async #compare(found: EmbeddedRecord): Promise<FileCheck> {
    const changed = (state: VerificationState, differences: readonly Difference[]): FileCheck => ({
      identical: false,
      revision: null,
      state,
      differences,
    });
    const record = await this.#parts.registry.byCode(found.documentId);
    if (record === null) {
      const checked = checkCode(found.code, this.#parts.keys.verificationKeys());
      return changed(checked.state === 'forged' ? 'forged' : 'unknown', []);
    }
    const issued = await this.#issuedRecord(record);
    const state = stateOf(record, this.#parts.now());
    if (issued === null) return changed(state, []);
    const { publicFacts } = this.#parts.catalogue.get(record.form).about;
    const differences = compareRecords(issued, found).map((pointer): Difference => {
      if (!isPublic(pointer, publicFacts)) return { pointer };
      return { pointer, ...shown('issued', issued, pointer), ...shown('found', found, pointer) };
    });
    return changed(state, differences);
  }

  /** The record that the issued files carry; null after a purge. */
  async #issuedRecord(record: DocumentRecord): Promise<EmbeddedRecord | null> {
    const { registry } = this.#parts;
    const [payload, trees] = [await registry.payload(record.id), await registry.trees(record.id)];
    const issuer = await registry.issuer(record.issuer);
    if (payload === null || trees === null || issuer === null) return null;
    return {
      format: 'nysan-payload-1',
      form: record.form,
      edition: record.edition,
      issuer: issuer.bin,
      number: record.number,
      issuedAt: record.issuedAt,
      languages: record.languages,
      documentId: record.id,
      code: record.codeText,
      shortCode: record.shortCode,
      data: printedData(payload.data, Object.values(trees).flat()),
      derived: payload.derived,
    };
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

/** `/data/goods/0/tnved` is public when `goods.tnved` is, or when the whole of `goods` is. */
function isPublic(pointer: string, publicFacts: readonly string[]): boolean {
  const path = pointer
    .split('/')
    .slice(2)
    .filter((key) => !/^\d+$/.test(key))
    .join('.');
  return pointer.startsWith('/data/') && publicFacts.some((fact) => path === fact || path.startsWith(`${fact}.`));
}

function shown(name: 'issued' | 'found', record: EmbeddedRecord, pointer: string): { [key: string]: string } {
  const value = valueAt({ ...record } as unknown as Json, pointer.slice(1).replaceAll('/', '.'));
  return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};
}
