import { UnreadableFileError } from '../../refusal.ts';
import { type Place, readSection, type Section } from './cross-reference.ts';
import { isCount, type PdfDictionary, type PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';

/** Where viewers look for the word that leads to everything (ISO 32000-1, annex H.3, note 18). */
const endBytes = 1024;
/** Every signature and time stamp adds one. */
const revisionLimit = 512;

/** The places of all objects of a file, those of later revisions before those of earlier ones. */
export class Revisions {
  /** Of the last revision. */
  readonly trailer: PdfDictionary;
  readonly #sections: readonly Section[];

  /** @throws UnreadableFileError */
  constructor(bytes: Buffer, budget: ReadingBudget) {
    const [last, ...earlier] = readRevisions(bytes, budget);
    if (last === undefined) throw damaged('the file has no trailer');
    this.trailer = last.trailer;
    this.#sections = [last, ...earlier].flatMap((section) => [...besides(section, bytes, budget), section]);
  }

  /** Null where the file has no such object. */
  placeOf(object: number): Place | null {
    for (const section of this.#sections) {
      const place = section.place(object);
      if (place !== undefined) return place;
    }
    return null;
  }
}

function readRevisions(bytes: Buffer, budget: ReadingBudget): Section[] {
  const sections = new Map<number, Section>();
  let at: PdfValue | undefined = lastSectionAt(bytes);
  while (isCount(at) && !sections.has(at)) {
    if (sections.size === revisionLimit) throw new UnreadableFileError('too-large', 'the file has too many revisions');
    const section = readSection(bytes, at, budget);
    sections.set(at, section);
    at = section.trailer.entries.get('Prev');
  }
  return [...sections.values()];
}

/** A table can leave objects to a stream beside it, and then calls them free (7.5.8.4). */
function besides({ trailer }: Section, bytes: Buffer, budget: ReadingBudget): Section[] {
  const at = trailer.entries.get('XRefStm');
  return isCount(at) ? [readSection(bytes, at, budget)] : [];
}

function lastSectionAt(bytes: Buffer): number {
  const end = bytes.toString('latin1', Math.max(0, bytes.length - endBytes));
  const [, offset] = /startxref\s+(\d{1,10})\s/.exec(end.slice(Math.max(0, end.lastIndexOf('startxref')))) ?? [];
  if (offset === undefined) throw damaged('the file has no end');
  return Number(offset);
}

function damaged(message: string): UnreadableFileError {
  return new UnreadableFileError('damaged', message);
}
