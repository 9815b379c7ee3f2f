import { ContentDamagedError, PreparationOverError } from '../errors.ts';
import type { Preparation, SignatureCompletion, SignatureRecord } from '../signatures.ts';
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
    const prepared = this.#preparations.contentHash(completion.preparation);
    const kept = signedFile === null ? [cms] : [cms, signedFile];
    const record = await contents.keep(kept, ([cmsHash = '', fileHash = null]) =>
      database.transaction(() => this.#complete(completion, cmsHash, fileHash)),
    );
    if (prepared !== null) contents.discard([prepared]);
    return record;
  }

  list(document: string): SignatureRecord[] {
    return this.#parts.database
      .all('SELECT * FROM signature WHERE document = :document ORDER BY position', { document })
      .map(signatureOf);
  }

  /** Hashes of what is kept for the signatures of a document, given and open. */
  contentHashes(document: string): string[] {
    return this.#parts.database
      .all(
        `SELECT cms AS sha256 FROM signature WHERE document = :document
         UNION SELECT signed FROM signature WHERE document = :document AND signed IS NOT NULL
         UNION SELECT content FROM preparation WHERE document = :document AND content IS NOT NULL`,
        { document },
      )
      .map((row) => row.text('sha256'));
  }

  /** @throws ContentDamagedError */
  async cms(id: string, document: string): Promise<Uint8Array | null> {
    const hash = this.#cmsHash(id, document);
    if (hash === null) return null;
    try {
      return await this.#parts.contents.read(hash);
    } catch (cause) {
      // Purged while it was read.
      if (cause instanceof ContentDamagedError && this.#cmsHash(id, document) === null) return null;
      throw cause;
    }
  }

  #cmsHash(id: string, document: string): string | null {
    const row = this.#parts.database.one(
      `SELECT cms FROM signature JOIN document ON document.id = signature.document
       WHERE signature.id = :id AND document = :document AND purged_at IS NULL`,
      { id, document },
    );
    return row?.text('cms') ?? null;
  }

  #complete(completion: SignatureCompletion, cms: string, fileHash: string | null): SignatureRecord {
    const { audit, clock } = this.#parts;
    const { document, issuer, findings, actor } = completion;
    this.#preparations.signable(document, issuer);
    const preparation = this.#openPreparation(completion);
    const { id, file, signatory, place, announced, byteRange, digest } = preparation;
    const revision = this.#addRevision(completion, preparation, fileHash);
    const signed = revision === null ? this.#preparations.contentHash(id) : null;
    const given = { id, document, file, signatory, place, announced, byteRange, digest };
    const record: SignatureRecord = { ...given, ...findings, signedAt: clock(), revision, cms };
    this.#insert(record, signed);
    this.#preparations.end(id);
    const { status, algorithm } = findings;
    audit.append({
      actor,
      action: status === 'verified' ? 'document-signed' : 'signature-kept',
      issuer,
      subject: document,
      details: { signature: id, file, place, revision, sha256: fileHash, digest, cms, algorithm },
    });
    return record;
  }

  #openPreparation({ preparation: id, document }: SignatureCompletion): Preparation {
    const { clock, files } = this.#parts;
    const preparation = this.#preparations.find(id, document);
    const isOpen = preparation?.endedAt === null && preparation.expiresAt > clock();
    const isLast = isOpen && files.entry(document, preparation.file)?.revision === preparation.baseRevision;
    if (!isLast) throw new PreparationOverError(`the preparation ${id} is over`);
    return preparation;
  }

  /** The revision that the signature makes; null where it is only kept. */
  #addRevision(
    { document, signedFile }: SignatureCompletion,
    { file, baseRevision }: Preparation,
    fileHash: string | null,
  ): number | null {
    if (signedFile === null || fileHash === null) return null;
    const revision = baseRevision + 1;
    this.#parts.files.record(document, { name: file, bytes: signedFile }, revision, fileHash);
    return revision;
  }

  #insert(record: SignatureRecord, signed: string | null): void {
    const { announced, signer, byteRange, ...others } = record;
    this.#parts.database.run(
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
