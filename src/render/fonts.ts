import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';

/** Width of a character that no face has, in em: wide enough that text is never measured too short. */
const unknownAdvance = 1;
const basicPlane = 0x10000;
/** No letter is so wide. */
const unmeasured = -1;

/** The embedded faces: what `regular` lacks is drawn in `fallback`. */
export const faces = {
  regular: loadFace('Tinos-Regular.ttf'),
  bold: loadFace('Tinos-Bold.ttf'),
  fallback: loadFace('DejaVuSans.ttf'),
};

const printable = printableCodePoints();

/**
 * Width of one line of text in points, as Tinos (the metrics of Times New Roman) sets it; characters that Tinos lacks
 * are measured in DejaVu Sans. Kerning is left out, so the answer is a little generous. Line feeds and tabs count as a
 * space.
 */
export function textWidth(text: string, sizeInPoints: number, bold = false): number {
  const advances = bold ? boldAdvances : regularAdvances;
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    width += advances.at(text, index);
    if (isHighSurrogate(text.charCodeAt(index))) index++;
  }
  return width * sizeInPoints;
}

/** Advance widths of a face in em, for who measures a text while reading it. */
export function advancesIn(bold: boolean): Advances {
  return bold ? boldAdvances : regularAdvances;
}

/** Whether a UTF-16 unit is the first half of a character beyond the basic plane. */
export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/**
 * The distinct characters of a text that cannot be printed faithfully, in order of appearance: those in none of the
 * embedded faces, and those that nobody sees (controls, bidirectional marks, zero-width spaces and joiners), which
 * could make two different names look the same. Line feed, tab and the soft hyphen are allowed.
 */
export function unprintableCharacters(text: string): string[] {
  const found = new Set<string>();
  for (const character of text) {
    if (!printable.has(character.codePointAt(0) ?? 0)) found.add(character);
  }
  return [...found];
}

function loadFace(file: string): Font {
  const font = create(readFileSync(new URL(`../../fonts/${file}`, import.meta.url)));
  if (!('characterSet' in font)) throw new TypeError(`${file} is a collection, one face is expected`);
  return font;
}

/** Advance widths in em, looked up in the face once a character is first met. */
class Advances {
  readonly #face: Font;
  readonly #ofUnits = new Float64Array(basicPlane).fill(unmeasured);
  readonly #beyond = new Map<number, number>();

  constructor(face: Font) {
    this.#face = face;
  }

  /** Width of the character that begins at the index. */
  at(text: string, index: number): number {
    const unit = text.charCodeAt(index);
    const width = this.#ofUnits[unit] ?? unmeasured;
    return width === unmeasured ? this.#measured(text, index, unit) : width;
  }

  /** The first half of a character beyond the basic plane never gets a width of its own. */
  #measured(text: string, index: number, unit: number): number {
    if (isHighSurrogate(unit)) return this.#ofCodePoint(text.codePointAt(index) ?? unit);
    const width = measure(unit, this.#face);
    this.#ofUnits[unit] = width;
    return width;
  }

  #ofCodePoint(codePoint: number): number {
    const known = this.#beyond.get(codePoint);
    if (known !== undefined) return known;
    const width = measure(codePoint, this.#face);
    this.#beyond.set(codePoint, width);
    return width;
  }
}

const regularAdvances = new Advances(faces.regular);
const boldAdvances = new Advances(faces.bold);

function measure(codePoint: number, face: Font): number {
  const drawn = codePoint === 0x0a || codePoint === 0x09 ? 0x20 : codePoint;
  const owner = [face, faces.fallback].find((candidate) => candidate.hasGlyphForCodePoint(drawn));
  return owner === undefined ? unknownAdvance : owner.glyphForCodePoint(drawn).advanceWidth / owner.unitsPerEm;
}

function printableCodePoints(): ReadonlySet<number> {
  const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
  const drawn = Object.values(faces)
    .flatMap((face) => face.characterSet)
    .filter((codePoint) => !unseen.test(String.fromCodePoint(codePoint)));
  return new Set([...drawn, 0x0a, 0x09, 0xad]);
}
