import { UnreadableFileError } from '../../refusal.ts';
import { isCount, type PdfObject, type PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { hexadecimalText, literalText } from './text-syntax.ts';

const depthLimit = 24;
/** Longer than any word, any space between words. */
const pieceLimit = 1024 * 1024;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const percent = 0x25;
const whitespace = new Set(Buffer.from('\0\t\n\f\r '));
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const words: ReadonlyMap<string, PdfValue> = new Map<string, PdfValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads the syntax of PDF (ISO 32000-1, 7.2 and 7.3) from a place on. Every piece is paid from the budget. */
export class SyntaxReader {
  readonly #bytes: Buffer;
  readonly #budget: ReadingBudget;
  #at: number;

  constructor(bytes: Buffer, at: number, budget: ReadingBudget) {
    if (at >= bytes.length) throw new UnreadableFileError('damaged', 'a place outside the file is pointed at');
    this.#bytes = bytes;
    this.#budget = budget;
    this.#at = at;
  }

  get position(): number {
    return this.#at;
  }

  moveTo(position: number): void {
    this.#at = position;
  }

  /** The next word; empty before a delimiter and at the end. */
  word(): string {
    this.#skipSpace();
    return this.#rest();
  }

  /** @throws UnreadableFileError where another word follows */
  expect(word: string): void {
    if (this.word() !== word) throw damaged(`${word} is missing`);
  }

  /** @throws UnreadableFileError where no whole number follows */
  count(): number {
    const word = this.word();
    if (!/^\d{1,15}$/.test(word)) throw damaged('a number is missing');
    return Number(word);
  }

  /** `12 0 obj … endobj`, or up to the bytes of its stream. */
  object(expected: number | null): PdfObject {
    const object = this.count();
    this.count();
    this.expect('obj');
    if (expected !== null && object !== expected) throw damaged('another object than the one pointed at');
    const value = this.value();
    if (this.word() !== 'stream') return { value, streamAt: null };
    // The word ends with CR LF or LF (7.3.8.1).
    if (this.#bytes[this.#at] === carriageReturn) this.#at += 1;
    if (this.#bytes[this.#at] === lineFeed) this.#at += 1;
    return { value, streamAt: this.#at };
  }

  /** @throws UnreadableFileError where no value follows */
  value(depth = 0): PdfValue {
    if (depth > depthLimit) throw new UnreadableFileError('too-large', 'an object nests too deep');
    const word = this.word();
    if (number.test(word)) return this.#numberOrReference(Number(word));
    const known = words.get(word);
    if (known !== undefined) return known;
    if (word !== '') throw damaged(`what is ${word.slice(0, 20)}`);
    if (this.#takes('/')) return { kind: 'name', name: unescaped(this.#rest()) };
    if (this.#takes('<<')) return this.#dictionary(depth);
    if (this.#takes('[')) return this.#list(depth);
    if (this.#takes('(')) return this.#text(literalText);
    if (this.#takes('<')) return this.#text(hexadecimalText);
    throw damaged('a value is missing');
  }

  #numberOrReference(first: number): PdfValue {
    if (!isCount(first)) return first;
    const after = this.#at;
    const generation = this.word();
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R') {
      return { kind: 'reference', object: first, generation: Number(generation) };
    }
    this.#at = after;
    return first;
  }

  #dictionary(depth: number): PdfValue {
    const entries = new Map<string, PdfValue>();
    while (!this.#closes('>>')) {
      if (!this.#takes('/')) throw damaged('a key is missing');
      const key = unescaped(this.#rest());
      entries.set(key, this.value(depth + 1));
    }
    return { kind: 'dictionary', entries };
  }

  #list(depth: number): PdfValue {
    const items: PdfValue[] = [];
    while (!this.#closes(']')) items.push(this.value(depth + 1));
    return { kind: 'list', items };
  }

  #text(read: typeof literalText): PdfValue {
    const { text, end } = read(this.#bytes, this.#at);
    this.#budget.spend(end - this.#at);
    this.#at = end;
    return { kind: 'text', text };
  }

  #closes(delimiter: string): boolean {
    this.#skipSpace();
    return this.#takes(delimiter);
  }

  #takes(delimiter: string): boolean {
    const end = this.#at + delimiter.length;
    if (this.#bytes.toString('latin1', this.#at, end) !== delimiter) return false;
    this.#at = end;
    return true;
  }

  /** Characters up to white space, a delimiter or the end. */
  #rest(): string {
    const start = this.#at;
    this.#passWhile((byte) => !isBoundary(byte));
    return this.#bytes.toString('latin1', start, this.#at);
  }

  #skipSpace(): void {
    let comment = false;
    this.#passWhile((byte) => {
      comment = comment ? byte !== lineFeed && byte !== carriageReturn : byte === percent;
      return comment || whitespace.has(byte);
    });
  }

  #passWhile(belongs: (byte: number) => boolean): void {
    const start = this.#at;
    const end = Math.min(this.#bytes.length, start + pieceLimit);
    while (this.#at < end && belongs(this.#bytes[this.#at] ?? 0)) this.#at += 1;
    if (this.#at - start === pieceLimit) throw new UnreadableFileError('too-large', 'a piece of the file is too long');
    this.#budget.spend(this.#at - start);
  }
}

function isBoundary(byte: number): boolean {
  return whitespace.has(byte) || delimiters.has(byte);
}

/** `#20` in a name is a blank (7.3.5). */
function unescaped(name: string): string {
  return name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

function damaged(message: string): UnreadableFileError {
  return new UnreadableFileError('damaged', message);
}
