import { createHash } from 'node:crypto';
import { masterOf } from '../issuing/document-view.ts';
import { Problem } from '../problem.ts';
import { PreparationOverError } from '../registry/errors.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { IdempotencyClaim } from '../registry/reservation.ts';
import type { Preparation, SignatureRecord } from '../registry/signatures.ts';
import { checkSignable } from '../registry/status.ts';
import { acceptedFindings } from './accepted-findings.ts';
import type { CmsChecker } from './cms/cms-checker.ts';
import { bytesToSign, embedCms } from './pdf/prepared-signature.ts';
import { type SignaturePlace, signaturePlaces } from './pdf/signature-places.ts';
import {
  isPast,
  knownPreparation,
  masterFile,
  Preparing,
  type PreparingParts,
  type SignatureOrder,
  type SignatureToMake,
  type SigningContext,
} from './preparing.ts';
import { asSigningProblems } from './signing-problems.ts';
import { placesOfSignatories } from './signing-order.ts';

export interface SigningParts extends PreparingParts {
  /** Null without trust anchors: then nobody signs. */
  readonly checker: CmsChecker | null;
}

/** Who signed a document, who may still, and who is about to. */
export interface DocumentSignatures {
  readonly signatures: readonly SignatureRecord[];
  /** Of the master file; none after a purge. */
  readonly places: readonly SignaturePlace[];
  readonly open: Preparation | null;
}

/**
 * Signs the master files of issued documents in two steps: the bytes to sign go out, their detached CMS comes in. A
 * document never has half a signature.
 */
export class Signing {
  readonly #parts: SigningParts;
  readonly #preparing: Preparing;

  constructor(parts: SigningParts) {
    this.#parts = parts;
    this.#preparing = new Preparing(parts);
  }

  /**
   * Opens a preparation at the next free place of the signatory. A retry with the same Idempotency-Key gets the same one
   * for as long as it is open.
   * @throws Problem for what the caller can mend or has to wait for
   */
  async prepare(
    record: DocumentRecord,
    order: SignatureOrder,
    context: SigningContext & { readonly idempotency: IdempotencyClaim | null },
  ): Promise<SignatureToMake> {
    this.#checkerNeeded();
    return this.#preparing.prepare(record, order, context);
  }

  /**
   * Checks a CMS against the bytes that were handed out, and puts it into the file. What nobody here can check is kept,
   * but is no signature. The same CMS once more gets the same answer.
   * @throws Problem for what the caller can mend; the preparation stays open then, as long as it lasts
   */
  async complete(
    record: DocumentRecord,
    id: string,
    cms: Uint8Array,
    { actor }: SigningContext,
  ): Promise<SignatureRecord> {
    const checker = this.#checkerNeeded();
    const { registry, now } = this.#parts;
    return asSigningProblems(now(), async () => {
      const preparation = await knownPreparation(registry, record, id);
      const file = await registry.preparedFile(id);
      if (preparation.announced === null || file === null) return this.#given(record, id, cms);
      checkSignable(record);
      if (isPast(preparation, now())) throw new Problem('signature-stale');
      const prepared = { file, byteRange: preparation.byteRange };
      const verdict = await checker.check({ cms, content: bytesToSign(prepared) });
      const findings = acceptedFindings(verdict, preparation.announced);
      // Also for one that is only kept: it must not be larger than what a document can hold.
      const signedFile = embedCms(prepared, cms);
      try {
        return await registry.completeSignature({
          preparation: id,
          document: record.id,
          issuer: record.issuer,
          findings,
          cms,
          signedFile: findings.status === 'verified' ? signedFile : null,
          actor,
        });
      } catch (cause) {
        if (cause instanceof PreparationOverError) return this.#given(record, id, cms, cause);
        throw cause;
      }
    });
  }

  /** Ends an open preparation. @throws Problem */
  async giveBack(record: DocumentRecord, id: string, { actor }: SigningContext): Promise<void> {
    const { registry } = this.#parts;
    await knownPreparation(registry, record, id);
    const { id: document, issuer } = record;
    const returned = await registry.returnPreparation({ preparation: id, document, issuer, actor });
    if (!returned) throw new Problem('signature-stale');
  }

  async signatures(record: DocumentRecord, context: SigningContext): Promise<DocumentSignatures> {
    const { registry, files } = this.#parts;
    const places =
      record.purgedAt === null ? await signaturePlaces((await masterFile(files, record, context)).bytes) : [];
    return {
      signatures: await registry.signatures(record.id),
      places: placesOfSignatories(places),
      open: await registry.openPreparation(record.id, masterOf(record)),
    };
  }

  /** The detached CMS of a signature. @throws Problem */
  async cms(record: DocumentRecord, id: string): Promise<{ readonly cms: Uint8Array; readonly sha256: string }> {
    const { registry } = this.#parts;
    const signature = (await registry.signatures(record.id)).find((one) => one.id === id);
    if (signature === undefined) throw new Problem('signature-unknown');
    const cms = await registry.signatureCms(id, record.id);
    if (cms === null) throw new Problem('document-purged');
    return { cms, sha256: signature.cms };
  }

  #checkerNeeded(): CmsChecker {
    if (this.#parts.checker === null) throw new Problem('signing-not-configured');
    return this.#parts.checker;
  }

  /** What a retry of the second step gets. @throws Problem when the preparation ended in another way */
  async #given(record: DocumentRecord, id: string, cms: Uint8Array, cause?: unknown): Promise<SignatureRecord> {
    const hash = createHash('sha256').update(cms).digest('hex');
    const signatures = await this.#parts.registry.signatures(record.id);
    const given = signatures.find((signature) => signature.id === id && signature.cms === hash);
    if (given === undefined) throw new Problem('signature-stale', { cause });
    return given;
  }
}
