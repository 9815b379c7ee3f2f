import { createHash } from 'node:crypto';
import type { FormDefinition } from '../forms/definition.ts';
import type { SignatureRecord } from '../registry/signatures.ts';
import { UnreadableFileError } from '../seal/refusal.ts';
import { CmsChecker } from '../signature/cms/cms-checker.ts';
import type { TrustAnchors } from '../signature/cms/trust-anchors.ts';
import type { CmsRefusal, CmsVerdict } from '../signature/cms/verdict.ts';
import { type EmbeddedSignature, readSignatures } from '../signature/pdf/read-signatures.ts';
import { sealPlace } from '../signature/seal/sealed-pdf.ts';
import { signatoryOf } from '../signature/signing-order.ts';
import type { FileSignature, FileSignatureState } from './file-check.ts';
import { publicSignature, publicSigner, roleOf } from './signers.ts';

/** The document that a file speaks of, as far as its signatures go. */
export interface SignedDocument {
  readonly form: FormDefinition;
  readonly signatures: readonly SignatureRecord[];
  /** When it was issued, and sealed if at all. */
  readonly issuedAt: Date;
  /** Bytes of the file, from its first one on, that are an issued revision. */
  readonly issuedBytes: number;
}

/** More than sign any document; a stranger's file may have as many as it likes. */
const signatureLimit = 100;
/** Bytes that are hashed for the signatures of one file, all together: each of them signs almost the whole of it. */
const hashedLimit = 512 * 1024 * 1024;

/** What became of a signature, and who signs where the record does not tell. */
type Finding = Pick<FileSignature, 'state' | 'recorded'> & { readonly verdict: CmsVerdict | null };

/**
 * Checks the signatures within files. No outside verifier is asked: a stranger's file must not make this service send
 * requests. GOST signatures that the service took were verified then.
 */
export class FileSignatures {
  readonly #checker: CmsChecker;
  readonly #isAnchored: boolean;

  /** @param anchors null where nobody says whom to trust: signatures that are not recorded stay unchecked then */
  constructor(anchors: TrustAnchors | null, now: () => Date) {
    this.#isAnchored = anchors !== null;
    this.#checker = new CmsChecker({ anchors: anchors ?? { certificates: [], revocationLists: [] }, now });
  }

  /** The first signatures of a PDF in the order of its revisions; none where they cannot be read. */
  async of(pdf: Uint8Array, document: SignedDocument): Promise<readonly FileSignature[]> {
    const affordable = Math.min(signatureLimit, Math.floor(hashedLimit / pdf.byteLength));
    const found = (await signaturesIn(pdf)).slice(0, affordable);
    return Promise.all(
      found.map(async (embedded) => described(embedded, await this.#find(embedded, pdf, document), document)),
    );
  }

  /** The record comes first: what it holds was verified when it was taken, whatever became of the certificate since. */
  async #find(embedded: EmbeddedSignature, pdf: Uint8Array, document: SignedDocument): Promise<Finding> {
    const content = signedBytes(pdf, embedded);
    const cms = sha256(embedded.cms);
    const record = document.signatures.find((one) => one.revision !== null && one.cms === cms);
    if (!embedded.coversWholeRevision) return { state: 'changed', recorded: record !== undefined, verdict: null };
    if (record !== undefined) {
      return { state: sha256(content) === record.digest ? 'intact' : 'changed', recorded: true, verdict: null };
    }
    const isIssued = embedded.revisionEnd <= document.issuedBytes;
    // The seal within an issued revision stood there when that was issued.
    const at = isIssued && embedded.place === sealPlace ? document.issuedAt : undefined;
    const verdict = await this.#checker.check({ cms: embedded.cms, content, at });
    return { state: this.#stateOf(verdict), recorded: isIssued, verdict };
  }

  #stateOf(verdict: CmsVerdict): FileSignatureState {
    if (verdict.kind === 'verified') return 'intact';
    if (verdict.kind === 'unverified') return 'unchecked';
    if (verdict.reason === 'chain-unknown' && !this.#isAnchored) return 'unchecked';
    return breaks.includes(verdict.reason) ? 'changed' : 'untrusted';
  }
}

/** The signature is no longer what was made, or of something else. */
const breaks: readonly CmsRefusal[] = ['malformed', 'content-differs', 'signature-wrong'];

async function signaturesIn(pdf: Uint8Array): Promise<readonly EmbeddedSignature[]> {
  try {
    return await readSignatures(pdf);
  } catch (error) {
    if (error instanceof UnreadableFileError) return [];
    throw error;
  }
}

function signedBytes(pdf: Uint8Array, { byteRange: [first, before, second, behind] }: EmbeddedSignature): Uint8Array {
  return Buffer.concat([pdf.subarray(first, first + before), pdf.subarray(second, second + behind)]);
}

function described(
  { place }: EmbeddedSignature,
  { state, recorded, verdict }: Finding,
  { form, signatures }: SignedDocument,
): FileSignature {
  const base = { place, role: roleOf(signatoryOf(place), form), isSeal: place === sealPlace, state, recorded };
  if (verdict?.kind === 'verified') {
    const { signer, algorithm, timestamp, signedAt } = verdict;
    return { ...base, signer: publicSigner(signer), signedAt: timestamp ?? signedAt, algorithm };
  }
  const expected = signatures.find((one) => one.revision !== null && one.place === place);
  const isTheirs = recorded || state === 'changed';
  if (expected === undefined || !isTheirs) return { ...base, signer: null, signedAt: null, algorithm: null };
  const { signer, signedAt, algorithm } = publicSignature(expected, form);
  return { ...base, signer, signedAt, algorithm };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
