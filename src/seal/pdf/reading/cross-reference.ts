import { UnreadableFileError } from '../../refusal.ts';
import { isCount, isKind, isNamed, type PdfDictionary, type PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';
import { streamContent } from './stream-content.ts';
import { SyntaxReader } from './syntax.ts';

/** Where an object is: in the file, or in a stream of objects. */
export type Place =
  | { readonly kind: 'file'; readonly at: number }
  | { readonly kind: 'stream'; readonly stream: number; readonly index: number };

/** One revision's list of places. */
export interface Section {
  readonly trailer: PdfDictionary;
  /** Undefined where the section says nothing of the object, null where it says that there is none. */
  place(object: number): Place | null | undefined;
}

/** Objects `first` to `first + count`, whose places stand in `bytes` from `at` on. */
interface Range {
  readonly first: number;
  readonly count: number;
  readonly at: number;
}

const tableEntry = 20;
const tableLimit = 16 * 1024 * 1024;
/** Bytes of a number; more than any file offset needs. */
const widthLimit = 6;

/** Reads the section at a place: a table (ISO 32000-1, 7.5.4) or a stream (7.5.8). */
export function readSection(bytes: Buffer, at: number, budget: ReadingBudget): Section {
  const reader = new SyntaxReader(bytes, at, budget);
  if (reader.word() === 'xref') return tableSection(bytes, reader, budget);
  return streamSection(bytes, at, budget);
}

function tableSection(bytes: Buffer, reader: SyntaxReader, budget: ReadingBudget): Section {
  const ranges: Range[] = [];
  for (let word = reader.word(); word !== 'trailer'; word = reader.word()) {
    if (!/^\d{1,9}$/.test(word)) throw damaged('the table of objects cannot be read');
    const count = reader.count();
    while (isSpace(bytes[reader.position])) reader.moveTo(reader.position + 1);
    ranges.push({ first: Number(word), count, at: reader.position });
    reader.moveTo(reader.position + count * tableEntry);
  }
  const trailer = dictionary(reader.value());
  const entryOf = entriesIn(ranges, budget);
  return {
    trailer,
    place(object) {
      const entry = entryOf(object);
      if (entry === undefined) return undefined;
      const at = entry.at + entry.index * tableEntry;
      const [, offset = '', use] = /^(\d{10}) \d{5} ([nf])/.exec(bytes.toString('latin1', at, at + tableEntry)) ?? [];
      if (use === undefined) throw damaged('the table of objects cannot be read');
      return use === 'n' ? { kind: 'file', at: Number(offset) } : null;
    },
  };
}

function streamSection(bytes: Buffer, at: number, budget: ReadingBudget): Section {
  const { value, streamAt } = new SyntaxReader(bytes, at, budget).object(null);
  const trailer = dictionary(value);
  const length = trailer.entries.get('Length');
  if (!isNamed(trailer.entries.get('Type'), 'XRef') || streamAt === null || !isCount(length)) {
    throw damaged('there is no table of objects where one is pointed at');
  }
  const [type, second, third] = widths(trailer.entries.get('W'));
  const width = type + second + third;
  const content = streamContent(trailer, bytes.subarray(streamAt, streamAt + length), tableLimit, budget);
  const entryOf = entriesIn(streamRanges(trailer, width), budget);
  return {
    trailer,
    place(object) {
      const entry = entryOf(object);
      if (entry === undefined) return undefined;
      const start = entry.at + entry.index * width;
      if (start + width > content.length) throw damaged('the table of objects is too short');
      const field = (from: number, size: number) => (size === 0 ? 0 : content.readUIntBE(start + from, size));
      const kind = type === 0 ? 1 : field(0, type);
      if (kind === 1) return { kind: 'file', at: field(type, second) };
      if (kind === 2) return { kind: 'stream', stream: field(type, second), index: field(type + second, third) };
      return null;
    },
  };
}

function widths(value: PdfValue | undefined): readonly [number, number, number] {
  const [type, second, third] = isKind(value, 'list') ? value.items : [];
  if (!isCount(type) || !isCount(second) || !isCount(third) || Math.max(type, second, third) > widthLimit) {
    throw damaged('the table of objects cannot be read');
  }
  return [type, second, third];
}

function streamRanges({ entries }: PdfDictionary, width: number): Range[] {
  const index = entries.get('Index');
  const pairs = isKind(index, 'list') ? index.items : [0, entries.get('Size') ?? 0];
  const ranges: Range[] = [];
  let at = 0;
  for (let pair = 0; pair + 1 < pairs.length; pair += 2) {
    const [first, count] = [pairs[pair], pairs[pair + 1]];
    if (!isCount(first) || !isCount(count)) throw damaged('the table of objects cannot be read');
    ranges.push({ first, count, at });
    at += count * width;
  }
  return ranges;
}

/** Where the entry of an object stands among the ranges of a section, which the first of them that has it tells. */
function entriesIn(
  ranges: readonly Range[],
  budget: ReadingBudget,
): (object: number) => { readonly at: number; readonly index: number } | undefined {
  const inOrder = ranges.every(({ first }, at) => {
    const before = ranges[at - 1];
    return before === undefined || before.first + before.count <= first;
  });
  return (object) => {
    // A file that was filled in lists thousands of objects that do not follow each other.
    const range = inOrder ? halved(ranges, object, budget) : searched(ranges, object, budget);
    return range && { at: range.at, index: object - range.first };
  };
}

function halved(ranges: readonly Range[], object: number, budget: ReadingBudget): Range | undefined {
  budget.spend(0);
  let [from, to] = [0, ranges.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((ranges[middle]?.first ?? 0) <= object) from = middle;
    else to = middle;
  }
  const range = ranges[from];
  return range !== undefined && has(range, object) ? range : undefined;
}

function searched(ranges: readonly Range[], object: number, budget: ReadingBudget): Range | undefined {
  budget.spend(ranges.length);
  return ranges.find((range) => has(range, object));
}

function has({ first, count }: Range, object: number): boolean {
  return object >= first && object < first + count;
}

function dictionary(value: PdfValue): PdfDictionary {
  if (!isKind(value, 'dictionary')) throw damaged('a dictionary is missing');
  return value;
}

function isSpace(byte = 0): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d;
}

function damaged(message: string): UnreadableFileError {
  return new UnreadableFileError('damaged', message);
}
