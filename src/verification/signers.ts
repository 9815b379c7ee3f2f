import type { FormDefinition } from '../forms/definition.ts';
import { hiddenIin } from '../issuing/public-facts.ts';
import type { AnnouncedSigner, SignatureRecord, SignerFacts } from '../registry/signatures.ts';
import type { Bilingual, DocumentSignature, PublicSigner } from './answer.ts';

/** A signature of the record as anyone may see it. */
export function publicSignature(signature: SignatureRecord, form: FormDefinition): DocumentSignature {
  const { status, file, revision, signedAt, timestamp, algorithm, revocation } = signature;
  return {
    role: roleOf(signature.signatory, form),
    status,
    signer: publicSigner(signerOf(signature)),
    position: signature.announced?.position ?? null,
    file,
    revision,
    signedAt,
    timestamp,
    algorithm,
    revocation,
  };
}

/** What the form calls a signatory in both languages; null for one that it does not name. */
export function roleOf(signatory: string, { locales }: FormDefinition): Bilingual | null {
  const [kk, ru] = [locales.kk.signatories[signatory], locales.ru.signatories[signatory]];
  return kk === undefined || ru === undefined ? null : { kk, ru };
}

/** @param signer null after a purge */
export function publicSigner(signer: Pick<SignerFacts, keyof PublicSigner> | null): PublicSigner | null {
  if (signer === null) return null;
  const { name, iin, bin, organisation } = signer;
  return { name, iin: iin === null ? null : hiddenIin(iin), bin, organisation };
}

/** As the certificate says, else as announced: of a certificate that nobody here reads, nothing is known. */
function signerOf({ signer, announced }: SignatureRecord): PublicSigner | null {
  return signer ?? (announced === null ? null : asSigner(announced));
}

function asSigner({ name, iin, bin }: AnnouncedSigner): PublicSigner {
  return { name, iin, bin, organisation: null };
}
