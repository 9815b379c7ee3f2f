import type { Actor } from './issuer.ts';
import type { IdempotencyClaim, NotFresh } from './reservation.ts';

/** Who is going to sign, as the caller announced: personal data. At least one of the numbers is there. */
export interface AnnouncedSigner {
  readonly name: string;
  readonly iin: string | null;
  readonly bin: string | null;
  readonly position: string | null;
}

/** Who signed, as the certificate says: personal data. */
export interface SignerFacts {
  readonly name: string;
  readonly iin: string | null;
  readonly bin: string | null;
  readonly organisation: string | null;
  readonly certificate: {
    readonly serial: string;
    readonly issuer: string;
    /** ISO 8601. */
    readonly notBefore: string;
    readonly notAfter: string;
    /** Of the certificate in DER, hexadecimal. */
    readonly sha256: string;
  };
}

/** Offsets and lengths of the two signed pieces of a PDF (ISO 32000-1, 12.8.1). */
export type ByteRange = readonly [number, number, number, number];

/** A signature that waits for its CMS: a revision with reserved space, bound to the revision it was made from. */
export interface NewPreparation {
  /** Also that of the signature it becomes; 16 lower-case Crockford characters. */
  readonly id: string;
  readonly document: string;
  /** Name of the file that is signed (`kk.pdf`). */
  readonly file: string;
  readonly baseRevision: number;
  readonly signatory: string;
  /** Name of the signature field. */
  readonly place: string;
  readonly byteRange: ByteRange;
  /** SHA-256 of the bytes to sign, hexadecimal. */
  readonly digest: string;
  readonly announced: AnnouncedSigner;
  /** ISO 8601, UTC, whole seconds. */
  readonly preparedAt: string;
  /** From this instant on it takes no CMS any more. */
  readonly expiresAt: string;
}

export interface Preparation extends Omit<NewPreparation, 'announced'> {
  /** Null when it is over: who was announced is forgotten then. */
  readonly announced: AnnouncedSigner | null;
  /** When it was used, given back or found expired; null while it is open. */
  readonly endedAt: string | null;
}

export interface PrepareRequest {
  readonly preparation: NewPreparation;
  readonly issuer: string;
  /** The revision with reserved space. */
  readonly prepared: Uint8Array;
  readonly actor: Actor;
  readonly idempotency: IdempotencyClaim | null;
}

export type PrepareOutcome = { readonly kind: 'prepared'; readonly preparation: Preparation } | NotFresh;

export interface ReturnRequest {
  readonly preparation: string;
  readonly document: string;
  readonly issuer: string;
  readonly actor: Actor;
}

export const signatureStatuses = ['verified', 'unverified'] as const;
/** `unverified`: kept, but nothing that counts as signed. */
export type SignatureStatus = (typeof signatureStatuses)[number];

export const revocationChecks = ['good', 'unchecked'] as const;

/** What the check of a CMS found. */
export interface SignatureFindings {
  readonly status: SignatureStatus;
  readonly signer: SignerFacts | null;
  readonly algorithm: string | null;
  readonly revocation: (typeof revocationChecks)[number] | null;
  /** The time that the signer's machine claims (ISO 8601). */
  readonly claimedAt: string | null;
  /** The time of a timestamp within the CMS (ISO 8601). */
  readonly timestamp: string | null;
}

export interface SignatureCompletion {
  readonly preparation: string;
  readonly document: string;
  readonly issuer: string;
  readonly findings: SignatureFindings;
  readonly cms: Uint8Array;
  /** The next revision; null where the signature is only kept. */
  readonly signedFile: Uint8Array | null;
  readonly actor: Actor;
}

/** A signature of the record; it never changes, but a purge forgets who signed. */
export interface SignatureRecord extends SignatureFindings {
  readonly id: string;
  readonly document: string;
  readonly file: string;
  readonly signatory: string;
  readonly place: string;
  /** Null after a purge. */
  readonly announced: AnnouncedSigner | null;
  /** When the service took it (ISO 8601, UTC, whole seconds). */
  readonly signedAt: string;
  readonly byteRange: ByteRange;
  /** SHA-256 of the bytes that were to be signed, hexadecimal. */
  readonly digest: string;
  /** The revision that carries it; null where it is only kept. */
  readonly revision: number | null;
  /** SHA-256 of the CMS, hexadecimal. */
  readonly cms: string;
}

/** The part of the registry that remembers who signs and signed. */
export interface SignatureRegistry {
  /**
   * Opens a preparation in one transaction with its audit event and, when claimed, the answer for retries: its id.
   *
   * @throws DocumentNotFoundError, DocumentPurgedError, StatusConflictError, SigningInProgressError;
   *   RevisionSupersededError when the file has a later revision than the base
   */
  prepareSignature(request: PrepareRequest): Promise<PrepareOutcome>;
  /** What a retry with this key gets; null when the claim is a fresh one. */
  claimedPreparation(claim: IdempotencyClaim): Promise<NotFresh | null>;
  preparation(id: string, document: string): Promise<Preparation | null>;
  /** The preparation of this file that may still be completed, if there is one. */
  openPreparation(document: string, file: string): Promise<Preparation | null>;
  /**
   * The revision with reserved space; null when the preparation is over.
   *
   * @throws ContentDamagedError
   */
  preparedFile(id: string): Promise<Uint8Array | null>;
  /** Ends an open preparation; false when it was not open. */
  returnPreparation(request: ReturnRequest): Promise<boolean>;
  /**
   * The signature with its CMS and, unless it is only kept, the next revision of the file: all of it or nothing.
   *
   * @throws DocumentNotFoundError, DocumentPurgedError, StatusConflictError;
   *   PreparationOverError when it was used, given back, or expired, or when the file has a later revision
   */
  completeSignature(completion: SignatureCompletion): Promise<SignatureRecord>;
  /** In the order in which they were given. */
  signatures(document: string): Promise<readonly SignatureRecord[]>;
  /**
   * The detached CMS; null when there is none or it was purged.
   *
   * @throws ContentDamagedError
   */
  signatureCms(id: string, document: string): Promise<Uint8Array | null>;
}
