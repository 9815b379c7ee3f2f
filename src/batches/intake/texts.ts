import { Problem } from '../../problem.ts';
import { rowLength } from '../limits.ts';

/** The text of UTF-8 bytes as they arrive. @throws Problem `body-encoding-unsupported` */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    if (cause instanceof TypeError) throw new Problem('body-encoding-unsupported', { cause });
    throw cause;
  }
}

/** Lines of a text as it arrives, empty ones left out. @throws Problem `body-too-large` */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    // Only the new piece is searched: a line of many pieces would else be searched again with each of them.
    const [first = '', ...others] = text.split('\n');
    rest += first;
    for (const line of others) {
      if (rest.trim() !== '') yield rest;
      rest = line;
    }
    refuseLongRow(rest);
  }
  if (rest.trim() !== '') yield rest;
}

/**
 * The texts of the items of a JSON array as they arrive; whether each is JSON is for its reader to say.
 * @throws Problem `body-not-json` when the text is no array, `body-too-large`
 */
export async function* itemsOfArray(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const scan = new ArrayScan();
  for await (const text of texts) {
    yield* scan.take(text);
    refuseLongRow(scan.rest);
  }
  scan.end();
}

/** Where one item ends and the next begins: at commas outside strings and brackets. */
class ArrayScan {
  /** What came of the item that is not whole yet. */
  rest = '';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #items = 0;
  /** Characters that came before. */
  #seen = 0;

  *take(text: string): Generator<string> {
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (character === '\\') this.#escaped = true;
        else if (character === '"') this.#inString = false;
        continue;
      }
      switch (character) {
        case '"':
          if (this.#depth === 0) this.#refuse(at);
          this.#inString = true;
          break;
        case '[':
        case '{':
          if (this.#depth === 0 && (character === '{' || this.#isOver)) this.#refuse(at);
          this.#depth += 1;
          if (this.#depth === 1) start = at + 1;
          break;
        case ']':
        case '}':
          if (this.#depth === 0) this.#refuse(at);
          this.#depth -= 1;
          if (this.#depth > 0) break;
          if (character === '}') this.#refuse(at);
          yield* this.#last(this.rest + text.slice(start, at), at);
          start = at + 1;
          break;
        case ',':
          if (this.#depth !== 1) break;
          yield this.#item(this.rest + text.slice(start, at), at);
          start = at + 1;
          break;
        default:
          // A byte order mark may stand before everything; nothing else but blanks stands outside.
          if (this.#depth === 0 && !/[\s\ufeff]/.test(character)) this.#refuse(at);
      }
    }
    this.rest = this.#depth === 0 ? '' : this.rest + text.slice(start);
    this.#seen += text.length;
  }

  end(): void {
    if (!this.#isOver) this.#refuse(0);
  }

  #isOver = false;

  #item(text: string, at: number): string {
    if (text.trim() === '') this.#refuse(at);
    this.rest = '';
    this.#items += 1;
    return text;
  }

  /** The array is over; it may have been empty. */
  *#last(text: string, at: number): Generator<string> {
    this.#isOver = true;
    if (text.trim() !== '' || this.#items > 0) yield this.#item(text, at);
  }

  #refuse(at: number): never {
    throw new Problem('body-not-json', { params: { position: this.#seen + at } });
  }
}

function refuseLongRow(row: string): void {
  if (row.length > rowLength) throw new Problem('body-too-large', { params: { limit: rowLength } });
}
