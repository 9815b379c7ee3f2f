import type { Block, LanguageVersion, OfficialDocument, Orientation } from '../../compose/document.ts';

/** What goes on one sheet. */
export interface SheetPart {
  /** At most 31 characters, unique in the workbook without regard to case. */
  readonly name: string;
  readonly orientation: Orientation;
  readonly blocks: readonly Block[];
}

const longestName = 31;
/** Characters that spreadsheets refuse in a sheet name, and the apostrophe that quotes it in references. */
const refused = /[[\]:*?/\\'\p{Cc}]/gu;
/** Name that Excel keeps for itself. */
const reserved = 'history';

/** The sheets of a document: one for each language, and one more for each section that starts a new page. */
export function sheetParts(document: OfficialDocument): SheetPart[] {
  const bilingual = new Set(document.versions.map((version) => version.language)).size > 1;
  const names = new Set<string>([reserved]);
  return document.versions.flatMap((version) =>
    partsOf(version).map(({ name, blocks }) => ({
      name: uniqueName(name, document.form, bilingual ? ` (${version.language})` : '', names),
      orientation: version.orientation,
      blocks,
    })),
  );
}

function partsOf(version: LanguageVersion): { name: string; blocks: Block[] }[] {
  const parts: { name: string; blocks: Block[] }[] = [{ name: version.title, blocks: [] }];
  const collect = (blocks: readonly Block[]) => {
    for (const block of blocks) {
      if (block.kind === 'section') {
        if (block.page === 'new') parts.push({ name: block.sheet, blocks: [] });
        collect(block.blocks);
      } else {
        parts.at(-1)?.blocks.push(block);
      }
    }
  };
  collect(version.blocks);
  const written = parts.filter(({ blocks }) => blocks.length > 0);
  return written.length > 0 ? written : parts.slice(0, 1);
}

function uniqueName(wanted: string, form: string, language: string, taken: Set<string>): string {
  const clean = wanted.replace(refused, '').replace(/\s+/gu, ' ').trim();
  const base = clean === '' ? form : clean;
  for (let count = 1; ; count++) {
    const ending = (count === 1 ? '' : ` ${count}`) + language;
    const name = cut(base, longestName - ending.length).trim() + ending;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** The first characters of a text, at most so many UTF-16 units, no pair torn. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '');
}
