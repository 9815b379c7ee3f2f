import { descendants, elementAt, elements, type XmlElement } from './xml.ts';

/** Where a paragraph says it is numbered. */
export interface NumberedAt {
  readonly list: string;
  readonly level: number;
}

/** A level as it counts. */
interface Level {
  readonly start: number;
  readonly restarts: boolean;
  readonly format: string;
  readonly pattern: string;
  readonly suffix: string;
}

interface List {
  /** Lists of one definition count on from each other. */
  readonly definition: string;
  readonly levels: readonly Level[];
}

const suffixes = new Map([
  ['space', ' '],
  ['nothing', ''],
  ['tab', '\t'],
]);

/**
 * Computes the numbers that Word prints before paragraphs (ECMA-376 part 1, 17.9): a list counts on where the last list
 * of the same definition ended, unless it overrides the start; a level begins anew after a higher one.
 */
export class DocxNumbering {
  readonly #lists: ReadonlyMap<string, List>;
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(part: XmlElement | undefined) {
    this.#lists = part === undefined ? new Map() : listsOf(part);
  }

  /**
   * The number of the next paragraph of a list with what follows it.
   * @throws Error for lists and number formats that the reader does not know
   */
  next({ list: id, level }: NumberedAt): string {
    const list = this.#lists.get(id);
    const own = list?.levels[level];
    if (list === undefined || own === undefined) throw new Error(`the file has no list ${id} with a level ${level}`);
    const counts = this.#counts.get(list.definition) ?? [];
    this.#counts.set(list.definition, counts);
    const first = `${id}/${level}`;
    const anew = own.restarts && !this.#begun.has(first);
    this.#begun.add(first);
    const count = counts[level];
    counts[level] = anew || count === undefined ? own.start : count + 1;
    counts.length = level + 1;
    const number = own.pattern.replace(/%(\d)/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      return decimal(list.levels[at]?.format, counts[at] ?? list.levels[at]?.start ?? 1);
    });
    return number + (suffixes.get(own.suffix) ?? '');
  }
}

function decimal(format: string | undefined, count: number): string {
  if (format !== 'decimal') throw new Error(`numbers of the format ${format ?? 'unknown'} are not read`);
  return String(count);
}

function listsOf(part: XmlElement): Map<string, List> {
  const definitions = new Map(
    elements(part, 'w:abstractNum').map((definition) => [definition.attributes['w:abstractNumId'] ?? '', definition]),
  );
  return new Map(
    elements(part, 'w:num').map((list) => {
      const definition = elementAt(list, 'w:abstractNumId')?.attributes['w:val'] ?? '';
      const levels = descendants(definitions.get(definition) ?? list, 'w:lvl');
      const overrides = elements(list, 'w:lvlOverride');
      return [
        list.attributes['w:numId'] ?? '',
        { definition, levels: levels.map((level, index) => levelOf(level, overrides[index])) },
      ];
    }),
  );
}

function levelOf(level: XmlElement, override: XmlElement | undefined): Level {
  const value = (name: string) => elementAt(level, name)?.attributes['w:val'];
  const startOverride = elementAt(override, 'w:startOverride')?.attributes['w:val'];
  return {
    start: Number(startOverride ?? value('w:start') ?? 0),
    restarts: startOverride !== undefined,
    format: value('w:numFmt') ?? 'decimal',
    pattern: value('w:lvlText') ?? '',
    suffix: value('w:suff') ?? 'tab',
  };
}
