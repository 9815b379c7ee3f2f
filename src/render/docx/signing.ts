import { createHash } from 'node:crypto';
import type { LanguageVersion, OfficialDocument, Signature, Slot } from '../../compose/document.ts';
import type { SigningPlace, SigningPlaces } from '../signing-places.ts';

/** What a signature line says of the one who is to sign there. */
export interface SignatureRequest {
  /** The same for the same place of the same form, different for all others. */
  readonly id: string;
  /** Number of the line in the document, from 1. */
  readonly number: number;
  /** Empty where the document does not print it beside the line. */
  readonly signer: string;
  /** Empty where nobody has named it. */
  readonly role: string;
}

/** Where a document asks for signatures. */
export interface Signing {
  /** The request at a slot, or null where nobody signs. */
  requestAt(slot: Slot, signature: Signature): SignatureRequest | null;
  /** Requests to those whom the form gives no line. */
  freeRequests(version: LanguageVersion): SignatureRequest[];
}

/** Payload fields that hold the name of a person end so. */
const nameField = /(?:^|\.)fullName$/u;

export function signingOf({ form }: OfficialDocument, places: SigningPlaces): Signing {
  const numbers = new Map(places.all.map((place, index) => [place, index + 1]));
  const request = (place: SigningPlace, signer: string): SignatureRequest => ({
    id: guid(`${form} ${place.name}`),
    number: numbers.get(place) ?? 0,
    signer,
    role: place.role,
  });
  return {
    requestAt(slot, signature) {
      const place = places.ofSlot.get(slot);
      return place === undefined ? null : request(place, printedName(signature));
    },
    freeRequests: (version) => (places.freeOf.get(version) ?? []).map((place) => request(place, '')),
  };
}

/** The name of the person as the signature block prints it. */
function printedName({ slots }: Signature): string {
  const fields = slots.flatMap(({ content }) =>
    content.flatMap((inline) => (inline.kind === 'field' ? [inline] : inline.kind === 'group' ? inline.fields : [])),
  );
  return fields.find(({ path }) => nameField.test(path))?.text ?? '';
}

/** RFC 9562, 5.8: a UUID of version 8 is made as its maker likes; this one from a hash of the words. */
function guid(words: string): string {
  const bytes = createHash('sha256').update(words).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = bytes.toString('hex').toUpperCase();
  return `{${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')}}`;
}
