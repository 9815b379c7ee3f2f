import { prepareSignature } from '../pdf/prepare-signature.ts';
import { bytesToSign, embedCms } from '../pdf/prepared-signature.ts';
import type { OrganisationSeal } from './organisation-seal.ts';
import { addSealField } from './seal-field.ts';

/** Name of the place that holds the seal; it is not seen on the page. */
export const sealPlace = 'seal';

/** Appends the seal to a PDF, which stays what it was, byte for byte. @throws SealError; TimestampError */
export async function sealedPdf(pdf: Uint8Array, seal: OrganisationSeal, signedAt: Date): Promise<Uint8Array> {
  const { name, organisation } = seal.subject;
  const prepared = await prepareSignature(await addSealField(pdf, sealPlace), {
    place: sealPlace,
    subFilter: 'ETSI.CAdES.detached',
    text: [],
    signedAt,
    name: organisation ?? name,
  });
  return embedCms(prepared, await seal.seal(bytesToSign(prepared), signedAt));
}
