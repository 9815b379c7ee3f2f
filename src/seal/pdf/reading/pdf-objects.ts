import { UnreadableFileError } from '../../refusal.ts';
import { ObjectStream } from './object-stream.ts';
import { isCount, isKind, type PdfDictionary, type PdfObject, type PdfReference, type PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { Revisions } from './revisions.ts';
import { streamContent } from './stream-content.ts';
import { SyntaxReader } from './syntax.ts';

/** A stream of objects is some hundred kilobytes. */
const objectStreamLimit = 4 * 1024 * 1024;
/** Object, its stream, the length of that stream: more is a circle. */
const nestingLimit = 6;
const endOfStream = /^\s{0,2}endstream/;

/** The objects of a PDF as its last revision has them, read when asked for. */
export class PdfObjects {
  readonly #bytes: Buffer;
  readonly #budget: ReadingBudget;
  readonly #revisions: Revisions;
  readonly #objectStreams = new Map<number, ObjectStream>();
  #nesting = 0;

  /** @throws UnreadableFileError */
  constructor(bytes: Buffer, budget: ReadingBudget) {
    this.#bytes = bytes;
    this.#budget = budget;
    this.#revisions = new Revisions(bytes, budget);
  }

  get trailer(): PdfDictionary {
    return this.#revisions.trailer;
  }

  /** A value itself, or the object that it refers to; null where there is none. */
  resolve(value: PdfValue | undefined): PdfValue {
    if (!isKind(value, 'reference')) return value ?? null;
    const target = this.#object(value).value;
    if (isKind(target, 'reference')) throw damaged('a reference leads to a reference');
    return target;
  }

  /** Where the object that a value refers to begins in the file; null for one in a stream, and where there is none. */
  offsetOf(value: PdfValue | undefined): number | null {
    const place = isKind(value, 'reference') ? this.#revisions.placeOf(value.object) : null;
    return place?.kind === 'file' ? place.at : null;
  }

  /** The dictionary that a value is or refers to, or null. */
  dictionary(value: PdfValue | undefined): PdfDictionary | null {
    const found = this.resolve(value);
    return isKind(found, 'dictionary') ? found : null;
  }

  /** The items of the list that a value is or refers to; none where it is something else. */
  list(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.resolve(value);
    return isKind(found, 'list') ? found.items : [];
  }

  /**
   * The content of the stream that a value refers to.
   * @throws UnreadableFileError `damaged` where there is none, `too-large` where it has more than `limit` bytes
   */
  content(value: PdfValue | undefined, limit: number): Buffer {
    if (!isKind(value, 'reference')) throw damaged('a stream is missing');
    return this.#contentOf(this.#object(value), limit);
  }

  #contentOf({ value, streamAt }: PdfObject, limit: number): Buffer {
    if (!isKind(value, 'dictionary') || streamAt === null) throw damaged('a stream is missing');
    const length = this.resolve(value.entries.get('Length'));
    if (!isCount(length)) throw damaged('a stream has no length');
    const end = streamAt + length;
    if (!endOfStream.test(this.#bytes.toString('latin1', end, end + 16))) throw damaged('a stream has another length');
    return streamContent(value, this.#bytes.subarray(streamAt, end), limit, this.#budget);
  }

  #object({ object }: PdfReference): PdfObject {
    this.#nesting += 1;
    try {
      if (this.#nesting > nestingLimit) throw damaged('objects lead in a circle');
      const place = this.#revisions.placeOf(object);
      if (place === null) return { value: null, streamAt: null };
      if (place.kind === 'file') return new SyntaxReader(this.#bytes, place.at, this.#budget).object(object);
      return { value: this.#objectStream(place.stream).read(place.index, object), streamAt: null };
    } finally {
      this.#nesting -= 1;
    }
  }

  #objectStream(object: number): ObjectStream {
    const known = this.#objectStreams.get(object);
    if (known !== undefined) return known;
    const holder = this.#object({ kind: 'reference', object, generation: 0 });
    const content = this.#contentOf(holder, objectStreamLimit);
    const first = isKind(holder.value, 'dictionary') ? holder.value.entries.get('First') : undefined;
    if (!isCount(first)) throw damaged('a stream of objects has no beginning');
    const stream = new ObjectStream(content, first, this.#budget);
    this.#objectStreams.set(object, stream);
    return stream;
  }
}

function damaged(message: string): UnreadableFileError {
  return new UnreadableFileError('damaged', message);
}
