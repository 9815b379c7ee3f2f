import { Remembered } from './remembered.ts';

/** JSON as it arrives: what `JSON.parse` can give. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** `/goods/0/nameKk` (RFC 6901) from the path `goods.0.nameKk`. */
export function pointerOf(path: string): string {
  return path === ''
    ? ''
    : `/${path
        .split('.')
        .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
        .join('/')}`;
}

const paths = new Remembered((path) => path.split('.'));

/** The value at a dotted path, own properties only; undefined where there is none. */
export function valueAt(root: Json | undefined, path: string): Json | undefined {
  if (path === '') return root;
  let value: Json | undefined = root;
  for (const key of paths.of(path)) {
    if (isJsonArray(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** A copy of `root` with `value` at a dotted path; parents that are missing are made. */
export function withValueAt(root: Json | undefined, path: string, value: Json): Json {
  const [key = '', ...rest] = path.split('.');
  const child = rest.length === 0 ? value : withValueAt(valueAt(root, key), rest.join('.'), value);
  if (isJsonArray(root)) return Object.hasOwn(root, key) ? root.with(Number(key), child) : root;
  return { ...(isJsonObject(root) ? root : {}), [key]: child };
}

/** `goods.nameKk` from `goods.0.nameKk`. */
export function withoutIndexes(path: string): string {
  if (!/\d/.test(path)) return path;
  return path
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .join('.');
}
