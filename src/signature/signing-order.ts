import type { SignaturePlace } from './pdf/signature-places.ts';
import { sealPlace } from './seal/sealed-pdf.ts';

/** The signatory of a place: a second one in the same form signs at `id.2`. */
export function signatoryOf(place: string): string {
  return place.replace(/\.\d+$/, '');
}

/** The places of people: an organisation's seal has one of its own, and nobody signs there. */
export function placesOfSignatories<Place extends Pick<SignaturePlace, 'name'>>(places: readonly Place[]): Place[] {
  return places.filter(({ name }) => name !== sealPlace);
}

/** Where a signatory signs next, or why nowhere. */
export type NextPlace =
  | { readonly kind: 'free'; readonly place: string }
  | { readonly kind: 'signed' }
  /** Those who sign at all. */
  | { readonly kind: 'unknown'; readonly signatories: readonly string[] }
  /** Those who have to sign before. */
  | { readonly kind: 'early'; readonly before: readonly string[] };

/**
 * The next free place of a signatory.
 * @param order ids of signatories as their form prescribes; whoever is not named signs at any time
 */
export function nextPlace(
  all: readonly Pick<SignaturePlace, 'name' | 'signed'>[],
  signatory: string,
  order: readonly string[] = [],
): NextPlace {
  const places = placesOfSignatories(all);
  const own = places.filter(({ name }) => signatoryOf(name) === signatory);
  if (own.length === 0) {
    return { kind: 'unknown', signatories: [...new Set(places.map(({ name }) => signatoryOf(name)))] };
  }
  const free = own.find(({ signed }) => !signed);
  if (free === undefined) return { kind: 'signed' };
  const earlier = order.slice(0, Math.max(order.indexOf(signatory), 0));
  const before = earlier.filter((one) => places.some(({ name, signed }) => signatoryOf(name) === one && !signed));
  return before.length > 0 ? { kind: 'early', before } : { kind: 'free', place: free.name };
}
