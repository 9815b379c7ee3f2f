import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '../../src/compose/document.ts';
import { projectPath } from '../../src/project.ts';

/** What a form's `print.json` says of its reference text: where the printed form rightly differs. */
interface PrintedOtherwise {
  /** Parts of a line that are not printed. */
  readonly notPrinted?: readonly (Readonly<Record<Language, string>> & {
    readonly line: number;
    readonly why: string;
  })[];
  /** Lines whose blanks have no line of their own to write on. */
  readonly withoutRule?: readonly { readonly lines: readonly number[]; readonly why: string }[];
}

/** The statutory text of a form. */
export interface Reference {
  /** All that the empty form prints, in order. */
  readonly printed: string;
  /** The same with one underscore for every blank that has a line to write on. */
  readonly ruled: string;
}

/** `[…]` names the value of a blank. */
const marker = /\[[^\]]*\]/gu;
const blank = /_+/gu;

/**
 * The reference text of a form.
 * @throws Error where there is none, or where a part that is said not to be printed is not in it
 */
export function referenceOf(form: string, language: Language): Reference {
  const path = projectPath('test', 'conformance', 'reference', form);
  const text = readFileSync(`${path}/${language}.txt`, 'utf8');
  const { notPrinted = [], withoutRule = [] } = printedOtherwise(`${path}/print.json`);
  const lines = text.split('\n');
  for (const part of notPrinted) {
    const line = lines[part.line - 1];
    if (line?.includes(part[language]) !== true)
      throw new Error(`${form}: line ${part.line} has no «${part[language]}»`);
    lines[part.line - 1] = line.replace(part[language], '');
  }
  const printed = lines.map((line) => line.replace(marker, ''));
  const unruled = new Set(withoutRule.flatMap(({ lines: numbers }) => numbers));
  const ruled = printed.map((line, index) => (unruled.has(index + 1) ? line.replace(blank, ' ') : line));
  return { printed: printed.join('\n'), ruled: ruled.join('\n') };
}

function printedOtherwise(path: string): PrintedOtherwise {
  if (!existsSync(path)) return {};
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isPrintedOtherwise(content)) throw new TypeError(`${path} has an unknown shape`);
  return content;
}

function isPrintedOtherwise(value: unknown): value is PrintedOtherwise {
  return (
    hasReasons(value, 'notPrinted', (part) =>
      ['line', 'kk', 'ru'].every((key) => typeof Reflect.get(part, key) === (key === 'line' ? 'number' : 'string')),
    ) && hasReasons(value, 'withoutRule', (part) => 'lines' in part && Array.isArray(part.lines))
  );
}

/** Whether a list of an object, where there is one, holds entries that are as told and say why. */
function hasReasons(value: unknown, key: string, isTold: (part: object) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const parts: unknown = Reflect.get(value, key);
  return (
    parts === undefined ||
    (Array.isArray(parts) &&
      parts.every(
        (part: unknown) =>
          typeof part === 'object' && part !== null && 'why' in part && typeof part.why === 'string' && isTold(part),
      ))
  );
}
