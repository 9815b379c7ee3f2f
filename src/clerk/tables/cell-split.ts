import type { BlockReader } from './block-reader.ts';

/**
 * The text of a cell that holds several fields, as texts of its fields: «10110 – Ет өндіру» as code and name. Parts may
 * be missing. Undefined where no division makes sense.
 * @param paths the fields of the cell, with their records
 */
export function splitCell(
  reader: BlockReader,
  paths: readonly string[],
  separators: readonly string[],
  text: string,
): string[] | undefined {
  for (let count = paths.length; count > 1; count -= 1) {
    const parts = divided(reader, paths.slice(0, count), separators, text);
    if (parts !== undefined) return [...parts, ...paths.slice(count).map(() => '')];
  }
  const only = paths.findIndex((path) => reader.fits(path, text));
  return only < 0 ? undefined : paths.map((_, index) => (index === only ? text : ''));
}

function divided(
  reader: BlockReader,
  [path = '', ...others]: readonly string[],
  [separator = ' ', ...following]: readonly string[],
  text: string,
): string[] | undefined {
  if (others.length === 0) return reader.fits(path, text) ? [text] : undefined;
  const isSpace = separator.trim() === '' && !separator.includes('\n');
  // Where words alone stand on both sides of a space, nothing tells which of them is which.
  if (isSpace && [path, ...others].every((field) => reader.takesAnything(field))) return undefined;
  const places = [...text.matchAll(betweenFields(separator))];
  // Of «100 000 тонн» the number is as long as it can be; of «10110 – Ет – балық» the code ends at the first dash.
  for (const place of isSpace ? places.toReversed() : places) {
    const before = text.slice(0, place.index);
    if (!reader.fits(path, before)) continue;
    const rest = divided(reader, others, following, text.slice(place.index + place[0].length));
    if (rest !== undefined) return [before, ...rest];
  }
  return undefined;
}

function betweenFields(separator: string): RegExp {
  const sign = separator.trim();
  if (sign === '') return separator.includes('\n') ? /\s*\n\s*/g : /\s+/g;
  if (/^[-–—]$/.test(sign)) return /\s+[-–—]\s+/g;
  return new RegExp(`\\s*${sign.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`)}\\s*`, 'g');
}
