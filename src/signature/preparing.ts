import { createHash } from 'node:crypto';
import type { Locales } from '../compose/locales.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import { isJsonObject } from '../forms/json.ts';
import { masterOf } from '../issuing/document-view.ts';
import type { IssuedFile, IssuedFiles } from '../issuing/issued-files.ts';
import { Problem } from '../problem.ts';
import type { Actor, Issuer } from '../registry/issuer.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import type { IdempotencyClaim, NotFresh } from '../registry/reservation.ts';
import type { AnnouncedSigner, Preparation } from '../registry/signatures.ts';
import { checkSignable } from '../registry/status.ts';
import { newDocumentId } from '../trust/crockford.ts';
import { instantText } from '../trust/instant.ts';
import { prepareSignature } from './pdf/prepare-signature.ts';
import { bytesToSign } from './pdf/prepared-signature.ts';
import { signaturePlaces } from './pdf/signature-places.ts';
import { printedSignature } from './printed-signature.ts';
import { asSigningProblems, signingInProgress } from './signing-problems.ts';
import { nextPlace } from './signing-order.ts';

export interface PreparingParts {
  readonly registry: Registry;
  readonly files: IssuedFiles;
  readonly catalogue: Catalogue;
  readonly locales: Locales;
  readonly now: () => Date;
}

/** Who is going to sign, and as which signatory of the form. */
export interface SignatureOrder extends AnnouncedSigner {
  readonly signatory: string;
}

export interface SigningContext {
  readonly issuer: Issuer;
  readonly actor: Actor;
}

/** What a signer gets to sign. */
export interface SignatureToMake {
  readonly preparation: Preparation;
  /** What the CMS has to be of: the file but for the place of the CMS. */
  readonly bytes: Uint8Array;
}

/** From the preparation to its CMS. */
const openMilliseconds = 15 * 60 * 1000;

/** First step of signing: a revision of the master file with a place for the CMS, and the bytes to sign. */
export class Preparing {
  readonly #parts: PreparingParts;

  constructor(parts: PreparingParts) {
    this.#parts = parts;
  }

  /** @throws Problem */
  async prepare(
    record: DocumentRecord,
    order: SignatureOrder,
    context: SigningContext & { readonly idempotency: IdempotencyClaim | null },
  ): Promise<SignatureToMake> {
    const { registry, files, locales, now } = this.#parts;
    const claim = context.idempotency;
    const known = claim === null ? null : await registry.claimedPreparation(claim);
    if (known !== null) return this.#again(record, known);
    const instant = now();
    return asSigningProblems(instant, async () => {
      checkSignable(record);
      const base = await masterFile(files, record, context);
      await this.#refuseSecond(record, base);
      const place = await this.#placeFor(record, order.signatory, base.bytes);
      const { signatory, ...announced } = order;
      const language = record.languages[0] ?? record.masterLanguage;
      const prepared = await prepareSignature(base.bytes, {
        place,
        text: printedSignature(announced, instant, language, locales),
        signedAt: instant,
        name: announced.name,
      });
      const bytes = bytesToSign(prepared);
      const outcome = await registry.prepareSignature({
        preparation: {
          id: newDocumentId(),
          document: record.id,
          file: base.entry.name,
          baseRevision: base.entry.revision,
          signatory,
          place,
          byteRange: prepared.byteRange,
          digest: createHash('sha256').update(bytes).digest('hex'),
          announced,
          preparedAt: instantText(instant),
          expiresAt: instantText(new Date(instant.getTime() + openMilliseconds)),
        },
        issuer: record.issuer,
        prepared: prepared.file,
        actor: context.actor,
        idempotency: claim,
      });
      return outcome.kind === 'prepared' ? { preparation: outcome.preparation, bytes } : this.#again(record, outcome);
    });
  }

  /** Told before the file is prepared in vain; the registry decides. */
  async #refuseSecond(record: DocumentRecord, { entry }: IssuedFile): Promise<void> {
    const { registry, now } = this.#parts;
    const open = await registry.openPreparation(record.id, entry.name);
    if (open !== null) throw signingInProgress(open.expiresAt, now());
  }

  async #placeFor({ form }: DocumentRecord, signatory: string, file: Uint8Array): Promise<string> {
    const { signingOrder } = this.#parts.catalogue.get(form).about;
    const next = nextPlace(await signaturePlaces(file), signatory, signingOrder);
    switch (next.kind) {
      case 'free':
        return next.place;
      case 'signed':
        throw new Problem('place-signed');
      case 'early':
        throw new Problem('signing-order', { params: { before: next.before.join(', ') } });
      case 'unknown':
        throw new Problem('signatory-unknown', { params: { available: next.signatories.join(', ') || '–' } });
    }
  }

  /** What a retry of the first step gets. */
  async #again(record: DocumentRecord, known: NotFresh): Promise<SignatureToMake> {
    if (known.kind === 'conflict') throw new Problem('idempotency-conflict');
    if (known.kind === 'inFlight') throw new Problem('idempotency-in-flight');
    const { body } = known.response;
    const id = isJsonObject(body) && typeof body['id'] === 'string' ? body['id'] : '';
    const { registry, now } = this.#parts;
    const preparation = await knownPreparation(registry, record, id);
    const file = await registry.preparedFile(id);
    if (file === null || isPast(preparation, now())) throw new Problem('signature-stale');
    return { preparation, bytes: bytesToSign({ file, byteRange: preparation.byteRange }) };
  }
}

/** The last revision of the master file. @throws Problem after a purge */
export async function masterFile(
  files: IssuedFiles,
  record: DocumentRecord,
  { issuer, actor }: SigningContext,
): Promise<IssuedFile> {
  const file = await files.file(record, issuer, masterOf(record), actor);
  if (file === null) throw new Problem('document-purged');
  return file;
}

/** A preparation of this document, open or over. @throws Problem */
export async function knownPreparation(registry: Registry, record: DocumentRecord, id: string): Promise<Preparation> {
  const preparation = await registry.preparation(id, record.id);
  if (preparation === null) throw new Problem('signature-unknown');
  return preparation;
}

/** Whether a preparation takes no CMS any more. */
export function isPast({ expiresAt }: Preparation, now: Date): boolean {
  return expiresAt <= instantText(now);
}
