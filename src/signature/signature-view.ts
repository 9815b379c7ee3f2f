import type { Json } from '../forms/json.ts';
import { hiddenIin } from '../issuing/public-facts.ts';
import type { SignatureRecord, SignerFacts } from '../registry/signatures.ts';
import type { SignatureToMake } from './preparing.ts';
import type { DocumentSignatures } from './signing.ts';
import { signatoryOf } from './signing-order.ts';

/** A signature as the issuer of its document sees it over HTTP and on the command line. An IIN is never shown whole. */
export function signatureView(signature: SignatureRecord): Json {
  const { id, document, announced, signer } = signature;
  return {
    id,
    status: signature.status,
    signatory: signature.signatory,
    place: signature.place,
    file: signature.file,
    revision: signature.revision,
    announced: announced === null ? null : { ...announced, iin: hidden(announced.iin) },
    signer: signer === null ? null : signerView(signer),
    certificate: signer === null ? null : { ...signer.certificate },
    algorithm: signature.algorithm,
    revocation: signature.revocation,
    signedAt: signature.signedAt,
    claimedAt: signature.claimedAt,
    timestamp: signature.timestamp,
    sha256: signature.digest,
    cms: `/v1/documents/${document}/signatures/${id}.cms`,
  };
}

function signerView({ name, iin, bin, organisation }: SignerFacts): Json {
  return { name, iin: hidden(iin), bin, organisation };
}

function hidden(iin: string | null): string | null {
  return iin === null ? null : hiddenIin(iin);
}

/** What a signer's program gets: the bytes and their hash. */
export function toSignView({ preparation, bytes }: SignatureToMake): Json {
  const { id, signatory, place, file, digest, expiresAt } = preparation;
  return {
    id,
    signatory,
    place,
    file,
    bytes: Buffer.from(bytes).toString('base64'),
    sha256: digest,
    expiresAt,
  };
}

/** Who signed a document, where it may still be signed, and which signature waits for its CMS. */
export function signaturesView({ signatures, places, open }: DocumentSignatures): Json {
  return {
    signatures: signatures.map(signatureView),
    places: places.map(({ name, page, signed }) => ({ place: name, signatory: signatoryOf(name), page, signed })),
    open: open === null ? null : { id: open.id, place: open.place, expiresAt: open.expiresAt },
  };
}
