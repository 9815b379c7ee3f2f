import type { Catalogue } from '../forms/catalogue.ts';
import { printedPayload } from '../issuing/content.ts';
import { embeddedRecord } from '../issuing/issued-files.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { readEmbedded } from '../seal/read-embedded.ts';
import type { RefusalReason } from '../seal/refusal.ts';
import { fingerprint } from '../trust/fingerprint.ts';
import type { VerificationAnswer } from './answer.ts';
import { differencesOf } from './differences.ts';
import type { FileCheck, FileSignature } from './file-check.ts';
import type { FileSignatures } from './file-signatures.ts';
import { type IssuedBeginning, issuedBeginning } from './issued-beginning.ts';

export interface FileCheckerParts {
  readonly registry: Registry;
  readonly catalogue: Catalogue;
  readonly signatures: FileSignatures;
  /** The worth of a code. */
  readonly answerOfCode: (code: string) => Promise<VerificationAnswer>;
  /** The worth of a document that is in the registry. */
  readonly answerOf: (record: DocumentRecord) => Promise<VerificationAnswer>;
}

/** What is said of a file that is no issued revision, nor begins with one. */
const otherFile = {
  identical: false,
  appended: false,
  revision: null,
  revisionNumber: null,
  revisionCount: null,
} as const;
const same = { differences: [], differenceCount: 0 } as const;

/** Tells whether a file is what was issued. */
export class FileChecker {
  readonly #parts: FileCheckerParts;

  constructor(parts: FileCheckerParts) {
    this.#parts = parts;
  }

  /** Whether the bytes are an issued file, where they differ, and what its signatures are worth. */
  async check(bytes: Uint8Array): Promise<FileCheck | { readonly refused: RefusalReason }> {
    const { registry } = this.#parts;
    const issued = await issuedBeginning(bytes, registry);
    const record = issued === null ? null : await registry.byCode(issued.entry.document);
    if (issued?.isWhole === true && record !== null) return this.#issued(bytes, issued, record, null);
    const read = await readEmbedded(bytes);
    const found = 'reason' in read ? null : read.record;
    if (issued !== null && record !== null) return this.#issued(bytes, issued, record, found);
    return 'reason' in read ? { refused: read.reason } : this.#other(bytes, read.record);
  }

  /** @param found the record in what was appended, which may hide or alter that of the document */
  async #issued(
    bytes: Uint8Array,
    { entry, isWhole }: IssuedBeginning,
    record: DocumentRecord,
    found: EmbeddedRecord | null,
  ): Promise<FileCheck> {
    const files = await this.#parts.registry.files(record.id);
    return {
      identical: isWhole,
      appended: !isWhole,
      revision: entry.name,
      revisionNumber: entry.revision,
      revisionCount: files.filter(({ name }) => name === entry.name).length,
      ...(await this.#parts.answerOf(record)),
      signatures: await this.#signatures(bytes, record, entry.size),
      ...(found === null ? same : await this.#differences(record, found)),
    };
  }

  async #other(bytes: Uint8Array, found: EmbeddedRecord): Promise<FileCheck> {
    const answer = await this.#parts.answerOfCode(found.code);
    const record = answer.document === null ? null : await this.#parts.registry.byCode(found.documentId);
    if (record?.codeText === found.code) {
      const signatures = await this.#signatures(bytes, record, 0);
      return { ...otherFile, ...answer, signatures, ...(await this.#differences(record, found)) };
    }
    // The code is nobody's, or of another document than the file says: nothing of either is told.
    if (answer.state === 'unknown') return { ...otherFile, ...answer, signatures: [], ...same };
    const pointer = answer.document === null ? '/code' : '/documentId';
    const { checkedAt } = answer;
    const differences = [{ pointer, label: null }];
    return {
      ...otherFile,
      state: 'forged',
      checkedAt,
      document: null,
      signatures: [],
      differences,
      differenceCount: 1,
    };
  }

  async #signatures(bytes: Uint8Array, record: DocumentRecord, issuedBytes: number): Promise<readonly FileSignature[]> {
    const { registry, catalogue, signatures } = this.#parts;
    return signatures.of(bytes, {
      form: catalogue.get(record.form),
      signatures: await registry.signatures(record.id),
      issuedAt: new Date(record.issuedAt),
      issuedBytes,
    });
  }

  async #differences(
    record: DocumentRecord,
    found: EmbeddedRecord,
  ): Promise<Pick<FileCheck, 'differences' | 'differenceCount'>> {
    const issued = await this.#issuedRecord(record);
    if (issued !== null) return differencesOf(issued, found, this.#parts.catalogue.get(record.form));
    // After a purge the fingerprint alone remains: it tells whether anything differs, but not what.
    const isSame =
      Buffer.from(fingerprint(found)).toString('hex') === record.fingerprint && found.shortCode === record.shortCode;
    return isSame ? same : { differences: [{ pointer: '', label: null }], differenceCount: 1 };
  }

  /** The record that the issued files carry; null after a purge. */
  async #issuedRecord(record: DocumentRecord): Promise<EmbeddedRecord | null> {
    const { registry } = this.#parts;
    const [payload, trees] = [await registry.payload(record.id), await registry.trees(record.id)];
    const issuer = await registry.issuer(record.issuer);
    if (payload === null || trees === null || issuer === null) return null;
    return embeddedRecord(record, printedPayload(payload, trees), issuer);
  }
}
