const prefix = 'urn:nysan';
const yesOrNo = '-';

/** Address of the link that marks the blank of a field on the page. */
export function fieldLink(path: string): string {
  return `${prefix}:field:${encodeURIComponent(path)}`;
}

/** Address of the link that marks a check box: of one option of a list, or (`null`) of a yes/no field. */
export function checkLink(path: string, option: string | null): string {
  return `${prefix}:check:${encodeURIComponent(path)}:${option === null ? yesOrNo : encodeURIComponent(option)}`;
}

/** Key under which the field of a link is described: its path, and the option for a check box of a list. */
export function fieldKey(path: string, option: string | null = null): string {
  return option === null ? path : `${path}:${option}`;
}

/** The key of the field that an address marks, or null when it is an ordinary address. */
export function markedFieldKey(address: string): string | null {
  const [scheme, product, kind, path, option, ...rest] = address.split(':');
  if (`${scheme ?? ''}:${product ?? ''}` !== prefix || path === undefined || rest.length > 0) return null;
  if (kind === 'field' && option === undefined) return fieldKey(decodeURIComponent(path));
  if (kind !== 'check' || option === undefined) return null;
  return fieldKey(decodeURIComponent(path), option === yesOrNo ? null : decodeURIComponent(option));
}

/** Address of the link that marks where a signatory signs. */
export function signLink(place: string): string {
  return `${prefix}:sign:${encodeURIComponent(place)}`;
}

/** The place of signature that an address marks, or null when it marks none. */
export function markedPlace(address: string): string | null {
  const [scheme, product, kind, place, ...rest] = address.split(':');
  if (`${scheme ?? ''}:${product ?? ''}` !== prefix || kind !== 'sign' || rest.length > 0) return null;
  return place === undefined ? null : decodeURIComponent(place);
}
