/**
 * Name of the field of a place. The first place of a signatory has the signatory's id; `id.2` becomes `id-2`, because a
 * full stop parts a field from the fields below it (ISO 32000-1, 12.7.3.2).
 */
export function signatureFieldName(place: string): string {
  return place.replace('.', '-');
}

/** The place that a field of this name belongs to. */
export function placeOfSignatureField(name: string): string {
  return name.replace(/-(?=\d+$)/, '.');
}
