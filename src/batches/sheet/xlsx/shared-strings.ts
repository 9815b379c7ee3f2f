import { type PackageParts, WorkbookError } from './package-parts.ts';
import { readWholeXml } from './xml-events.ts';

/** Characters of all texts together. */
const lengthLimit = 256 * 1024 * 1024;

/** The texts that cells refer to by number (ECMA-376 part 1, 18.4.9). @throws WorkbookError */
export async function sharedStrings(parts: PackageParts): Promise<readonly string[]> {
  const strings: string[] = [];
  let length = 0;
  let text = new RichText();
  await readWholeXml(parts.read('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') text = new RichText();
      text.open(name);
    },
    text: (piece) => {
      text.add(piece);
    },
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      length += text.text.length;
      if (length > lengthLimit) throw new WorkbookError('the texts are too long');
      strings.push(text.text);
    },
  });
  return strings;
}

/** A text that may be in pieces of different looks; how it is read aloud (`rPh`) is no part of it. */
export class RichText {
  #text = '';
  #isOpen = false;
  #isPhonetic = false;

  get text(): string {
    return unescaped(this.#text);
  }

  open(name: string): void {
    if (name === 'rPh') this.#isPhonetic = true;
    if (name === 't') this.#isOpen = true;
  }

  add(piece: string): void {
    if (this.#isOpen && !this.#isPhonetic) this.#text += piece;
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false;
    if (name === 't') this.#isOpen = false;
  }
}

/** Characters that XML cannot hold are written as their numbers (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
