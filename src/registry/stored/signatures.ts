import { ContentDamagedError, PreparationOverError } from '../errors.ts';
import type { Preparation, SignatureCompletion, SignatureRecord } from '../signatures.ts';
import type { Statements, Transaction } from '../database/database.ts';
import type { Preparations, SigningParts } from './preparations.ts';
import { signatureOf } from './signature-rows.ts';

/** Signatures that were given, each with its CMS and the revision that carries it. */
export class Signatures {
  readonly #parts: SigningParts;
  readonly #preparations: Preparations;

  constructor(parts: SigningParts, preparations: Preparations) {
    this.#parts = parts;
    this.#preparations = preparations;
  }

  /** Contents first, then everything that refers to them in one transaction. */
  async complete(completion: SignatureCompletion): Promise<SignatureRecord> {
    const { database, contents } = this.#parts;
    const { cms, signedFile } = completion;
    const prepared = await this.#preparations.contentHash(completion.preparation);
    const kept = signedFile === null ? [cms] : [cms, signedFile];
    const record = await contents.keep(kept, ([cmsHash = '', fileHash = null]) =>
      database.transaction((transaction) => this.#complete(transaction, completion, cmsHash, fileHash)),
    );
    if (prepared !== null) await contents.discard([prepared]);
    return record;
  }

  async list(document: string): Promise<SignatureRecord[]> {
    const sql = 'SELECT * FROM signature WHERE document = :document ORDER BY position';
    return (await this.#parts.database.all(sql, { document })).map(signatureOf);
  }

  /** Hashes of what is kept for the signatures of a document, given and open. */
  async contentHashes(document: string, from: Statements = this.#parts.database): Promise<string[]> {
    const rows = await from.all(
      `SELECT cms AS sha256 FROM signature WHERE document = :document
         UNION SELECT signed FROM signature WHERE document = :document AND signed IS NOT NULL
         UNION SELECT content FROM preparation WHERE document = :document AND content IS NOT NULL`,
      { document },
    );
    return rows.map((row) => row.text('sha256'));
  }

  /** @throws ContentDamagedError */
  async cms(id: string, document: string): Promise<Uint8Array | null> {
    const hash = await this.#cmsHash(id, document);
    if (hash === null) return null;
    try {
      return await this.#parts.contents.read(hash);
    } catch (cause) {
      // Purged while it was read.
      if (cause instanceof ContentDamagedError && (await this.#cmsHash(id, document)) === null) return null;
      throw cause;
    }
  }

  async #cmsHash(id: string, document: string): Promise<string | null> {
    const row = await this.#parts.database.one(
      `SELECT cms FROM signature JOIN document ON document.id = signature.document
       WHERE signature.id = :id AND document = :document AND purged_at IS NULL`,
      { id, document },
    );
    return row?.text('cms') ?? null;
  }

  async #complete(
    transaction: Transaction,
    completion: SignatureCompletion,
    cms: string,
    fileHash: string | null,
  ): Promise<SignatureRecord> {
    const { audit, clock } = this.#parts;
    const { document, issuer, findings, actor } = completion;
    await this.#preparations.signable(transaction, document, issuer);
    const preparation = await this.#openPreparation(transaction, completion);
    const { id, file, signatory, place, announced, byteRange, digest } = preparation;
    const revision = await this.#addRevision(transaction, completion, preparation, fileHash);
    const signed = revision === null ? await this.#preparations.contentHash(id, transaction) : null;
    const given = { id, document, file, signatory, place, announced, byteRange, digest };
    const record: SignatureRecord = { ...given, ...findings, signedAt: clock(), revision, cms };
    await this.#insert(transaction, record, signed);
    await this.#preparations.end(transaction, id);
    const { status, algorithm } = findings;
    await audit.append(transaction, {
      actor,
      action: status === 'verified' ? 'document-signed' : 'signature-kept',
      issuer,
      subject: document,
      details: { signature: id, file, place, revision, sha256: fileHash, digest, cms, algorithm },
    });
    return record;
  }

  async #openPreparation(
    transaction: Transaction,
    { preparation: id, document }: SignatureCompletion,
  ): Promise<Preparation> {
    const { clock, files } = this.#parts;
    const preparation = await this.#preparations.find(id, document, transaction);
    const isOpen = preparation?.endedAt === null && preparation.expiresAt > clock();
    const last = isOpen ? await files.entry(document, preparation.file, undefined, transaction) : null;
    if (!isOpen || last?.revision !== preparation.baseRevision)
      throw new PreparationOverError(`the preparation ${id} is over`);
    return preparation;
  }

  /** The revision that the signature makes; null where it is only kept. */
  async #addRevision(
    transaction: Transaction,
    { document, signedFile }: SignatureCompletion,
    { file, baseRevision }: Preparation,
    fileHash: string | null,
  ): Promise<number | null> {
    if (signedFile === null || fileHash === null) return null;
    const revision = baseRevision + 1;
    await this.#parts.files.record(transaction, document, { name: file, bytes: signedFile }, revision, fileHash);
    return revision;
  }

  async #insert(transaction: Transaction, record: SignatureRecord, signed: string | null): Promise<void> {
    const { announced, signer, byteRange, ...others } = record;
    await transaction.run(
      `INSERT INTO signature (
         id, document, position, file, signatory, place, status, announced, signer, algorithm, revocation, signed_at,
         claimed_at, timestamp, byte_range, digest, revision, cms, signed)
       VALUES (
         :id, :document, (SELECT count(*) + 1 FROM signature WHERE document = :document), :file, :signatory, :place,
         :status, :announced, :signer, :algorithm, :revocation, :signedAt, :claimedAt, :timestamp, :byteRange, :digest,
         :revision, :cms, :signed)`,
      {
        ...others,
        announced: JSON.stringify(announced),
        signer: signer === null ? null : JSON.stringify(signer),
        byteRange: JSON.stringify(byteRange),
        signed,
      },
    );
  }
}
