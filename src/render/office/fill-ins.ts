import type { Check, Field, FieldGroup, Inline } from '../../compose/document.ts';

/** What the holder of a draft or a blank fills in or corrects: a field, several fields in one blank, or a check box. */
export interface FillIn {
  /** Dotted paths in the payload; the option of a check box in a list comes last in its path. */
  readonly paths: readonly string[];
  /** Name for screen readers and tooltips. */
  readonly label: string;
  /** Nothing is in it yet: a line, a caption or statutory words stand for what is to come. */
  readonly empty: boolean;
}

/**
 * The fill-in that an inline is; null for words of the form, and for values that the service has computed from
 * others: who corrects those has the file made again.
 */
export function fillInOf(inline: Inline): FillIn | null {
  switch (inline.kind) {
    case 'text':
    case 'break':
      return null;
    case 'check':
      return checkFillIn(inline);
    case 'field':
      return isComputed(inline) ? null : { paths: [inline.path], label: nameOf([inline]), empty: inline.text === '' };
    case 'group':
      return groupFillIn(inline);
  }
}

const none: readonly string[] = [];

/** Paths of all that is filled in within a line of text. */
export function fillInPaths(content: readonly Inline[]): readonly string[] {
  const [inline, ...others] = content;
  // Nearly all cells of a register hold one field.
  if (others.length === 0) return inline === undefined ? none : pathsOf(inline);
  return content.flatMap(pathsOf);
}

/** Paths of the fill-in that an inline is, without its label: every cell of a register is asked. */
function pathsOf(inline: Inline): readonly string[] {
  switch (inline.kind) {
    case 'text':
    case 'break':
      return none;
    case 'check':
      return [checkPath(inline)];
    case 'field':
      return isComputed(inline) ? none : [inline.path];
    case 'group':
      return inline.fields.filter((field) => !isComputed(field)).map(({ path }) => path);
  }
}

function checkFillIn(check: Check): FillIn {
  return { paths: [checkPath(check)], label: check.label, empty: false };
}

function checkPath({ path, option }: Check): string {
  return option === null ? path : `${path}.${option}`;
}

function groupFillIn({ fields }: FieldGroup): FillIn | null {
  const open = fields.filter((field) => !isComputed(field));
  if (open.length === 0) return null;
  return {
    paths: open.map(({ path }) => path),
    label: nameOf(open),
    empty: fields.every(({ text }) => text === ''),
  };
}

function isComputed({ derived, text }: Field): boolean {
  return derived && text !== '';
}

function nameOf(fields: readonly Field[]): string {
  return fields
    .map(({ label }) => label)
    .filter((label) => label !== '')
    .join(', ');
}
